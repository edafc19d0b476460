import { sql } from "kysely";
import type { Db } from "#db/create.ts";

export interface SchoolAttendanceRow {
  establishment_id: string;
  name: string;
  slug: string;
  comuna: string;
  /** Named people who came for it; 0 where only the school was noted. */
  people: number;
}

/** The schools that came to a meeting, by name. At most `limit`. */
export async function attendanceBySchool(db: Db, eventId: string, limit = 300): Promise<SchoolAttendanceRow[]> {
  return db
    .selectFrom("attendances as a")
    .innerJoin("establishments as e", "e.id", "a.establishment_id")
    .innerJoin("comunas as c", "c.code", "e.comuna_code")
    .select(["e.id as establishment_id", "e.name", "e.slug", "c.name as comuna", sql<number>`count(a.person_id)`.as("people")])
    .where("a.event_id", "=", eventId)
    .groupBy(["e.id", "e.name", "e.slug", "c.name", "e.search_text"])
    .orderBy("e.search_text")
    .limit(limit)
    .execute();
}
