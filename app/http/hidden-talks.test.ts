/**
 * Nobody learns of a conversation, a call or an application that they may not see: what hidden-works.test.ts proves of works. What a person is shown is
 * the same, byte for byte, whether hidden ones exist or not; and every address of a hidden one is as unknown as one that never was.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishCall } from "#app/domain/calls/calls.server.ts";
import { type CallStage, callStage } from "#app/domain/calls/calls.testing.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { attachFile } from "#app/domain/files/attachments.server.ts";
import type { OwnerKind } from "#app/domain/files/file.ts";
import { startSession } from "#app/domain/identity/sessions.server.ts";
import { insertApplication } from "#app/domain/search/talks.testing.ts";
import { sayPost } from "#app/domain/threads/posts.server.ts";
import type { ThreadInput } from "#app/domain/threads/thread.ts";
import { beginThread, removeThread } from "#app/domain/threads/threads.server.ts";
import { paths } from "#app/paths.ts";
import type { Database } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { type Front, front, type RawAnswer, testApp } from "./front.testing.ts";
import { changedLists, firstDifference, timeless } from "./hidden.testing.ts";
import { handler } from "./serve.server.ts";
import { sessionCookie } from "./session-cookie.server.ts";

const NODE = "electricidad";

/** Everything that lists, counts, searches or exports them: the same for who may not see, whatever is hidden. */
const LISTS = (): Record<string, string> => ({
  "front page or own day": "/",
  "node page": `/nodos/${NODE}`,
  nodes: "/nodos",
  conversations: paths.nodeThreads(NODE),
  announcements: paths.nodeThreads(NODE, { que: "announcement" }),
  "conversations by a word that all share": paths.nodeThreads(NODE, { q: "lenga" }),
  "another node's conversations": paths.nodeThreads("orientacion"),
  "the announcement that is answered": paths.thread(s.open),
  news: paths.news(),
  calls: paths.calls(),
  "calls that are past": paths.calls({ estado: "pasadas" }),
  "calls of the node": paths.calls({ nodo: NODE }),
  "calls by a word that all share": paths.calls({ q: "lenga" }),
  "the call that is applied to": paths.call(s.call),
  "own applications": paths.ownApplications(),
  search: "/buscar?q=lenga",
  "search in conversations": "/buscar?q=lenga&en=thread",
  "search in announcements": "/buscar?q=lenga&en=announcement",
  "search in calls": "/buscar?q=lenga&en=call",
  "search in the node": `/buscar?q=lenga&nodo=${NODE}`,
  repository: "/recursos",
  experiences: "/experiencias",
  events: "/eventos",
  calendar: "/calendario",
  "calendar file": "/calendario.ics",
  "calendar file of the node": `/nodos/${NODE}/calendario.ics`,
  "Atom of the network": "/feed.xml",
  "Atom of the node": `/nodos/${NODE}/feed.xml`,
  sitemap: "/sitemap.xml",
  notices: "/cuenta/avisos",
});

const SIGNED_IN = new Set(["news", "own applications", "notices"]);

/** Every address under a hidden one: 404, or the way to the sign-in page for visitors. */
const THREAD = ({ id, post }: Hidden): string[] => [paths.thread(id), paths.threadEdit(id), paths.threadActs(id), paths.threadPost(id, post)];
const POST = ({ post }: Hidden): string[] => [paths.threadPost(s.open, post)];
const CALL = ({ slug }: Hidden): string[] =>
  [paths.call, paths.callEdit, paths.callForm, paths.callRubric, paths.callJury, paths.callApply, paths.callApplications, paths.callApplicationsCsv, paths.callAssess]
    .map((address) => address(slug))
    .concat(paths.callResults(slug), paths.callResultsCsv(slug));
const APPLICATION = ({ id }: Hidden): string[] => [paths.application(id), paths.applicationEdit(id), paths.applicationAssess(id)];
const FILE = ({ file, fileName }: Hidden): string[] => (file ? [`/archivos/${file}/${fileName}`, `/archivos/${file}/miniatura-320.webp`] : []);

