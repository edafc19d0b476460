/** What the pages of conversations let out, to whom, what they remember, and in how many queries. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { closeThread } from "#app/domain/threads/threads.server.ts";
import { type ThreadStage, threadInput, threadStage } from "#app/domain/threads/threads.testing.ts";
import { contextOf } from "#app/http/front.testing.ts";
import { newId } from "#db/ids.ts";
import { countingQueries } from "#db/query-count.ts";
import { testDb } from "#db/testing.ts";
import { action as actsAction } from "./acts.ts";
import { loader as edit, action as editAction } from "./edit.tsx";
import { loader as begin, action as beginAction } from "./new.tsx";
import { loader as news, action as newsAction } from "./news.tsx";
import { loader as nodeThreads } from "./node-threads.tsx";
import { loader as post, action as postAction } from "./post.tsx";
import { loader as thread, action as threadAction } from "./thread.tsx";

let database: Awaited<ReturnType<typeof testDb>>;
let stage: ThreadStage;
let asked: { threadId: string; postId: string };
let open: { threadId: string; postId: string };

beforeAll(async () => {
  database = await testDb();
  stage = await threadStage(database.db);
  asked = await stage.begun();
  open = await stage.announced({ visibility: "public" });
  await stage.said(stage.people.coordinatorA, asked.threadId, "Los azules.");
  await stage.said(stage.people.teacher, open.threadId, "Ahí estaremos.");
});
afterAll(() => database.close());

type Route = (args: never) => Promise<unknown>;

async function call(route: Route, path: string, actor: Actor | null, form?: Record<string, string>): Promise<unknown> {
  const [, kind, first = "", , last = ""] = path.split("?")[0]?.split("/") ?? [];
  const params = kind === "nodos" ? { slug: first } : { id: first, post: last };
  const request = new Request(`https://nodos.example${path}`, form ? { method: "POST", body: new URLSearchParams(form) } : {});
  return route({ request, params, context: contextOf(database, actor) } as never);
}

/** The status, and where a redirect leads. */
async function answerTo(...asked: Parameters<typeof call>): Promise<[number, string?]> {
  try {
    const result = await call(...asked);
    if (result instanceof Response) return [result.status, result.headers.get("Location") ?? ""];
    return [(result as { init?: { status?: number } } | null)?.init?.status ?? 200];
  } catch (thrown) {
    if (thrown instanceof Response) return [thrown.status, thrown.headers.get("Location") ?? ""];
    return [(thrown as { init?: { status?: number } }).init?.status ?? 500];
  }
}

const at = (rest = "") => `/conversaciones/${asked.threadId}${rest}`;
const slug = () => stage.nodes.a.slug;

test("whoever does not read a conversation finds nothing of it; a visitor is asked to enter, whether it is there or not", async () => {
  const { outsider } = stage.people;
  const form = { post_id: newId(), body: "Hola", intent: "publish" };
  const tries: [Route, string, Record<string, string>?][] = [
    [thread, at()],
    [threadAction, at(), form],
    [edit, at("/editar")],
    [editAction, at("/editar"), { title: "Otra", visibility: "members" }],
    [actsAction, at("/acciones"), { intent: "follow" }],
    [post, at(`/mensajes/${asked.postId}`)],
    [postAction, at(`/mensajes/${asked.postId}`), { body: "Otra cosa" }],
  ];
  for (const [route, path, sent] of tries) expect(await answerTo(route, path, outsider, sent), path).toEqual([404]);
  const shut = async (id: string) => (await answerTo(thread, `/conversaciones/${id}`, null)).join(" ").replace(id, "");
  expect(await shut(asked.threadId)).toBe(await shut(newId()));
  expect(await call(nodeThreads, `/nodos/${slug()}/conversaciones`, outsider)).toMatchObject({ threads: { total: 1 }, may: { discuss: false, announce: false } });
});

test("visitors read what is announced to everybody, without names, answers or how many there are", async () => {
  const told = JSON.stringify([await call(thread, `/conversaciones/${open.threadId}`, null), await call(nodeThreads, `/nodos/${slug()}/conversaciones`, null)]);
  expect(told).toContain("Será en Rancagua.");
  for (const hidden of ["Ahí estaremos", "Camila", "Teresa", '"posts_count":2', "multímetros"]) expect(told).not.toContain(hidden);
});

