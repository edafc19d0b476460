/** Reads of series. A date of a series is an event; what it is to its series stands in its row. */
import type { Selectable } from "kysely";
import { listCalendarRows } from "#app/domain/events/calendar-rows.repo.server.ts";
import type { CalendarRow } from "#app/domain/events/event-rows.ts";
import type { Zone } from "#app/i18n/zones.ts";
import type { Db } from "#db/create.ts";
import type { SeriesTable } from "#db/meeting-tables.ts";

export type SeriesRow = Selectable<SeriesTable> & { zone: Zone };

export async function findSeries(db: Db, id: string): Promise<SeriesRow | undefined> {
  return (await listSeriesOf(db, [id]))[0];
}

/** One query, whatever their number. */
export async function listSeriesOf(db: Db, ids: readonly string[]): Promise<SeriesRow[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("series").selectAll().where("id", "in", ids).orderBy("id").execute();
  return rows as SeriesRow[];
}

/** All dates of a series in the order of their slots, drafts and cancelled ones too, whoever asks. Two queries. */
export async function listSeriesDates(db: Db, seriesId: string): Promise<CalendarRow[]> {
  const rows = await listCalendarRows(db, db.selectFrom("events").where("events.series_id", "=", seriesId));
  return rows.sort((a, b) => ((a.slot_local ?? "") < (b.slot_local ?? "") ? -1 : 1));
}
