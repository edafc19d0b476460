import { sql } from "kysely";
import type { Db } from "./create.ts";

/**
 * The revision of everything the public can see. Kept pages and feeds made at one revision are right until it rises,
 * in whichever process: reading it is one primary-key lookup.
 */
export async function publicRevision(db: Db): Promise<number> {
  const row = await db.selectFrom("revisions").select("revision").where("scope", "=", "public").executeTakeFirst();
  return row?.revision ?? 0;
}

/** Call in the transaction of every change that the public can see. */
export async function bumpRevision(tx: Db, scope: "public", now = new Date().toISOString()): Promise<void> {
  await tx
    .insertInto("revisions")
    .values({ scope, revision: 1, at: now })
    .onConflict((oc) => oc.column("scope").doUpdateSet({ revision: sql`revisions.revision + 1`, at: now }))
    .execute();
}
