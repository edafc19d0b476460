import { CompiledQuery, sql } from "kysely";
import type { Db } from "./create.ts";

/**
 * The revision of everything the public can see. Kept pages and feeds made at one revision are right until it rises,
 * in whichever process: reading it is one primary-key lookup.
 */
export async function publicRevision(db: Db): Promise<number> {
  const { rows } = await db.executeQuery(READ_PUBLIC);
  return rows[0]?.revision ?? 0;
}

/** Every kept answer reads it: building the query anew would cost more than running it. */
const READ_PUBLIC = CompiledQuery.raw("SELECT revision FROM revisions WHERE scope = 'public'") as CompiledQuery<{ revision: number }>;

/** Call in the transaction of every change that the public can see. */
export async function bumpRevision(tx: Db, scope: "public", now = new Date().toISOString()): Promise<void> {
  await tx
    .insertInto("revisions")
    .values({ scope, revision: 1, at: now })
    .onConflict((oc) => oc.column("scope").doUpdateSet({ revision: sql`revisions.revision + 1`, at: now }))
    .execute();
}
