/** Who is told of a post by mail, and how far the telling came. */
import { type SqlBool, sql } from "kysely";
import type { Db } from "#db/create.ts";
import type { PostReason } from "#emails/post-said.ts";
import { ofThreadNode, readsThread, type ThreadRef } from "./readers.repo.server.ts";

export interface PostAddressee {
  id: string;
  name: string;
  email: string;
  /** The nearest one: named, then follows, then of the node of an announcement, then every post of the node by mail. */
  why: PostReason;
}

/** Published and still to be told of, the oldest first. */
export async function listPostsToTell(db: Db, limit: number): Promise<{ id: string; thread_id: string }[]> {
  // Said literally, so that the partial index is used.
  const waiting = sql<SqlBool>`mailing IN ('waiting', 'named')`;
  return db.selectFrom("posts").select(["id", "thread_id"]).where(waiting).where("published_at", "is not", null).orderBy("published_at").limit(limit).execute();
}

/** The post with its thread, for telling it. */
export async function findPostToTell(tx: Db, id: string) {
  return tx
    .selectFrom("posts as o")
    .innerJoin("threads as h", "h.id", "o.thread_id")
    .innerJoin("nodes as n", "n.id", "h.node_id")
    .leftJoin("people as p", "p.id", "o.person_id")
    .select(["o.id", "o.first", "o.person_id", "o.body_html", "o.mailing", "o.mail_cursor", "o.removed_at as post_removed_at", "o.published_at as post_published_at"])
    .select(["h.id as thread_id", "h.node_id", "h.kind", "h.visibility", "h.title", "h.published_at", "h.removed_at", "h.closed_at"])
    .select(["n.name as node_name", "n.slug as node_slug", "p.name as author"])
    .where("o.id", "=", id)
    .executeTakeFirst();
}

export type PostToTell = NonNullable<Awaited<ReturnType<typeof findPostToTell>>>;

/**
 * The next of those who are told, by their ids. Whoever muted the thread hears nothing of it, not even when named; who chose «Nada» for the node only of
 * what they follow or are named in; and nobody who cannot read it, wrote it, has read it meanwhile, or was told of it before. Of an edit that names
 * somebody, only those who are named, whether they have read the post or not.
 */
export async function listPostAddressees(tx: Db, post: PostToTell, now: string, limit: number): Promise<PostAddressee[]> {
  const thread: Exclude<ThreadRef, string> = {
    id: post.thread_id,
    node_id: post.node_id,
    visibility: post.visibility,
    published_at: post.published_at,
    removed_at: post.removed_at,
  };
  if (post.mailing === "named") return listNamedAddressees(tx, post, thread, now, limit);
  const announces = post.kind === "announcement" && post.first === 1;
  const members = announces
    ? sql`UNION SELECT m.person_id FROM memberships m WHERE m.node_id = ${post.node_id} AND m.open = 1 AND m.joined_at IS NOT NULL
        UNION SELECT t.person_id FROM role_terms t WHERE t.node_id = ${post.node_id}`
    : sql``;
  const announced = announces ? sql`WHEN coalesce(w.how, '') <> 'none' AND ${ofThreadNode(thread, now)} THEN 'announcement'` : sql``;
  const { rows } = await sql<PostAddressee>`SELECT * FROM (
      SELECT p.id, p.name, p.email, CASE WHEN x.follows = 0 THEN NULL
          WHEN EXISTS (SELECT 1 FROM post_mentions k WHERE k.post_id = ${post.id} AND k.person_id = p.id) THEN 'named'
          WHEN x.follows = 1 THEN 'follows' ${announced} WHEN w.how = 'each' AND ${ofThreadNode(thread, now)} THEN 'node' ELSE NULL END AS why
      FROM people p
      LEFT JOIN thread_readers x ON x.thread_id = ${post.thread_id} AND x.person_id = p.id
      LEFT JOIN node_news w ON w.node_id = ${post.node_id} AND w.person_id = p.id
      WHERE p.id IN (SELECT k.person_id FROM post_mentions k WHERE k.post_id = ${post.id}
          UNION SELECT f.person_id FROM thread_readers f WHERE f.thread_id = ${post.thread_id} AND f.follows = 1
          UNION SELECT e.person_id FROM node_news e WHERE e.node_id = ${post.node_id} AND e.how = 'each' ${members})
        AND p.id > ${post.mail_cursor} AND p.id <> ${post.person_id ?? ""} AND p.mail_nodes = 1 AND ${readsThread(thread, now)}
        AND (x.read_at IS NULL OR x.read_at < ${post.post_published_at})
        AND NOT EXISTS (SELECT 1 FROM told d WHERE d.person_id = p.id AND d.ref = ${refOf(post.id)})
    ) AS candidates WHERE why IS NOT NULL ORDER BY id LIMIT ${limit}`.execute(tx);
  return rows;
}

async function listNamedAddressees(tx: Db, post: PostToTell, thread: Exclude<ThreadRef, string>, now: string, limit: number): Promise<PostAddressee[]> {
  const { rows } = await sql<PostAddressee>`SELECT p.id, p.name, p.email, 'named' AS why FROM people p JOIN post_mentions k ON k.person_id = p.id AND k.post_id = ${post.id}
    LEFT JOIN thread_readers x ON x.thread_id = ${post.thread_id} AND x.person_id = p.id
    WHERE p.id > ${post.mail_cursor} AND p.id <> ${post.person_id ?? ""} AND p.mail_nodes = 1 AND coalesce(x.follows, 1) = 1 AND ${readsThread(thread, now)}
      AND NOT EXISTS (SELECT 1 FROM told d WHERE d.person_id = p.id AND d.ref = ${refOf(post.id)}) ORDER BY p.id LIMIT ${limit}`.execute(tx);
  return rows;
}

const refOf = (postId: string): string => `post:${postId}`;

/** In the transaction of their mails: the digest leaves out what somebody was told. */
export async function insertTold(tx: Db, postId: string, personIds: readonly string[], at: string): Promise<void> {
  if (personIds.length === 0) return;
  await tx
    .insertInto("told")
    .values(personIds.map((person_id) => ({ person_id, ref: refOf(postId), at })))
    .onConflict((oc) => oc.columns(["person_id", "ref"]).doNothing())
    .execute();
}

export async function advanceTelling(tx: Db, postId: string, change: { mailing?: "done"; mail_cursor?: string }): Promise<void> {
  await tx.updateTable("posts").set(change).where("id", "=", postId).execute();
}
