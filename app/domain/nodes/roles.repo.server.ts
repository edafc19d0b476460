import { type Insertable, type SqlBool, sql } from "kysely";
import type { RoleTermsTable } from "#db/circle-tables.ts";
import type { Db } from "#db/create.ts";
import { inForce } from "#db/in-force.ts";

/** Who coordinates a node, with what the mails and the pages need; `email` is for mails alone. */
export interface CoordinatorRow {
  role_id: string;
  person_id: string;
  name: string;
  name_public_at: string | null;
  since: string;
  school: string | null;
  school_slug: string | null;
}

/**
 * Terms of coordination of nodes: of the role Coordinador/a in the circle that governs the node, or, where it has no circle, as administration named them.
 * `r` is the term, `cr` its role (null without a circle).
 */
const coordination = sql<SqlBool>`(r.role_id IS NULL OR (cr.key = 'coordinator' AND cr.archived_at IS NULL
  AND EXISTS (SELECT 1 FROM circles k WHERE k.id = r.circle_id AND k.top = 1 AND k.closed_at IS NULL)))`;

function current(db: Db, nodeId: string, now: string) {
  return db
    .selectFrom("role_terms as r")
    .innerJoin("people as p", "p.id", "r.person_id")
    .leftJoin("circle_roles as cr", "cr.id", "r.role_id")
    .where("r.node_id", "=", nodeId)
    .where(coordination)
    .where(inForce("r", now))
    .where("p.suspended_at", "is", null);
}

export async function listCoordinators(db: Db, nodeId: string, now: string): Promise<CoordinatorRow[]> {
  return current(db, nodeId, now)
    .leftJoin("establishments as e", "e.id", "p.establishment_id")
    .select(["r.id as role_id", "p.id as person_id", "p.name", "p.name_public_at", "r.since", "e.name as school", "e.slug as school_slug"])
    .orderBy("p.search_text")
    .limit(50)
    .execute();
}

export interface MailRecipientRow {
  id: string;
  name: string;
  email: string;
}

/** The coordinators who want mail about their nodes; administration where there is none, so that nobody asks in vain. */
export async function listCoordinatorsToTell(db: Db, nodeId: string, now: string): Promise<{ people: MailRecipientRow[]; uncoordinated: boolean }> {
  const all = await current(db, nodeId, now).select(["p.id", "p.name", "p.email", "p.mail_nodes"]).limit(50).execute();
  if (all.length > 0) return { people: all.filter((person) => person.mail_nodes === 1), uncoordinated: false };
  const people = await db
    .selectFrom("people")
    .select(["id", "name", "email"])
    .where("admin_since", "is not", null)
    .where("suspended_at", "is", null)
    .where("mail_nodes", "=", 1)
    .limit(20)
    .execute();
  return { people, uncoordinated: true };
}

export interface PersonToTell extends MailRecipientRow {
  position: string;
  organisation: string | null;
  school: string | null;
  mail_nodes: number;
  suspended_at: string | null;
}

export async function findPersonToTell(db: Db, personId: string): Promise<PersonToTell | undefined> {
  return withSchool(db).where("p.id", "=", personId).executeTakeFirst();
}

/** The person whom a coordinator means by an address. */
export async function findPersonByAddress(db: Db, email: string): Promise<PersonToTell | undefined> {
  return withSchool(db).where("p.email", "=", email).where("p.suspended_at", "is", null).executeTakeFirst();
}

function withSchool(db: Db) {
  return db
    .selectFrom("people as p")
    .leftJoin("establishments as e", "e.id", "p.establishment_id")
    .select(["p.id", "p.name", "p.email", "p.position", "p.organisation", "e.name as school", "p.mail_nodes", "p.suspended_at"]);
}

export async function isCoordinator(db: Db, nodeId: string, personId: string, now: string): Promise<boolean> {
  const row = await current(db, nodeId, now).select("r.id").where("r.person_id", "=", personId).executeTakeFirst();
  return row !== undefined;
}

export async function countCoordinators(db: Db, nodeId: string, now: string): Promise<number> {
  const row = await current(db, nodeId, now)
    .select((eb) => eb.fn.countAll<number>().as("found"))
    .executeTakeFirstOrThrow();
  return row.found;
}

/** A term of coordination of a node, by its id. */
export async function findCoordinatorTerm(db: Db, nodeId: string, termId: string, now: string): Promise<{ person_id: string } | undefined> {
  const row = await current(db, nodeId, now).select("p.id as person_id").where("r.id", "=", termId).executeTakeFirst();
  return row;
}

/** The role Coordinador/a of the circle that governs a node; null where it has no circle. */
export async function findCoordinatorRole(db: Db, nodeId: string): Promise<{ role_id: string; circle_id: string; term_months: number } | undefined> {
  return db
    .selectFrom("circle_roles as r")
    .innerJoin("circles as c", "c.id", "r.circle_id")
    .select(["r.id as role_id", "c.id as circle_id", "r.term_months"])
    .where("c.node_id", "=", nodeId)
    .where("c.top", "=", 1)
    .where("c.closed_at", "is", null)
    .where("r.key", "=", "coordinator")
    .where("r.archived_at", "is", null)
    .executeTakeFirst();
}

export async function insertTerm(tx: Db, row: Insertable<RoleTermsTable>): Promise<void> {
  await tx.insertInto("role_terms").values(row).execute();
}

/** Ends their coordination of a node; false where it had ended. */
export async function endCoordination(tx: Db, nodeId: string, personId: string, end: { now: string; reason: string; by: string | null }): Promise<boolean> {
  const held = current(tx, nodeId, end.now).select("r.id").where("r.person_id", "=", personId);
  const done = await tx.updateTable("role_terms").set({ until: end.now, end_reason: end.reason, ended_by: end.by }).where("id", "in", held).executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

/** The nodes that nobody coordinates, for the administrator's page. */
export async function listUncoordinated(db: Db, now: string, limit = 20): Promise<{ slug: string; name: string }[]> {
  return db
    .selectFrom("nodes as n")
    .select(["n.slug", "n.name"])
    .where("n.archived_at", "is", null)
    .where(sql<SqlBool>`NOT EXISTS (SELECT 1 FROM role_terms r LEFT JOIN circle_roles cr ON cr.id = r.role_id WHERE r.node_id = n.id AND ${coordination} AND ${inForce("r", now)})`)
    .orderBy("n.search_text")
    .limit(limit)
    .execute();
}
