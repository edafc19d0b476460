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

/**
 * THE rule of who has a voice in which circle at `now`, as a table `v(circle_id, person_id, link_from)` for other queries: its members (link_from null),
 * and the holders of the two link roles of each circle right below it (S3: Double Linking). Somebody may stand in it twice.
 */
export const voicesAt = (now: string) => sql`(
  SELECT m.circle_id, m.person_id, NULL AS link_from FROM circle_members m WHERE m.until IS NULL
  UNION ALL
  SELECT c.parent_id, t.person_id, c.id FROM circles c JOIN circle_roles r ON r.circle_id = c.id AND r.link IS NOT NULL AND r.archived_at IS NULL
    JOIN role_terms t ON t.role_id = r.id WHERE c.closed_at IS NULL AND ${inForce("t", now)}) v`;

/** Everyone who speaks in a circle at `now`, each once, by name. */
export async function voicesOf(db: Db, circleId: string, now: string): Promise<VoiceRow[]> {
  const { rows } = await sql<VoiceRow>`
    SELECT p.id AS person_id, p.name, p.email, CASE WHEN count(*) > count(v.link_from) THEN NULL ELSE min(v.link_from) END AS link_from
    FROM ${voicesAt(now)} JOIN people p ON p.id = v.person_id WHERE v.circle_id = ${circleId} AND p.suspended_at IS NULL
    GROUP BY p.id, p.name, p.email, p.search_text ORDER BY p.search_text`.execute(db);
  return rows;
}
