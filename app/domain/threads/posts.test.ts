import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { seenBy } from "#app/domain/files/owners.server.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import { followThread, markRead } from "./following.server.ts";
import { postFiles } from "./post-files.server.ts";
import { findPost, firstUnread, listDrafts, pageOfPost, postsOf } from "./posts.repo.server.ts";
import { editPost, postFromMail, publishMailedPost, publishPost, removePost, returnPost, sayPost } from "./posts.server.ts";
import { readerOf, readersOf } from "./readers.repo.server.ts";
import { findThread } from "./threads.repo.server.ts";
import { closeThread, removeThread } from "./threads.server.ts";
import { type ThreadStage, threadStage } from "./threads.testing.ts";

let database: Awaited<ReturnType<typeof testDb>>;
let stage: ThreadStage;

beforeEach(async () => {
  database = await testDb();
  stage = await threadStage(database.db);
});
afterEach(() => database.close());

const rowsOf = async (who: Actor | null, threadId: string, page = 1) => (await postsOf(database.db, who, threadId, { page })).rows;
const row = async (id: string) => database.db.selectFrom("posts").selectAll().where("id", "=", id).executeTakeFirst();
const thread = async (who: Actor, id: string) => {
  const found = await findThread(database.db, who, id);
  if (!found) throw new Error("not found");
  return found;
};
const refusedWith = (code: string) => expect.objectContaining({ code });

test("whoever reads a thread answers it once, however often the form is sent, and follows it from then on", async () => {
  const { coordinatorA, outsider } = stage.people;
  const { threadId } = await stage.begun();
  const input = { post_id: newId(), body: "Los **Fluke** salen caros", publish: true };
  const both = await Promise.all([sayPost(stage.ctxOf(coordinatorA), threadId, input), sayPost(stage.ctxOf(coordinatorA), threadId, input)]);
  expect(both).toMatchObject([{ postId: input.post_id }, { postId: input.post_id }]);
  expect(await row(input.post_id)).toMatchObject({ mailing: "waiting", mail_cursor: "", source: "web" });
  expect(await thread(coordinatorA, threadId)).toMatchObject({ posts_count: 2, follows: true });
  await sayPost(stage.ctxOf(coordinatorA), threadId, { ...input, body: "Otra respuesta" });
  expect(await thread(coordinatorA, threadId)).toMatchObject({ posts_count: 3 });
  await expect(stage.said(outsider, threadId, "Hola")).rejects.toEqual(refusedWith("not_found"));
  await expect(sayPost(stage.ctxOf(stage.people.teacher), threadId, input)).rejects.toEqual(refusedWith("not_found"));
  await followThread(stage.ctxOf(coordinatorA), threadId, false);
  await stage.said(coordinatorA, threadId, "Sigo en silencio");
  expect(await thread(coordinatorA, threadId)).toMatchObject({ follows: false });
});

test("posts of one instant stand one after another, and what was read stays read", async () => {
  const { teacher, coordinatorA } = stage.people;
  const { threadId, postId } = await stage.begun();
  const [one, two] = [await stage.said(teacher, threadId, "Uno"), await stage.said(teacher, threadId, "Dos")];
  const rows = await rowsOf(coordinatorA, threadId);
  expect(rows.map((post) => [post.id, post.unread])).toEqual([
    [postId, true],
    [one, true],
    [two, true],
  ]);
  expect(new Set(rows.map((post) => post.published_at)).size).toBe(3);
  expect(await firstUnread(database.db, coordinatorA, await thread(coordinatorA, threadId))).toEqual({ postId: null, page: 1 });
  await markRead(stage.ctxOf(coordinatorA), threadId, rows[1]?.published_at ?? "");
  await markRead(stage.ctxOf(coordinatorA), threadId, rows[0]?.published_at ?? "");
  expect((await rowsOf(coordinatorA, threadId)).map((post) => post.unread)).toEqual([false, false, true]);
  expect(await firstUnread(database.db, coordinatorA, await thread(coordinatorA, threadId))).toEqual({ postId: two, page: 1 });
  await markRead(stage.ctxOf(coordinatorA), threadId, "2099-01-01T00:00:00.000Z");
  const three = await stage.said(teacher, threadId, "Tres");
  expect((await rowsOf(coordinatorA, threadId)).filter((post) => post.unread).map((post) => post.id)).toEqual([three]);
});

