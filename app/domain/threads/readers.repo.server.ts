/** A thread asked from the side of its readers: who reads it, whom one may name in it, and what each has to do with it. */
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Person } from "#app/domain/mentions/mentions.ts";
import { listNamesakes } from "#app/domain/mentions/namesakes.repo.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { inForce } from "#db/in-force.ts";

/** A thread by what was read of it, or by the alias under which a query has it. */
export type ThreadRef = string | { id: string; node_id: string; visibility: string; published_at: string | null; removed_at: string | null };

const columnOf = (thread: ThreadRef, name: "id" | "node_id" | "visibility" | "published_at" | "removed_at"): RawBuilder<unknown> =>
  typeof thread === "string" ? sql.ref(`${thread}.${name}`) : sql`CAST(${thread[name]} AS TEXT)`;

/** True for a person `p` who belongs to the node, or holds a role there today that lets them do something: nodesOfReader(), from the other side. */
function ofNode(nodeId: RawBuilder<unknown>, now: string) {
  return sql<SqlBool>`(EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = p.id AND m.node_id = ${nodeId} AND m.open = 1 AND m.joined_at IS NOT NULL)
    OR EXISTS (SELECT 1 FROM role_terms t LEFT JOIN circle_roles r ON r.id = t.role_id LEFT JOIN circles c ON c.id = t.circle_id
      JOIN role_rights g ON g.until IS NULL AND g.role_key = CASE WHEN t.role_id IS NULL THEN 'coordinator' ELSE r.rights END
      WHERE t.person_id = p.id AND t.node_id = ${nodeId} AND (t.role_id IS NULL OR c.top = 1) AND c.closed_at IS NULL AND r.archived_at IS NULL AND ${inForce("t", now)}))`;
}

/** True for a person `p` of the node of a thread: to whom its announcements go. */
export const ofThreadNode = (thread: ThreadRef, now: string) => ofNode(columnOf(thread, "node_id"), now);

/**
 * True for a person `p` who reads a published thread: threadListedFor(), asked from the other side, for mails, mentions and digests. Never wider: the
 * property test holds the two together.
 */
export function readsThread(thread: ThreadRef, now: string) {
  const column = (name: Parameters<typeof columnOf>[1]) => columnOf(thread, name);
  return sql<SqlBool>`(p.suspended_at IS NULL AND ${column("published_at")} IS NOT NULL AND ${column("removed_at")} IS NULL
    AND (${column("visibility")} IN ('public', 'members') OR p.admin_since IS NOT NULL OR ${ofNode(column("node_id"), now)}))`;
}

/** The node's people and whoever spoke here: those whom a reader finds around it. A draft names whom it would be read by, once it is published. */
export async function listNamedIn(db: Db, thread: Exclude<ThreadRef, string>, firstWords: readonly string[], now: string): Promise<Person[]> {
  const published = { ...thread, published_at: thread.published_at ?? now };
  const spoke = sql`EXISTS (SELECT 1 FROM posts o WHERE o.thread_id = ${thread.id} AND o.person_id = p.id AND o.published_at IS NOT NULL AND o.removed_at IS NULL)`;
  return listNamesakes(db, firstWords, sql`(${spoke} OR ${ofThreadNode(thread, now)}) AND ${readsThread(published, now)}`);
}

/** The row of a person and a thread, made where there is none. */
export async function readerOf(tx: Db, threadId: string, personId: string): Promise<{ id: string }> {
  const [row] = await readersOf(tx, threadId, [personId]);
  return { id: row?.id as string };
}

/** The same for several: a mail to each of them needs it. */
export async function readersOf(tx: Db, threadId: string, personIds: readonly string[]): Promise<{ id: string; person_id: string }[]> {
  if (personIds.length === 0) return [];
  const people = [...new Set(personIds)].sort();
  await tx
    .insertInto("thread_readers")
    .values(people.map((person_id) => ({ id: newId(), thread_id: threadId, person_id, follows: null, read_at: null })))
    .onConflict((oc) => oc.columns(["thread_id", "person_id"]).doNothing())
    .execute();
  return tx.selectFrom("thread_readers").select(["id", "person_id"]).where("thread_id", "=", threadId).where("person_id", "in", people).execute();
}

/** Whose row it is: of the address that an answer by mail came to. */
export async function findReader(db: Db, id: string) {
  return db.selectFrom("thread_readers").select(["id", "thread_id", "person_id", "follows", "read_at"]).where("id", "=", id).executeTakeFirst();
}

/** What somebody chose for a thread; null takes the choice back. */
export async function putFollows(tx: Db, threadId: string, personId: string, follows: boolean | null): Promise<void> {
  const value = follows === null ? null : follows ? 1 : 0;
  await tx
    .insertInto("thread_readers")
    .values({ id: newId(), thread_id: threadId, person_id: personId, follows: value, read_at: null })
    .onConflict((oc) => oc.columns(["thread_id", "person_id"]).doUpdateSet({ follows: value }))
    .execute();
}

/** Whoever speaks follows, unless they muted it: what was chosen stays. */
export async function followUnlessChosen(tx: Db, threadId: string, personId: string): Promise<void> {
  await tx
    .insertInto("thread_readers")
    .values({ id: newId(), thread_id: threadId, person_id: personId, follows: 1, read_at: null })
    .onConflict((oc) => oc.columns(["thread_id", "person_id"]).doUpdateSet({ follows: sql`COALESCE(thread_readers.follows, 1)` }))
    .execute();
}

/** Seen until then: never back. */
export async function putRead(tx: Db, threadId: string, personId: string, until: string): Promise<void> {
  await tx
    .insertInto("thread_readers")
    .values({ id: newId(), thread_id: threadId, person_id: personId, follows: null, read_at: until })
    .onConflict((oc) =>
      oc
        .columns(["thread_id", "person_id"])
        .doUpdateSet({ read_at: until })
        .where((eb) => eb.or([eb("thread_readers.read_at", "is", null), eb("thread_readers.read_at", "<", until)])),
    )
    .execute();
}
