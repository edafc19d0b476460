import { type Insertable, sql } from "kysely";
import type { CircleMembersTable } from "#db/circle-tables.ts";
import type { Db } from "#db/create.ts";
import { likeWords } from "#db/dialect.server.ts";
import { inForce } from "#db/in-force.ts";

/** Inserts the open row; says false where they are a member already. */
export async function insertMember(tx: Db, row: Pick<Insertable<CircleMembersTable>, "id" | "circle_id" | "person_id" | "since" | "added_by">): Promise<boolean> {
  const done = await tx
    .insertInto("circle_members")
    .values({ ...row, until: null })
    .onConflict((oc) => oc.columns(["circle_id", "person_id"]).where(sql<boolean>`until IS NULL`).doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function endMember(tx: Db, circleId: string, personId: string, now: string): Promise<boolean> {
  const done = await tx
    .updateTable("circle_members")
    .set({ until: now })
    .where("circle_id", "=", circleId)
    .where("person_id", "=", personId)
    .where("until", "is", null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

export async function endAllMembers(tx: Db, circleId: string, now: string): Promise<void> {
  await tx.updateTable("circle_members").set({ until: now }).where("circle_id", "=", circleId).where("until", "is", null).execute();
}

export interface CircleMemberRow {
  person_id: string;
  name: string;
  position: string;
  organisation: string | null;
  specialty: string | null;
  school: string | null;
  school_slug: string | null;
  since: string;
  name_public_at: string | null;
}

/** One page of the members of a circle, by name. `onlyPublic` keeps those who agreed to stand on public pages. */
export async function listCircleMembers(
  db: Db,
  circleId: string,
  options: { page?: number; size?: number; onlyPublic?: boolean } = {},
): Promise<{ rows: CircleMemberRow[]; total: number }> {
  const size = options.size ?? 24;
  let query = members(db, circleId);
  if (options.onlyPublic) query = query.where("p.name_public_at", "is not", null);
  const rows = await query
    .select(["p.id as person_id", "p.name", "p.position", "p.organisation", "p.specialty", "e.name as school", "e.slug as school_slug", "m.since", "p.name_public_at"])
    .select(sql<number>`count(*) over ()`.as("total"))
    .orderBy(sql`p.search_text || ''`)
    .orderBy("p.id")
    .limit(size)
    .offset(((options.page ?? 1) - 1) * size)
    .execute();
  return { rows, total: rows[0]?.total ?? 0 };
}

function members(db: Db, circleId: string) {
  return db
    .selectFrom("circle_members as m")
    .innerJoin("people as p", "p.id", "m.person_id")
    .leftJoin("establishments as e", "e.id", "p.establishment_id")
    .where("m.circle_id", "=", circleId)
    .where("m.until", "is", null)
    .where("p.suspended_at", "is", null);
}

export async function findCircleMember(db: Db, circleId: string, personId: string): Promise<{ person_id: string; name: string } | undefined> {
  return members(db, circleId).select(["p.id as person_id", "p.name"]).where("p.id", "=", personId).executeTakeFirst();
}

/** What some of its members do in it: names of roles, by person. */
export async function listRoleNames(db: Db, circleId: string, personIds: readonly string[], now: string): Promise<Map<string, string[]>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("role_terms as t")
    .innerJoin("circle_roles as r", "r.id", "t.role_id")
    .select(["t.person_id", "r.name"])
    .where("t.circle_id", "=", circleId)
    .where("t.person_id", "in", personIds)
    .where(inForce("t", now))
    .orderBy("r.position")
    .execute();
  const names = new Map<string, string[]>();
  for (const row of rows) names.set(row.person_id ?? "", [...(names.get(row.person_id ?? "") ?? []), row.name]);
  return names;
}

export interface LinkVoiceRow {
  person_id: string;
  name: string;
  role: string;
  circle_id: string;
  circle: string;
}

/** Who speaks in it as link of a circle right below (S3: Double Linking), at most 200. */
export async function listLinkVoices(db: Db, circleId: string, now: string): Promise<LinkVoiceRow[]> {
  return db
    .selectFrom("circles as c")
    .innerJoin("circle_roles as r", "r.circle_id", "c.id")
    .innerJoin("role_terms as t", "t.role_id", "r.id")
    .innerJoin("people as p", "p.id", "t.person_id")
    .select(["p.id as person_id", "p.name", "r.name as role", "c.id as circle_id", "c.name as circle"])
    .where("c.parent_id", "=", circleId)
    .where("c.closed_at", "is", null)
    .where("r.link", "is not", null)
    .where("r.archived_at", "is", null)
    .where("p.suspended_at", "is", null)
    .where(inForce("t", now))
    .orderBy("c.search_text")
    .orderBy("r.position")
    .limit(200)
    .execute();
}

/** Who could be added: of its node; to a circle of the network, anyone of it. */
function candidates(db: Db, circle: { id: string; node_id: string | null }) {
  let query = db
    .selectFrom("people as p")
    .leftJoin("establishments as e", "e.id", "p.establishment_id")
    .where("p.suspended_at", "is", null)
    .where(sql<boolean>`NOT EXISTS (SELECT 1 FROM circle_members m WHERE m.circle_id = ${circle.id} AND m.person_id = p.id AND m.until IS NULL)`);
  if (circle.node_id) {
    query = query.where(sql<boolean>`EXISTS (SELECT 1 FROM memberships s WHERE s.node_id = ${circle.node_id} AND s.person_id = p.id AND s.open = 1 AND s.joined_at IS NOT NULL)`);
  }
  return query;
}

export async function searchCandidates(db: Db, circle: { id: string; node_id: string | null }, q: string, page: number, size = 24) {
  const rows = await candidates(db, circle)
    .select(["p.id as person_id", "p.name", "p.position", "p.organisation", "p.specialty", "e.name as school", sql<number>`count(*) over ()`.as("total")])
    .where(likeWords("p.search_text", q))
    .orderBy(sql`p.search_text || ''`)
    .orderBy("p.id")
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows, total: rows[0]?.total ?? 0 };
}

export async function findCandidate(db: Db, circle: { id: string; node_id: string | null }, personId: string): Promise<{ id: string; name: string } | undefined> {
  return candidates(db, circle).select(["p.id", "p.name"]).where("p.id", "=", personId).executeTakeFirst();
}
