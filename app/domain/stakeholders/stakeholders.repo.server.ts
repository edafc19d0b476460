import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { StakeholderMovesTable, StakeholdersTable } from "#db/circle-tables.ts";
import type { Db } from "#db/create.ts";
import { likeWords } from "#db/dialect.server.ts";
import { ACTORS_MAX } from "./stakeholder.ts";

export type StakeholderRow = Selectable<StakeholdersTable>;

/** What the people of the node may see of an actor. */
const OPEN = [
  "s.id",
  "s.name",
  "s.kind",
  "s.power",
  "s.interest",
  "s.strategy",
  "s.owner_name",
  "s.next_step",
  "s.next_on",
  "s.created_at",
  "s.updated_at",
  "s.archived_at",
] as const;
const CONTACT = ["s.contact_name", "s.contact_email", "s.contact_phone"] as const;

export interface MapPoint {
  id: string;
  name: string;
  kind: string;
  power: number;
  interest: number;
  updated_at: string;
  /** Its number on the map, the same in the picture and in the list: by name among all actors of the node. */
  number: number;
  /** It is among what is looked for. */
  shown: boolean;
}

export interface MapFilter {
  q?: string | undefined;
  kind?: string | undefined;
}

/** Every actor on the map of a node, in the order of their names, numbered. */
export async function listMapPoints(db: Db, nodeId: string, { q, kind }: MapFilter = {}): Promise<MapPoint[]> {
  const found = sql<number>`CASE WHEN ${likeWords("s.search_text", q ?? "")} AND ${kind ? sql`s.kind = ${kind}` : sql`1 = 1`} THEN 1 ELSE 0 END`;
  const rows = await db
    .selectFrom("stakeholders as s")
    .select(["s.id", "s.name", "s.kind", "s.power", "s.interest", "s.updated_at", found.as("found")])
    .where("s.node_id", "=", nodeId)
    .where("s.archived_at", "is", null)
    .orderBy("s.search_text")
    .orderBy("s.id")
    .limit(ACTORS_MAX)
    .execute();
  return rows.map(({ found: shown, ...row }, index) => ({ ...row, number: index + 1, shown: shown === 1 }));
}

export interface ListedActor {
  id: string;
  name: string;
  kind: string;
  power: number;
  interest: number;
  strategy: string;
  owner_name: string;
  next_step: string;
  next_on: string | null;
  created_at: string;
  updated_at: string;
  archived_at: string | null;
  /** null where the reader may not know: then it is not read either. */
  contact: { name: string; email: string | null; phone: string; last_on: string | null } | null;
}

interface Reading {
  /** Whether the reader may know whom to talk to there. */
  contacts: boolean;
}

function reading(db: Db, nodeId: string) {
  return db.selectFrom("stakeholders as s").select(OPEN).where("s.node_id", "=", nodeId);
}

const lastOn = sql<string | null>`(SELECT max(c.on_day) FROM stakeholder_contacts c WHERE c.stakeholder_id = s.id)`;

/** Some actors of the node by their ids, with their contact only for who may see it: what is not asked for cannot slip out. */
async function readActors(db: Db, nodeId: string, ids: readonly string[], { contacts }: Reading): Promise<ListedActor[]> {
  if (ids.length === 0) return [];
  const query = reading(db, nodeId).where("s.id", "in", ids).orderBy("s.search_text").orderBy("s.id");
  if (!contacts) return (await query.execute()).map((row) => ({ ...row, contact: null }));
  const rows = await query.select(CONTACT).select(lastOn.as("last_on")).execute();
  return rows.map(({ contact_name: name, contact_email: email, contact_phone: phone, last_on, ...row }) => ({ ...row, contact: { name, email, phone, last_on } }));
}

export const listActors = readActors;

export async function findActor(db: Db, nodeId: string, id: string, may: Reading): Promise<ListedActor | null> {
  return (await readActors(db, nodeId, [id], may))[0] ?? null;
}

