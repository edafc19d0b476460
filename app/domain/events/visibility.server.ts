import { type SqlBool, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { circlesWorkedIn, nodesWorkedIn } from "./event.policy.ts";

const DAY = 86_400_000;
export const daysBefore = (instant: string, days: number): string => new Date(Date.parse(instant) - days * DAY).toISOString();

/** Cancelled meetings are shown as such until two weeks after their date. */
const CANCELLED_STAYS = 14;

/** Published, or cancelled and not long over. Says "not a draft" apart: so much of it is in the index that public lists read. */
export function isLively(now: string) {
  return sql<SqlBool>`(events.status <> 'draft' AND (events.status = 'published' OR events.ends_at > ${daysBefore(now, CANCELLED_STAYS)}))`;
}

/**
 * THE rule of who sees which meeting. Published and (for a while) cancelled ones: public for all, members' for whoever is
 * signed in. Everything else: its author, those who have something to do in one of its nodes or in its circle, administration.
 */
export function visibleTo(viewer: Actor | null, now: string) {
  if (viewer?.admin) return sql<SqlBool>`1 = 1`;
  if (!viewer) return sql<SqlBool>`(events.visibility = 'public' AND ${isLively(now)})`;
  const [nodes, circles] = [nodesWorkedIn(viewer), circlesWorkedIn(viewer)];
  const ofNodes = nodes.length === 0 ? sql`` : sql` OR EXISTS (SELECT 1 FROM event_nodes c WHERE c.event_id = events.id AND c.node_id IN (${sql.join(nodes)}))`;
  const ofCircles = circles.length === 0 ? sql`` : sql` OR events.circle_id IN (${sql.join(circles)})`;
  return sql<SqlBool>`(${isLively(now)} OR events.created_by = ${viewer.id}${ofNodes}${ofCircles})`;
}

/** Lists leave out what was cancelled long ago, even for those who may still open it. */
export function isListed(now: string) {
  return sql<SqlBool>`(events.status <> 'cancelled' OR events.ends_at > ${daysBefore(now, CANCELLED_STAYS)})`;
}

/** Of a series one date stands for all where it is news: the first that is held; of one that was cancelled whole, the first. */
export const tellsOfSeries = sql<SqlBool>`(events.series_id IS NULL OR NOT EXISTS (SELECT 1 FROM events earlier WHERE earlier.series_id = events.series_id
  AND ((earlier.status = events.status AND earlier.slot_local < events.slot_local) OR (earlier.status = 'published' AND events.status = 'cancelled'))))`;
