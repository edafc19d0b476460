/**
 * Which works harvesters are told of. A work that became public has a record from then on; taken back it is told as deleted, for whoever copied it
 * cannot know otherwise. What never was public has none, and nobody learns of it.
 */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { resourceOpen } from "#app/domain/resources/visibility.server.ts";
import type { Db } from "#db/create.ts";

/** Call it in the transaction of each change of what a work says, of its state or of who sees it. */
export async function noteOpenness(tx: Pick<Ctx, "db" | "now">, resourceId: string): Promise<void> {
  const { db, now } = tx;
  const open = await db.selectFrom("resources as r").select("r.id").where("r.id", "=", resourceId).where(resourceOpen).executeTakeFirst();
  if (!open) {
    await db.updateTable("open_records").set({ changed_at: now, gone_at: now }).where("resource_id", "=", resourceId).where("gone_at", "is", null).execute();
    return;
  }
  await db
    .insertInto("open_records")
    .values({ resource_id: resourceId, changed_at: now, gone_at: null })
    .onConflict((oc) => oc.column("resource_id").doUpdateSet({ changed_at: now, gone_at: null }))
    .execute();
  await db.deleteFrom("open_record_nodes").where("resource_id", "=", resourceId).execute();
  await db
    .insertInto("open_record_nodes")
    .columns(["resource_id", "node_id"])
    .expression(db.selectFrom("resource_nodes").select(["resource_id", "node_id"]).where("resource_id", "=", resourceId))
    .execute();
}

/** How many a turn mends. */
const AT_ONCE = 200;

/** Puts right what was written without noteOpenness (a restored backup of before, works loaded in bulk). True while there is more. */
export async function mendOpenness(ctx: Ctx): Promise<boolean> {
  const wrong = await listWrong(ctx.db, AT_ONCE);
  if (wrong.length === 0) return false;
  await inTransaction(ctx, async (tx) => {
    for (const id of wrong) await noteOpenness(tx, id);
  });
  return wrong.length >= AT_ONCE;
}

async function listWrong(db: Db, limit: number): Promise<string[]> {
  const untold = db
    .selectFrom("resources as r")
    .leftJoin("open_records as o", "o.resource_id", "r.id")
    .select("r.id")
    .where(resourceOpen)
    .where((eb) => eb.or([eb("o.resource_id", "is", null), eb("o.gone_at", "is not", null)]));
  const hidden = db
    .selectFrom("open_records as o")
    .innerJoin("resources as r", "r.id", "o.resource_id")
    .select("r.id")
    .where("o.gone_at", "is", null)
    .where((eb) => eb.not(resourceOpen));
  const rows = [...(await untold.limit(limit).execute()), ...(await hidden.limit(limit).execute())];
  return rows.map((row) => row.id).slice(0, limit);
}
