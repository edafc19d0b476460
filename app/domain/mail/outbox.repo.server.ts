/** The queue as the worker sees it. What pages read of it is in mail-lists.repo.server.ts. */
import type { Insertable, Selectable } from "kysely";
import { sql } from "kysely";
import type { Db } from "#db/create.ts";
import { skipLocked } from "#db/dialect.server.ts";
import type { OutboxTable } from "#db/tables.ts";

export type NewOutboxRow = Insertable<OutboxTable>;
type OutboxRow = Selectable<OutboxTable>;

const ROWS_A_STATEMENT = 200;

/** A message that is there already is left alone, whatever became of it. */
export async function insertOutbox(tx: Db, rows: readonly NewOutboxRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    await tx
      .insertInto("outbox")
      .values(rows.slice(from, from + ROWS_A_STATEMENT))
      .onConflict((oc) => oc.column("message_id").doNothing())
      .execute();
  }
}

export interface ClaimedMail {
  id: string;
  to_email: string;
  raw: string;
  attempts: number;
  created_at: string;
}

/**
 * Takes up to `limit` due mails for one worker until `until`. While it is being sent, a mail's `next_attempt_at` is the end of its lease, so that one
 * index finds both what is queued and what a dead worker left behind. Two workers never get the same row: on SQLite writers take turns, on PostgreSQL
 * each locks what it selects and skips what is locked.
 */
export async function claimDue(db: Db, claim: { worker: string; now: string; until: string; limit: number }): Promise<ClaimedMail[]> {
  if (!(await isAnythingDue(db, claim.now))) return [];
  return db.transaction().execute(async (tx) => {
    const ids = await lockDue(tx, "queued", claim.now, claim.limit);
    if (ids.length < claim.limit) ids.push(...(await lockDue(tx, "sending", claim.now, claim.limit - ids.length)));
    if (ids.length === 0) return [];
    await tx.updateTable("outbox").set({ status: "sending", claimed_by: claim.worker, claimed_until: claim.until, next_attempt_at: claim.until }).where("id", "in", ids).execute();
    const rows = await tx.selectFrom("outbox").select(["id", "to_email", "raw", "attempts", "created_at"]).where("id", "in", ids).execute();
    return rows.map((row) => ({ ...row, raw: row.raw ?? "" })).sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  });
}

/** Reading first: a poll that finds nothing takes no write lock. */
async function isAnythingDue(db: Db, now: string): Promise<boolean> {
  const row = await db.selectFrom("outbox").select("id").where("status", "in", ["queued", "sending"]).where("next_attempt_at", "<=", now).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** A mail waits for the older ones of its invitation: an update that overtook the invitation it corrects would read as nonsense. */
async function lockDue(tx: Db, status: "queued" | "sending", now: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM outbox
    WHERE status = ${status} AND next_attempt_at <= ${now}
      AND NOT EXISTS (
        SELECT 1 FROM outbox AS older
        WHERE older.invitation_id = outbox.invitation_id AND older.id < outbox.id AND older.status IN ('queued', 'sending'))
    ORDER BY next_attempt_at LIMIT ${limit} ${skipLocked(tx)}
  `.execute(tx);
  return rows.map((row) => row.id);
}

const UNCLAIMED = { claimed_by: null, claimed_until: null } as const;

/** Writes what became of a mail, unless its lease was lost meanwhile: then it is another worker's to say. */
async function conclude(db: Db, mail: { id: string; worker: string }, set: Partial<OutboxRow>): Promise<void> {
  await db
    .updateTable("outbox")
    .set((eb) => ({ ...set, ...UNCLAIMED, attempts: eb("attempts", "+", 1) }))
    .where("id", "=", mail.id)
    .where("claimed_by", "=", mail.worker)
    .where("status", "=", "sending")
    .execute();
}

export async function markSent(db: Db, mail: { id: string; worker: string; now: string }): Promise<void> {
  await conclude(db, mail, { status: "sent", finished_at: mail.now, last_error: null });
  // Elsewhere only the hash of a sign-in link is stored: here too it stays no longer than it must.
  await db.updateTable("outbox").set({ raw: null }).where("id", "=", mail.id).where("kind", "=", "account").where("status", "=", "sent").execute();
}

export async function markDelayed(db: Db, mail: { id: string; worker: string; next: string; error: string }): Promise<void> {
  await conclude(db, mail, { status: "queued", next_attempt_at: mail.next, last_error: mail.error });
}

export async function markFailed(db: Db, mail: { id: string; worker: string; now: string; error: string }): Promise<void> {
  await conclude(db, mail, { status: "failed", finished_at: mail.now, last_error: mail.error });
}

/** What a worker claimed and did not begin goes back, as if it had never been taken. */
export async function releaseClaims(db: Db, worker: string, ids: readonly string[], now: string): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable("outbox")
    .set({ status: "queued", next_attempt_at: now, ...UNCLAIMED })
    .where("id", "in", ids)
    .where("claimed_by", "=", worker)
    .where("status", "=", "sending")
    .execute();
}

/** False where no such mail, or none whose bytes are still there, exists. */
export async function requeueFailed(db: Db, id: string, now: string): Promise<boolean> {
  await db
    .updateTable("outbox")
    .set({ status: "queued", attempts: 0, next_attempt_at: now, finished_at: null, ...UNCLAIMED })
    .where("id", "=", id)
    .where("status", "=", "failed")
    .where("raw", "is not", null)
    .execute();
  const row = await db.selectFrom("outbox").select("id").where("id", "=", id).where("raw", "is not", null).executeTakeFirst();
  return row !== undefined;
}

/** When the oldest mail that still waits was queued; null where none waits. */
export async function oldestUnsent(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom("outbox")
    .select((eb) => eb.fn.min("created_at").as("oldest"))
    .where("status", "in", ["queued", "sending"])
    .executeTakeFirst();
  return row?.oldest ?? null;
}

/** Lets go of the bytes of mails that were finished before `before`, at most `limit` at a time; says how many. */
export async function dropMailBodies(db: Db, before: string, limit: number): Promise<number> {
  const rows = await db.selectFrom("outbox").select("id").where("finished_at", "<", before).where("raw", "is not", null).orderBy("finished_at").limit(limit).execute();
  if (rows.length === 0) return 0;
  const ids = rows.map((row) => row.id);
  await db.updateTable("outbox").set({ raw: null }).where("id", "in", ids).execute();
  return rows.length;
}
