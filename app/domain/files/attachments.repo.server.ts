/** Rows of files and of the things that they are at. */
import { sql } from "kysely";
import type { Db } from "#db/create.ts";
import { lockRow } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import type { Attachment, FileKind, OwnerKind } from "./file.ts";

/**
 * The files at several things of a kind, in order, one query. Of resources those of the version that readers see (of the draft, where nothing was
 * published), or of `version`, where it is told.
 */
export async function attachmentsOf(db: Db, ownerKind: OwnerKind, ownerIds: readonly string[], version?: number): Promise<Attachment[]> {
  if (ownerIds.length === 0) return [];
  const live = version === undefined ? sql<number>`(SELECT CASE WHEN r.version = 0 THEN 1 ELSE r.version END FROM resources r WHERE r.id = a.owner_id)` : sql<number>`${version}`;
  let query = db
    .selectFrom("attachments as a")
    .innerJoin("files as f", "f.id", "a.file_id")
    .select(["a.id", "a.owner_id", "a.file_id", "a.name", "a.label", "a.position", "a.added_at", "f.media_type", "f.kind", "f.size", "f.width", "f.height", "f.pages", "f.preview"])
    .where("a.owner_kind", "=", ownerKind)
    .where("a.owner_id", "in", [...ownerIds])
    .orderBy("a.owner_id")
    .orderBy("a.position")
    .orderBy("a.id");
  if (ownerKind === "resource") query = query.where("a.added_in", "<=", live).where((eb) => eb.or([eb("a.removed_in", "is", null), eb("a.removed_in", ">", live)]));
  return (await query.execute()).map((row) => ({ ...row, kind: row.kind as FileKind, preview: row.preview === 1 }));
}

export interface AttachmentRow {
  id: string;
  owner_kind: OwnerKind;
  owner_id: string;
  file_id: string;
  name: string;
  added_in: number;
  removed_in: number | null;
}

export async function findAttachment(db: Db, id: string): Promise<AttachmentRow | undefined> {
  const row = await db.selectFrom("attachments").select(["id", "owner_kind", "owner_id", "file_id", "name", "added_in", "removed_in"]).where("id", "=", id).executeTakeFirst();
  return row && { ...row, owner_kind: row.owner_kind as OwnerKind };
}

export interface ServedRow extends AttachmentRow {
  sha256: string;
  size: number;
  media_type: string;
  preview: number;
  added_at: string;
}

/** What serving it needs, in one query. */
export async function findServed(db: Db, id: string): Promise<ServedRow | undefined> {
  const row = await db
    .selectFrom("attachments as a")
    .innerJoin("files as f", "f.id", "a.file_id")
    .select(["a.id", "a.owner_kind", "a.owner_id", "a.file_id", "a.name", "a.added_in", "a.removed_in", "a.added_at", "f.sha256", "f.size", "f.media_type", "f.preview"])
    .where("a.id", "=", id)
    .executeTakeFirst();
  return row && { ...row, owner_kind: row.owner_kind as OwnerKind };
}

/**
 * The row of a content, made where there is none. Where there is one it is held until the transaction ends (on PostgreSQL too), so that the sweeper
 * cannot drop it before something hangs on it.
 */
