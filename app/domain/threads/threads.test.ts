import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { newId } from "#db/ids.ts";
import { publicRevision } from "#db/revision.ts";
import { testDb } from "#db/testing.ts";
import { latestThreads, listThreads } from "./listing.repo.server.ts";
import { postsOf } from "./posts.repo.server.ts";
import { ThreadInput } from "./thread.ts";
import { findThread } from "./threads.repo.server.ts";
import { beginThread, closeThread, editThread, moveThread, pinThread, removeThread, returnThread } from "./threads.server.ts";
import { type ThreadStage, threadInput, threadStage } from "./threads.testing.ts";

let database: Awaited<ReturnType<typeof testDb>>;
let stage: ThreadStage;

beforeEach(async () => {
  database = await testDb();
  stage = await threadStage(database.db);
});
afterEach(() => database.close());

const read = (who: Actor | null, id: string) => findThread(database.db, who, id);
const titles = async (who: Actor | null, filter: Parameters<typeof listThreads>[2] = {}) => (await listThreads(database.db, who, filter)).rows.map((row) => row.title);
const refusedWith = (code: string) => expect.objectContaining({ code });

test("a member begins a conversation, an announcement is of who publishes in the node, and neither is anybody else's", async () => {
  const { teacher, coordinatorA, coordinatorB, outsider, admin } = stage.people;
  const { threadId, postId } = await stage.begun();
  expect(await read(teacher, threadId)).toMatchObject({
    title: "¿Qué multímetros compran?",
    author: "Teresa Soto Araya",
    node: { slug: "electricidad" },
    posts_count: 1,
    follows: true,
    may: { answer: true, edit: true, close: true, pin: false, move: true, remove: true, moderate: false },
  });
  expect((await postsOf(database.db, coordinatorA, threadId)).rows).toMatchObject([
    { id: postId, first: true, body_html: "<p>Nos alcanza para <strong>doce</strong>.</p>\n", unread: true, mine: false },
  ]);
  expect((await read(coordinatorA, threadId))?.may).toMatchObject({ pin: true, moderate: true, remove: true });
  for (const who of [outsider, coordinatorB, null]) expect(await read(who, threadId)).toBeNull();
  expect(await read(admin, threadId)).not.toBeNull();
  await expect(stage.begun({ kind: "announcement" })).rejects.toEqual(refusedWith("forbidden"));
  await expect(stage.begun({}, outsider)).rejects.toEqual(refusedWith("forbidden"));
  await expect(beginThread(stage.ctxOf(null), { ...threadInput(), slug: "electricidad", publish: true })).rejects.toEqual(refusedWith("signed_out"));
  await expect(stage.begun({ visibility: "public" })).rejects.toEqual(refusedWith("invalid"));
  expect(ThreadInput.safeParse(threadInput({ visibility: "public" })).success).toBe(false);
});

test("the same form sent twice, at once too, begins one conversation; another text under the same ids begins another", async () => {
  const { teacher, outsider } = stage.people;
  const input = { ...threadInput(), slug: "electricidad", publish: true };
  const both = await Promise.all([beginThread(stage.ctxOf(teacher), input), beginThread(stage.ctxOf(teacher), input)]);
  expect(both).toMatchObject([{ threadId: input.thread_id }, { threadId: input.thread_id }]);
  expect(await listThreads(database.db, teacher)).toMatchObject({ total: 1 });
  await beginThread(stage.ctxOf(teacher), { ...input, body: "Otra cosa" });
  expect(await listThreads(database.db, teacher)).toMatchObject({ total: 2 });
  await expect(beginThread(stage.ctxOf(stage.people.coordinatorA), input)).rejects.toEqual(refusedWith("not_found"));
  await expect(beginThread(stage.ctxOf(outsider), input)).rejects.toEqual(refusedWith("forbidden"));
});

