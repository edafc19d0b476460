/** What versions do with the files of a resource: which they bring, which they leave behind. The files themselves are of domain/files. */
import type { Ctx } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";

const ofResource = (db: Db, resourceId: string) => db.selectFrom("attachments").selectAll().where("owner_kind", "=", "resource").where("owner_id", "=", resourceId);

/** As though the version had never been begun. */
export async function removeAddedIn(tx: Db, resourceId: string, number: number): Promise<void> {
  const of = (table: "attachments") => tx.deleteFrom(table).where("owner_kind", "=", "resource").where("owner_id", "=", resourceId);
  await of("attachments").where("added_in", "=", number).execute();
  await tx.updateTable("attachments").set({ removed_in: null }).where("owner_kind", "=", "resource").where("owner_id", "=", resourceId).where("removed_in", "=", number).execute();
}

/** The files of version `from` in version `to`, and no others. */
export async function restoreFilesOf(tx: Ctx, resourceId: string, from: number, to: number): Promise<void> {
  const all = await ofResource(tx.db, resourceId).execute();
  const wanted = all.filter((row) => row.added_in <= from && (row.removed_in === null || row.removed_in > from));
  const kept = all.filter((row) => row.removed_in === null);
  const gone = kept.filter((row) => !wanted.some((one) => one.id === row.id));
  if (gone.length > 0)
    await tx.db
      .updateTable("attachments")
      .set({ removed_in: to })
      .where(
        "id",
        "in",
        gone.map((row) => row.id),
      )
      .execute();
  const again = wanted.filter((row) => row.removed_in !== null);
  if (again.length > 0)
    await tx.db
      .insertInto("attachments")
      .values(again.map((row) => ({ ...row, id: newId(), added_in: to, removed_in: null, added_by: tx.actor?.id ?? null, added_at: tx.now })))
      .execute();
}
