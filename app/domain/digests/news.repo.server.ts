/**
 * What is new for each of some people, in the nodes in which they read. Never wider than THE rules (threadListedFor, resourceListedFor, the events'
 * visibleTo, callListedFor: news.test.ts compares): who reads in a node sees what was published in it, but for what a circle keeps to itself, which is
 * left out here. Each query first gathers what was published lately, which is little, and then asks for whom it is news.
 */
import { type RawBuilder, sql } from "kysely";
import { placeInWords } from "#app/domain/events/event-rows.ts";
import { tellsOfSeries } from "#app/domain/events/visibility.server.ts";
import type { Db } from "#db/create.ts";
import type { CallNews, MeetingNews, ThreadNews, WorkNews } from "./digest.ts";

/** Somebody, since when it is news for them, and the nodes in which they read. */
export interface Reader {
  id: string;
  email: string;
  since: string;
  nodeIds: readonly string[];
}

interface Window {
  readers: readonly Reader[];
  now: string;
  until: string;
}

type For<T> = T & { person_id: string };

/** `reader (person_id, email, since, node_id)`: one row a person and node; `everywhere`: one a person, too, without a node. */
function readersOf({ readers }: Window, everywhere = false): RawBuilder<unknown> | null {
  const rows = readers.flatMap(({ id, email, since, nodeIds }) =>
    [...nodeIds, ...(everywhere ? [""] : [])].map((node) => sql`(CAST(${id} AS TEXT), CAST(${email} AS TEXT), CAST(${since} AS TEXT), CAST(${node} AS TEXT))`),
  );
  return rows.length === 0 ? null : sql`reader (person_id, email, since, node_id) AS (VALUES ${sql.join(rows)})`;
}

const earliest = ({ readers }: Window): string => readers.map((reader) => reader.since).reduce((a, b) => (a < b ? a : b));

const untold = (ref: RawBuilder<unknown>) => sql`NOT EXISTS (SELECT 1 FROM told w WHERE w.person_id = q.person_id AND w.ref = ${ref})`;

interface Unread {
  person_id: string;
  thread_id: string;
  posts: number;
  begun: number;
  /** `<published_at> <id>` of the post to show. */
  first: string | null;
  last: string;
}

/** Posts of others that they have not read, in threads that they did not mute; those whose mails are still being written are left to these. */
export async function listThreadNews(db: Db, window: Window): Promise<For<ThreadNews>[]> {
  const readers = readersOf(window);
  if (!readers) return [];
  const key = sql`f.published_at || ' ' || f.id`;
  const { rows } = await sql<Unread>`WITH ${readers}, fresh AS MATERIALIZED (
      SELECT o.id, o.thread_id, o.person_id, o.published_at, o.first, h.node_id FROM posts o JOIN threads h ON h.id = o.thread_id
      WHERE o.published_at > ${earliest(window)} AND o.published_at <= ${window.until} AND o.removed_at IS NULL AND o.mailing <> 'waiting'
        AND h.published_at IS NOT NULL AND h.removed_at IS NULL)
    SELECT q.person_id, f.thread_id, count(*) AS posts, max(f.first) AS begun, max(CASE WHEN f.first = 1 THEN ${key} END) AS first, max(${key}) AS last
    FROM reader q JOIN fresh f ON f.node_id = q.node_id AND f.published_at > q.since
      LEFT JOIN thread_readers v ON v.thread_id = f.thread_id AND v.person_id = q.person_id
    WHERE (f.person_id IS NULL OR f.person_id <> q.person_id) AND coalesce(v.follows, 1) <> 0 AND (v.read_at IS NULL OR v.read_at < f.published_at)
      AND ${untold(sql`'post:' || f.id`)}
    GROUP BY q.person_id, f.thread_id`.execute(db);
  const shown = rows.map((row) => ({ ...row, post: (row.first ?? row.last).split(" ")[1] ?? "" }));
  const posts = await listPosts(db, [...new Set(shown.map((row) => row.post))]);
  return shown.flatMap((row) => {
    const post = posts.get(row.post);
    return post ? [{ ...post, person_id: row.person_id, posts: Number(row.posts), begun: Number(row.begun) === 1 }] : [];
  });
}

type ShownPost = Omit<ThreadNews, "posts" | "begun">;

async function listPosts(db: Db, ids: readonly string[]): Promise<Map<string, ShownPost>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("posts as o")
    .innerJoin("threads as h", "h.id", "o.thread_id")
    .leftJoin("people as p", "p.id", "o.person_id")
    .select(["o.id as post_id", "h.id", "h.node_id", "h.kind", "h.title", "h.closed_at", "o.body_html", "p.name as author", "o.published_at"])
    .where("o.id", "in", [...ids])
    .execute();
  return new Map(rows.map(({ post_id, closed_at, published_at, ...row }) => [post_id, { ...row, closed: closed_at !== null, at: published_at ?? "" }]));
}

