import type { Db } from "#db/create.ts";

export interface LastMailing {
  kind: string;
  /** How many mails it meant to write. */
  total: number;
  created_at: string;
}

/** What was sent last about a meeting, where it was not the first: of a date of a series also what was said of all of them. */
export async function lastMailing(db: Db, eventId: string, seriesId: string | null): Promise<LastMailing | null> {
  const rows = await db
    .selectFrom("mailings")
    .select(["kind", "total", "created_at"])
    .where("event_id", "in", seriesId === null ? [eventId] : [eventId, seriesId])
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(2)
    .execute();
  return rows.length > 1 ? (rows[0] ?? null) : null;
}
