import { sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import { tellsOfSeries, visibleTo } from "./visibility.server.ts";

/** What happened lately, one line each: a meeting was called or held, a node began, schools came in. */
export interface LatestRow {
  what: "called" | "held" | "node" | "schools";
  at: string;
  /** The event's id or the node's slug; "" for schools. */
  ref: string;
  title: string;
  /** Of a meeting held: the schools that came. Of schools: how many. */
  figure: number;
}

const DAY = 86_400_000;
const NEWS_DAYS = 60;

/** The latest first. `nodeIds` keeps to the meetings of some nodes. */
export async function listLatest(db: Db, viewer: Actor | null, options: { now: string; limit?: number; nodeIds?: string[] }): Promise<LatestRow[]> {
  const { now, nodeIds } = options;
  if (nodeIds?.length === 0) return [];
  const limit = options.limit ?? 6;
  const half = Math.ceil(limit / 2); // of each, so that neither what was called nor what was held fills the list
  const since = new Date(Date.parse(now) - NEWS_DAYS * DAY).toISOString();
  const published = sql`events.status = 'published' AND ${visibleTo(viewer, now)}`;
  // Their times stand beside the nodes too: one index gives those to come, or those that were.
  const ours = (when: ReturnType<typeof sql>) =>
    nodeIds ? sql`AND events.id IN (SELECT en.event_id FROM event_nodes en WHERE en.node_id IN (${sql.join(nodeIds)}) AND en.starts_at ${when} ${now})` : sql``;
  const came = sql`(SELECT count(DISTINCT a.establishment_id) FROM attendances a WHERE a.event_id = held.id)`;
  const beginnings = nodeIds
    ? sql``
    : sql`UNION ALL SELECT 'node', n.created_at, n.slug, n.name, 0 FROM nodes n WHERE n.archived_at IS NULL AND n.created_at > ${since}
      UNION ALL SELECT 'schools', max(e.created_at), '', '', count(*) FROM establishments e WHERE e.created_at > ${since} HAVING count(*) > 0`;
  const { rows } = await sql<LatestRow>`
    SELECT what, at, ref, title, figure FROM (
      SELECT 'called' AS what, called.published_at AS at, called.id AS ref, called.title AS title, 0 AS figure FROM
        (SELECT events.id, events.title, events.published_at FROM events
          WHERE ${published} ${ours(sql`>`)} AND ${tellsOfSeries} AND events.starts_at > ${now} AND events.published_at <= ${now} ORDER BY events.published_at DESC LIMIT ${half}) called
      UNION ALL SELECT 'held', held.ends_at, held.id, held.title, ${came} FROM
        (SELECT events.id, events.title, events.ends_at FROM events
          WHERE ${published} ${ours(sql`<=`)} AND events.starts_at <= ${now} AND events.ends_at <= ${now} AND events.kind <> 'milestone' ORDER BY events.starts_at DESC LIMIT ${half}) held
      ${beginnings}
    ) news ORDER BY at DESC, ref LIMIT ${limit}`.execute(db);
  return rows;
}
