import { type SqlBool, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";

const DAY = 86_400_000;
export const daysBefore = (instant: string, days: number): string => new Date(Date.parse(instant) - days * DAY).toISOString();

/** Cancelled meetings are shown as such until two weeks after their date. */
export const CANCELLED_STAYS = 14;

/**
 * THE rule of who sees which meeting. Published and (for a while) cancelled ones: public for all, members' for whoever is
 * signed in. Everything else: its author, those who coordinate one of its nodes, administration.
 */
export function visibleTo(viewer: Actor | null, now: string) {
  if (viewer?.admin) return sql<SqlBool>`1 = 1`;
  const lively = sql`(events.status = 'published' OR (events.status = 'cancelled' AND events.ends_at > ${daysBefore(now, CANCELLED_STAYS)}))`;
  if (!viewer) return sql<SqlBool>`(events.visibility = 'public' AND ${lively})`;
  const coordinated = viewer.coordinates.length === 0 ? sql`` : sql` OR EXISTS (SELECT 1 FROM event_nodes c WHERE c.event_id = events.id AND c.node_id IN (${sql.join(viewer.coordinates)}))`;
  return sql<SqlBool>`(${lively} OR events.created_by = ${viewer.id}${coordinated})`;
}
