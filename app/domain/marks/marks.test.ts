import { expect, test } from "vitest";
import { readingOf } from "#app/domain/collections/reading.repo.server.ts";
import { relatedTo } from "#app/domain/related/related.repo.server.ts";
import { repositoryStage } from "#app/domain/resources/resources.testing.ts";
import { resourceListedFor } from "#app/domain/resources/visibility.server.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import { setMark } from "./marks.server.ts";
import { listMade, listSaved, listShelves } from "./own.repo.server.ts";
import { noteUse, RecentUses } from "./uses.server.ts";

const PART = { page: 1, size: 10 };

test("marks are counted right though many press at once and some press twice; one's own work was no use to oneself", async () => {
  await using database = await testDb();
  const { people, published, ctxOf } = await repositoryStage(database.db);
  const { slug, id } = await published();
  const { head, outsider, ally, coordinatorA, teacher } = people;
  const press = (who: typeof head, on = true) => setMark(ctxOf(who), slug, "useful", on);
  await Promise.all([head, head, outsider, ally, coordinatorA, coordinatorA, ally].map((who) => press(who)));
  await Promise.all([press(ally, false), press(ally, false), setMark(ctxOf(head), slug, "saved", true)]);
  await expect(press(teacher)).rejects.toMatchObject({ code: "forbidden" });
  const counts = await database.db.selectFrom("resources").select(["useful_count", "saved_count"]).where("id", "=", id).executeTakeFirst();
  expect(counts).toEqual({ useful_count: 3, saved_count: 1 });
  const marks = async (who: typeof head | null) => (await readingOf(database.db, who, id, null)).marks;
  expect([await marks(head), await marks(ally), await marks(null)]).toEqual([{ saved: true, useful: true }, { saved: false, useful: false }, null]);
});

test("what was saved and is hidden later is not listed; what one made is", async () => {
  await using database = await testDb();
  const { people, nodes, published, started, ctxOf } = await repositoryStage(database.db);
  const { id, slug } = await published("document", { node_ids: [nodes.a.id] });
  await started("link", { title: "Aún no" });
  await setMark(ctxOf(people.outsider), slug, "saved", true);
  expect(await listSaved(database.db, people.outsider, PART)).toMatchObject({ total: 1, rows: [{ slug }] });
  expect(await listMade(database.db, people.teacher, PART)).toMatchObject({
    total: 2,
    rows: [
      { title: "Aún no", state: "draft", open: "draft" },
      { slug, open: null },
    ],
  });
  await database.db.updateTable("resources").set({ visibility: "node" }).where("id", "=", id).execute();
  expect(await listSaved(database.db, people.outsider, PART)).toEqual({ total: 0, rows: [] });
  await expect(setMark(ctxOf(people.outsider), slug, "useful", true)).rejects.toMatchObject({ code: "not_found" });
});

test("uses are counted by day, once for each who uses; the shelves show what is used now to those who may see it", async () => {
  await using database = await testDb();
  const { people, nodes, published } = await repositoryStage(database.db);
  const [old, used, hidden] = [await published(), await published("document", { title: "Usado" }), await published("document", { visibility: "node", node_ids: [nodes.a.id] })];
  await Promise.all([1, 2, 3].map(() => noteUse(database.db, used.id, CAST_NOW)));
  await noteUse(database.db, hidden.id, CAST_NOW);
  await noteUse(database.db, old.id, "2025-01-01T00:00:00.000Z");
  const shelves = async (who: typeof people.head | null) => (await listShelves(database.db, resourceListedFor(who), CAST_NOW)).filter((work) => work.shelf === "used");
  expect((await shelves(people.outsider)).map((work) => [work.title, work.count])).toEqual([["Usado", 3]]);
  expect(await shelves(people.teacher)).toHaveLength(2);
  expect(await shelves(null)).toEqual([]);
  const recent = new RecentUses(3);
  const first = (who: string, now = CAST_NOW) => recent.isFirst(who, used.id, now);
  expect([first("a"), first("a"), first("b"), first("c"), first("d"), first("a", "2026-11-22T00:00:00.000Z")]).toEqual([true, false, true, true, false, true]);
});

test("related works share something, adaptations first, and never one that the reader may not see", async () => {
  await using database = await testDb();
  const { people, nodes, published } = await repositoryStage(database.db);
  const of = (over: object) => published("document", { school_ids: [], tags: ["tableros"], ...over });
  const it = await of({ specialty_ids: ["electricidad"] });
  const tagged = await of({ title: "Misma etiqueta" });
  const adapted = await of({ title: "Adaptada", tags: [], adapted_from_id: it.id });
  const inNode = await of({ title: "Del nodo", visibility: "node", node_ids: [nodes.a.id], specialty_ids: ["electricidad"] });
  await published("document", { title: "Otra cosa", school_ids: [], tags: ["cocina"], authors: [{ name: "Hernán Vidal Cea", person_id: null }] }, people.head);
  const seen = async (who: typeof people.head | null) => (await relatedTo(database.db, who, it.id)).map((work) => work.id);
  expect(await seen(people.outsider)).toEqual([adapted.id, tagged.id]);
  expect(await seen(people.teacher)).toEqual([adapted.id, inNode.id, tagged.id]);
  expect(await seen(null)).toEqual([]);
});