/** What somebody types who guesses at a word that stands only in a hidden one. */
const GUESSES = (which: Which, word: string): string[] => [`/buscar?q=${word}`, which.endsWith("Call") ? paths.calls({ q: word }) : paths.nodeThreads(NODE, { q: word })];

/** Words that stand nowhere else, and one that stands nowhere: all of the same length, so that answers compare. */
const WORDS = {
  membersThread: "notrozumbi",
  nodeThread: "murtizumbi",
  draftThread: "chilczumbi",
  removedThread: "arrayzumbi",
  answer: "ulmoozumbi",
  draftPost: "canelzumbi",
  membersCall: "peumozumbi",
  nodeCall: "maitezumbi",
  draftCall: "quilazumbi",
  application: "avellzumbi",
  draftApplication: "tineozumbi",
} as const;
type Which = keyof typeof WORDS;
const NOWHERE = "qqwxkzjvbf";
const ALL = Object.keys(WORDS) as Which[];
/** What everybody with an account may read. */
const FOR_MEMBERS = ["membersThread", "answer", "membersCall"] as const;

interface Hidden {
  id: string;
  slug: string;
  post: string;
  file: string;
  fileName: string;
  addresses: (hidden: Hidden) => string[];
}

interface Stage extends CallStage {
  database: Database & AsyncDisposable;
  site: Front;
  folder: string;
  cookies: Map<string, string>;
  as: (actor: Actor | null) => Ctx;
  /** A public announcement, and a public call. */
  open: string;
  call: string;
  callId: string;
}

let s: Stage;
const hidden = {} as Record<Which, Hidden>;
const before = new Map<string, Map<string, string>>();
const after = new Map<string, Map<string, string>>();

/** The second coordinates another node. */
const READERS = ["visitor", "coordinatorB"] as const;
type Reader = (typeof READERS)[number];
const UNSEEN: Record<Reader, Which[]> = { visitor: ALL, coordinatorB: ALL.filter((which) => !(FOR_MEMBERS as readonly string[]).includes(which)) };

beforeAll(async () => {
  s = await stage();
  for (const reader of READERS) {
    // What a member sees is no secret to members: it is there from their beginning.
    if (reader === "coordinatorB") await bringForMembers();
    before.set(reader, await shownTo(reader));
  }
  await bringHidden();
  for (const reader of READERS) after.set(reader, await shownTo(reader));
}, 60_000);

afterAll(async () => {
  await s.site.close();
  await s.database.close();
  await rm(s.folder, { recursive: true, force: true });
});

