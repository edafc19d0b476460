/** Meetings as calendars are told of them: in feeds, in files to download, in mails. No answers, no counts. */
import type { Actor } from "#app/domain/context.ts";
import type { Zone } from "#app/i18n/zones.ts";
import type { Db } from "#db/create.ts";
import { type EventKind, type EventStatus, isAllDay } from "./event.ts";
import type { CalendarRow } from "./event-rows.ts";
import { COLUMNS, type EventFilter, type Matching, matching, nodesOf, type Rows, rowsOf, withPlace } from "./events.repo.server.ts";

const MOST = 5_000;

function calendarRows(rows: Rows) {
  return withPlace(rows)
    .select(COLUMNS)
    .select(["events.slot_local", "events.differs_at", "events.description_html", "events.sequence", "events.calendar_at", "events.created_at", "events.updated_at"]);
}

type RawRow = Awaited<ReturnType<ReturnType<typeof calendarRows>["execute"]>>[number];

/** The nodes of single meetings are looked up by their ids, those of dates by their series, of which there may be tens of thousands. */
async function asCalendar(db: Db, rows: readonly RawRow[], seriesIds: readonly string[] = []): Promise<CalendarRow[]> {
  if (rows.length === 0) return [];
  const known = new Set<string | null>(seriesIds);
  const ids = rows.filter((row) => !known.has(row.series_id)).map((row) => row.id);
  const nodes = await nodesOf(db, ids, seriesIds);
  return rows.map((row) => ({
    ...row,
    kind: row.kind as EventKind,
    status: row.status as EventStatus,
    zone: row.zone as Zone,
    all_day: isAllDay(row.kind),
    nodes: nodes.get(row.id) ?? [],
  }));
}

/**
 * What a calendar that one subscribes to holds: never a draft, even of one's own. Of a series that has a date among them, all dates that the filter
 * allows, whenever they are: a calendar is told of it as a whole. Two queries; three where there are series.
 */
export async function listForCalendar(db: Db, viewer: Actor | null, filter: EventFilter): Promise<CalendarRow[]> {
  const query = matching(db, viewer, filter).where("events.status", "!=", "draft");
  const rows = await calendarRows(rowsOf(db, query, "asc", { ...filter, limit: filter.limit ?? MOST })).execute();
  const seriesIds = [...new Set(rows.map((row) => row.series_id))].filter((id) => id !== null);
  if (seriesIds.length === 0) return asCalendar(db, rows);
  const known = new Set(rows.map((row) => row.id));
  const others = (await datesOf(db, viewer, seriesIds, filter)).filter((row) => !known.has(row.id));
  return asCalendar(db, [...rows, ...others], seriesIds);
}

function datesOf(db: Db, viewer: Actor | null, seriesIds: readonly string[], filter: EventFilter): Promise<RawRow[]> {
  const query = matching(db, viewer, { ...filter, from: undefined, to: undefined })
    .where("events.status", "!=", "draft")
    .where("events.series_id", "in", seriesIds);
  return calendarRows(rowsOf(db, query, null))
    .orderBy("events.series_id")
    .orderBy("events.slot_local")
    .execute();
}

/** The dates of one series that the viewer may know of, for its file. Two queries. */
export async function listDatesForCalendar(db: Db, viewer: Actor | null, seriesId: string, now: string): Promise<CalendarRow[]> {
  return asCalendar(db, await datesOf(db, viewer, [seriesId], { now }), [seriesId]);
}

/** Some events as calendars are told of them, whoever asks. Two queries. */
export async function listCalendarRows(db: Db, query: Matching): Promise<CalendarRow[]> {
  return asCalendar(db, await calendarRows(rowsOf(db, query, null)).execute());
}

/** One event as calendars are told of it, whoever asks: for the mails. */
export async function findCalendarRow(db: Db, id: string): Promise<CalendarRow | null> {
  return (await listCalendarRows(db, db.selectFrom("events").where("events.id", "=", id)))[0] ?? null;
}
