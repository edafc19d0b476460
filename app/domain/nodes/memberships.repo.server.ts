import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { Db } from "#db/create.ts";
import type { MembershipsTable } from "#db/tables.ts";

export type MembershipRow = Selectable<MembershipsTable>;

/** The one open row of a person in a node, if any. */
export async function findOpenMembership(db: Db, nodeId: string, personId: string): Promise<MembershipRow | undefined> {
  return db.selectFrom("memberships").selectAll().where("node_id", "=", nodeId).where("person_id", "=", personId).where("open", "=", 1).executeTakeFirst();
}

export async function findMembershipById(db: Db, id: string): Promise<MembershipRow | undefined> {
  return db.selectFrom("memberships").selectAll().where("id", "=", id).executeTakeFirst();
}

/** How often the person has asked for this node since an instant: asking writes mails, so it has a limit. */
export async function countRequestsSince(db: Db, nodeId: string, personId: string, since: string): Promise<number> {
  const row = await db
    .selectFrom("memberships")
    .select((eb) => eb.fn.countAll<number>().as("found"))
    .where("node_id", "=", nodeId)
    .where("person_id", "=", personId)
    .where("requested_at", ">", since)
    .executeTakeFirstOrThrow();
  return row.found;
}

/** Inserts the open row; says false where another tab was faster and there is one already. */
export async function insertMembership(tx: Db, row: Insertable<MembershipsTable>): Promise<boolean> {
  const done = await tx
    .insertInto("memberships")
    .values({ ...row, open: 1 })
    // A literal, not a parameter: PostgreSQL must see that it is the partial index's own condition.
    .onConflict((oc) => oc.columns(["node_id", "person_id"]).where(sql.ref("open"), "=", sql.lit(1)).doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** Changes a row only while it is open; says whether it did, so that of two clicks one acts. */
export async function updateOpenMembership(tx: Db, id: string, change: Updateable<MembershipsTable>, only: "joined" | "waiting" | "any" = "any"): Promise<boolean> {
  let query = tx.updateTable("memberships").set(change).where("id", "=", id).where("open", "=", 1);
  if (only === "joined") query = query.where("joined_at", "is not", null);
  if (only === "waiting") query = query.where("joined_at", "is", null);
  const done = await query.executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

/** One person of a node as lists show them. Never an address. */
export interface MemberRow {
  membership_id: string;
  person_id: string;
  name: string;
  position: string;
  organisation: string | null;
  specialty: string | null;
  school: string | null;
  school_slug: string | null;
  joined_at: string | null;
}

function withPerson(db: Db, nodeId: string) {
  return db
    .selectFrom("memberships as m")
    .innerJoin("people as p", "p.id", "m.person_id")
    .leftJoin("establishments as e", "e.id", "p.establishment_id")
    .where("m.node_id", "=", nodeId)
    .where("m.open", "=", 1)
    .where("p.suspended_at", "is", null);
}

/** One page of those who are in, by name. `onlyPublic` keeps those who agreed to stand on public pages. */
export async function listMembers(db: Db, nodeId: string, options: { page?: number; size?: number; onlyPublic?: boolean } = {}): Promise<{ rows: MemberRow[]; total: number }> {
  const size = options.size ?? 24;
  let query = withPerson(db, nodeId).where("m.joined_at", "is not", null);
  if (options.onlyPublic) query = query.where("p.name_public_at", "is not", null);
  const rows = await query
    .select(["m.id as membership_id", "p.id as person_id", "p.name", "p.position", "p.organisation", "p.specialty", "e.name as school", "e.slug as school_slug", "m.joined_at"])
    .select(sql<number>`count(*) over ()`.as("total"))
    // Not the bare column: PostgreSQL would walk everybody of the network in the order of their names, looking for the node's (67 ms, not 8).
    .orderBy(sql`p.search_text || ''`)
    .orderBy("p.id")
    .limit(size)
    .offset(((options.page ?? 1) - 1) * size)
    .execute();
  if (rows.length > 0 || (options.page ?? 1) === 1) return { rows, total: rows[0]?.total ?? 0 };
  const { found } = await query.select((eb) => eb.fn.countAll<number>().as("found")).executeTakeFirstOrThrow();
  return { rows, total: found };
}

export async function findMember(db: Db, nodeId: string, membershipId: string): Promise<MemberRow | undefined> {
  return withPerson(db, nodeId)
    .where("m.id", "=", membershipId)
    .where("m.joined_at", "is not", null)
    .select(["m.id as membership_id", "p.id as person_id", "p.name", "p.position", "p.organisation", "p.specialty", "e.name as school", "e.slug as school_slug", "m.joined_at"])
    .executeTakeFirst();
}

/** Who waits at the door: with their address, for the coordinators who must know whom they let in. */
export interface WaitingRow extends MemberRow {
  email: string;
  requested_at: string | null;
  invited_at: string | null;
  message: string | null;
}

export async function listWaiting(
  db: Db,
  nodeId: string,
  kind: "requested" | "invited",
  options: { page?: number; size?: number } = {},
): Promise<{ rows: WaitingRow[]; total: number }> {
  const size = options.size ?? 24;
  const since = kind === "requested" ? "m.requested_at" : "m.invited_at";
  let query = withPerson(db, nodeId).where("m.joined_at", "is", null).where(since, "is not", null);
  if (kind === "invited") query = query.where("m.requested_at", "is", null);
  const rows = await query
    .select(["m.id as membership_id", "p.id as person_id", "p.name", "p.position", "p.organisation", "p.specialty", "e.name as school", "e.slug as school_slug", "m.joined_at"])
    .select(["p.email", "m.requested_at", "m.invited_at", "m.message", sql<number>`count(*) over ()`.as("total")])
    .orderBy(since)
    .orderBy("m.id")
    .limit(size)
    .offset(((options.page ?? 1) - 1) * size)
    .execute();
  return { rows, total: rows[0]?.total ?? 0 };
}

/** How many wait for an answer in some nodes: node id -> count, only those that have any. */
export async function countWaitingByNode(db: Db, nodeIds: string[]): Promise<{ node_id: string; slug: string; name: string; waiting: number }[]> {
  if (nodeIds.length === 0) return [];
  return db
    .selectFrom("memberships as m")
    .innerJoin("nodes as n", "n.id", "m.node_id")
    .select((eb) => ["m.node_id", "n.slug", "n.name", eb.fn.countAll<number>().as("waiting")])
    .where("m.node_id", "in", nodeIds)
    .where("m.open", "=", 1)
    .where("m.joined_at", "is", null)
    .where("m.requested_at", "is not", null)
    .groupBy(["m.node_id", "n.slug", "n.name"])
    .orderBy("n.name")
    .execute();
}

/** A person's own ties: the nodes they are in, asked for, or are invited to; the latter first. */
export interface OwnMembershipRow {
  node_id: string;
  slug: string;
  name: string;
  kind: string;
  colour: number;
  glyph: string;
  requested_at: string | null;
  invited_at: string | null;
  joined_at: string | null;
}

export async function listOwnMemberships(db: Db, personId: string): Promise<OwnMembershipRow[]> {
  return db
    .selectFrom("memberships as m")
    .innerJoin("nodes as n", "n.id", "m.node_id")
    .select(["m.node_id", "n.slug", "n.name", "n.kind", "n.colour", "n.glyph", "m.requested_at", "m.invited_at", "m.joined_at"])
    .where("m.person_id", "=", personId)
    .where("m.open", "=", 1)
    .where("n.archived_at", "is", null)
    .orderBy("n.search_text")
    .limit(100)
    .execute();
}
