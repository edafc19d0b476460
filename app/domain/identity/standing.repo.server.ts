import { sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { RIGHTS, type Right } from "#app/domain/rights.ts";
import type { Db } from "#db/create.ts";
import { inForce } from "#db/in-force.ts";

type Standing = Pick<Actor, "memberOf" | "coordinates" | "rights" | "circleRights" | "circles">;

interface Row {
  what: "member" | "coordinator" | "node_right" | "circle_right" | "voice";
  id: string;
  right: string;
}

/** What the policies need to know of a person, in one query: their nodes, what the roles they hold at `now` let them do, and the circles in which they have a voice. */
export async function standingOfPerson(db: Db, personId: string, now: string): Promise<Standing> {
  const mine = sql`role_terms t LEFT JOIN circle_roles r ON r.id = t.role_id LEFT JOIN circles c ON c.id = t.circle_id`;
  const held = sql`t.person_id = ${personId} AND ${inForce("t", now)} AND c.closed_at IS NULL AND r.archived_at IS NULL`;
  const granted = sql`JOIN role_rights g ON g.until IS NULL AND g.role_key = CASE WHEN t.role_id IS NULL THEN 'coordinator' ELSE r.rights END`;
  const governs = sql`(t.role_id IS NULL OR c.top = 1)`;
  const { rows } = await sql<Row>`
    SELECT 'member' AS what, node_id AS id, '' AS "right" FROM memberships WHERE person_id = ${personId} AND open = 1 AND joined_at IS NOT NULL
    UNION ALL SELECT 'coordinator', t.node_id, '' FROM ${mine} WHERE ${held} AND ${governs} AND t.node_id IS NOT NULL AND (t.role_id IS NULL OR r.key = 'coordinator')
    UNION ALL SELECT 'node_right', t.node_id, g."right" FROM ${mine} ${granted} WHERE ${held} AND ${governs} AND t.node_id IS NOT NULL
    UNION ALL SELECT 'circle_right', t.circle_id, g."right" FROM ${mine} ${granted} WHERE ${held} AND t.circle_id IS NOT NULL
    UNION ALL SELECT 'voice', m.circle_id, '' FROM circle_members m JOIN circles c ON c.id = m.circle_id
      WHERE m.person_id = ${personId} AND m.until IS NULL AND c.closed_at IS NULL
    UNION ALL SELECT 'voice', c.parent_id, '' FROM ${mine} WHERE ${held} AND r.link IS NOT NULL AND c.parent_id IS NOT NULL`.execute(db);
  const ids = (what: Row["what"]) => [...new Set(rows.filter((row) => row.what === what).map((row) => row.id))];
  return { memberOf: ids("member"), coordinates: ids("coordinator"), circles: ids("voice"), rights: rightsOf(rows, "node_right"), circleRights: rightsOf(rows, "circle_right") };
}

function rightsOf(rows: readonly Row[], what: Row["what"]): Record<string, Right[]> {
  const found: Record<string, Right[]> = {};
  for (const { id } of rows.filter((row) => row.what === what)) {
    found[id] ??= RIGHTS.filter((right) => rows.some((row) => row.what === what && row.id === id && row.right === right));
  }
  return found;
}
