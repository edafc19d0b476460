import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { TensionsTable } from "#db/circle-tables.ts";
import type { Db } from "#db/create.ts";
import { lockRow } from "#db/dialect.server.ts";

export type TensionRow = Selectable<TensionsTable>;

/** A tension with what its next act needs. */
export interface ListedTension extends TensionRow {
  raised_by_name: string | null;
  settled_by_name: string | null;
  /** The meeting in whose agenda it stands. */
  meeting: string | null;
  meeting_starts_at: string | null;
  meeting_zone: string | null;
  /** What took it up. */
  process_title: string | null;
  process_outcome: string | null;
  role_name: string | null;
  agreement_title: string | null;
  agreement_number: number | null;
}

/** One page of a circle's tensions: open ones first, the newest on top; then those that are settled. */
export async function listTensions(db: Db, circleId: string, { page, size }: { page: number; size: number }): Promise<{ rows: ListedTension[]; total: number; open: number }> {
  const counts = await db
    .selectFrom("tensions")
    .select((eb) => [eb.fn.countAll<number>().as("total"), eb.fn.count<number>("settled_at").as("settled")])
    .where("circle_id", "=", circleId)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom("tensions as t")
    .leftJoin("people as p", "p.id", "t.raised_by")
    .leftJoin("people as s", "s.id", "t.settled_by")
    .leftJoin("events as e", "e.id", "t.event_id")
    .leftJoin("processes as x", "x.id", "t.process_id")
    .leftJoin("circle_roles as r", "r.id", "t.role_id")
    .leftJoin("circle_agreements as a", "a.id", "t.agreement_id")
    .selectAll("t")
    .select(["p.name as raised_by_name", "s.name as settled_by_name", "e.title as meeting", "e.starts_at as meeting_starts_at", "e.zone as meeting_zone"])
    .select(["x.title as process_title", "x.outcome as process_outcome", "r.name as role_name", "a.title as agreement_title", "a.number as agreement_number"])
    .where("t.circle_id", "=", circleId)
    .orderBy(sql`CASE WHEN t.settled_at IS NULL THEN 0 ELSE 1 END`)
    .orderBy(sql`coalesce(t.settled_at, t.raised_at)`, "desc")
    .orderBy("t.id", "desc")
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows, total: Number(counts.total), open: Number(counts.total) - Number(counts.settled) };
}

export async function findTension(db: Db, circleId: string, id: string): Promise<TensionRow | undefined> {
  return db.selectFrom("tensions").selectAll().where("id", "=", id).where("circle_id", "=", circleId).executeTakeFirst();
}

/** The tension of this circle, held until the transaction ends. */
export async function lockTension(tx: Db, circleId: string, id: string): Promise<TensionRow | undefined> {
  await lockRow(tx, "tensions", id);
  return findTension(tx, circleId, id);
}

/** False when it is there already: the same button twice, or one of the house that still waits. */
export async function insertTension(tx: Db, row: Insertable<TensionsTable>): Promise<boolean> {
  const result = await tx
    .insertInto("tensions")
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) === 1;
}

export async function updateTension(tx: Db, id: string, change: Updateable<TensionsTable>): Promise<void> {
  await tx.updateTable("tensions").set(change).where("id", "=", id).execute();
}

export async function settleTensionOf(tx: Db, id: string, { at, by, note }: { at: string; by: string | null; note: string }): Promise<void> {
  await tx.updateTable("tensions").set({ settled_at: at, settled_by: by, settled_note: note }).where("id", "=", id).where("settled_at", "is", null).execute();
}

/** What took it up came to nothing: it waits again. */
export async function releaseTension(tx: Db, id: string, processId: string): Promise<void> {
  await tx.updateTable("tensions").set({ process_id: null }).where("id", "=", id).where("process_id", "=", processId).execute();
}

export interface ComingMeeting {
  id: string;
  title: string;
  starts_at: string;
  zone: string;
}

/** Meetings of a circle that have not ended, the next one first; drafts too: they are where an agenda is made. */
export async function listComingMeetings(db: Db, circleId: string, now: string): Promise<ComingMeeting[]> {
  return db
    .selectFrom("events")
    .select(["id", "title", "starts_at", "zone"])
    .where("circle_id", "=", circleId)
    .where("status", "in", ["draft", "published"])
    .where("ends_at", ">", now)
    .orderBy("starts_at")
    .limit(20)
    .execute();
}
