/** What somebody heard of by a mail of its own: no digest says it again. */
import type { Db } from "#db/create.ts";

const ROWS_A_STATEMENT = 500;

/** `ref`: post:<id>, resource:<id>, event:<id>, call:<id> (that it opened), results:<id> (of a call). In the transaction that queues the mail. */
export async function markTold(tx: Db, told: readonly { person_id: string; ref: string }[], now: string): Promise<void> {
  for (let from = 0; from < told.length; from += ROWS_A_STATEMENT) {
    await tx
      .insertInto("told")
      .values(told.slice(from, from + ROWS_A_STATEMENT).map(({ person_id, ref }) => ({ person_id, ref, at: now })))
      .onConflict((oc) => oc.columns(["person_id", "ref"]).doNothing())
      .execute();
  }
}

/**
 * What no digest reaches back to needs no remembering, nor which digests were sent long ago, nor the address for answers in a mail of then, of who never
 * chose anything nor read the thread: a digest makes one for each conversation that it shows.
 */
export async function dropOldTold(db: Db, before: { told: string; digests: string }): Promise<void> {
  await db.deleteFrom("told").where("at", "<", before.told).execute();
  await db.deleteFrom("digests").where("sent_at", "<", before.digests).execute();
  await db.deleteFrom("thread_readers").where("id", "<", firstIdAt(before.digests)).where("follows", "is", null).where("read_at", "is", null).execute();
}

/** Ids are in the order of time (UUIDv7): no id made from then on comes before this one. */
function firstIdAt(instant: string): string {
  const hex = Date.parse(instant).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
