/** Reading a series to change it, and changing it. What pages and calendars read is in series.repo.server.ts. */
import { type Insertable, sql, type Updateable } from "kysely";
import { type EventRow, type LockedEvent, lockEvents } from "#app/domain/events/event-writes.repo.server.ts";
import type { Db } from "#db/create.ts";
import { lockRow } from "#db/dialect.server.ts";
import type { SeriesTable } from "#db/meeting-tables.ts";
import { findSeries, type SeriesRow } from "./series.repo.server.ts";

/** Of which series an event is a date; null for one of its own, and where there is no such event. */
export async function seriesIdOf(db: Db, eventId: string): Promise<string | null> {
  const row = await db.selectFrom("events").select("series_id").where("id", "=", eventId).executeTakeFirst();
  return row?.series_id ?? null;
}

/**
 * Holds a series until the transaction ends, and all its dates, by their slots. The series before the dates, and the dates in the order of their ids, as everybody
 * who holds several does: nobody waits for another in a ring.
 */
export async function lockSeries(tx: Db, id: string): Promise<{ series: SeriesRow; dates: LockedEvent[] } | null> {
  await lockRow(tx, "series", id);
  const series = await findSeries(tx, id);
  if (!series) return null;
  const ids = await tx.selectFrom("events").select("id").where("series_id", "=", id).execute();
  const dates = await lockEvents(
    tx,
    ids.map((row) => row.id),
  );
  return { series, dates: dates.sort((a, b) => ((a.slot_local ?? "") < (b.slot_local ?? "") ? -1 : 1)) };
}

export async function insertSeries(tx: Db, series: Insertable<SeriesTable>): Promise<void> {
  await tx.insertInto("series").values(series).execute();
}

export async function updateSeries(tx: Db, id: string, change: Updateable<SeriesTable>): Promise<void> {
  await tx.updateTable("series").set(change).where("id", "=", id).execute();
}

/** A draft that does not repeat after all. */
export async function deleteSeries(tx: Db, id: string): Promise<void> {
  await tx.updateTable("events").set({ series_id: null, slot_local: null, differs_at: null }).where("series_id", "=", id).execute();
  await tx.deleteFrom("series").where("id", "=", id).execute();
}

/** Further dates: the same meeting at other times. */
export async function insertDates(
  tx: Db,
  model: EventRow,
  dates: readonly (Pick<EventRow, "id" | "starts_local" | "ends_local" | "starts_at" | "ends_at"> & { slot: string })[],
  now: string,
): Promise<void> {
  if (dates.length === 0) return;
  const rows = dates.map(({ slot, ...times }) => ({
    ...model,
    ...FRESH,
    ...times,
    series_id: model.series_id,
    slot_local: slot,
    calendar_at: now,
    created_at: now,
    updated_at: now,
  }));
  for (let from = 0; from < rows.length; from += 100) {
    await tx
      .insertInto("events")
      .values(rows.slice(from, from + 100))
      .execute();
  }
  await sql`INSERT INTO event_nodes (event_id, node_id, starts_at)
    SELECT e.id, n.node_id, e.starts_at FROM events e JOIN event_nodes n ON n.event_id = ${model.id}
    WHERE e.id IN (${sql.join(dates.map((date) => date.id))})`.execute(tx);
}

/** What is each date's own. */
const FRESH = {
  seats_taken: 0,
  online_taken: 0,
  differs_at: null,
  cancelled_at: null,
  door_code: null,
  attendance_closed_at: null,
  experiences_count: null,
  external_guests_count: null,
} satisfies Partial<EventRow>;

export async function moveSlot(tx: Db, eventId: string, slot: string | null): Promise<void> {
  await tx.updateTable("events").set({ slot_local: slot }).where("id", "=", eventId).execute();
}
