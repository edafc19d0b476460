/** The network's table of what roles let one do: a dated row for each right of each role. */
import { type SqlBool, sql } from "kysely";
import { RIGHTS, type Right, ROLE_KEYS, type RoleKey } from "#app/domain/rights.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { inForce } from "#db/in-force.ts";

export type RightsTable = Record<RoleKey, Right[]>;

/** What each role lets one do today, by its row (circle_roles.rights). */
export async function listRights(db: Db): Promise<RightsTable> {
  const rows = await db.selectFrom("role_rights").select(["role_key", "right"]).where("until", "is", null).execute();
  const of = (key: RoleKey) => RIGHTS.filter((right) => rows.some((row) => row.role_key === key && row.right === right));
  return Object.fromEntries(ROLE_KEYS.map((key) => [key, of(key)])) as RightsTable;
}

/** How many hold a role of each row now: whom a change reaches. */
export async function countHoldersByRow(db: Db, now: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ role_key: string; people: number }>`
    SELECT coalesce(r.rights, 'coordinator') AS role_key, count(DISTINCT t.person_id) AS people FROM role_terms t LEFT JOIN circle_roles r ON r.id = t.role_id
    WHERE ${inForce("t", now)} AND t.person_id IS NOT NULL AND (t.role_id IS NULL OR (r.rights IS NOT NULL AND r.archived_at IS NULL)) GROUP BY 1`.execute(db);
  return Object.fromEntries(rows.map((row) => [row.role_key, row.people]));
}

export interface RightChangeRow {
  id: string;
  role_key: string;
  right: string;
  what: "granted" | "ended";
  at: string;
  by: string | null;
  total: number;
}

/** Who changed what, the latest first; how the network began is no change. */
export async function listRightChanges(db: Db, { page, size }: { page: number; size: number }): Promise<{ rows: RightChangeRow[]; total: number }> {
  const { rows } = await sql<RightChangeRow>`
    SELECT c.id, c.role_key, c."right", c.what, c.at, p.name AS by, count(*) OVER () AS total FROM (
      SELECT id, role_key, "right", 'granted' AS what, since AS at, granted_by AS person_id FROM role_rights WHERE granted_by IS NOT NULL
      UNION ALL SELECT id, role_key, "right", 'ended', until, ended_by FROM role_rights WHERE until IS NOT NULL
    ) c LEFT JOIN people p ON p.id = c.person_id ORDER BY c.at DESC, c.id DESC, c.what LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(db);
  return { rows, total: rows[0]?.total ?? 0 };
}

/** False where the role has it already. */
export async function insertRight(tx: Db, key: RoleKey, right: Right, at: { now: string; by: string }): Promise<boolean> {
  const done = await tx
    .insertInto("role_rights")
    .values({ id: newId(), role_key: key, right, since: at.now, granted_by: at.by, until: null, ended_by: null })
    .onConflict((oc) => oc.columns(["role_key", "right"]).where(sql<SqlBool>`until IS NULL`).doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function endRight(tx: Db, key: RoleKey, right: Right, at: { now: string; by: string }): Promise<boolean> {
  const done = await tx
    .updateTable("role_rights")
    .set({ until: at.now, ended_by: at.by })
    .where("role_key", "=", key)
    .where("right", "=", right)
    .where("until", "is", null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}
