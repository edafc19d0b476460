import { sql } from "kysely";
import type { Db } from "#db/create.ts";

export interface SchoolAttendanceRow {
  establishment_id: string;
  name: string;
  slug: string;
  comuna: string;
  /** Named people who came for it; 0 where only the school was noted. */
  people: number;
  /** Counted, never named. */
  students: number;
}

/** The schools that came to a meeting, by name. At most `limit`. */
export async function attendanceBySchool(db: Db, eventId: string, limit = 300): Promise<SchoolAttendanceRow[]> {
  const { rows } = await sql<SchoolAttendanceRow>`
    SELECT e.id AS establishment_id, e.name, e.slug, c.name AS comuna, count(present.who) AS people, sum(present.students) AS students FROM (
      SELECT establishment_id, coalesce(name, person_id) AS who, 0 AS students FROM attendances WHERE event_id = ${eventId}
      UNION ALL SELECT establishment_id, NULL, count FROM student_counts WHERE event_id = ${eventId} AND count > 0
    ) present JOIN establishments e ON e.id = present.establishment_id JOIN comunas c ON c.code = e.comuna_code
    GROUP BY e.id, e.name, e.slug, c.name, e.search_text ORDER BY e.search_text, e.id LIMIT ${limit}`.execute(db);
  return rows;
}
