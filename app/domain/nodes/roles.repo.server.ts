import { type Insertable, sql } from "kysely";
import type { Db } from "#db/create.ts";
import type { NodeRolesTable } from "#db/tables.ts";

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

function current(db: Db, nodeId: string) {
  return db
    .selectFrom("node_roles as r")
    .innerJoin("people as p", "p.id", "r.person_id")
    .where("r.node_id", "=", nodeId)
    .where("r.role", "=", "coordinator")
    .where("r.until", "is", null)
    .where("p.suspended_at", "is", null);
}

export async function listCoordinators(db: Db, nodeId: string): Promise<CoordinatorRow[]> {
  return current(db, nodeId)
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
export async function listCoordinatorsToTell(db: Db, nodeId: string): Promise<{ people: MailRecipientRow[]; uncoordinated: boolean }> {
  const all = await current(db, nodeId).select(["p.id", "p.name", "p.email", "p.mail_nodes"]).limit(50).execute();
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

export async function isCoordinator(db: Db, nodeId: string, personId: string): Promise<boolean> {
  const row = await current(db, nodeId).select("r.id").where("r.person_id", "=", personId).executeTakeFirst();
  return row !== undefined;
}

export async function countCoordinators(db: Db, nodeId: string): Promise<number> {
  const row = await current(db, nodeId)
    .select((eb) => eb.fn.countAll<number>().as("found"))
    .executeTakeFirstOrThrow();
  return row.found;
}

export async function findCoordinatorRole(db: Db, roleId: string): Promise<{ id: string; node_id: string; person_id: string; until: string | null } | undefined> {
  return db.selectFrom("node_roles").select(["id", "node_id", "person_id", "until"]).where("id", "=", roleId).where("role", "=", "coordinator").executeTakeFirst();
}

/** Names somebody; false where they hold the role already. */
export async function insertCoordinator(tx: Db, row: Omit<Insertable<NodeRolesTable>, "role" | "until">): Promise<boolean> {
  const done = await tx
    .insertInto("node_roles")
    .values({ ...row, role: "coordinator", until: null })
    .onConflict((oc) => oc.columns(["node_id", "person_id", "role"]).where("until", "is", null).doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** Ends the current role; false where it had ended. */
export async function endRole(tx: Db, nodeId: string, personId: string, until: string): Promise<boolean> {
  const done = await tx
    .updateTable("node_roles")
    .set({ until })
    .where("node_id", "=", nodeId)
    .where("person_id", "=", personId)
    .where("role", "=", "coordinator")
    .where("until", "is", null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

/** The nodes that nobody coordinates, for the administrator's page. */
export async function listUncoordinated(db: Db, limit = 20): Promise<{ slug: string; name: string }[]> {
  return db
    .selectFrom("nodes as n")
    .select(["n.slug", "n.name"])
    .where("n.archived_at", "is", null)
    .where(sql<boolean>`NOT EXISTS (SELECT 1 FROM node_roles r WHERE r.node_id = n.id AND r.role = 'coordinator' AND r.until IS NULL)`)
    .orderBy("n.search_text")
    .limit(limit)
    .execute();
}