export async function insertFile(tx: Db, file: { sha256: string; size: number; media_type: string; kind: FileKind; now: string }): Promise<string> {
  const { now, ...columns } = file;
  const row = await tx
    .insertInto("files")
    .values({ id: newId(), ...columns, width: null, height: null, pages: null, preview: 0, text: null, state: "waiting", next_attempt_at: now, created_at: now })
    .onConflict((conflict) => conflict.column("sha256").doUpdateSet((eb) => ({ size: eb.ref("excluded.size") })))
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** The same content under the same name, if it already is at this thing in this version. */
export async function findSame(tx: Db, of: { owner_kind: OwnerKind; owner_id: string; file_id: string; name: string }): Promise<string | undefined> {
  const row = await tx
    .selectFrom("attachments")
    .select("id")
    .where("owner_kind", "=", of.owner_kind)
    .where("owner_id", "=", of.owner_id)
    .where("file_id", "=", of.file_id)
    .where("name", "=", of.name)
    .where("removed_in", "is", null)
    .executeTakeFirst();
  return row?.id;
}

/** How many files a thing has, and the place of the last. */
export async function countAt(tx: Db, owner_kind: OwnerKind, owner_id: string): Promise<{ count: number; last: number }> {
  const row = await tx
    .selectFrom("attachments")
    .select((eb) => [eb.fn.countAll<number>().as("count"), eb.fn.max("position").as("last")])
    .where("owner_kind", "=", owner_kind)
    .where("owner_id", "=", owner_id)
    .where("removed_in", "is", null)
    .executeTakeFirstOrThrow();
  return { count: Number(row.count), last: row.last ?? 0 };
}

export async function insertAttachment(
  tx: Db,
  row: { owner_kind: OwnerKind; owner_id: string; file_id: string; name: string; position: number; added_in: number; added_by: string | null; added_at: string },
): Promise<string> {
  const id = newId();
  await tx
    .insertInto("attachments")
    .values({ id, ...row, label: "", removed_in: null })
    .execute();
  return id;
}

/** What somebody brought since an instant, and what they have begun to bring: bytes. */
export async function bytesBroughtBy(db: Db, personId: string, since: string): Promise<{ kept: number; underWay: number; open: number }> {
  const kept = await db
    .selectFrom("attachments as a")
    .innerJoin("files as f", "f.id", "a.file_id")
    .select((eb) => eb.fn.sum<number>("f.size").as("bytes"))
    .where("a.added_by", "=", personId)
    .where("a.added_at", ">", since)
    .executeTakeFirstOrThrow();
  const begun = await db
    .selectFrom("uploads")
    .select((eb) => [eb.fn.sum<number>("size").as("bytes"), eb.fn.countAll<number>().as("count")])
    .where("person_id", "=", personId)
    .where("touched_at", ">", since)
    .where("finished_at", "is", null)
    .executeTakeFirstOrThrow();
  return { kept: Number(kept.bytes ?? 0), underWay: Number(begun.bytes ?? 0), open: Number(begun.count) };
}

/** In the order of a thing's list, without those that its next version leaves out. */
export async function listOrder(tx: Db, owner_kind: OwnerKind, owner_id: string): Promise<{ id: string; position: number }[]> {
  return tx
    .selectFrom("attachments")
    .select(["id", "position"])
    .where("owner_kind", "=", owner_kind)
    .where("owner_id", "=", owner_id)
    .where("removed_in", "is", null)
    .orderBy("position")
    .orderBy("id")
    .execute();
}

export async function updateAttachment(tx: Db, id: string, change: { label?: string; position?: number }): Promise<void> {
  await tx.updateTable("attachments").set(change).where("id", "=", id).execute();
}

/** From `version` on; null: it never was. */
export async function withdrawAttachment(tx: Db, id: string, version: number | null): Promise<void> {
  if (version === null) await tx.deleteFrom("attachments").where("id", "=", id).execute();
  else await tx.updateTable("attachments").set({ removed_in: version }).where("id", "=", id).execute();
}

// sweeping -------------------------------------------------------------------------------------

const notAttached = sql<boolean>`NOT EXISTS (SELECT 1 FROM attachments a WHERE a.file_id = files.id)`;

/** Contents that nothing has, kept since before an instant. */
export async function listUnusedFiles(db: Db, before: string, limit: number): Promise<{ id: string; sha256: string }[]> {
  return db.selectFrom("files").select(["id", "sha256"]).where("created_at", "<", before).where(notAttached).orderBy("id").limit(limit).execute();
}

/** Held first, then asked: whoever attaches it at the same moment holds it too. */
export async function deleteFileUnlessUsed(tx: Db, id: string): Promise<void> {
  await lockRow(tx, "files", id);
  await tx.deleteFrom("files").where("id", "=", id).where(notAttached).execute();
}

/** Which of these contents have a row. */
export async function listKnownContents(db: Db, sha256s: readonly string[]): Promise<Set<string>> {
  if (sha256s.length === 0) return new Set();
  const rows = await db
    .selectFrom("files")
    .select("sha256")
    .where("sha256", "in", [...sha256s])
    .execute();
  return new Set(rows.map((row) => row.sha256));
}
