import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import type { Tables } from "#db/tables.ts";
import { COMMENTS_PAGE, type CommentPage, type CommentShown } from "./comment.ts";

/** Answers of one page's threads that are read: past it they would be no answers any more. */
const ANSWERS_MOST = 400;

interface Row {
  id: string;
  section: string | null;
  parent_id: string | null;
  body_html: string;
  body_md: string;
  person_id: string | null;
  created_at: string;
  edited_at: string | null;
  removed_at: string | null;
  name: string | null;
  school: string | null;
}

/** A thread that is shown: said and not removed, or with answers that stand. */
const shownThread = (alias: string): RawBuilder<boolean> =>
  sql`(${sql.ref(`${alias}.removed_at`)} IS NULL OR EXISTS (SELECT 1 FROM comments y WHERE y.parent_id = ${sql.ref(`${alias}.id`)} AND y.removed_at IS NULL))`;

const ofSection = (section: string | null | undefined): RawBuilder<unknown> =>
  section === undefined ? sql`` : section === null ? sql` AND t.section IS NULL` : sql` AND t.section = ${section}`;

/**
 * What is said of a resource that the reader was found to see: threads as they began, each with its answers. `section` undefined: all; null: of the
 * whole; a key: feedback on that part. Visitors get the count alone.
 */
export async function commentsOf(db: Db, actor: Actor | null, resourceId: string, { section, page = 1 }: { section?: string | null; page?: number } = {}): Promise<CommentPage> {
  const threads = sql`SELECT t.id FROM comments t WHERE t.resource_id = ${resourceId} AND t.parent_id IS NULL AND ${shownThread("t")}${ofSection(section)}`;
  if (!actor) return { threads: null, total: await countComments(db, resourceId, section), page: 1, pages: 1, newId: "" };
  const { rows } = await sql<Row & { threads: number; total: number }>`
    SELECT c.id, c.section, c.parent_id, c.body_html, c.body_md, c.person_id, c.created_at, c.edited_at, c.removed_at, p.name, e.name AS school,
      (SELECT COUNT(*) FROM (${threads}) n) AS threads,
      (SELECT COUNT(*) FROM comments t WHERE t.resource_id = ${resourceId} AND t.removed_at IS NULL${ofSection(section)}) AS total
    FROM comments c LEFT JOIN people p ON p.id = c.person_id LEFT JOIN establishments e ON e.id = p.establishment_id
    WHERE COALESCE(c.parent_id, c.id) IN (SELECT id FROM (${threads} ORDER BY t.created_at, t.id LIMIT ${COMMENTS_PAGE} OFFSET ${(page - 1) * COMMENTS_PAGE}) q)
      AND (c.parent_id IS NULL OR c.removed_at IS NULL)
    ORDER BY c.created_at, c.id LIMIT ${ANSWERS_MOST + COMMENTS_PAGE}`.execute(db);
  const answers = rows.filter((row) => row.parent_id !== null);
  return {
    threads: rows
      .filter((row) => row.parent_id === null)
      .map((row) => ({ ...shown(row, actor), answers: answers.filter((answer) => answer.parent_id === row.id).map((answer) => shown(answer, actor)) })),
    total: rows[0]?.total ?? 0,
    page,
    pages: Math.max(1, Math.ceil((rows[0]?.threads ?? 0) / COMMENTS_PAGE)),
    newId: newId(),
  };
}

function shown(row: Row, actor: Actor): CommentShown {
  const gone = row.removed_at !== null;
  const mine = row.person_id === actor.id && !gone;
  return {
    id: row.id,
    section: row.section,
    body_html: gone ? null : row.body_html,
    body_md: mine ? row.body_md : null,
    author: gone || row.name === null ? null : { name: row.name, school: row.school },
    created_at: row.created_at,
    edited: row.edited_at !== null && !gone,
    mine,
  };
}

async function countComments(db: Db, resourceId: string, section: string | null | undefined): Promise<number> {
  const { rows } = await sql<{ total: number }>`SELECT COUNT(*) AS total FROM comments t WHERE t.resource_id = ${resourceId} AND t.removed_at IS NULL${ofSection(section)}`.execute(
    db,
  );
  return rows[0]?.total ?? 0;
}

export async function findComment(db: Db, id: string) {
  return db.selectFrom("comments").selectAll().where("id", "=", id).executeTakeFirst();
}

/** On which page of the whole conversation a comment stands. */
export async function pageOfComment(db: Db, resourceId: string, threadId: string): Promise<number> {
  const { rows } = await sql<{ before: number }>`SELECT COUNT(*) AS before FROM comments t
    WHERE t.resource_id = ${resourceId} AND t.parent_id IS NULL AND ${shownThread("t")}
      AND (t.created_at, t.id) < (SELECT k.created_at, k.id FROM comments k WHERE k.id = ${threadId})`.execute(db);
  return Math.floor((rows[0]?.before ?? 0) / COMMENTS_PAGE) + 1;
}

export async function insertComment(tx: Db, row: Tables["comments"]): Promise<void> {
  await tx.insertInto("comments").values(row).execute();
}

export async function updateComment(tx: Db, id: string, change: Partial<Tables["comments"]>): Promise<void> {
  await tx.updateTable("comments").set(change).where("id", "=", id).execute();
}

/** The counter is counted, not moved: an undone removal and a moderator's meet here. */
export async function recountComments(tx: Db, resourceId: string): Promise<void> {
  await sql`UPDATE resources SET comments_count = (SELECT COUNT(*) FROM comments c WHERE c.resource_id = ${resourceId} AND c.removed_at IS NULL) WHERE id = ${resourceId}`.execute(
    tx,
  );
}

/** Who is named in it now. */
export async function writeMentions(tx: Db, commentId: string, personIds: readonly string[]): Promise<void> {
  await tx.deleteFrom("comment_mentions").where("comment_id", "=", commentId).execute();
  if (personIds.length === 0) return;
  await tx
    .insertInto("comment_mentions")
    .values(personIds.map((person_id) => ({ comment_id: commentId, person_id })))
    .execute();
}
