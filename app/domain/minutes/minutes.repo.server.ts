import { type Insertable, type Selectable, type SqlBool, sql } from "kysely";
import type { Db } from "#db/create.ts";
import type { MinutesPartsTable, MinutesTable, MinutesVersionsTable } from "#db/meeting-tables.ts";
import type { MinutesContent } from "./minutes.ts";

export type MinutesRow = Selectable<MinutesTable>;
export type MinutesPart = Selectable<MinutesPartsTable>;
export type VersionRow = Selectable<MinutesVersionsTable>;

export async function findMinutes(db: Db, eventId: string): Promise<MinutesRow | null> {
  return (await db.selectFrom("minutes").selectAll().where("event_id", "=", eventId).executeTakeFirst()) ?? null;
}

/** False when they were begun already. */
export async function insertMinutes(tx: Db, row: Insertable<MinutesTable>): Promise<boolean> {
  const result = await tx
    .insertInto("minutes")
    .values(row)
    .onConflict((oc) => oc.column("event_id").doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) === 1;
}

export async function updateMinutes(tx: Db, eventId: string, change: Partial<MinutesRow>): Promise<void> {
  await tx.updateTable("minutes").set(change).where("event_id", "=", eventId).execute();
}

export async function listMinutesParts(db: Db, eventId: string): Promise<(MinutesPart & { editor: string | null })[]> {
  return db
    .selectFrom("minutes_parts as m")
    .leftJoin("people as p", "p.id", "m.updated_by")
    .selectAll("m")
    .select("p.name as editor")
    .where("m.event_id", "=", eventId)
    .orderBy("m.position")
    .orderBy("m.id")
    .execute();
}

export async function insertMinutesParts(tx: Db, parts: Insertable<MinutesPartsTable>[]): Promise<void> {
  if (parts.length === 0) return;
  await tx
    .insertInto("minutes_parts")
    .values(parts)
    .onConflict((oc) => oc.column("id").doNothing())
    .execute();
}

export async function updateMinutesPart(tx: Db, id: string, change: Partial<MinutesPart>): Promise<void> {
  await tx.updateTable("minutes_parts").set(change).where("id", "=", id).execute();
}

export async function deleteMinutesPart(tx: Db, id: string): Promise<void> {
  await tx.updateTable("agreements").set({ part_id: null }).where("part_id", "=", id).execute();
  await tx.deleteFrom("minutes_parts").where("id", "=", id).execute();
}

export async function insertVersion(tx: Db, version: Insertable<MinutesVersionsTable>): Promise<void> {
  await tx.insertInto("minutes_versions").values(version).execute();
}

/** Newest first, without their content. */
export async function listVersions(db: Db, eventId: string) {
  return db
    .selectFrom("minutes_versions as v")
    .leftJoin("people as p", "p.id", "v.published_by")
    .select(["v.version", "v.note", "v.published_at", "p.name as by"])
    .where("v.event_id", "=", eventId)
    .orderBy("v.version", "desc")
    .limit(200)
    .execute();
}

/** The last one unless told. */
export async function findVersion(db: Db, eventId: string, version?: number): Promise<(VersionRow & { said: MinutesContent }) | null> {
  let query = db.selectFrom("minutes_versions").selectAll().where("event_id", "=", eventId).orderBy("version", "desc").limit(1);
  if (version !== undefined) query = query.where("version", "=", version);
  const row = await query.executeTakeFirst();
  return row ? { ...row, said: JSON.parse(row.content) as MinutesContent } : null;
}

export async function findVersionById(db: Db, id: string): Promise<(VersionRow & { said: MinutesContent }) | null> {
  const row = await db.selectFrom("minutes_versions").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? { ...row, said: JSON.parse(row.content) as MinutesContent } : null;
}

export async function listUnsent(db: Db): Promise<{ id: string; event_id: string }[]> {
  return db.selectFrom("minutes_versions").select(["id", "event_id"]).where("sent_at", "is", null).orderBy("id").limit(20).execute();
}

export async function updateVersion(tx: Db, id: string, change: { cursor?: string; sent_at?: string }): Promise<void> {
  await tx.updateTable("minutes_versions").set(change).where("id", "=", id).execute();
}

export interface MinutesReader {
  /** Of an invitation, or of an attendance without one: what the cursor goes along. */
  id: string;
  invitation_id: string | null;
  person_id: string | null;
  email: string;
  name: string;
}

const came = sql<SqlBool>`EXISTS (SELECT 1 FROM attendances a WHERE a.invitation_id = i.id)`;

/** The next ones to write to after `cursor`: those on the list, and those who came without being on it. */
export async function listReaders(db: Db, eventId: string, to: string, cursor: string, limit: number): Promise<MinutesReader[]> {
  const onList = db
    .selectFrom("invitations as i")
    .leftJoin("people as p", "p.id", "i.person_id")
    .select(["i.id as id", "i.id as invitation_id", "i.person_id as person_id"])
    .select([sql<string>`coalesce(p.email, i.email)`.as("email"), sql<string>`coalesce(p.name, i.name)`.as("name")])
    .where("i.event_id", "=", eventId)
    .where("i.removed_at", "is", null)
    .where("i.id", ">", cursor)
    .where(to === "all" ? sql<SqlBool>`1 = 1` : to === "came" ? came : sql<SqlBool>`NOT ${came}`);
  const walkedIn = db
    .selectFrom("attendances as w")
    .leftJoin("people as p", "p.id", "w.person_id")
    .select(["w.id as id", sql<string | null>`NULL`.as("invitation_id"), "w.person_id as person_id"])
    .select([sql<string>`coalesce(p.email, w.email)`.as("email"), sql<string>`coalesce(p.name, w.name)`.as("name")])
    .where("w.event_id", "=", eventId)
    .where("w.invitation_id", "is", null)
    .where(sql<SqlBool>`coalesce(p.email, w.email) IS NOT NULL`)
    .where("w.id", ">", cursor);
  const query = to === "absent" ? onList : onList.unionAll(walkedIn as never);
  const rows = await db.selectFrom(query.as("r")).selectAll().orderBy("r.id").limit(limit).execute();
  return rows as MinutesReader[];
}

/** How many the choice would reach. */
export async function countReaders(db: Db, eventId: string): Promise<{ came: number; absent: number }> {
  const { rows } = await sql<{ came: number; absent: number }>`SELECT
    (SELECT count(*) FROM invitations i WHERE i.event_id = ${eventId} AND i.removed_at IS NULL AND ${came})
      + (SELECT count(*) FROM attendances w WHERE w.event_id = ${eventId} AND w.invitation_id IS NULL AND (w.person_id IS NOT NULL OR w.email IS NOT NULL)) AS came,
    (SELECT count(*) FROM invitations i WHERE i.event_id = ${eventId} AND i.removed_at IS NULL AND NOT ${came}) AS absent`.execute(db);
  return rows[0] ?? { came: 0, absent: 0 };
}
