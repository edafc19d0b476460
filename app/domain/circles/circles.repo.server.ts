import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { CircleRolesTable, CirclesTable } from "#db/circle-tables.ts";
import type { Db } from "#db/create.ts";
import { inForce } from "#db/in-force.ts";

export interface CircleRow extends Selectable<CirclesTable> {
  /** Of its node; null in circles of the network. */
  node_slug: string | null;
  node_name: string | null;
  node_kind: string | null;
  node_colour: number | null;
  node_glyph: string | null;
  node_joining: string | null;
  node_archived_at: string | null;
  parent_name: string | null;
  members: number;
  /** Decisions under way. */
  open_processes: number;
}

const memberCount = (column: string) => sql<number>`(SELECT count(*) FROM circle_members m WHERE m.circle_id = ${sql.ref(column)} AND m.until IS NULL)`;

/** A circle, closed ones too, with its node and the circle above it. */
export async function findCircle(db: Db, id: string): Promise<CircleRow | undefined> {
  return db
    .selectFrom("circles as c")
    .leftJoin("nodes as n", "n.id", "c.node_id")
    .leftJoin("circles as above", "above.id", "c.parent_id")
    .selectAll("c")
    .select(["n.slug as node_slug", "n.name as node_name", "n.kind as node_kind", "n.colour as node_colour", "n.glyph as node_glyph", "n.joining as node_joining"])
    .select(["n.archived_at as node_archived_at", "above.name as parent_name", memberCount("c.id").as("members")])
    .select(sql<number>`(SELECT count(*) FROM processes p WHERE p.circle_id = c.id AND p.closed_at IS NULL)`.as("open_processes"))
    .where("c.id", "=", id)
    .executeTakeFirst();
}

/** The open ones of some circles, by name; at most 24. */
export async function listCirclesNamed(db: Db, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom("circles")
    .select(["id", "name"])
    .where("id", "in", [...ids])
    .where("closed_at", "is", null)
    .orderBy("search_text")
    .limit(24)
    .execute();
}

/** The open circle that governs a node (null: the network). */
export async function findGoverning(db: Db, nodeId: string | null): Promise<{ id: string; name: string } | undefined> {
  return db
    .selectFrom("circles")
    .select(["id", "name"])
    .where("top", "=", 1)
    .where("closed_at", "is", null)
    .where("node_id", nodeId ? "=" : "is", nodeId)
    .executeTakeFirst();
}

export interface SubcircleRow {
  id: string;
  name: string;
  purpose: string;
  members: number;
  node_slug: string | null;
  node_name: string | null;
  colour: number | null;
  glyph: string | null;
}

/** The open circles right below, by name. Below the general circle: those of the nodes too. */
export async function listSubcircles(db: Db, id: string, limit = 60): Promise<SubcircleRow[]> {
  return db
    .selectFrom("circles as c")
    .leftJoin("nodes as n", "n.id", "c.node_id")
    .select(["c.id", "c.name", "c.purpose", memberCount("c.id").as("members"), "n.slug as node_slug", "n.name as node_name", "n.colour", "n.glyph"])
    .where("c.parent_id", "=", id)
    .where("c.closed_at", "is", null)
    .orderBy("c.search_text")
    .orderBy("c.id")
    .limit(limit)
    .execute();
}

export async function countSubcircles(db: Db, id: string): Promise<number> {
  const row = await db
    .selectFrom("circles")
    .select((eb) => eb.fn.countAll<number>().as("found"))
    .where("parent_id", "=", id)
    .where("closed_at", "is", null)
    .executeTakeFirstOrThrow();
  return row.found;
}

export async function insertCircle(tx: Db, row: Insertable<CirclesTable>): Promise<void> {
  await tx.insertInto("circles").values(row).execute();
}

export async function updateCircleRow(tx: Db, id: string, change: Updateable<CirclesTable>): Promise<void> {
  await tx.updateTable("circles").set(change).where("id", "=", id).execute();
}

