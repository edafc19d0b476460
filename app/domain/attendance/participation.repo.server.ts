/** Which schools of a node come to its meetings, and which have not come for long. */
import { sql } from "kysely";
import type { Db } from "#db/create.ts";

export interface ParticipationRow {
  establishment_id: string;
  name: string;
  slug: string;
  comuna: string;
  /** Meetings of the period to which somebody of the school was invited, and to which it came. */
  invited: number;
  came: number;
  /** Its people who came, summed over those meetings. */
  people: number;
  /** The last meeting of the node that it ever came to. */
  last_at: string | null;
}

export interface Participation {
  rows: ParticipationRow[];
  /** Schools of the node; of them, those that came to nothing in the period. */
  total: number;
  missing: number;
}

interface Period {
  from: string;
  to: string;
  page?: number | undefined;
  limit?: number | undefined;
}

/** The schools that belong to a node, and those of the people who do: a node of one specialty holds teachers. */
function schoolsOf(nodeId: string) {
  return sql`SELECT ne.establishment_id FROM node_establishments ne WHERE ne.node_id = ${nodeId} AND ne.until IS NULL
    UNION SELECT p.establishment_id FROM memberships m JOIN people p ON p.id = m.person_id
      WHERE m.node_id = ${nodeId} AND m.open = 1 AND m.joined_at IS NOT NULL AND p.establishment_id IS NOT NULL`;
}

/**
 * The schools of a node, first those that came to none of its meetings between `from` and `to` (instants), the longest absent on top. Attendance of
 * a school is a row of its own or a number of students. One query.
 */
export async function findParticipation(db: Db, nodeId: string, { from, to, page = 1, limit = 24 }: Period): Promise<Participation> {
  const held = sql`event_nodes en JOIN events ev ON ev.id = en.event_id AND ev.status = 'published' AND ev.kind <> 'milestone'`;
  const ours = sql`en.node_id = ${nodeId} AND en.starts_at <= ${to}`;
  const within = sql`en.starts_at > ${from}`;
  const { rows } = await sql<ParticipationRow & { total: number; missing: number }>`
    SELECT e.id AS establishment_id, e.name, e.slug, c.name AS comuna, coalesce(asked.invited, 0) AS invited, coalesce(present.came, 0) AS came,
      coalesce(present.people, 0) AS people, present.last_at, count(*) OVER () AS total,
      sum(CASE WHEN coalesce(present.came, 0) = 0 THEN 1 ELSE 0 END) OVER () AS missing
    FROM (${schoolsOf(nodeId)}) ours JOIN establishments e ON e.id = ours.establishment_id JOIN comunas c ON c.code = e.comuna_code
    LEFT JOIN (
      SELECT school, count(DISTINCT recent) AS came, sum(people) AS people, max(starts_at) AS last_at FROM (
        SELECT a.establishment_id AS school, CASE WHEN ${within} THEN en.event_id END AS recent, CASE WHEN ${within} AND coalesce(a.name, a.person_id) IS NOT NULL THEN 1 ELSE 0 END AS people,
          en.starts_at FROM ${held} JOIN attendances a ON a.event_id = en.event_id WHERE ${ours}
        UNION ALL SELECT t.establishment_id, CASE WHEN ${within} THEN en.event_id END, 0, en.starts_at
          FROM ${held} JOIN student_counts t ON t.event_id = en.event_id AND t.count > 0 WHERE ${ours}
      ) visits GROUP BY school
    ) present ON present.school = e.id
    LEFT JOIN (
      SELECT i.establishment_id AS school, count(DISTINCT en.event_id) AS invited
      FROM ${held} JOIN invitations i ON i.event_id = en.event_id AND i.removed_at IS NULL WHERE ${ours} AND ${within} GROUP BY i.establishment_id
    ) asked ON asked.school = e.id
    ORDER BY CASE WHEN coalesce(present.came, 0) = 0 THEN 0 ELSE 1 END, CASE WHEN coalesce(present.came, 0) = 0 THEN coalesce(present.last_at, '') ELSE '' END,
      coalesce(present.came, 0), e.search_text, e.id
    LIMIT ${limit} OFFSET ${(page - 1) * limit}`.execute(db);
  const [first] = rows;
  return { rows: rows.map(({ total: _, missing: __, ...row }) => row), total: first?.total ?? 0, missing: first?.missing ?? 0 };
}

/** How many meetings the node held in the period. */
export async function countHeld(db: Db, nodeId: string, { from, to }: { from: string; to: string }): Promise<number> {
  const { rows } = await sql<{ held: number }>`SELECT count(*) AS held FROM event_nodes en JOIN events ev ON ev.id = en.event_id
    WHERE en.node_id = ${nodeId} AND en.starts_at > ${from} AND en.starts_at <= ${to} AND ev.status = 'published' AND ev.kind <> 'milestone'`.execute(db);
  return rows[0]?.held ?? 0;
}

export interface SchoolContact {
  establishment_id: string;
  person_id: string;
  name: string;
}

/** Whom to call at some schools: their counterparts, and their people in the node. By name. */
export async function listContacts(db: Db, nodeId: string, schoolIds: readonly string[]): Promise<SchoolContact[]> {
  if (schoolIds.length === 0) return [];
  const { rows } = await sql<SchoolContact>`
    SELECT found.establishment_id, p.id AS person_id, p.name FROM (
      SELECT c.establishment_id, c.person_id FROM counterparts c WHERE c.establishment_id IN (${sql.join(schoolIds)}) AND c.ended_at IS NULL
      UNION SELECT own.establishment_id, own.id FROM memberships m JOIN people own ON own.id = m.person_id
        WHERE m.node_id = ${nodeId} AND m.open = 1 AND m.joined_at IS NOT NULL AND own.establishment_id IN (${sql.join(schoolIds)})
    ) found JOIN people p ON p.id = found.person_id AND p.suspended_at IS NULL ORDER BY p.search_text, p.id LIMIT 500`.execute(db);
  return rows;
}