test("many who answer at once are all heard, one after another, and whoever is late for a thread that is taken away is told so", async () => {
  const { teacher, coordinatorA } = stage.people;
  const { threadId } = await stage.begun();
  await Promise.all(Array.from({ length: 8 }, (_, n) => stage.said(n % 2 === 0 ? teacher : coordinatorA, threadId, `A la vez ${n}`)));
  const rows = await rowsOf(teacher, threadId);
  expect([rows.length, new Set(rows.map((post) => post.published_at)).size, (await thread(teacher, threadId)).posts_count]).toEqual([9, 9, 9]);
  expect(rows.at(-1)?.published_at).toBe((await thread(teacher, threadId)).last_at);
  const both = await Promise.allSettled([removeThread(stage.ctxOf(coordinatorA), threadId), stage.said(teacher, threadId, "¿Y esto?")]);
  const stands = both[1].status === "fulfilled" ? 10 : 9;
  expect(await database.db.selectFrom("threads").select(["posts_count"]).where("id", "=", threadId).executeTakeFirst()).toEqual({ posts_count: stands });
});

test("a long thread is paged, and opens where one left off", async () => {
  const { teacher, coordinatorA } = stage.people;
  const { threadId } = await stage.begun();
  const ids: string[] = [];
  for (let n = 0; n < 31; n += 1) ids.push(await stage.said(teacher, threadId, `Mensaje ${n}`));
  expect(await postsOf(database.db, coordinatorA, threadId, { page: 2 })).toMatchObject({ total: 32, pages: 2, rows: [{ id: ids[29] }, { id: ids[30] }] });
  expect(await postsOf(database.db, coordinatorA, threadId, { page: 5 })).toMatchObject({ total: 32, rows: [] });
  expect(await pageOfPost(database.db, coordinatorA, threadId, ids[28] ?? "")).toBe(1);
  expect(await pageOfPost(database.db, coordinatorA, threadId, ids[29] ?? "")).toBe(2);
  await markRead(stage.ctxOf(coordinatorA), threadId, (await row(ids[28] ?? ""))?.published_at ?? "");
  expect(await firstUnread(database.db, coordinatorA, await thread(coordinatorA, threadId))).toEqual({ postId: ids[29], page: 2 });
  await markRead(stage.ctxOf(coordinatorA), threadId, "2099-01-01T00:00:00.000Z");
  expect(await firstUnread(database.db, coordinatorA, await thread(coordinatorA, threadId))).toEqual({ postId: null, page: 2 });
});

test("people who read the thread are named; nobody's and several people's names are asked about before anything is said", async () => {
  const { teacher, coordinatorA } = stage.people;
  const { threadId } = await stage.begun();
  const say = (body: string, chosen = {}) => sayPost(stage.ctxOf(coordinatorA), threadId, { post_id: newId(), body, publish: true, chosen });
  expect(await say("@Bruno Muñoz mira")).toEqual({ done: false, unclear: [{ typed: "@Bruno", at: 0, people: [] }] });
  expect(await rowsOf(teacher, threadId)).toHaveLength(1);
  expect(await say("@Bruno Muñoz mira", { "@Bruno": "nobody" })).toMatchObject({ done: true, told: [] });
  const said = await say("gracias @teresa soto");
  expect(said).toMatchObject({ done: true, told: ["Teresa Soto Araya"] });
  const mentions = await database.db.selectFrom("post_mentions").selectAll().execute();
  expect(mentions).toEqual([{ post_id: said.done ? said.postId : "", person_id: teacher.id }]);
  expect((await rowsOf(teacher, threadId)).at(-1)?.body_html).toBe("<p>gracias @Teresa Soto Araya</p>\n");
});

