/** Rows of threads. */
import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import type { Tables } from "#db/tables.ts";
import { canAnswer, canCloseThread, canEditThread, canModerateThreads, canMoveThread, canPinThread, canRemoveThread, canReturnThread } from "./thread.policy.ts";
import type { NewsWay, StandingThread, ThreadKind, ThreadVisibility } from "./thread.ts";
import { threadVisibleTo } from "./visibility.server.ts";

interface Row {
  id: string;
  node_id: string;
  kind: ThreadKind;
  visibility: ThreadVisibility;
  title: string;
  created_by: string | null;
  created_at: string;
  published_at: string | null;
  last_at: string;
  posts_count: number;
  pinned_at: string | null;
  closed_at: string | null;
  moved_at: string | null;
  removed_at: string | null;
  removed_by: string | null;
  node_slug: string;
  node_name: string;
  node_colour: number;
  node_glyph: string;
  from_slug: string | null;
  from_name: string | null;
  author: string | null;
  follows: number | null;
  read_at: string | null;
  news: NewsWay | null;
  draft_id: string | null;
}

/** What the reader has to do with it; visitors nothing. */
function ownColumns(actor: Actor | null): RawBuilder<unknown> {
  if (!actor) return sql`NULL AS author, NULL AS follows, NULL AS read_at, NULL AS news, NULL AS draft_id`;
  return sql`p.name AS author, x.follows, x.read_at, (SELECT w.how FROM node_news w WHERE w.node_id = h.node_id AND w.person_id = ${actor.id}) AS news,
    (SELECT MAX(o.id) FROM posts o WHERE o.thread_id = h.id AND o.person_id = ${actor.id} AND o.published_at IS NULL AND o.removed_at IS NULL AND o.source = 'web') AS draft_id`;
}

const ownJoins = (actor: Actor | null): RawBuilder<unknown> =>
  actor ? sql`LEFT JOIN people p ON p.id = h.created_by LEFT JOIN thread_readers x ON x.thread_id = h.id AND x.person_id = ${actor.id}` : sql``;

/** The thread as this reader finds it, in one query; null: to them there is no such thread. */
export async function findThread(db: Db, actor: Actor | null, id: string): Promise<StandingThread | null> {
  const { rows } = await sql<Row>`SELECT h.id, h.node_id, h.kind, h.visibility, h.title, h.created_by, h.created_at, h.published_at, h.last_at, h.posts_count, h.pinned_at,
      h.closed_at, h.moved_at, h.removed_at, h.removed_by, n.slug AS node_slug, n.name AS node_name, n.colour AS node_colour, n.glyph AS node_glyph,
      v.slug AS from_slug, v.name AS from_name, ${ownColumns(actor)}
    FROM threads h JOIN nodes n ON n.id = h.node_id LEFT JOIN nodes v ON v.id = h.moved_from ${ownJoins(actor)}
    WHERE h.id = ${id} AND ${threadVisibleTo(actor)}`.execute(db);
  return rows[0] ? standing(rows[0], actor) : null;
}

function standing(row: Row, actor: Actor | null): StandingThread {
  const { node_slug, node_name, node_colour, node_glyph, from_slug, from_name, follows, ...thread } = row;
  return {
    ...thread,
    // What answers there are, and when, is not for visitors.
    last_at: actor ? row.last_at : (row.published_at ?? row.last_at),
    posts_count: actor ? row.posts_count : Math.min(row.posts_count, 1),
    node: { id: row.node_id, slug: node_slug, name: node_name, colour: node_colour, glyph: node_glyph },
    moved_from: from_slug === null ? null : { slug: from_slug, name: from_name ?? "" },
    follows: follows === null ? null : follows === 1,
    may: {
      answer: canAnswer(actor, row),
      edit: canEditThread(actor, row),
      close: canCloseThread(actor, row),
      pin: canPinThread(actor, row),
      move: canMoveThread(actor, row),
      remove: canRemoveThread(actor, row),
      return: canReturnThread(actor, row),
      moderate: row.removed_at === null && canModerateThreads(actor, row.node_id),
    },
  };
}

export async function insertThread(tx: Db, row: Pick<Tables["threads"], "id" | "node_id" | "kind" | "visibility" | "title" | "created_by" | "created_at">): Promise<void> {
  const nothing = {
    published_at: null,
    pinned_at: null,
    pinned_by: null,
    closed_at: null,
    closed_by: null,
    moved_from: null,
    moved_at: null,
    removed_at: null,
    removed_by: null,
  };
  await tx
    .insertInto("threads")
    .values({ ...row, ...nothing, last_at: row.created_at })
    .execute();
}

export async function findThreadRow(tx: Db, id: string) {
  return tx.selectFrom("threads").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function updateThread(tx: Db, id: string, change: Partial<Omit<Tables["threads"], "posts_count">>): Promise<void> {
  await tx.updateTable("threads").set(change).where("id", "=", id).execute();
}

/** What stands in it is counted, not moved: an undone removal and a moderator's meet here. */
export async function recountPosts(tx: Db, id: string): Promise<void> {
  const stands = sql`FROM posts o WHERE o.thread_id = ${id} AND o.published_at IS NOT NULL AND o.removed_at IS NULL`;
  await sql`UPDATE threads SET posts_count = (SELECT COUNT(*) ${stands}), last_at = COALESCE((SELECT MAX(o.published_at) ${stands}), published_at, created_at) WHERE id = ${id}`.execute(
    tx,
  );
}

/** A draft that is thrown away leaves nothing. */
export async function deleteDraftThread(tx: Db, id: string): Promise<void> {
  await tx.deleteFrom("thread_readers").where("thread_id", "=", id).execute();
  await tx.deleteFrom("threads").where("id", "=", id).where("published_at", "is", null).execute();
}