test("a draft is its author's alone, is written over by its own form, and is thrown away for good", async () => {
  const { teacher, coordinatorA, admin } = stage.people;
  const ids = { thread_id: newId(), post_id: newId() };
  await stage.begun({ ...ids, publish: false });
  for (const who of [coordinatorA, admin, null]) expect(await read(who, ids.thread_id)).toBeNull();
  expect(await read(teacher, ids.thread_id)).toMatchObject({ published_at: null, draft_id: ids.post_id, may: { answer: false, pin: false, close: false } });
  expect(await titles(teacher)).toEqual([]);
  await stage.begun({ ...ids, title: "Multímetros", publish: true });
  expect(await titles(coordinatorA)).toEqual(["Multímetros"]);
  const other = await stage.begun({ publish: false });
  await removeThread(stage.ctxOf(teacher), other.threadId);
  expect(await database.db.selectFrom("threads").select("id").where("id", "=", other.threadId).execute()).toEqual([]);
  expect(await database.db.selectFrom("posts").select("id").where("id", "=", other.postId).execute()).toEqual([]);
});

test("visitors read of a public announcement what began it: no names, no answers, not even that there are any", async () => {
  const { teacher, coordinatorA } = stage.people;
  const before = await publicRevision(database.db);
  const { threadId } = await stage.announced({ visibility: "public" }, "2026-11-21T15:00:00.000Z");
  expect(await publicRevision(database.db)).toBeGreaterThan(before);
  await stage.said(teacher, threadId, "¿A qué hora?", "2026-11-21T16:00:00.000Z");
  await stage.announced({ visibility: "members", title: "Solo con cuenta" });
  await stage.begun();
  const [card, ...rest] = await latestThreads(database.db, null, stage.nodes.a.id, 5);
  expect(rest).toEqual([]);
  expect(card).toMatchObject({ title: "Feria de especialidades", excerpt: "Será en Rancagua.", author: null, posts_count: 1, last_at: "2026-11-21T15:00:00.000Z", unread: false });
  expect(await read(null, threadId)).toMatchObject({ author: null, posts_count: 1, last_at: "2026-11-21T15:00:00.000Z", follows: null, may: { answer: false } });
  expect(await postsOf(database.db, null, threadId)).toMatchObject({ total: 1, rows: [{ first: true, author: null, body_md: null }] });
  expect(await postsOf(database.db, coordinatorA, threadId)).toMatchObject({
    total: 2,
    rows: [{ author: { name: "Camila Díaz Leiva" } }, { author: { name: "Teresa Soto Araya" } }],
  });
});

test("lists: pinned first, then what was said last; by kind, by words, by page; unread ones are marked", async () => {
  const { teacher, coordinatorA, outsider } = stage.people;
  const old = await stage.begun({ title: "Vieja" }, teacher, "2026-11-20T10:00:00.000Z");
  await stage.begun({ title: "Nueva" }, teacher, "2026-11-20T11:00:00.000Z");
  const { threadId } = await stage.announced({ title: "Fijada", visibility: "members" }, "2026-11-19T10:00:00.000Z");
  await pinThread(stage.ctxOf(coordinatorA), threadId, true);
  await expect(pinThread(stage.ctxOf(teacher), threadId, true)).rejects.toEqual(refusedWith("forbidden"));
  await stage.said(coordinatorA, old.threadId, "Revivo esto: los tableros de roble");
  const nodeId = stage.nodes.a.id;
  expect(await titles(teacher, { nodeId })).toEqual(["Fijada", "Vieja", "Nueva"]);
  expect(await titles(teacher, { nodeId, kind: "announcement" })).toEqual(["Fijada"]);
  expect(await titles(teacher, { nodeId, q: "roble" })).toEqual(["Vieja"]);
  expect(await titles(outsider, { nodeId })).toEqual(["Fijada"]);
  expect(await listThreads(database.db, teacher, { nodeId, size: 2, page: 2 })).toMatchObject({ total: 3, pages: 2, rows: [{ title: "Nueva" }] });
  expect(await listThreads(database.db, teacher, { nodeId, size: 2, page: 9 })).toMatchObject({ total: 3, rows: [] });
  const unread = async (who: Actor) => (await listThreads(database.db, who, { unreadFirst: true })).rows.filter((row) => row.unread).map((row) => row.title);
  expect(await unread(teacher)).toEqual(["Vieja", "Fijada"]);
  expect(await unread(coordinatorA)).toEqual(["Nueva"]);
  expect(await unread(outsider)).toEqual([]);
});

