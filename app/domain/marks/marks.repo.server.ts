import { sql } from "kysely";
import type { Db } from "#db/create.ts";
import type { MarkKind } from "./mark.ts";

/** True when it was not there. */
export async function insertMark(tx: Db, mark: { resource_id: string; person_id: string; kind: MarkKind; created_at: string }): Promise<boolean> {
  const [done] = await tx
    .insertInto("resource_marks")
    .values(mark)
    .onConflict((oc) => oc.doNothing())
    .execute();
  return (done?.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function deleteMark(tx: Db, mark: { resource_id: string; person_id: string; kind: MarkKind }): Promise<boolean> {
  const done = await tx
    .deleteFrom("resource_marks")
    .where("resource_id", "=", mark.resource_id)
    .where("person_id", "=", mark.person_id)
    .where("kind", "=", mark.kind)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}

const COUNTER = { saved: "saved_count", useful: "useful_count" } as const;

export async function changeCounter(tx: Db, resourceId: string, kind: MarkKind, by: 1 | -1): Promise<void> {
  const column = sql.ref(COUNTER[kind]);
  await sql`UPDATE resources SET ${column} = ${column} + ${by} WHERE id = ${resourceId}`.execute(tx);
}

export async function insertUse(tx: Db, resourceId: string, now: string): Promise<void> {
  await tx
    .insertInto("resource_uses")
    .values({ resource_id: resourceId, day: now.slice(0, 10), count: 1 })
    .onConflict((oc) => oc.columns(["resource_id", "day"]).doUpdateSet({ count: sql<number>`resource_uses.count + 1` }))
    .execute();
  await sql`UPDATE resources SET uses_count = uses_count + 1 WHERE id = ${resourceId}`.execute(tx);
}
