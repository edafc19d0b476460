import { type Insertable, type RawBuilder, type SqlBool, sql } from "kysely";
import { RIGHTS, type Right } from "#app/domain/rights.ts";
import type { RoleTermsTable } from "#db/circle-tables.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { inForce } from "#db/in-force.ts";

/** Who coordinates a node, with what the mails and the pages need; `email` is for mails alone. */
export interface CoordinatorRow {
  role_id: string;
  person_id: string;
  name: string;
  name_public_at: string | null;
  since: string;
  /** When their term runs out; null where they were named until further notice. */
  ends_at: string | null;
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

/** Whoever coordinates one of some nodes at `now`, as a query of person_ids. */
export function coordinatorIdsOf(nodeIds: readonly string[], now: string) {
  return sql`SELECT r.person_id FROM role_terms r LEFT JOIN circle_roles cr ON cr.id = r.role_id
    WHERE r.node_id IN (${sql.join([...nodeIds])}) AND r.person_id IS NOT NULL AND ${coordination} AND ${inForce("r", now)}`;
}

export async function listCoordinators(db: Db, nodeId: string, now: string): Promise<CoordinatorRow[]> {
  return current(db, nodeId, now)
    .leftJoin("establishments as e", "e.id", "p.establishment_id")
    .select(["r.id as role_id", "p.id as person_id", "p.name", "p.name_public_at", "r.since", "r.ends_at", "e.name as school", "e.slug as school_slug"])
    .orderBy("p.search_text")
    .limit(50)
    .execute();
}

export interface MailRecipientRow {
  id: string;
  name: string;
  email: string;
}

/** Those who answer requests of a node and want mail about it; administration where there are none, so that nobody asks in vain. */
export async function listApproversToTell(db: Db, nodeId: string, now: string): Promise<{ people: MailRecipientRow[]; uncoordinated: boolean }> {
  const all = await approvers(db, nodeId, now).select(["p.id", "p.name", "p.email", "p.mail_nodes"]).limit(50).execute();
  if (all.length > 0) return { people: all.filter((person) => person.mail_nodes === 1), uncoordinated: false };
  return { people: await administrators(db).where("mail_nodes", "=", 1).execute(), uncoordinated: true };
}

/** Whoever holds the right in the node today, as standingOfPerson() says it of one. */
function approvers(db: Db, nodeId: string, now: string) {
  const right: Right = "approve_members";
  return db
    .selectFrom("people as p")
    .where("p.suspended_at", "is", null)
    .where(
      sql<SqlBool>`p.id IN (SELECT r.person_id FROM role_terms r LEFT JOIN circle_roles cr ON cr.id = r.role_id LEFT JOIN circles k ON k.id = r.circle_id
      JOIN role_rights g ON g.until IS NULL AND g."right" = ${right} AND g.role_key = CASE WHEN r.role_id IS NULL THEN 'coordinator' ELSE cr.rights END
      WHERE r.node_id = ${nodeId} AND r.person_id IS NOT NULL AND (r.role_id IS NULL OR (k.top = 1 AND k.closed_at IS NULL AND cr.archived_at IS NULL)) AND ${inForce("r", now)})`,
    );
}

function administrators(db: Db) {
  return db.selectFrom("people").select(["id", "name", "email"]).where("admin_since", "is not", null).where("suspended_at", "is", null).orderBy("id").limit(20);
}

/** All of them, whatever mail about nodes they take: somebody cannot go on without their act. */
export async function listAdministratorsToTell(db: Db): Promise<MailRecipientRow[]> {
  return administrators(db).execute();
}

/** The living nodes that a person coordinates and nobody else does. */
export async function listCoordinatedAlone(db: Db, personId: string, now: string): Promise<{ id: string; slug: string; name: string }[]> {
  const coordinates = (who: RawBuilder<unknown>) => sql<SqlBool>`EXISTS (SELECT 1 FROM role_terms r LEFT JOIN circle_roles cr ON cr.id = r.role_id
    JOIN people p ON p.id = r.person_id WHERE r.node_id = n.id AND p.suspended_at IS NULL AND ${who} AND ${coordination} AND ${inForce("r", now)})`;
  return db
    .selectFrom("nodes as n")
    .select(["n.id", "n.slug", "n.name"])
    .where("n.archived_at", "is", null)
    .where(coordinates(sql`r.person_id = ${personId}`))
    .where(({ not }) => not(coordinates(sql`r.person_id <> ${personId}`)))
    .orderBy("n.search_text")
    .limit(50)
    .execute();
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

/** A term of coordination of a node, by its id, whether or not it is over. */
export async function findCoordinatorTerm(db: Db, nodeId: string, termId: string, now: string): Promise<{ person_id: string; held: boolean } | undefined> {
  const row = await db
    .selectFrom("role_terms as r")
    .leftJoin("circle_roles as cr", "cr.id", "r.role_id")
    .select(["r.person_id", sql<number>`CASE WHEN ${inForce("r", now)} THEN 1 ELSE 0 END`.as("held")])
    .where("r.id", "=", termId)
    .where("r.node_id", "=", nodeId)
    .where(sql<SqlBool>`(r.role_id IS NULL OR cr.key = 'coordinator')`)
    .executeTakeFirst();
  return row?.person_id ? { person_id: row.person_id, held: row.held === 1 } : undefined;
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

/** Whoever holds a role of a circle is a member of it. */
export async function takeSeat(tx: Db, seat: { circle_id: string; person_id: string; since: string; added_by: string | null }): Promise<void> {
  await tx
    .insertInto("circle_members")
    .values({ id: newId(), ...seat, until: null })
    .onConflict((oc) => oc.columns(["circle_id", "person_id"]).where(sql<SqlBool>`until IS NULL`).doNothing())
    .execute();
}

/** Ends their coordination of a node; false where it had ended. */
export async function endCoordination(tx: Db, nodeId: string, personId: string, end: { now: string; reason: string; by: string | null }): Promise<boolean> {
  const held = current(tx, nodeId, end.now).select("r.id").where("r.person_id", "=", personId);
  const done = await tx.updateTable("role_terms").set({ until: end.now, end_reason: end.reason, ended_by: end.by }).where("id", "in", held).executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

/** Leaving a node: every role in it and its circles, and the seats as member of those. Says whether a role ended. */
export async function endRolesInNode(tx: Db, nodeId: string, personId: string, end: { now: string; reason: string; by: string | null }): Promise<boolean> {
  const theirs = tx.updateTable("role_terms").where("node_id", "=", nodeId).where("person_id", "=", personId).where(inForce("role_terms", end.now));
  const done = await theirs.set({ until: end.now, end_reason: end.reason, ended_by: end.by }).executeTakeFirst();
  const circles = tx.selectFrom("circles").select("id").where("node_id", "=", nodeId);
  await tx.updateTable("circle_members").set({ until: end.now }).where("person_id", "=", personId).where("until", "is", null).where("circle_id", "in", circles).execute();
  return Number(done.numUpdatedRows) > 0;
}

/** What the network's table lets whoever coordinates do today. */
export async function listCoordinatorRights(db: Db): Promise<Right[]> {
  const rows = await db.selectFrom("role_rights").select("right").where("role_key", "=", "coordinator").where("until", "is", null).execute();
  return RIGHTS.filter((right) => rows.some((row) => row.right === right));
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
