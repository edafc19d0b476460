import type { Insertable, Selectable } from "kysely";
import { sql } from "kysely";
import type { Db } from "#db/create.ts";
import type { CertificatesTable, SignaturesTable } from "#db/meeting-tables.ts";

export type CertificateRow = Selectable<CertificatesTable>;
export type SignatureRow = Selectable<SignaturesTable>;

const ROWS_A_STATEMENT = 400;

/** Certificate and the meeting that it is of. */
export interface CertificateWithEvent extends CertificateRow {
  event_title: string;
  event_kind: string;
  starts_at: string;
  ends_at: string;
  zone: string;
  /** null: only online. */
  host_name: string | null;
  comuna_name: string | null;
}

const withEvent = (db: Db) =>
  db
    .selectFrom("certificates as c")
    .innerJoin("events as e", "e.id", "c.event_id")
    .leftJoin("establishments as h", "h.id", "e.host_establishment_id")
    .leftJoin("comunas as k", (join) => join.on("k.code", "=", sql`coalesce(e.comuna_code, h.comuna_code)`))
    .selectAll("c")
    .select(["e.title as event_title", "e.kind as event_kind", "e.starts_at", "e.ends_at", "e.zone", "h.name as host_name", "k.name as comuna_name"]);

export async function findCertificateByCode(db: Db, code: string): Promise<CertificateWithEvent | null> {
  return (await withEvent(db).where("c.code", "=", code).executeTakeFirst()) ?? null;
}

export async function findCertificate(db: Db, id: string): Promise<CertificateRow | null> {
  return (await db.selectFrom("certificates").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** A person's, by their account or by their confirmed address, the latest first. */
export async function listOwnCertificates(db: Db, person: { id: string; email: string }, page: number, limit: number): Promise<{ rows: CertificateWithEvent[]; total: number }> {
  const rows = await withEvent(db)
    .select(sql<number>`count(*) OVER ()`.as("total"))
    .where((eb) => eb.or([eb("c.person_id", "=", person.id), eb.and([eb("c.person_id", "is", null), eb("c.email", "=", person.email)])]))
    .where("c.revoked_at", "is", null)
    .orderBy("e.starts_at", "desc")
    .orderBy("c.id")
    .limit(limit)
    .offset((page - 1) * limit)
    .execute();
  return { rows, total: rows[0]?.total ?? 0 };
}

/** Those of a meeting that are in force, by name. */
export async function listEventCertificates(db: Db, eventId: string, page: number, limit: number): Promise<CertificateRow[]> {
  return db
    .selectFrom("certificates")
    .selectAll()
    .where("event_id", "=", eventId)
    .where("revoked_at", "is", null)
    .orderBy(sql`lower(name)`)
    .orderBy("id")
    .limit(limit)
    .offset((page - 1) * limit)
    .execute();
}

export async function countEventCertificates(db: Db, eventId: string): Promise<{ issued: number; revoked: number }> {
  const row = await db
    .selectFrom("certificates")
    .select([sql<number>`coalesce(sum(CASE WHEN revoked_at IS NULL THEN 1 ELSE 0 END), 0)`.as("issued"), sql<number>`count(revoked_at)`.as("revoked")])
    .where("event_id", "=", eventId)
    .executeTakeFirstOrThrow();
  return { issued: Number(row.issued), revoked: Number(row.revoked) };
}

/** Whose attendance has a certificate in force. */
export async function listCertified(db: Db, eventId: string): Promise<Set<string>> {
  const rows = await db.selectFrom("certificates").select("attendance_id").where("event_id", "=", eventId).where("revoked_at", "is", null).execute();
  return new Set(rows.flatMap((row) => (row.attendance_id === null ? [] : [row.attendance_id])));
}

/** What is there already stays. */
export async function insertCertificates(tx: Db, rows: readonly Insertable<CertificatesTable>[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    await tx
      .insertInto("certificates")
      .values(rows.slice(from, from + ROWS_A_STATEMENT))
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
}

export async function revokeRow(tx: Db, id: string, by: string | null, now: string): Promise<void> {
  await tx.updateTable("certificates").set({ revoked_at: now, revoked_by: by }).where("id", "=", id).where("revoked_at", "is", null).execute();
}

/** The one a person signs with today. */
export async function findSignatureOf(db: Db, personId: string): Promise<SignatureRow | null> {
  return (await db.selectFrom("signatures").selectAll().where("person_id", "=", personId).where("ended_at", "is", null).orderBy("created_at", "desc").executeTakeFirst()) ?? null;
}

export async function findSignature(db: Db, id: string): Promise<SignatureRow | null> {
  return (await db.selectFrom("signatures").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

export async function replaceSignature(tx: Db, personId: string, row: Insertable<SignaturesTable> | null, now: string): Promise<void> {
  await tx.updateTable("signatures").set({ ended_at: now }).where("person_id", "=", personId).where("ended_at", "is", null).execute();
  if (row) await tx.insertInto("signatures").values(row).execute();
  // A picture that no certificate was signed with has no reason to stay.
  await sql`DELETE FROM signatures WHERE person_id = ${personId} AND ended_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM certificates c WHERE c.signature_id = signatures.id)`.execute(
    tx,
  );
}
