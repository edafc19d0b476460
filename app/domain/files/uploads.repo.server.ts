/** Rows of uploads under way. */
import type { Selectable } from "kysely";
import type { Db } from "#db/create.ts";
import type { UploadsTable } from "#db/repository-tables.ts";
import type { OwnerKind } from "./file.ts";

export type UploadRow = Omit<Selectable<UploadsTable>, "owner_kind"> & { owner_kind: OwnerKind };

export async function insertUpload(
  db: Db,
  row: { id: string; person_id: string; owner_kind: OwnerKind; owner_id: string; name: string; size: number; created_at: string },
): Promise<void> {
  await db
    .insertInto("uploads")
    .values({ ...row, received: 0, touched_at: row.created_at, finished_at: null, attachment_id: null, refused: null })
    .execute();
}

/** Of this person alone. */
export async function findUpload(db: Db, id: string, personId: string): Promise<UploadRow | undefined> {
  const row = await db.selectFrom("uploads").selectAll().where("id", "=", id).where("person_id", "=", personId).executeTakeFirst();
  return row && { ...row, owner_kind: row.owner_kind as OwnerKind };
}

export async function updateUpload(
  db: Db,
  id: string,
  change: { received?: number; touched_at: string; finished_at?: string; attachment_id?: string | null; refused?: string | null },
): Promise<void> {
  await db.updateTable("uploads").set(change).where("id", "=", id).execute();
}

/** Untouched since, finished or not; their bytes are swept by age. */
export async function deleteUploadsBefore(db: Db, before: string): Promise<void> {
  await db.deleteFrom("uploads").where("touched_at", "<", before).execute();
}