test("closed by whoever began it or moderates: it stays readable, and opens again", async () => {
  const { teacher, coordinatorA } = stage.people;
  const { threadId } = await stage.begun();
  await stage.said(coordinatorA, threadId, "Los de la feria.");
  await closeThread(stage.ctxOf(teacher), threadId, true);
  await closeThread(stage.ctxOf(teacher), threadId, true);
  await expect(stage.said(coordinatorA, threadId, "Tarde")).rejects.toMatchObject({ code: "conflict", reason: "thread_closed" });
  expect((await read(teacher, threadId))?.may.answer).toBe(false);
  await closeThread(stage.ctxOf(coordinatorA), threadId, false);
  await stage.said(coordinatorA, threadId, "A tiempo");
});

test("taken away by whoever began it while nobody answered, afterwards by moderation; who took it away brings it back", async () => {
  const { teacher, coordinatorA, admin } = stage.people;
  const { threadId } = await stage.begun();
  await removeThread(stage.ctxOf(teacher), threadId);
  expect(await titles(teacher)).toEqual([]);
  expect((await read(teacher, threadId))?.may).toMatchObject({ return: true, answer: false, edit: false, moderate: false });
  await returnThread(stage.ctxOf(teacher), threadId);
  await stage.said(coordinatorA, threadId, "Respondo");
  await expect(removeThread(stage.ctxOf(teacher), threadId)).rejects.toEqual(refusedWith("forbidden"));
  await removeThread(stage.ctxOf(coordinatorA), threadId);
  expect(await read(teacher, threadId)).toBeNull();
  expect(await listThreads(database.db, teacher, { q: "multímetros" })).toMatchObject({ total: 0 });
  await expect(returnThread(stage.ctxOf(teacher), threadId)).rejects.toEqual(refusedWith("not_found"));
  await returnThread(stage.ctxOf(admin), threadId);
  expect(await titles(teacher)).toEqual(["¿Qué multímetros compran?"]);
});

test("moved where the mover takes part: the address stays, the people of the new node read it and those of the old do not", async () => {
  const { teacher, coordinatorA, coordinatorB, admin } = stage.people;
  const { threadId } = await stage.begun();
  await pinThread(stage.ctxOf(coordinatorA), threadId, true);
  await expect(moveThread(stage.ctxOf(coordinatorA), threadId, stage.nodes.b.slug)).rejects.toEqual(refusedWith("forbidden"));
  await expect(moveThread(stage.ctxOf(teacher), threadId, stage.nodes.b.slug)).rejects.toEqual(refusedWith("forbidden"));
  await expect(moveThread(stage.ctxOf(admin), threadId, "ninguno")).rejects.toEqual(refusedWith("invalid"));
  const alsoOfB = { ...teacher, memberOf: [stage.nodes.a.id, stage.nodes.b.id] };
  await moveThread(stage.ctxOf(alsoOfB), threadId, stage.nodes.b.slug);
  expect(await read(coordinatorB, threadId)).toMatchObject({ node: { slug: "orientacion" }, moved_from: { slug: "electricidad" }, pinned_at: null, visibility: "node" });
  expect(await read(coordinatorA, threadId)).toBeNull();
  expect(await titles(coordinatorB, { q: "multímetros" })).toHaveLength(1);
  expect(await titles(coordinatorA, { q: "multímetros" })).toHaveLength(0);
});

test("what was said for the node's people grows no wider once somebody answered", async () => {
  const { teacher, coordinatorA, outsider } = stage.people;
  const { threadId } = await stage.begun();
  await editThread(stage.ctxOf(teacher), threadId, { title: "Multímetros", visibility: "members" });
  expect((await read(outsider, threadId))?.title).toBe("Multímetros");
  await editThread(stage.ctxOf(coordinatorA), threadId, { title: "Multímetros", visibility: "node" });
  await stage.said(coordinatorA, threadId, "Entre nosotros");
  await expect(editThread(stage.ctxOf(teacher), threadId, { title: "M", visibility: "members" })).rejects.toMatchObject({ fields: { visibility: ["answered_already"] } });
  await expect(editThread(stage.ctxOf(teacher), threadId, { title: "M", visibility: "public" })).rejects.toEqual(refusedWith("invalid"));
  await expect(editThread(stage.ctxOf(outsider), threadId, { title: "M", visibility: "node" })).rejects.toEqual(refusedWith("not_found"));
});

test("of an archived node nothing is begun", async () => {
  await database.db.updateTable("nodes").set({ archived_at: "2026-11-01T00:00:00.000Z" }).where("id", "=", stage.nodes.a.id).execute();
  await expect(stage.begun()).rejects.toMatchObject({ code: "conflict", reason: "archived" });
});