test("a draft answer is its writer's alone until it is published, once", async () => {
  const { teacher, coordinatorA } = stage.people;
  const { threadId } = await stage.begun();
  const post_id = newId();
  const ctx = stage.ctxOf(coordinatorA);
  await sayPost(ctx, threadId, { post_id, body: "@nadie todavía", publish: false });
  expect(await thread(coordinatorA, threadId)).toMatchObject({ draft_id: post_id, posts_count: 1 });
  expect([await findPost(database.db, coordinatorA, post_id), await findPost(database.db, teacher, post_id), await findPost(database.db, null, post_id)]).toMatchObject([
    {},
    null,
    null,
  ]);
  expect(await rowsOf(coordinatorA, threadId)).toHaveLength(1);
  const begun = await stage.begun({ title: "Sin terminar", publish: false }, coordinatorA);
  expect(await listDrafts(database.db, coordinatorA, stage.nodes.a.id)).toEqual([
    { id: begun.postId, thread_id: begun.threadId, title: "Sin terminar", begins: "discussion" },
    { id: post_id, thread_id: threadId, title: "¿Qué multímetros compran?", begins: null },
  ]);
  expect([await listDrafts(database.db, teacher), await listDrafts(database.db, coordinatorA, stage.nodes.b.id)]).toEqual([[], []]);
  for (const act of [() => publishPost(stage.ctxOf(teacher), post_id), () => editPost(stage.ctxOf(teacher), post_id, "x"), () => removePost(stage.ctxOf(teacher), post_id)])
    await expect(act()).rejects.toEqual(refusedWith("not_found"));
  expect(await publishPost(ctx, post_id)).toMatchObject({ done: false, unclear: [{ typed: "@nadie" }] });
  await editPost(ctx, post_id, "Para @Teresa Soto");
  expect(await row(post_id)).toMatchObject({ edited_at: null });
  expect(await publishPost(ctx, post_id)).toMatchObject({ done: true, told: ["Teresa Soto Araya"] });
  const { published_at } = (await row(post_id)) ?? {};
  await publishPost(ctx, post_id);
  expect(await row(post_id)).toMatchObject({ published_at });
  const other = newId();
  await sayPost(ctx, threadId, { post_id: other, body: "Me arrepiento", publish: false });
  await removePost(ctx, other);
  expect(await row(other)).toBeUndefined();
  const late = newId();
  await sayPost(ctx, threadId, { post_id: late, body: "Tarde", publish: false });
  await closeThread(stage.ctxOf(teacher), threadId, true);
  await expect(publishPost(ctx, late)).rejects.toMatchObject({ reason: "thread_closed" });
});

test("one changes one's own and it says so; a removed one leaves a gap, and comes back from who removed it or from moderation", async () => {
  const { teacher, coordinatorA } = stage.people;
  const { threadId, postId } = await stage.begun();
  const mine = await stage.said(teacher, threadId, "Mío");
  await editPost(stage.ctxOf(teacher), mine, "Mejor dicho");
  await expect(editPost(stage.ctxOf(coordinatorA), mine, "Ajeno")).rejects.toEqual(refusedWith("forbidden"));
  expect((await rowsOf(teacher, threadId)).at(-1)).toMatchObject({ edited: true, body_html: "<p>Mejor dicho</p>\n", may: { edit: true, remove: true } });
  await removePost(stage.ctxOf(coordinatorA), mine);
  expect((await rowsOf(teacher, threadId)).at(-1)).toMatchObject({
    removed: true,
    body_html: null,
    body_md: null,
    author: null,
    may: { edit: false, remove: false, return: false },
  });
  expect(await thread(teacher, threadId)).toMatchObject({ posts_count: 1 });
  await expect(returnPost(stage.ctxOf(teacher), mine)).rejects.toEqual(refusedWith("forbidden"));
  await returnPost(stage.ctxOf(coordinatorA), mine);
  await removePost(stage.ctxOf(teacher), mine);
  await returnPost(stage.ctxOf(teacher), mine);
  expect(await thread(teacher, threadId)).toMatchObject({ posts_count: 2 });
  // What began it: with answers, moderation alone leaves a gap there; without them the whole thread goes.
  await expect(removePost(stage.ctxOf(teacher), postId)).rejects.toEqual(refusedWith("forbidden"));
  await removePost(stage.ctxOf(coordinatorA), postId);
  expect(await rowsOf(teacher, threadId)).toMatchObject([{ removed: true }, { removed: false }]);
  const other = await stage.begun();
  await removePost(stage.ctxOf(teacher), other.postId);
  expect(await findThread(database.db, teacher, other.threadId)).toMatchObject({ removed_by: teacher.id, may: { return: true } });
});

