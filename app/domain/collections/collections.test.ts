import { expect, test } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { repositoryStage } from "#app/domain/resources/resources.testing.ts";
import { searchAll } from "#app/domain/search/search.server.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CollectionInput } from "./collection.ts";
import { findCollection, listCollections, listItems } from "./collections.repo.server.ts";
import { addItem, changeCollection, changeItems, makeCollection, setCollectionArchived } from "./collections.server.ts";
import { readingOf } from "./reading.repo.server.ts";

const PART = { page: 1, size: 10 };
const input = (over: object = {}) => CollectionInput.parse({ collection_id: newId(), title: "Empezar con tableros", visibility: "public", ...over });

test("each reader sees the items that they may see, in order, and counts follow", async () => {
  await using database = await testDb();
  const { people, nodes, ctxOf, published } = await repositoryStage(database.db);
  const { coordinatorA, teacher, outsider } = people;
  const [open, inNode, last] = [
    await published("document", { title: "Uno", visibility: "public" }),
    await published("document", { title: "Dos", visibility: "node", node_ids: [nodes.a.id] }),
    await published("document", { title: "Tres", visibility: "public" }),
  ];
  const made = input();
  const { slug } = await makeCollection(ctxOf(coordinatorA), made);
  expect(await makeCollection(ctxOf(coordinatorA), made)).toEqual({ slug }); // sent twice
  for (const { id } of [open, inNode, last, open]) await addItem(ctxOf(coordinatorA), made.collection_id, id);
  const titles = async (who: Actor | null) => (await listItems(database.db, who, made.collection_id)).map((item) => item.title);
  expect([await titles(teacher), await titles(outsider), await titles(null)]).toEqual([
    ["Uno", "Dos", "Tres"],
    ["Uno", "Tres"],
    ["Uno", "Tres"],
  ]);
  expect((await listCollections(database.db, null, PART)).rows).toMatchObject([{ slug, items: 2 }]);
  expect((await readingOf(database.db, null, last.id, slug)).step).toMatchObject({ at: 2, of: 2, previous: { title: "Uno" }, next: null });
  expect((await readingOf(database.db, null, inNode.id, slug)).step).toBeNull();
});

test("items move, are noted, leave and come back where they stood", async () => {
  await using database = await testDb();
  const { people, ctxOf, published } = await repositoryStage(database.db);
  const ctx = ctxOf(people.teacher);
  const made = input();
  await makeCollection(ctx, made);
  const [a, b, c] = [await published("document", { title: "A" }), await published("document", { title: "B" }), await published("document", { title: "C" })];
  for (const { id } of [a, b, c]) await addItem(ctx, made.collection_id, id);
  const titles = async () => (await listItems(database.db, people.teacher, made.collection_id)).map((item) => item.title).join("");
  await changeItems(ctx, made.collection_id, { act: "move", resource_id: c.id, place: 1 });
  expect(await titles()).toBe("CAB");
  await changeItems(ctx, made.collection_id, { act: "note", resource_id: a.id, note: "Mira **esto**" });
  const was = await changeItems(ctx, made.collection_id, { act: "remove", resource_id: a.id });
  expect([await titles(), was]).toEqual(["CB", { place: 2, note: "Mira **esto**" }]);
  await changeItems(ctx, made.collection_id, { act: "put_back", resource_id: a.id, place: 2, note: was?.note ?? "" });
  expect(await titles()).toBe("CAB");
  await expect(changeItems(ctxOf(people.head), made.collection_id, { act: "remove", resource_id: a.id })).rejects.toMatchObject({ code: "forbidden" });
});

test("a collection is seen by whom it says; one's own by nobody else, administration included; a node's is edited by who cares for its repository", async () => {
  await using database = await testDb();
  const { people, nodes, ctxOf } = await repositoryStage(database.db);
  const { teacher, coordinatorA, outsider, admin } = people;
  const seen = async (id: string) =>
    (await Promise.all([teacher, coordinatorA, outsider, admin, null].map((who) => findCollection(database.db, who, { id })))).map((found) => found !== undefined);
  const [mine, members, ofNode] = [input({ visibility: "mine" }), input({ visibility: "members" }), input({ visibility: "node", node_id: nodes.a.id })];
  for (const each of [mine, members, ofNode]) await makeCollection(ctxOf(teacher), each);
  expect(await seen(mine.collection_id)).toEqual([true, false, false, false, false]);
  expect(await seen(members.collection_id)).toEqual([true, true, true, true, false]);
  expect(await seen(ofNode.collection_id)).toEqual([true, true, false, true, false]);
  await changeCollection(ctxOf(coordinatorA), ofNode.collection_id, { ...ofNode, title: "Otro título" });
  expect(await findCollection(database.db, teacher, { id: ofNode.collection_id })).toMatchObject({ title: "Otro título", slug: "empezar-con-tableros-3" });
  await expect(changeCollection(ctxOf(coordinatorA), ofNode.collection_id, { ...ofNode, visibility: "mine" })).rejects.toMatchObject({ code: "invalid" });
  await expect(makeCollection(ctxOf(outsider), input({ visibility: "node", node_id: nodes.a.id }))).rejects.toMatchObject({ code: "invalid" });
  await setCollectionArchived(ctxOf(teacher), members.collection_id, true);
  expect(await seen(members.collection_id)).toEqual([true, false, false, false, false]);
});

test("one's own is found by nobody else, administration included", async () => {
  await using database = await testDb();
  const { people, ctxOf } = await repositoryStage(database.db);
  const { teacher, coordinatorA, admin } = people;
  await makeCollection(ctxOf(teacher), input({ title: "Guanaquería", visibility: "mine" }));
  const found = async (who: Actor | null) => (await searchAll(ctxOf(who), { q: "guanaqueria" })).total;
  expect([await found(teacher), await found(coordinatorA), await found(admin), await found(null)]).toEqual([1, 0, 0, 0]);
});