test("a thread opens where somebody had not been, and what is shown counts as read; or all of it by a button", async () => {
  const { teacher, coordinatorA } = stage.people;
  const unread = async () =>
    ((await call(news, "/novedades", teacher)) as { threads: { rows: { id: string; unread: boolean }[] } }).threads.rows.find((row) => row.id === asked.threadId)?.unread;
  expect(await unread()).toBe(true);
  const opened = (await call(thread, at(), teacher)) as { firstNew: string; posts: { id: string }[] };
  expect(opened.firstNew).toBe(opened.posts[1]?.id);
  expect(await unread()).toBe(false);
  expect(await call(thread, at(), teacher)).toMatchObject({ firstNew: null });
  await stage.said(coordinatorA, asked.threadId, "Y los rojos.");
  expect(await unread()).toBe(true);
  expect((await answerTo(newsAction, "/novedades", teacher, {}))[0]).toBe(303);
  expect(await unread()).toBe(false);
});

test("an unclear name comes back with the text; with files it waits as a draft, and is then published from there", async () => {
  const { teacher } = stage.people;
  const say = (more: Record<string, string>) => answerTo(threadAction, at(), teacher, { post_id: newId(), body: "¿@Nadie sabe?", ...more });
  expect(await say({ intent: "publish" })).toEqual([422]);
  expect(await say({ intent: "publish", body: "" })).toEqual([422]);
  const [status, draft = ""] = await say({ intent: "files" });
  expect([status, draft]).toEqual([303, expect.stringContaining("/mensajes/")]);
  expect(await answerTo(post, draft, teacher)).toEqual([200]);
  expect(await answerTo(post, draft, stage.people.coordinatorA)).toEqual([404]);
  expect(await answerTo(postAction, draft, teacher, { intent: "publish", body: "Ya supe: los azules." })).toEqual([303, expect.stringContaining("#mensaje-")]);
  expect(JSON.stringify(await call(thread, at(), stage.people.coordinatorA))).toContain("Ya supe");
});

test("members begin conversations and no announcements; whoever publishes in the node's name both", async () => {
  const { teacher, coordinatorA, outsider } = stage.people;
  const path = `/nodos/${slug()}/conversaciones/nueva`;
  const sent = (kind: "discussion" | "announcement") => ({ ...threadInput({ kind, title: `De prueba: ${kind}` }), intent: "publish" }) as Record<string, string>;
  expect(await answerTo(begin, path, outsider)).toEqual([403]);
  expect(await call(begin, `${path}?que=announcement`, teacher)).toMatchObject({ kind: "discussion", may: { announcement: false } });
  expect((await answerTo(beginAction, path, teacher, sent("announcement")))[0]).toBe(403);
  expect((await answerTo(beginAction, path, teacher, sent("discussion")))[0]).toBe(303);
  expect((await answerTo(beginAction, path, coordinatorA, sent("announcement")))[0]).toBe(303);
  expect(await answerTo(beginAction, path, teacher, { ...sent("discussion"), title: "" })).toEqual([422]);
});

test("acts say what they did, and what is not one's to do is not done", async () => {
  const { teacher, coordinatorA } = stage.people;
  const act = async (actor: Actor, intent: string) => (await answerTo(actsAction, at("/acciones"), actor, { intent }))[0];
  expect(await act(teacher, "pin")).toBe(403);
  for (const intent of ["pin", "unpin", "follow", "unfollow", "mute", "close", "open", "none of ours"]) expect(await act(coordinatorA, intent), intent).toBe(303);
  expect(await act(coordinatorA, "remove")).toBe(303);
  expect(await answerTo(thread, at(), teacher)).toEqual([404]);
  expect(await act(coordinatorA, "return")).toBe(303);
});

test("no page of conversations asks for more than ten queries beside the session's two", async () => {
  const { teacher } = stage.people;
  const own = await stage.begun({ publish: false });
  const pages: [Route, string][] = [
    [nodeThreads, `/nodos/${slug()}/conversaciones?q=multimetros`],
    [begin, `/nodos/${slug()}/conversaciones/nueva`],
    [thread, at()],
    [edit, at("/editar")],
    [post, `/conversaciones/${own.threadId}/mensajes/${own.postId}`],
    [news, "/novedades"],
  ];
  for (const [route, path] of pages) {
    const { queries } = await countingQueries(() => call(route, path, teacher));
    expect(queries, path).toBeLessThanOrEqual(7);
  }
});

test("what is typed while somebody closes the conversation is not said, and not lost", async () => {
  const { people, begun, ctxOf } = stage;
  const { threadId } = await begun();
  await closeThread(ctxOf(people.coordinatorA), threadId, true);
  const back = (await call(threadAction, `/conversaciones/${threadId}`, people.teacher, { post_id: newId(), body: "Escribí mucho", intent: "publish" })) as {
    data: { closed: boolean; values: { body: string } };
    init: { status: number };
  };
  expect([back.init.status, back.data.closed, back.data.values.body]).toEqual([409, true, "Escribí mucho"]);
});