/** Taken off the map, the last first. */
export async function listArchived(db: Db, nodeId: string): Promise<{ id: string; name: string; kind: string; archived_at: string | null }[]> {
  return db
    .selectFrom("stakeholders")
    .select(["id", "name", "kind", "archived_at"])
    .where("node_id", "=", nodeId)
    .where("archived_at", "is not", null)
    .orderBy("archived_at", "desc")
    .orderBy("id")
    .limit(100)
    .execute();
}

/** The stored row, to change it. */
export async function readStakeholder(db: Db, nodeId: string, id: string): Promise<StakeholderRow | null> {
  return (await db.selectFrom("stakeholders").selectAll().where("node_id", "=", nodeId).where("id", "=", id).executeTakeFirst()) ?? null;
}

export async function countStakeholders(db: Db, nodeId: string): Promise<number> {
  const { found } = await db
    .selectFrom("stakeholders")
    .select((eb) => eb.fn.countAll<number>().as("found"))
    .where("node_id", "=", nodeId)
    .where("archived_at", "is", null)
    .executeTakeFirstOrThrow();
  return found;
}

/** False where the id is taken. */
export async function insertStakeholder(tx: Db, row: Insertable<StakeholdersTable>): Promise<boolean> {
  const done = await tx
    .insertInto("stakeholders")
    .values(row)
    .onConflict((oc) => oc.column("id").doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) === 1;
}

export async function updateStakeholder(tx: Db, id: string, change: Updateable<StakeholdersTable>): Promise<void> {
  await tx.updateTable("stakeholders").set(change).where("id", "=", id).execute();
}

/** moves ------------------------------------------------------------------------------------- */

export type MoveRow = Selectable<StakeholderMovesTable>;

export async function insertMove(tx: Db, row: Insertable<StakeholderMovesTable>): Promise<void> {
  await tx.insertInto("stakeholder_moves").values(row).execute();
}

/** The move, if it is of an actor of this node; with the actor's name, and whether nobody has moved it since. */
export async function findMove(db: Db, nodeId: string, id: string): Promise<(MoveRow & { name: string; last: boolean }) | null> {
  const row = await db
    .selectFrom("stakeholder_moves as m")
    .innerJoin("stakeholders as s", "s.id", "m.stakeholder_id")
    .selectAll("m")
    .select([
      "s.name",
      sql<number>`CASE WHEN s.power = m.power AND s.interest = m.interest AND s.archived_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM stakeholder_moves later WHERE later.stakeholder_id = m.stakeholder_id AND later.id > m.id) THEN 1 ELSE 0 END`.as("last"),
    ])
    .where("m.id", "=", id)
    .where("s.node_id", "=", nodeId)
    .executeTakeFirst();
  return row ? { ...row, last: row.last === 1 } : null;
}

/** The last ones, with who did it. */
export async function listMoves(db: Db, stakeholderId: string, limit = 8): Promise<(MoveRow & { by: string | null })[]> {
  return db
    .selectFrom("stakeholder_moves as m")
    .leftJoin("people as p", "p.id", "m.by_person_id")
    .selectAll("m")
    .select("p.name as by")
    .where("m.stakeholder_id", "=", stakeholderId)
    .orderBy("m.moved_at", "desc")
    .orderBy("m.id", "desc")
    .limit(limit)
    .execute();
}

export async function nameOf(db: Db, personId: string | null): Promise<string | null> {
  if (!personId) return null;
  return (await db.selectFrom("people").select("name").where("id", "=", personId).executeTakeFirst())?.name ?? null;
}

/** The people of a node, and of the circle that governs it, by name: who may be in charge of an actor. */
export async function listNodePeople(db: Db, nodeId: string, limit = 300): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom("people as p")
    .select(["p.id", "p.name"])
    .where("p.suspended_at", "is", null)
    .where(
      sql<boolean>`p.id IN (SELECT m.person_id FROM memberships m WHERE m.node_id = ${nodeId} AND m.open = 1 AND m.joined_at IS NOT NULL
        UNION SELECT cm.person_id FROM circle_members cm JOIN circles c ON c.id = cm.circle_id WHERE c.node_id = ${nodeId} AND c.closed_at IS NULL AND cm.until IS NULL)`,
    )
    .orderBy("p.search_text")
    .orderBy("p.id")
    .limit(limit)
    .execute();
}
