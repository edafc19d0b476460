import { sql } from "kysely";
import type { Db } from "#db/create.ts";
import { inForce } from "#db/in-force.ts";

/** Somebody with a voice in a circle. `email` is for mails alone. */
export interface VoiceRow {
  person_id: string;
  name: string;
  email: string;
  /** Has it as link (S3: Double Linking) from this circle right below, and is no member besides. */
  link_from: string | null;
}

/** Everyone who speaks in a circle at `now`, each once, by name: its members, and the holders of the two link roles of each circle right below it. */
export async function voicesOf(db: Db, circleId: string, now: string): Promise<VoiceRow[]> {
  const { rows } = await sql<VoiceRow>`
    SELECT p.id AS person_id, p.name, p.email, CASE WHEN max(v.own) = 1 THEN NULL ELSE min(v.link_from) END AS link_from
    FROM (
      SELECT m.person_id, 1 AS own, NULL AS link_from FROM circle_members m WHERE m.circle_id = ${circleId} AND m.until IS NULL
      UNION ALL
      SELECT t.person_id, 0, c.id FROM circles c JOIN circle_roles r ON r.circle_id = c.id AND r.link IS NOT NULL AND r.archived_at IS NULL
        JOIN role_terms t ON t.role_id = r.id WHERE c.parent_id = ${circleId} AND c.closed_at IS NULL AND ${inForce("t", now)}
    ) v JOIN people p ON p.id = v.person_id WHERE p.suspended_at IS NULL
    GROUP BY p.id, p.name, p.email, p.search_text ORDER BY p.search_text`.execute(db);
  return rows;
}