describe("what is hidden", () => {
  for (const reader of READERS) {
    test(`changes nothing of what the ${reader} is shown`, () => {
      expect(changedLists(before.get(reader), after.get(reader), reader === "visitor" ? SIGNED_IN : new Set())).toEqual([]);
    });
  }

  test("has no address for who may not see it", async () => {
    const wrong: string[] = [];
    for (const [reader, unseen] of Object.entries(UNSEEN) as [Reader, Which[]][]) {
      for (const which of unseen) {
        for (const path of [...hidden[which].addresses(hidden[which]), ...FILE(hidden[which])]) {
          const { status, text } = await get(path, reader);
          const told = bare(text, hidden[which]).includes(WORDS[which]);
          if (!(status === 404 || (reader === "visitor" && status === 302)) || told) wrong.push(`${path} (${which}) as ${reader}: ${status}${told ? ", and tells of it" : ""}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("is not found by guessing at its words, nor put right from a misspelt one", async () => {
    const wrong: string[] = [];
    for (const [reader, unseen] of Object.entries(UNSEEN) as [Reader, Which[]][]) {
      const nothing = new Map<string, string>();
      for (const which of ["nodeThread", "nodeCall"] as const)
        for (const path of GUESSES(which, NOWHERE)) nothing.set(path.replace(NOWHERE, "*"), (await get(path, reader)).text.replaceAll(NOWHERE, "*"));
      for (const which of unseen) {
        const word = WORDS[which];
        for (const path of GUESSES(which, word)) {
          const body = (await get(path, reader)).text.replaceAll(word, "*");
          const none = nothing.get(path.replace(word, "*")) ?? "";
          if (body !== none) wrong.push(`${path} as ${reader}: ${firstDifference(none, body)}`);
        }
        if (reader !== "visitor") continue;
        const misspelt = `${word.slice(0, 4)}${word.slice(5)}`;
        if ((await get(`/buscar?q=${misspelt}`, reader)).text.includes(word)) wrong.push(`${misspelt} as ${reader}: suggests it`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("is there for those who may see it: by its page, its file and its words", async () => {
    const seen: [Which, string][] = [
      ["membersThread", "coordinatorB"],
      ["nodeThread", "teacher"],
      ["draftThread", "coordinatorA"],
      ["removedThread", "coordinatorA"],
      ["answer", "coordinatorB"],
      ["membersCall", "coordinatorB"],
      ["nodeCall", "teacher"],
      ["draftCall", "coordinatorA"],
      ["application", "teacher"],
      ["application", "coordinatorA"],
      ["draftApplication", "teacher"],
    ];
    const wrong: string[] = [];
    for (const [which, reader] of seen) {
      const path = which === "answer" ? paths.thread(s.open) : (hidden[which].addresses(hidden[which])[0] ?? "");
      const page = await get(path, reader);
      if (page.status !== 200 || !bare(page.text, hidden[which]).includes(WORDS[which])) wrong.push(`${path} (${which}) as ${reader}: ${page.status}`);
      const [file] = FILE(hidden[which]);
      if (file && which !== "removedThread" && (await get(file, reader)).status !== 200) wrong.push(`the file of ${which} as ${reader}`);
    }
    for (const [which, reader, list] of [
      ["nodeThread", "teacher", paths.nodeThreads(NODE, { q: WORDS.nodeThread })],
      ["nodeThread", "teacher", "/buscar?q=lenga&en=thread"],
      ["membersCall", "coordinatorB", paths.calls()],
      ["nodeCall", "teacher", "/buscar?q=lenga&en=call"],
      ["application", "teacher", paths.ownApplications()],
    ] as const) {
      if (!(await get(list, reader)).text.includes(WORDS[which])) wrong.push(`${list} does not tell ${reader} of ${which}`);
    }
    expect(wrong).toEqual([]);
  });
});

async function stage(): Promise<Stage> {
  const database = await testDb();
  const folder = await mkdtemp(join(tmpdir(), "nodos-hidden-"));
  const base = await callStage(database.db);
  const deployment = { ...TEST_DEPLOYMENT, storageUrl: `file:${join(folder, "files")}` };
  const as = (actor: Actor | null): Ctx => ({ ...base.ctxOf(actor, new Date().toISOString()), deployment });
  const house = await handler(testApp(database, { deployment }));
  const site = await front((server) => server.use(house));
  const cookies = new Map<string, string>([["visitor", ""]]);
  for (const [name, actor] of Object.entries(base.people)) {
    const session = await startSession(as(null), actor.id, "Vitest");
    cookies.set(name, sessionCookie(deployment, session.id, session.until).split(";")[0] ?? "");
  }
  const made = { ...base, database, folder, site, cookies, as } as Stage;
  s = made;
  made.open = (await bringThread({ kind: "announcement", visibility: "public" }, "abierta")).id;
  const call = await bringCall({ visibility: "public" }, "abierta");
  return Object.assign(made, { call: call.slug, callId: call.id });
}

async function bringForMembers(): Promise<void> {
  hidden.membersThread = await bringThread({ visibility: "members" }, WORDS.membersThread);
  hidden.answer = await bringPost(WORDS.answer, true);
  hidden.membersCall = await bringCall({ visibility: "members" }, WORDS.membersCall);
}

async function bringHidden(): Promise<void> {
  hidden.nodeThread = await bringThread({}, WORDS.nodeThread);
  hidden.draftThread = await bringThread({ kind: "announcement", visibility: "public" }, WORDS.draftThread, false);
  hidden.removedThread = await bringThread({ kind: "announcement", visibility: "public" }, WORDS.removedThread);
  await removeThread(s.as(s.organiser), hidden.removedThread.id);
  hidden.draftPost = await bringPost(WORDS.draftPost, false);
  hidden.nodeCall = await bringCall({ visibility: "node" }, WORDS.nodeCall);
  hidden.draftCall = await bringCall({ visibility: "public" }, WORDS.draftCall, false);
  hidden.application = await bringApplication(WORDS.application, { number: 1 });
  hidden.draftApplication = await bringApplication(WORDS.draftApplication, { number: null, state: "draft", submitted_at: null });
}

const nothing = { id: "", slug: "", post: "", file: "", fileName: "" };

/** Its word stands in all that it has: the file too. */
async function bringThread(over: Partial<ThreadInput>, word: string, publish = true): Promise<Hidden> {
  const ids = { thread_id: newId(), post_id: newId() };
  const said = { kind: "discussion", visibility: "node", title: `Lenga ${word}`, body: `Sobre la ${word} del taller`, ...over } as const;
  await beginThread(s.as(s.organiser), { ...ids, ...said, slug: NODE, publish });
  return { ...nothing, id: ids.thread_id, post: ids.post_id, ...(await bringFile("post", ids.post_id, s.organiser, word)), addresses: THREAD };
}

async function bringPost(word: string, publish: boolean): Promise<Hidden> {
  const post = newId();
  await sayPost(s.as(s.organiser), s.open, { post_id: post, body: `Otra lenga: ${word}`, publish });
  return { ...nothing, post, ...(await bringFile("post", post, s.organiser, word)), addresses: POST };
}

async function bringCall(over: Record<string, unknown>, word: string, publish = true): Promise<Hidden> {
  const from = Math.max(Date.now(), Date.parse(CAST_NOW));
  const day = (days: number) => new Date(from + days * 86_400_000).toISOString().slice(0, 10);
  const dates = { opens_date: day(-60), closes_date: day(30), jury_date: day(50) };
  const { id, slug } = await s.draftCall({ title: `Lenga ${word}`, summary: `Para ${word}`, body_md: `Bases de ${word}`, ...dates, ...over });
  if (publish) await publishCall(s.as(s.organiser), id);
  return { ...nothing, id, slug, addresses: CALL };
}

async function bringApplication(word: string, over: Partial<Parameters<typeof insertApplication>[3]>): Promise<Hidden> {
  const { teacher } = s.people;
  const id = await insertApplication(s.database.db, s.callId, teacher.id, { title: `Lenga ${word}`, summary: word, ...over });
  return { ...nothing, id, ...(await bringFile("application", id, teacher, word)), addresses: APPLICATION };
}

async function bringFile(ownerKind: OwnerKind, ownerId: string, by: Actor, word: string): Promise<{ file: string; fileName: string }> {
  const path = join(s.folder, `bring-${ownerId}`);
  await writeFile(path, `contenido ${word}\n`);
  const { id } = await attachFile(s.as(by), { ownerKind, ownerId, sourcePath: path, name: `${word}.txt` });
  return { file: id, fileName: `${word}.txt` };
}

async function shownTo(reader: Reader): Promise<Map<string, string>> {
  const shown = new Map<string, string>();
  for (const [name, path] of Object.entries(LISTS())) {
    const { status, text } = await get(path, reader);
    shown.set(name, `${status}\n${timeless(text)}`);
  }
  return shown;
}

const get = (path: string, reader: string): Promise<RawAnswer> => s.site.get(path, { cookie: s.cookies.get(reader) ?? "", host: "nodos.example" });

/** A page that says its own address has said nothing. */
const bare = (text: string, { slug, fileName }: Hidden): string => [slug, fileName].filter(Boolean).reduce((left, each) => left.replaceAll(each, ""), text);
