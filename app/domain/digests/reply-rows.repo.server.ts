/** The rows of thread_readers whose ids stand in the addresses of answers; many at once (threads/ makes them one by one). */
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";

const ROWS_A_STATEMENT = 500;

export interface ReaderRow {
  id: string;
  person_id: string;
  thread_id: string;
}

/** Makes those that are not there. They say nothing of who follows or has read. */
export async function readerRows(tx: Db, wanted: readonly { person_id: string; thread_id: string }[]): Promise<ReaderRow[]> {
  if (wanted.length === 0) return [];
  for (let from = 0; from < wanted.length; from += ROWS_A_STATEMENT) {
    await tx
      .insertInto("thread_readers")
      .values(wanted.slice(from, from + ROWS_A_STATEMENT).map(({ person_id, thread_id }) => ({ id: newId(), person_id, thread_id, follows: null, read_at: null })))
      .onConflict((oc) => oc.columns(["thread_id", "person_id"]).doNothing())
      .execute();
  }
  const rows = await tx
    .selectFrom("thread_readers")
    .select(["id", "person_id", "thread_id"])
    .where("person_id", "in", [...new Set(wanted.map((row) => row.person_id))])
    .where("thread_id", "in", [...new Set(wanted.map((row) => row.thread_id))])
    .execute();
  return rows;
}