test("an answer by mail is one post a mail, and what the page would refuse is refused", async () => {
  const { teacher, coordinatorA, outsider } = stage.people;
  const { threadId } = await stage.begun();
  const mailId = async () => {
    const id = newId();
    const nothing = {
      message_id: null,
      from_name: "",
      to_email: "",
      subject: "",
      reason: null,
      event_id: null,
      invitation_id: null,
      answer: null,
      comment: null,
      handled_at: null,
    };
    await database.db
      .insertInto("incoming_mails")
      .values({
        id,
        digest: id,
        source: "lmtp",
        received_at: "2026-11-21T15:00:00.000Z",
        from_email: "x@cast.example",
        kind: "message",
        state: "taken",
        raw: "",
        handled_by: null,
        ...nothing,
      })
      .execute();
    return id;
  };
  const hub = stage.ctxOf(null);
  const mail = { threadId, personId: coordinatorA.id, mailId: await mailId(), body: "Va por correo, @Nadie y @Teresa Soto\r\n", publish: true };
  const { postId } = await postFromMail(hub, mail);
  expect(await postFromMail(hub, mail)).toEqual({ postId });
  expect((await rowsOf(teacher, threadId)).at(-1)).toMatchObject({
    id: postId,
    source: "mail",
    author: { name: "Camila Díaz Leiva" },
    body_html: "<p>Va por correo, @Nadie y @Teresa Soto Araya</p>\n",
  });
  const waiting = await postFromMail(hub, { ...mail, mailId: await mailId(), body: "Con fotos", publish: false });
  expect(await thread(coordinatorA, threadId)).toMatchObject({ posts_count: 2, draft_id: null });
  await publishMailedPost(hub, waiting.postId);
  await publishMailedPost(hub, waiting.postId);
  expect(await thread(coordinatorA, threadId)).toMatchObject({ posts_count: 3 });
  await expect(postFromMail(hub, { ...mail, mailId: await mailId(), personId: outsider.id })).rejects.toEqual(refusedWith("not_found"));
  await expect(postFromMail(hub, { ...mail, mailId: await mailId(), body: " \n" })).rejects.toMatchObject({ fields: { body: ["required"] } });
  await expect(postFromMail(hub, { ...mail, mailId: await mailId(), body: "x".repeat(10_001) })).rejects.toMatchObject({ fields: { body: ["too_long"] } });
  await closeThread(stage.ctxOf(teacher), threadId, true);
  await expect(postFromMail(hub, { ...mail, mailId: await mailId() })).rejects.toMatchObject({ reason: "thread_closed" });
});

test("a person and a thread have one row, whoever makes it first", async () => {
  const { teacher, coordinatorA } = stage.people;
  const { threadId } = await stage.begun();
  const { id } = await readerOf(database.db, threadId, teacher.id);
  expect((await readersOf(database.db, threadId, [coordinatorA.id, teacher.id])).find((reader) => reader.person_id === teacher.id)?.id).toBe(id);
  expect(await thread(teacher, threadId)).toMatchObject({ follows: true });
});

test("files of a post: for those who read it, brought by who wrote it, gone with it", async () => {
  const { teacher, coordinatorA, outsider } = stage.people;
  const { threadId, postId } = await stage.begun({ visibility: "members" });
  const at = (owner_id: string) => ({ id: newId(), owner_kind: "post" as const, owner_id, added_in: 1, removed_in: null });
  const seen = async (id: string) => Promise.all([null, outsider, coordinatorA, teacher].map(async (who) => (await seenBy(database.db, who, at(id), CAST_NOW)) !== null));
  expect(await seen(postId)).toEqual([false, true, true, true]);
  await expect(postFiles.allow(stage.ctxOf(coordinatorA), postId)).rejects.toEqual(refusedWith("forbidden"));
  await expect(postFiles.allow(stage.ctxOf(null), postId)).rejects.toEqual(refusedWith("not_found"));
  await postFiles.version(stage.ctxOf(teacher), postId);
  expect((await rowsOf(teacher, threadId))[0]).toMatchObject({ edited: true });
  const draft = newId();
  await sayPost(stage.ctxOf(coordinatorA), threadId, { post_id: draft, body: "Borrador", publish: false });
  expect(await seen(draft)).toEqual([false, false, true, false]);
  await publishPost(stage.ctxOf(coordinatorA), draft);
  expect(await seen(draft)).toEqual([false, true, true, true]);
  await removePost(stage.ctxOf(coordinatorA), draft);
  expect(await seen(draft)).toEqual([false, false, false, false]);
  const open = await stage.announced({ visibility: "public" });
  const answer = await stage.said(teacher, open.threadId, "¿A qué hora?");
  expect([await seen(open.postId), await seen(answer)]).toEqual([
    [true, true, true, true],
    [false, true, true, true],
  ]);
  expect(await seenBy(database.db, null, at(open.postId), CAST_NOW)).toEqual({ open: true, resourceId: null, own: false });
  await removeThread(stage.ctxOf(coordinatorA), open.threadId);
  expect(await seen(open.postId)).toEqual([false, false, false, false]);
});
