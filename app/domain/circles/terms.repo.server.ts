/** Terms of roles: who holds a seat from when to when (S3: Role, Term). */
import { type Insertable, sql } from "kysely";
import type { RoleTermsTable } from "#db/circle-tables.ts";
import type { Db } from "#db/create.ts";
import { lockRow } from "#db/dialect.server.ts";
import { inForce } from "#db/in-force.ts";

/** Somebody who holds a role now. `name` is the person's, or the external's. */
export interface HolderRow {
  term_id: string;
  role_id: string;
  person_id: string | null;
  name: string;
  name_public_at: string | null;
  external_name: string;
  external_organisation: string;
  since: string;
  ends_at: string | null;
  evaluation_on: string | null;
  conditions: string;
}

const nameOf = sql<string>`coalesce(p.name, t.external_name)`;

function terms(db: Db) {
  return db
    .selectFrom("role_terms as t")
    .leftJoin("people as p", "p.id", "t.person_id")
    .select(["t.id as term_id", "t.person_id", "p.name_public_at", "t.external_name", "t.external_organisation", "t.since", "t.ends_at", "t.evaluation_on", "t.conditions"])
    .select(nameOf.as("name"));
}

/** Who holds some roles at `now`, by role and by name. */
export async function listHolders(db: Db, roleIds: readonly string[], now: string): Promise<HolderRow[]> {
  if (roleIds.length === 0) return [];
  const rows = await terms(db).select("t.role_id").where("t.role_id", "in", roleIds).where(inForce("t", now)).orderBy("t.role_id").orderBy("t.since").orderBy("t.id").execute();
  return rows.map((row) => ({ ...row, role_id: row.role_id ?? "" }));
}

export interface TermRow extends Omit<HolderRow, "role_id"> {
  until: string | null;
  end_reason: string | null;
  ended_by_name: string | null;
  named_by_name: string | null;
  process_id: string | null;
  total: number;
}

/** Everyone who has held a role, the latest first. */
export async function listHistory(db: Db, roleId: string, { page, size }: { page: number; size: number }): Promise<{ rows: TermRow[]; total: number }> {
  const rows = await terms(db)
    .leftJoin("people as ender", "ender.id", "t.ended_by")
    .leftJoin("people as namer", "namer.id", "t.named_by")
    .select(["t.until", "t.end_reason", "t.process_id", "ender.name as ended_by_name", "namer.name as named_by_name"])
    .select(sql<number>`count(*) over ()`.as("total"))
    .where("t.role_id", "=", roleId)
    .orderBy("t.since", "desc")
    .orderBy("t.id", "desc")
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  if (rows.length > 0 || page === 1) return { rows, total: rows[0]?.total ?? 0 };
  const { total } = await db
    .selectFrom("role_terms")
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .where("role_id", "=", roleId)
    .executeTakeFirstOrThrow();
  return { rows: [], total };
}

export async function findNodeOfRole(db: Db, roleId: string): Promise<string | null> {
  const row = await db.selectFrom("circle_roles as r").innerJoin("circles as c", "c.id", "r.circle_id").select("c.node_id").where("r.id", "=", roleId).executeTakeFirst();
  return row?.node_id ?? null;
}

/** The role of a living circle, held for this transaction: two acts that fill or empty the same seat take turns. */
export async function lockRole(tx: Db, roleId: string): Promise<LockedRole | undefined> {
  await lockRow(tx, "circle_roles", roleId);
  return tx
    .selectFrom("circle_roles as r")
    .innerJoin("circles as c", "c.id", "r.circle_id")
    .select(["r.id", "r.circle_id", "r.key", "c.node_id", "c.top"])
    .where("r.id", "=", roleId)
    .where("r.archived_at", "is", null)
    .where("c.closed_at", "is", null)
    .executeTakeFirst();
}

export interface LockedRole {
  id: string;
  circle_id: string;
  key: string | null;
  node_id: string | null;
  top: number;
}

export interface FoundTerm {
  id: string;
  role_id: string | null;
  circle_id: string | null;
  node_id: string | null;
  person_id: string | null;
  since: string;
  ends_at: string | null;
  until: string | null;
  /** Of the role; null where the term is of no role (whoever coordinates a node without circle). */
  key: string | null;
  top: number | null;
}

export async function findTerm(db: Db, termId: string): Promise<FoundTerm | undefined> {
  return db
    .selectFrom("role_terms as t")
    .leftJoin("circle_roles as r", "r.id", "t.role_id")
    .leftJoin("circles as c", "c.id", "t.circle_id")
    .select(["t.id", "t.role_id", "t.circle_id", "t.node_id", "t.person_id", "t.since", "t.ends_at", "t.until", "r.key", "c.top"])
    .where("t.id", "=", termId)
    .executeTakeFirst();
}

/** The term that a selection began for somebody, whether or not it is over: proclaiming twice is once. */
export async function findTermOfProcess(db: Db, processId: string, who: { personId: string | null; externalName: string }): Promise<{ id: string } | undefined> {
  return db
    .selectFrom("role_terms")
    .select("id")
    .where("process_id", "=", processId)
    .where("person_id", "is not distinct from", who.personId)
    .where("external_name", "=", who.externalName)
    .executeTakeFirst();
}

export async function findHeldTerm(db: Db, roleId: string, who: { personId: string | null; externalName: string }, now: string): Promise<{ id: string } | undefined> {
  return db
    .selectFrom("role_terms as t")
    .select("t.id")
    .where("t.role_id", "=", roleId)
    .where("t.person_id", "is not distinct from", who.personId)
    .where("t.external_name", "=", who.externalName)
    .where(inForce("t", now))
    .executeTakeFirst();
}

export async function isHeld(db: Db, termId: string, now: string): Promise<boolean> {
  const row = await db.selectFrom("role_terms as t").select("t.id").where("t.id", "=", termId).where(inForce("t", now)).executeTakeFirst();
  return row !== undefined;
}

export async function insertTerm(tx: Db, row: Insertable<RoleTermsTable>): Promise<void> {
  await tx.insertInto("role_terms").values(row).execute();
}

export interface TermEnd {
  now: string;
  reason: string;
  by: string | null;
}

const ending = (end: TermEnd) => ({ until: end.now, end_reason: end.reason, ended_by: end.by });

/** Ends a term that is in force; false where it had ended. */
export async function endTermById(tx: Db, termId: string, end: TermEnd): Promise<boolean> {
  const done = await tx.updateTable("role_terms").set(ending(end)).where("id", "=", termId).where(inForce("role_terms", end.now)).executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

/** Ends the terms in force of a role; and, for the seat that coordinates a node, of whoever administration named before there was a circle. */
export async function endTermsOfRole(tx: Db, role: LockedRole, end: TermEnd): Promise<void> {
  const alsoUnseated = role.key === "coordinator" && role.top === 1 && role.node_id !== null;
  await tx
    .updateTable("role_terms")
    .set(ending(end))
    .where(inForce("role_terms", end.now))
    .where((eb) => eb.or([eb("role_id", "=", role.id), ...(alsoUnseated ? [eb.and([eb("role_id", "is", null), eb("node_id", "=", role.node_id)])] : [])]))
    .execute();
}
