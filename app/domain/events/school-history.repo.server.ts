import { sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import { visibleTo } from "./visibility.server.ts";

/** A past meeting that a school hosted or came to. */
export interface SchoolHistoryRow {
  id: string;
  title: string;
  kind: string;
  zone: string;
  starts_at: string;
  ends_at: string;
  /** 1 where it was held at the school. */
  hosted: number;
  /** 1 where the school is among those who came. */
  came: number;
  /** Named people who came for it; 0 where only the school was noted. */
  people: number;
}

/** The past meetings of a school that the viewer may see, the latest first, one page of them. */
export async function listSchoolHistory(
  db: Db,
  viewer: Actor | null,
  establishmentId: string,
  options: { now: string; page?: number; limit?: number },
): Promise<{ rows: SchoolHistoryRow[]; total: number }> {
  const limit = options.limit ?? 24;
  const came = sql<number>`(SELECT count(*) FROM attendances a WHERE a.event_id = events.id AND a.establishment_id = ${establishmentId})`;
  const rows = await db
    .selectFrom("events")
    .select(["events.id", "events.title", "events.kind", "events.zone", "events.starts_at", "events.ends_at"])
    .select([
      sql<number>`CASE WHEN events.host_establishment_id = ${establishmentId} THEN 1 ELSE 0 END`.as("hosted"),
      sql<number>`CASE WHEN ${came} > 0 THEN 1 ELSE 0 END`.as("came"),
      sql<number>`(SELECT count(coalesce(a.name, a.person_id)) FROM attendances a WHERE a.event_id = events.id AND a.establishment_id = ${establishmentId})`.as("people"),
      sql<number>`count(*) over ()`.as("total"),
    ])
    .where(visibleTo(viewer, options.now))
    .where("events.status", "=", "published")
    .where("events.ends_at", "<=", options.now)
    .where(
      sql<boolean>`events.id IN (SELECT h.id FROM events h WHERE h.host_establishment_id = ${establishmentId}
        UNION SELECT a.event_id FROM attendances a WHERE a.establishment_id = ${establishmentId})`,
    )
    .orderBy("events.starts_at", "desc")
    .orderBy("events.id", "desc")
    .limit(limit)
    .offset(((options.page ?? 1) - 1) * limit)
    .execute();
  return { rows, total: rows[0]?.total ?? 0 };
}
