/** What conversations and calls are found by: by the rules of who lists them, in signs (threads/visibility.server.ts, calls/visibility.server.ts). */
import { sql } from "kysely";
import { CALL_KINDS } from "#app/domain/calls/call.ts";
import type { Db } from "#db/create.ts";
import { type Entry, MEMBERS, ofNode, onePerson, PUBLIC, readersOfNode, shownOf, textOfHtml, VISITORS } from "./entry.ts";
import { gathered, type Texts } from "./gathering.ts";

type Thread = Awaited<ReturnType<typeof listThreads>>[number];

async function listThreads(db: Db, ids: readonly string[]) {
  return db
    .selectFrom("threads as h")
    .innerJoin("nodes as n", "n.id", "h.node_id")
    .select(["h.id", "h.node_id", "h.visibility", "h.title", "h.published_at", "h.last_at", "n.name as node"])
    .where("h.id", "in", [...ids])
    .where("h.published_at", "is not", null)
    .where("h.removed_at", "is", null)
    .execute();
}

/** The posts that stand, the oldest first. */
async function listPosts(db: Db, threadIds: readonly string[], all: boolean): Promise<Texts> {
  if (threadIds.length === 0) return gathered([]);
  let query = db
    .selectFrom("posts as o")
    .select(["o.thread_id as owner", "o.first as what", "o.body_html as text", "o.id"])
    .where("o.thread_id", "in", [...threadIds])
    .where("o.published_at", "is not", null)
    .where("o.removed_at", "is", null)
    .orderBy("o.published_at")
    .orderBy("o.id");
  if (!all) query = query.where("o.first", "=", 1);
  const rows = await query.execute();
  return gathered(rows.map((row) => ({ ...row, what: "post" })));
}

function threadEntry(thread: Thread, posts: readonly string[], at: string, audience: readonly string[]): Entry {
  const said = posts.map(textOfHtml);
  return { ref_id: thread.id, at, title: thread.title, head: [thread.node], body: said, shown: shownOf(...said), signs: [...audience, ofNode(thread.node_id)] };
}

/** For people with an account: the whole of what is said in it. */
export async function threadEntries(db: Db, ids: readonly string[]): Promise<Entry[]> {
  const threads = await listThreads(db, ids);
  const posts = await listPosts(
    db,
    threads.map((thread) => thread.id),
    true,
  );
  return threads.map((thread) => threadEntry(thread, posts.texts(thread.id, "post"), thread.last_at, [thread.visibility === "node" ? readersOfNode(thread.node_id) : MEMBERS]));
}

/** For visitors: of public announcements the first post, and nothing of whether and when somebody answered. */
export async function announcementEntries(db: Db, ids: readonly string[]): Promise<Entry[]> {
  const threads = (await listThreads(db, ids)).filter((thread) => thread.visibility === "public");
  const posts = await listPosts(
    db,
    threads.map((thread) => thread.id),
    false,
  );
  return threads.map((thread) => ({ ...threadEntry(thread, posts.texts(thread.id, "post"), thread.published_at ?? thread.last_at, [VISITORS]), own: true }));
}

type Call = Awaited<ReturnType<typeof listCalls>>[number];

async function listCalls(db: Db, ids: readonly string[]) {
  return db
    .selectFrom("calls as k")
    .leftJoin("nodes as n", "n.id", "k.node_id")
    .select(["k.id", "k.kind", "k.node_id", "k.visibility", "k.title", "k.summary", "k.body_html", "k.prizes", "k.published_at", "k.created_at", "n.name as node"])
    .where("k.id", "in", [...ids])
    .where("k.published_at", "is not", null)
    .where("k.archived_at", "is", null)
    .execute();
}

/** Of calls for the people of a node: who sits in their jury, or has applied, wherever they belong now. */
async function listTakingPart(db: Db, calls: readonly Call[]): Promise<Texts> {
  const ids = calls.filter((call) => call.visibility === "node").map((call) => call.id);
  if (ids.length === 0) return gathered([]);
  const these = sql`(${sql.join(ids)})`;
  const { rows } = await sql<{ owner: string; id: string | null }>`
    SELECT j.call_id AS owner, j.person_id AS id FROM call_jurors j WHERE j.call_id IN ${these} AND j.removed_at IS NULL
    UNION SELECT a.call_id, a.person_id FROM applications a WHERE a.call_id IN ${these}`.execute(db);
  return gathered(rows.map((row) => ({ ...row, what: "person", text: null })));
}

function audienceOf(call: Call, people: Texts): string[] {
  if (call.visibility === "public") return [PUBLIC];
  if (call.visibility === "members") return [MEMBERS];
  return [...people.ids(call.id, "person").map(onePerson), ...(call.node_id === null ? [] : [readersOfNode(call.node_id)])];
}

export async function callEntries(db: Db, ids: readonly string[]): Promise<Entry[]> {
  const calls = await listCalls(db, ids);
  const people = await listTakingPart(db, calls);
  return calls.map((call) => {
    const body = textOfHtml(call.body_html);
    return {
      ref_id: call.id,
      at: call.published_at ?? call.created_at,
      title: call.title,
      head: [call.summary, call.node],
      body: [CALL_KINDS[call.kind as keyof typeof CALL_KINDS] ?? "", body, call.prizes],
      shown: shownOf(call.summary, body),
      signs: [...audienceOf(call, people), ...(call.node_id === null ? [] : [ofNode(call.node_id)])],
    };
  });
}
