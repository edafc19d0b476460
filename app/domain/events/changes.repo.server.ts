import type { Db } from "#db/create.ts";

/** One thing that happened to a meeting, as its page tells it. */
export interface ChangeRow {
  id: string;
  kind: string;
  message: string | null;
  at: string;
  before: { starts_local?: string; ends_local?: string; zone?: string; place?: string | null } | null;
}

/** What happened to a meeting since it was published, the latest first. */
export async function listChanges(db: Db, eventId: string, limit = 20): Promise<ChangeRow[]> {
  const rows = await db
    .selectFrom("event_changes")
    .select(["id", "kind", "message", "at", "before"])
    .where("event_id", "=", eventId)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, before: row.before === null ? null : (JSON.parse(row.before) as ChangeRow["before"]) }));
}