/** Published for the first time, by others; not what they marked, spoke of, or reviewed: that they have seen. */
export async function listWorkNews(db: Db, window: Window): Promise<For<WorkNews>[]> {
  const readers = readersOf(window);
  if (!readers) return [];
  const { rows } = await sql<For<WorkNews>>`WITH ${readers}, fresh AS MATERIALIZED (
      SELECT r.id, r.kind, r.slug, r.title, r.published_at AS at, r.created_by, x.node_id FROM resources r JOIN resource_nodes x ON x.resource_id = r.id
      WHERE r.state = 'published' AND r.visibility <> 'circle' AND r.published_at > ${earliest(window)} AND r.published_at <= ${window.until})
    SELECT q.person_id, f.id, f.kind, f.slug, f.title, f.at, f.node_id FROM reader q JOIN fresh f ON f.node_id = q.node_id AND f.at > q.since
    WHERE (f.created_by IS NULL OR f.created_by <> q.person_id) AND ${untold(sql`'resource:' || f.id`)}
      AND NOT EXISTS (SELECT 1 FROM resource_authors a WHERE a.resource_id = f.id AND a.person_id = q.person_id)
      AND NOT EXISTS (SELECT 1 FROM resource_marks m WHERE m.resource_id = f.id AND m.person_id = q.person_id)
      AND NOT EXISTS (SELECT 1 FROM comments c WHERE c.resource_id = f.id AND c.person_id = q.person_id)
      AND NOT EXISTS (SELECT 1 FROM resource_versions v WHERE v.resource_id = f.id AND v.decided_by = q.person_id)
    ORDER BY f.at DESC, f.id`.execute(db);
  return rows;
}

interface RawMeeting extends For<Omit<MeetingNews, "place">> {
  host_name: string | null;
  address: string | null;
  comuna_name: string | null;
}

/** To come, called by others, and to no date of which they were invited. The milestone of a closing date is told as what it closes. */
export async function listMeetingNews(db: Db, window: Window): Promise<For<MeetingNews>[]> {
  const readers = readersOf(window);
  if (!readers) return [];
  const { rows } = await sql<RawMeeting>`WITH ${readers}, fresh AS MATERIALIZED (
      SELECT events.id, events.series_id, events.kind, events.title, events.starts_at, events.ends_at, events.zone, events.published_at, events.created_by,
        events.address, host.name AS host_name, c.name AS comuna_name, x.node_id
      FROM events JOIN event_nodes x ON x.event_id = events.id
        LEFT JOIN establishments host ON host.id = events.host_establishment_id LEFT JOIN comunas c ON c.code = coalesce(events.comuna_code, host.comuna_code)
      WHERE events.starts_at > ${window.now} AND events.status = 'published' AND events.published_at > ${earliest(window)} AND events.published_at <= ${window.until} AND ${tellsOfSeries}
        AND NOT EXISTS (SELECT 1 FROM resources r WHERE r.event_id = events.id) AND NOT EXISTS (SELECT 1 FROM calls k WHERE k.event_id = events.id))
    SELECT q.person_id, f.id, f.kind, f.title, f.starts_at, f.ends_at, f.zone, f.address, f.host_name, f.comuna_name, f.node_id
    FROM reader q JOIN fresh f ON f.node_id = q.node_id AND f.published_at > q.since
    WHERE (f.created_by IS NULL OR f.created_by <> q.person_id) AND ${untold(sql`'event:' || f.id`)}
      AND NOT EXISTS (SELECT 1 FROM invitations i WHERE i.event_id = f.id AND (i.person_id = q.person_id OR i.email = q.email))
      AND (f.series_id IS NULL OR NOT EXISTS (SELECT 1 FROM events e JOIN invitations i ON i.event_id = e.id
        WHERE e.series_id = f.series_id AND (i.person_id = q.person_id OR i.email = q.email)))
    ORDER BY f.starts_at, f.id`.execute(db);
  return rows.map(({ host_name, address, comuna_name, ...row }) => ({ ...row, place: placeInWords({ host_name, address, comuna_name }) }));
}

/**
 * Calls of their nodes, and of the whole network, that opened or whose results came. Not to who made them; that they opened, not to who sits in the
 * jury or applies; their results, not to who applied: those hear of it by mails of their own.
 */
export async function listCallNews(db: Db, window: Window): Promise<For<CallNews>[]> {
  const readers = readersOf(window, true);
  if (!readers) return [];
  const since = earliest(window);
  const opened = sql`CASE WHEN k.published_at > k.opens_at THEN k.published_at ELSE k.opens_at END`;
  const columns = sql`k.id, k.kind, k.slug, k.title, k.closes_at, k.zone, k.created_by, k.node_id, k.visibility`;
  const standing = sql`k.published_at IS NOT NULL AND k.cancelled_at IS NULL AND k.archived_at IS NULL`;
  const { rows } = await sql<For<CallNews>>`WITH ${readers}, fresh AS MATERIALIZED (
      SELECT 'opened' AS "is", ${opened} AS at, ${columns} FROM calls k
        WHERE ${standing} AND k.results_at IS NULL AND k.closes_at > ${window.now} AND ${opened} > ${since} AND ${opened} <= ${window.until}
      UNION ALL SELECT 'results', k.results_at, ${columns} FROM calls k WHERE ${standing} AND k.results_at > ${since} AND k.results_at <= ${window.until})
    SELECT q.person_id, f."is", f.id, f.kind, f.slug, f.title, f.closes_at, f.zone, f.node_id
    FROM reader q JOIN fresh f ON coalesce(f.node_id, '') = q.node_id AND f.at > q.since
    WHERE (f.node_id IS NOT NULL OR f.visibility <> 'node') AND (f.created_by IS NULL OR f.created_by <> q.person_id)
      AND ${untold(sql`CASE WHEN f."is" = 'opened' THEN 'call:' ELSE 'results:' END || f.id`)}
      AND (f."is" = 'results' OR NOT EXISTS (SELECT 1 FROM call_jurors j WHERE j.call_id = f.id AND j.person_id = q.person_id AND j.removed_at IS NULL))
      AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.call_id = f.id AND a.person_id = q.person_id AND (f."is" = 'opened' OR a.state = 'submitted'))
    ORDER BY f.closes_at, f.id`.execute(db);
  return rows;
}