/** The circles of nodes that have none above them get this one. */
export async function adoptOrphans(tx: Db, generalId: string, now: string): Promise<void> {
  await tx
    .updateTable("circles")
    .set({ parent_id: generalId, updated_at: now })
    .where("top", "=", 1)
    .where("node_id", "is not", null)
    .where("parent_id", "is", null)
    .where("closed_at", "is", null)
    .execute();
}

export interface LatestAgreementRow {
  id: string;
  number: number;
  title: string;
  adopted_at: string;
  review_on: string | null;
}

/** What the circle agreed lately and still stands. */
export async function listLatestAgreements(db: Db, circleId: string, limit: number, names: boolean): Promise<LatestAgreementRow[]> {
  let rows = db
    .selectFrom("circle_agreements")
    .select(["id", "number", "title", "adopted_at", "review_on"])
    .where("circle_id", "=", circleId)
    .where("superseded_at", "is", null)
    .where("ended_at", "is", null);
  // Whoever was selected for a role stands in their titles.
  if (!names) rows = rows.where("kind", "!=", "selection");
  return rows.orderBy("number", "desc").limit(limit).execute();
}

/** roles ------------------------------------------------------------------------------------- */

export type RoleRow = Selectable<CircleRolesTable>;

/** The roles of a circle, in their order; archived ones are left out. */
export async function listRoles(db: Db, circleId: string): Promise<RoleRow[]> {
  return db.selectFrom("circle_roles").selectAll().where("circle_id", "=", circleId).where("archived_at", "is", null).orderBy("position").orderBy("id").limit(60).execute();
}

/** A role of this circle, archived too. */
export async function findRole(db: Db, circleId: string, roleId: string): Promise<RoleRow | undefined> {
  return db.selectFrom("circle_roles").selectAll().where("circle_id", "=", circleId).where("id", "=", roleId).executeTakeFirst();
}

export async function insertRoles(tx: Db, rows: Insertable<CircleRolesTable>[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto("circle_roles").values(rows).execute();
}

export async function updateRoleRow(tx: Db, id: string, change: Updateable<CircleRolesTable>): Promise<void> {
  await tx.updateTable("circle_roles").set(change).where("id", "=", id).execute();
}

/** terms, as far as circles come and go with them; the rest is in terms.repo.server.ts */

/** Whoever coordinates a node goes on as holder of the role Coordinador/a of its circle: the same rows. Says who they are. */
export async function moveCoordinators(tx: Db, nodeId: string, role: { id: string; circle_id: string; ends_at: string }, now: string): Promise<string[]> {
  const moved = await tx
    .updateTable("role_terms")
    .set({ role_id: role.id, circle_id: role.circle_id, ends_at: role.ends_at })
    .where("node_id", "=", nodeId)
    .where("role_id", "is", null)
    .where(inForce("role_terms", now))
    .returning("person_id")
    .execute();
  return moved.flatMap((row) => (row.person_id ? [row.person_id] : []));
}

/** The terms of a circle, or of one of its roles, that are held at `now` end together. */
export async function endTermsOf(tx: Db, of: { circleId: string } | { roleId: string }, end: { now: string; reason: string; by: string | null }): Promise<void> {
  await tx
    .updateTable("role_terms")
    .set({ until: end.now, end_reason: end.reason, ended_by: end.by })
    .where("circleId" in of ? "circle_id" : "role_id", "=", "circleId" in of ? of.circleId : of.roleId)
    .where("until", "is", null)
    .where((eb) => eb.or([eb("ends_at", "is", null), eb("ends_at", ">", end.now)]))
    .execute();
}

export async function listHeldTerms(db: Db, circleId: string, personId: string, now: string): Promise<{ id: string; role: string }[]> {
  return db
    .selectFrom("role_terms as t")
    .innerJoin("circle_roles as r", "r.id", "t.role_id")
    .select(["t.id", "r.name as role"])
    .where("t.circle_id", "=", circleId)
    .where("t.person_id", "=", personId)
    .where(inForce("t", now))
    .execute();
}
