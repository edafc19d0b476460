/** Lists of threads: of a node, or of all that the reader may read. */
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { htmlToPlainText } from "#app/domain/markdown.server.ts";
import { nodesOfReader } from "#app/domain/resources/resource.policy.ts";
import { entryMatches, wordsIn } from "#app/domain/search/search.repo.server.ts";
import type { Db } from "#db/create.ts";
import { THREADS_PAGE, type ThreadCard, type ThreadKind, type ThreadVisibility } from "./thread.ts";
import { threadListedFor } from "./visibility.server.ts";

export interface ThreadFilter {
  nodeId?: string | undefined;
  /** Those of several nodes: the reader's own. */
  nodeIds?: readonly string[] | undefined;
  kind?: ThreadKind | undefined;
  q?: string | undefined;
  page?: number | undefined;
  size?: number | undefined;
  /** Unread first, instead of pinned first. */
  unreadFirst?: boolean | undefined;
}

interface Row {
  id: string;
  kind: ThreadKind;
  visibility: ThreadVisibility;
  title: string;
  body_html: string | null;
  node_id: string;
  node_slug: string;
  node_name: string;
  node_colour: number;
  node_glyph: string;
  author: string | null;
  published_at: string;
  last_at: string;
  posts_count: number;
  unread: number;
  pinned_at: string | null;
  closed_at: string | null;
  total: number;
}

export interface ThreadPage {
  rows: ThreadCard[];
  page: number;
  pages: number;
  total: number;
}

/**
 * 1 where something is newer than what the reader saw: in what they once opened (unless they muted it), and in their nodes since they came to them.
 * Needs the reader's row `x` and their membership `w` beside `h`.
 */
function unread(actor: Actor | null): RawBuilder<number> {
  if (!actor) return sql<number>`0`;
  const nodes = nodesOfReader(actor);
  const mine = nodes.length === 0 ? sql`1 = 0` : sql`h.node_id IN (${sql.join(nodes)})`;
  return sql<number>`CASE WHEN x.follows = 0 THEN 0 WHEN x.follows = 1 OR ${mine} THEN CASE WHEN h.last_at > COALESCE(x.read_at, w.joined_at, '') THEN 1 ELSE 0 END ELSE 0 END`;
}

const readerJoins = (actor: Actor | null): RawBuilder<unknown> =>
  actor
    ? sql`LEFT JOIN thread_readers x ON x.thread_id = h.id AND x.person_id = ${actor.id}
      LEFT JOIN memberships w ON w.node_id = h.node_id AND w.person_id = ${actor.id} AND w.open = 1 AND w.joined_at IS NOT NULL`
    : sql``;

/** Visitors see when it was begun, never that somebody answered. */
const newest = (actor: Actor | null): RawBuilder<string> => (actor ? sql<string>`h.last_at` : sql<string>`h.published_at`);

async function conditionOf(db: Db, actor: Actor | null, { nodeId, nodeIds, kind, q }: ThreadFilter): Promise<RawBuilder<SqlBool>> {
  const all: RawBuilder<unknown>[] = [threadListedFor(actor)];
  if (nodeId) all.push(sql`h.node_id = ${nodeId}`);
  if (nodeIds) all.push(nodeIds.length === 0 ? sql`1 = 0` : sql`h.node_id IN (${sql.join([...nodeIds])})`);
  if (kind) all.push(sql`h.kind = ${kind}`);
  const words = q ? await wordsIn(db, q, actor) : null;
  // What visitors find is an entry of its own: what began it, without the answers.
  if (words) all.push(entryMatches(db, words, actor ? "thread" : "announcement", "h.id"));
  return sql<SqlBool>`(${sql.join(all, sql` AND `)})`;
}

async function listWhere(db: Db, actor: Actor | null, where: RawBuilder<SqlBool>, order: RawBuilder<unknown>, { size, from }: { size: number; from: number }): Promise<Row[]> {
  const { rows } = await sql<Row>`
    WITH q AS (SELECT h.id, ${newest(actor)} AS newest, ${unread(actor)} AS unread, CASE WHEN h.pinned_at IS NULL THEN 1 ELSE 0 END AS loose, count(*) OVER () AS total
      FROM threads h ${readerJoins(actor)} WHERE ${where} ORDER BY ${order} LIMIT ${size} OFFSET ${from})
    SELECT h.id, h.kind, h.visibility, h.title, o.body_html, h.node_id, n.slug AS node_slug, n.name AS node_name, n.colour AS node_colour, n.glyph AS node_glyph,
      p.name AS author, h.published_at, h.last_at, h.posts_count, q.unread, h.pinned_at, h.closed_at, q.total
    FROM q JOIN threads h ON h.id = q.id JOIN nodes n ON n.id = h.node_id LEFT JOIN people p ON p.id = h.created_by
      LEFT JOIN posts o ON o.thread_id = h.id AND o.first = 1 AND o.removed_at IS NULL
    ORDER BY ${order}`.execute(db);
  return rows;
}

const PINNED_FIRST = sql`loose, newest DESC, h.id DESC`;
const NEWEST_FIRST = sql`newest DESC, h.id DESC`;
const UNREAD_FIRST = sql`unread DESC, newest DESC, h.id DESC`;

/** One page of what the actor may read: of one node pinned ones first. */
export async function listThreads(db: Db, actor: Actor | null, filter: ThreadFilter = {}): Promise<ThreadPage> {
  const { page = 1, size = THREADS_PAGE, nodeId, unreadFirst } = filter;
  const where = await conditionOf(db, actor, filter);
  const order = unreadFirst ? UNREAD_FIRST : nodeId ? PINNED_FIRST : NEWEST_FIRST;
  const rows = await listWhere(db, actor, where, order, { size, from: (page - 1) * size });
  const total = rows[0]?.total ?? (page > 1 ? await count(db, where) : 0);
  return { rows: rows.map((row) => card(row, actor)), page, pages: Math.max(1, Math.ceil(total / size)), total };
}

async function count(db: Db, where: RawBuilder<SqlBool>): Promise<number> {
  const { rows } = await sql<{ total: number }>`SELECT count(*) AS total FROM threads h WHERE ${where}`.execute(db);
  return Number(rows[0]?.total ?? 0);
}

/** The first few of a node's list, for its page. */
export async function latestThreads(db: Db, actor: Actor | null, nodeId: string, limit: number): Promise<ThreadCard[]> {
  return (await listThreads(db, actor, { nodeId, size: limit })).rows;
}

const EXCERPT = 220;

/** The first words of what was said, cut at a word. */
function excerptOf(html: string): string {
  const plain = htmlToPlainText(html).replace(/\s+/g, " ").trim();
  if (plain.length <= EXCERPT) return plain;
  return `${plain
    .slice(0, EXCERPT)
    .replace(/\s+\S*$/, "")
    .replace(/[\uD800-\uDBFF]$/, "")}…`;
}

function card(row: Row, actor: Actor | null): ThreadCard {
  return {
    id: row.id,
    kind: row.kind,
    visibility: row.visibility,
    title: row.title,
    excerpt: excerptOf(row.body_html ?? ""),
    node: { id: row.node_id, slug: row.node_slug, name: row.node_name, colour: row.node_colour, glyph: row.node_glyph },
    author: actor ? row.author : null,
    published_at: row.published_at,
    last_at: actor ? row.last_at : row.published_at,
    posts_count: actor ? row.posts_count : 1,
    unread: row.unread === 1,
    pinned: row.pinned_at !== null,
    closed: row.closed_at !== null,
  };
}
