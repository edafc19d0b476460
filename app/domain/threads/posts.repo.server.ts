/** Rows of posts. */
import { type RawBuilder, type SqlBool, sql, type Updateable } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import type { Tables } from "#db/tables.ts";
import { canEditPost, canRemovePost, canReturnPost, type ThreadStanding } from "./thread.policy.ts";
import { POSTS_PAGE, type PostShown, type StandingThread } from "./thread.ts";
import { postVisibleTo, threadVisibleTo } from "./visibility.server.ts";

interface Row extends ThreadStanding {
  id: string;
  first: number;
  body_html: string;
  body_md: string;
  person_id: string | null;
  source: "web" | "mail";
  post_published_at: string;
  edited_at: string | null;
  post_removed_at: string | null;
  removed_by: string | null;
  name: string | null;
  school: string | null;
  read_at: string | null;
  total: number;
}

export interface PostsPage {
  rows: PostShown[];
  page: number;
  pages: number;
  total: number;
}

/** Said in it, in the order it was said; drafts are elsewhere (`draft_id` of the thread). A removed one is a gap. */
const said = (actor: Actor | null): RawBuilder<SqlBool> => sql<SqlBool>`(o.published_at IS NOT NULL AND ${postVisibleTo(actor)})`;

/** One page of a thread, oldest first, one query; nothing where the actor does not read the thread. */
export async function postsOf(db: Db, actor: Actor | null, threadId: string, { page = 1 }: { page?: number } = {}): Promise<PostsPage> {
  const people = actor ? sql`p.name, e.name AS school, x.read_at` : sql`NULL AS name, NULL AS school, NULL AS read_at`;
  const joins = actor
    ? sql`LEFT JOIN people p ON p.id = o.person_id LEFT JOIN establishments e ON e.id = p.establishment_id
      LEFT JOIN thread_readers x ON x.thread_id = h.id AND x.person_id = ${actor.id}`
    : sql``;
  const { rows } = await sql<Row>`
    SELECT o.id, o.first, o.body_html, o.body_md, o.person_id, o.source, o.published_at AS post_published_at, o.edited_at, o.removed_at AS post_removed_at, o.removed_by,
      h.node_id, h.kind, h.visibility, h.created_by, h.published_at, h.closed_at, h.removed_at, h.posts_count, ${people}, count(*) OVER () AS total
    FROM posts o JOIN threads h ON h.id = o.thread_id ${joins}
    WHERE o.thread_id = ${threadId} AND ${threadVisibleTo(actor)} AND ${said(actor)}
    ORDER BY o.published_at, o.id LIMIT ${POSTS_PAGE} OFFSET ${(page - 1) * POSTS_PAGE}`.execute(db);
  const total = rows[0]?.total ?? (page > 1 ? await countBefore(db, actor, threadId, sql<SqlBool>`1 = 1`) : 0);
  return { rows: rows.map((row) => shown(row, actor)), page, pages: Math.max(1, Math.ceil(total / POSTS_PAGE)), total };
}

function shown(row: Row, actor: Actor | null): PostShown {
  const removed = row.post_removed_at !== null;
  const mine = actor !== null && row.person_id === actor.id;
  const post = { person_id: row.person_id, first: row.first, published_at: row.post_published_at, removed_at: row.post_removed_at, removed_by: row.removed_by };
  const may = { edit: canEditPost(actor, post, row), remove: canRemovePost(actor, post, row), return: canReturnPost(actor, post, row) };
  return {
    id: row.id,
    first: row.first === 1,
    body_html: removed ? null : row.body_html,
    body_md: may.edit ? row.body_md : null,
    author: removed || row.name === null ? null : { name: row.name, school: row.school },
    source: row.source,
    published_at: row.post_published_at,
    edited: row.edited_at !== null && !removed,
    removed,
    mine,
    unread: actor !== null && !mine && !removed && row.post_published_at > (row.read_at ?? ""),
    may,
  };
}

async function countBefore(db: Db, actor: Actor | null, threadId: string, before: RawBuilder<SqlBool>): Promise<number> {
  const { rows } = await sql<{ before: number }>`SELECT count(*) AS before FROM posts o JOIN threads h ON h.id = o.thread_id
    WHERE o.thread_id = ${threadId} AND ${threadVisibleTo(actor)} AND ${said(actor)} AND ${before}`.execute(db);
  return Number(rows[0]?.before ?? 0);
}

/** On which page a post stands. */
export async function pageOfPost(db: Db, actor: Actor | null, threadId: string, postId: string): Promise<number> {
  const before = await countBefore(db, actor, threadId, sql<SqlBool>`(o.published_at, o.id) < (SELECT k.published_at, k.id FROM posts k WHERE k.id = ${postId})`);
  return Math.floor(before / POSTS_PAGE) + 1;
}

