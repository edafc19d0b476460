import { sql } from "kysely";
import type { Db } from "#db/create.ts";
import { inForce } from "#db/in-force.ts";
import { voicesAt } from "./voices.repo.server.ts";

export interface EndingTerm {
  id: string;
  role_id: string;
  circle_id: string;
  role: string;
  circle: string;
  holder: string;
  since: string;
  ends_at: string;
}

/**
 * Terms that run out until `until` and that nobody follows yet: no selection for the role is under way, and nobody else holds it for longer.
 * `untold`: only those whose circle has not been through it, that is, no tension about it waits, and nobody settled one during this term.
 */
export async function listEndingTerms(db: Db, now: string, until: string, { untold = false, limit = 2_000 }: { untold?: boolean; limit?: number } = {}): Promise<EndingTerm[]> {
  const fresh = untold
    ? sql`AND NOT EXISTS (SELECT 1 FROM tensions x WHERE x.role_id = t.role_id AND x.source = 'term' AND (x.settled_at IS NULL OR (x.settled_by IS NOT NULL AND x.raised_at > t.since)))`
    : sql``;
  const { rows } = await sql<EndingTerm>`
    SELECT t.id, t.role_id, t.circle_id, r.name AS role, c.name AS circle, coalesce(p.name, t.external_name) AS holder, t.since, t.ends_at
    FROM role_terms t JOIN circle_roles r ON r.id = t.role_id JOIN circles c ON c.id = t.circle_id LEFT JOIN people p ON p.id = t.person_id
    WHERE t.until IS NULL AND t.ends_at > ${now} AND t.ends_at <= ${until} AND t.since <= ${now} AND r.archived_at IS NULL AND c.closed_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM role_terms o WHERE o.role_id = t.role_id AND ${inForce("o", now)} AND (o.ends_at IS NULL OR o.ends_at > ${until}))
      AND NOT EXISTS (SELECT 1 FROM processes s WHERE s.role_id = t.role_id AND s.kind = 'selection' AND s.closed_at IS NULL) ${fresh}
    ORDER BY t.ends_at, t.id LIMIT ${limit}`.execute(db);
  return rows;
}

/** What the house raised about a term settles itself: a selection for the role began, somebody holds it anew, or the role is no more. Says how many. */
export async function settleTermTensions(tx: Db, now: string): Promise<number> {
  const selection = sql`SELECT s.id FROM processes s WHERE s.role_id = tensions.role_id AND s.kind = 'selection' AND s.opened_at >= tensions.raised_at`;
  const anew = sql`SELECT 1 FROM role_terms o WHERE o.role_id = tensions.role_id AND o.since >= tensions.raised_at`;
  const gone = sql`SELECT 1 FROM circle_roles r JOIN circles c ON c.id = r.circle_id WHERE r.id = tensions.role_id AND (r.archived_at IS NOT NULL OR c.closed_at IS NOT NULL)`;
  const done = await sql`
    UPDATE tensions SET settled_at = ${now}, process_id = coalesce((${selection} ORDER BY s.opened_at DESC LIMIT 1), process_id),
      settled_note = CASE WHEN EXISTS (${anew}) THEN 'El rol tiene a alguien de nuevo.' WHEN EXISTS (${selection}) THEN 'Se abrió la elección.' ELSE 'El rol ya no existe.' END
    WHERE source = 'term' AND settled_at IS NULL AND (EXISTS (${selection}) OR EXISTS (${anew}) OR EXISTS (${gone}))`.execute(tx);
  return Number(done.numAffectedRows ?? 0);
}

export interface CircleVoice {
  circle_id: string;
  person_id: string;
  name: string;
  email: string;
}

/** Whoever speaks in these circles (members, and the links of the circles right below) and wants reminders. */
export async function listVoicesOf(db: Db, circleIds: readonly string[], now: string): Promise<CircleVoice[]> {
  if (circleIds.length === 0) return [];
  const ids = sql.join([...circleIds]);
  const { rows } = await sql<CircleVoice>`
    SELECT DISTINCT v.circle_id, p.id AS person_id, p.name, p.email FROM ${voicesAt(now)} JOIN people p ON p.id = v.person_id
    WHERE v.circle_id IN (${ids}) AND p.suspended_at IS NULL AND p.mail_reminders = 1 ORDER BY v.circle_id, p.id`.execute(db);
  return rows;
}
