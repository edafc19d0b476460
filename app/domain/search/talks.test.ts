import { afterAll, beforeAll, expect, test } from "vitest";
import { startApplication } from "#app/domain/calls/applications.server.ts";
import { callStage } from "#app/domain/calls/calls.testing.ts";
import { answerJury, nameJuror, removeJuror } from "#app/domain/calls/jury.server.ts";
import { callListedFor } from "#app/domain/calls/visibility.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { threadListedFor } from "#app/domain/threads/visibility.server.ts";
import type { Database } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, type Cast, castOf } from "#db/testing-cast.ts";
import { refreshSearch } from "./refresh.server.ts";
import { type SearchInput, searchAll } from "./search.server.ts";
import { insertApplication, insertCall, insertJuror, insertThread } from "./talks.testing.ts";

let database: Database;
let cast: Cast;

/** Every kind of thread and of call, in a node that some read and in one that others do; all with the word «lenga». */
beforeAll(async () => {
  database = await testDb();
  const { db } = database;
  cast = await castOf(db);
  const { coordinatorA, teacher, head, ally, outsider } = cast.people;
  for (const node of [cast.nodes.a.id, cast.nodes.b.id]) {
    for (const visibility of ["node", "members", "public"]) {
      await insertThread(db, { node, title: `Lenga ${visibility}`, visibility, by: teacher.id, kind: visibility === "public" ? "announcement" : "discussion" });
      await insertThread(db, { node, title: `Lenga borrador ${visibility}`, visibility, by: teacher.id, draft: true });
      await insertThread(db, { node, title: `Lenga retirada ${visibility}`, visibility, by: coordinatorA.id, removed: true });
    }
  }
  for (const node_id of [cast.nodes.a.id, cast.nodes.b.id, null]) {
    for (const visibility of ["node", "members", "public"]) {
      for (const over of [{}, { published_at: null }, { cancelled_at: CAST_NOW }, { archived_at: CAST_NOW }]) {
        const { id } = await insertCall(db, { title: `Lenga ${visibility}`, node_id, visibility, ...over });
        await insertJuror(db, id, head.id, { accepted_at: CAST_NOW });
        await insertJuror(db, id, ally.id, { declined_at: CAST_NOW });
        if (node_id !== cast.nodes.b.id) await insertApplication(db, id, outsider.id, { title: "Lenga", state: "draft", number: null });
      }
    }
  }
}, 30_000);
afterAll(() => database.close());

const search = (q: string, actor: Actor | null, more: Partial<SearchInput> = {}) => searchAll(cast.ctxOf(actor, database.db), { q, ...more });
const everybody = () => [null, ...Object.values(cast.people)];

async function found(actor: Actor | null, kind: SearchInput["kind"]): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1; ; page++) {
    const { rows } = await search("lenga", actor, { kind, page, literal: true });
    if (rows.length === 0) return ids.sort();
    ids.push(...rows.map((row) => row.ref_id));
  }
}

test("everybody finds the conversations and calls that the rules of lists let them see, and no others", async () => {
  for (const actor of everybody()) {
    const threads = await database.db.selectFrom("threads as h").select("h.id").where(threadListedFor(actor)).execute();
    const calls = await database.db.selectFrom("calls as k").select("k.id").where(callListedFor(actor)).execute();
    const sorted = (rows: { id: string }[]) => rows.map((row) => row.id).sort();
    expect([await found(actor, "thread"), await found(actor, "announcement")], actor?.name).toEqual(actor ? [sorted(threads), []] : [[], sorted(threads)]);
    expect(await found(actor, "call"), actor?.name).toEqual(sorted(calls));
  }
});

test("of a public announcement visitors find the first post, and people with an account every post that stands", async () => {
  const posts = ["<p>Abre el mañío.</p>", "Yo voy con mi pehuén.", { body: "Olvidé un radal.", draft: true }, { body: "Un coihue de más.", removed: true }];
  const { id } = await insertThread(database.db, { node: cast.nodes.a.id, title: "Feria del alerce", kind: "announcement", visibility: "public", posts });
  const finds = async (actor: Actor | null) => Promise.all(["alerce", "mañío", "pehuén", "radal", "coihue"].map(async (q) => (await search(q, actor)).total));
  expect([await finds(null), await finds(cast.people.outsider), await finds(cast.people.admin)]).toEqual([
    [1, 1, 0, 0, 0],
    [1, 1, 1, 0, 0],
    [1, 1, 1, 0, 0],
  ]);
  const [row] = (await search("pehuén", cast.people.outsider)).rows;
  expect([row?.text.find((snip) => snip.hit)?.text, row?.detail.where]).toEqual(["pehuén", "Electricidad"]);
  await database.db.updateTable("threads").set({ visibility: "node" }).where("id", "=", id).execute();
  await refreshSearch(database.db, "thread", [id]);
  expect([await finds(null), await finds(cast.people.outsider), await finds(cast.people.teacher)]).toEqual([
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0],
    [1, 1, 1, 0, 0],
  ]);
});

test("a long conversation is shown where the word stands", async () => {
  const long = Array.from({ length: 30 }, (_, nth) => `${"Lo que se dijo antes. ".repeat(20)} ${nth === 25 ? "Probamos con quillay en el taller." : ""}`);
  await insertThread(database.db, { node: cast.nodes.a.id, title: "Larga", posts: long });
  const [row] = (await search("quillay", cast.people.teacher)).rows;
  expect(row?.text.filter((snip) => snip.hit).map((snip) => snip.text)).toEqual(["quillay"]);
});

test("a call for a node is found by who was asked into its jury and who applied, until they are taken out; whoever declined may think again", async () => {
  await using own = await testDb();
  const { openCall, organiser, ctxOf, people } = await callStage(own.db);
  const { id } = await openCall({ title: "Feria del canelo", visibility: "node" });
  const finds = async (actor: Actor) => (await searchAll(ctxOf(actor), { q: "canelo", kind: "call" })).total;
  const juror = await nameJuror(ctxOf(organiser), id, people.ally.id).then(() => own.db.selectFrom("call_jurors").select("id").where("call_id", "=", id).executeTakeFirstOrThrow());
  expect([await finds(people.teacher), await finds(people.ally), await finds(people.outsider)]).toEqual([1, 1, 0]);
  await removeJuror(ctxOf(organiser), id, juror.id);
  expect(await finds(people.ally)).toBe(0);
  await nameJuror(ctxOf(organiser), id, people.ally.id);
  expect(await finds(people.ally)).toBe(1);
  await answerJury(ctxOf(people.ally), id, false);
  expect(await finds(people.ally)).toBe(1);
  await answerJury(ctxOf(people.ally), id, true);
  const { slug } = await own.db.selectFrom("calls").select("slug").where("id", "=", id).executeTakeFirstOrThrow();
  await own.db.updateTable("calls").set({ visibility: "members" }).where("id", "=", id).execute();
  await startApplication(ctxOf(people.outsider), slug, { id: newId() });
  await own.db.updateTable("calls").set({ visibility: "node" }).where("id", "=", id).execute();
  await refreshSearch(own.db, "call", [id]);
  expect(await finds(people.outsider)).toBe(1);
});