/** Where somebody goes on reading: the first post that they have not seen, or the last page where they have seen all. */
export async function firstUnread(db: Db, actor: Actor | null, thread: Pick<StandingThread, "id" | "read_at">): Promise<{ postId: string | null; page: number }> {
  if (!actor || thread.read_at === null) return { postId: null, page: 1 };
  const { rows } = await sql<{ id: string | null; seen: number }>`SELECT COUNT(*) AS seen,
      (SELECT k.id FROM posts k WHERE k.thread_id = ${thread.id} AND k.published_at > ${thread.read_at} AND k.removed_at IS NULL AND (k.person_id IS NULL OR k.person_id <> ${actor.id})
        ORDER BY k.published_at, k.id LIMIT 1) AS id
    FROM posts o JOIN threads h ON h.id = o.thread_id
    WHERE o.thread_id = ${thread.id} AND ${threadVisibleTo(actor)} AND ${said(actor)} AND o.published_at <= ${thread.read_at}`.execute(db);
  const { id = null, seen = 0 } = rows[0] ?? {};
  const before = Number(seen);
  return { postId: id, page: id ? await pageOfPost(db, actor, thread.id, id) : Math.max(1, Math.ceil(before / POSTS_PAGE)) };
}

export async function findPostRow(db: Db, id: string) {
  return db.selectFrom("posts").selectAll().where("id", "=", id).executeTakeFirst();
}

export type PostRow = NonNullable<Awaited<ReturnType<typeof findPostRow>>>;

/** A post, drafts too, as its writer finds it; null: to them there is no such post. */
export async function findPost(db: Db, actor: Actor | null, id: string): Promise<PostRow | null> {
  const { rows } =
    await sql<PostRow>`SELECT o.* FROM posts o JOIN threads h ON h.id = o.thread_id WHERE o.id = ${id} AND ${threadVisibleTo(actor)} AND ${postVisibleTo(actor)}`.execute(db);
  return rows[0] ?? null;
}

/** What began a thread. */
export async function findFirstPost(db: Db, threadId: string) {
  return db.selectFrom("posts").selectAll().where("thread_id", "=", threadId).where("first", "=", 1).executeTakeFirst();
}

/** What a mail was made into. */
export async function findPostOfMail(db: Db, mailId: string) {
  return db.selectFrom("posts").selectAll().where("mail_id", "=", mailId).executeTakeFirst();
}

type NewPost = Pick<Tables["posts"], "id" | "thread_id" | "first" | "body_md" | "body_html" | "person_id" | "source" | "mail_id" | "created_at">;

export async function insertPost(tx: Db, row: NewPost): Promise<void> {
  await tx
    .insertInto("posts")
    .values({ ...row, published_at: null, edited_at: null, removed_at: null, removed_by: null })
    .execute();
}

type PostChange = Pick<Updateable<Tables["posts"]>, "body_md" | "body_html" | "published_at" | "edited_at" | "removed_at" | "removed_by" | "mailing" | "mail_cursor">;

export async function updatePost(tx: Db, id: string, change: PostChange): Promise<void> {
  await tx.updateTable("posts").set(change).where("id", "=", id).execute();
}

/** Published: from now on people are to be told. */
export async function publishRow(tx: Db, id: string, at: string): Promise<void> {
  await tx.updateTable("posts").set({ published_at: at, mailing: "waiting" }).where("id", "=", id).execute();
}

/** Who is named in it now. Says whether anybody is who was not before. */
export async function writePostMentions(tx: Db, postId: string, personIds: readonly string[]): Promise<boolean> {
  const before = await tx.selectFrom("post_mentions").select("person_id").where("post_id", "=", postId).execute();
  await tx.deleteFrom("post_mentions").where("post_id", "=", postId).execute();
  if (personIds.length === 0) return false;
  await tx
    .insertInto("post_mentions")
    .values(personIds.map((person_id) => ({ post_id: postId, person_id })))
    .execute();
  return personIds.some((id) => !before.some((row) => row.person_id === id));
}

/** A draft that is thrown away leaves nothing: what hung on it is swept when nothing else has it. */
export async function deleteDraftPost(tx: Db, id: string): Promise<void> {
  await tx.deleteFrom("attachments").where("owner_kind", "=", "post").where("owner_id", "=", id).execute();
  await tx.deleteFrom("post_mentions").where("post_id", "=", id).execute();
  await tx.deleteFrom("posts").where("id", "=", id).where("published_at", "is", null).execute();
}

export interface DraftCard {
  id: string;
  thread_id: string;
  title: string;
  /** It begins a thread, of this kind; null: an answer. */
  begins: string | null;
}

const DRAFTS_SHOWN = 5;

/** What somebody began to write and has not published, the newest first: in a node, or in all that they still read. */
export async function listDrafts(db: Db, actor: Actor, nodeId?: string): Promise<DraftCard[]> {
  const { rows } = await sql<DraftCard>`SELECT o.id, o.thread_id, h.title, CASE WHEN o.first = 1 THEN h.kind END AS begins FROM posts o JOIN threads h ON h.id = o.thread_id
    WHERE o.person_id = ${actor.id} AND o.published_at IS NULL AND o.source = 'web' AND o.removed_at IS NULL AND h.removed_at IS NULL AND ${threadVisibleTo(actor)}
      ${nodeId ? sql`AND h.node_id = ${nodeId}` : sql``} ORDER BY o.id DESC LIMIT ${DRAFTS_SHOWN}`.execute(db);
  return rows;
}
