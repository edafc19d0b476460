/** From the row of an event to what calendars are told of it; the same in every feed and in the mails. */
import type { Deployment } from "#app/domain/context.ts";
import type { CalendarRow } from "#app/domain/events/event-rows.ts";
import { htmlToPlainText } from "#app/domain/markdown.server.ts";
import { expandRule, parseRule, rruleOf } from "#app/domain/series/rule.ts";
import type { SeriesRow } from "#app/domain/series/series.repo.server.ts";
import { eventKindLabel } from "#app/i18n/labels.ts";
import { wallToInstant } from "#app/i18n/zones.ts";
import { absolute, paths } from "#app/paths.ts";
import type { CalendarEvent } from "./calendar-event.ts";
import type { CalendarSeries } from "./calendar-series.ts";

/** What of a meeting calendars are told: nothing about people. */
export type FeedEventRow = Omit<CalendarRow, "nodes" | "updated_at" | "capacity" | "online_capacity"> & { nodes: readonly { name: string }[] };

type Where = Pick<Deployment, "publicUrl">;

/** The host that stands in every UID: without the port, which is no part of an event's identity. */
export function calendarHost({ publicUrl }: Where): string {
  return new URL(publicUrl).hostname;
}

export function calendarEventOf(row: FeedEventRow, deployment: Where): CalendarEvent {
  return eventOf(row, deployment, htmlToPlainText(row.description_html));
}

function eventOf(row: FeedEventRow, deployment: Where, description: string): CalendarEvent {
  return {
    id: row.id,
    host: calendarHost(deployment),
    sequence: row.sequence,
    status: row.status === "cancelled" ? "cancelled" : "published",
    title: row.title,
    kindLabel: eventKindLabel(row.kind),
    description,
    starts_at: row.starts_at,
    ends_at: row.ends_at,
    zone: row.zone,
    location: {
      ...(row.host_name && { name: row.host_name }),
      ...(row.address && { address: row.address }),
      ...(row.comuna_name && { comuna: row.comuna_name }),
      ...(row.lat !== null && row.lon !== null && { lat: row.lat, lon: row.lon }),
    },
    ...(row.online_url && { online_url: row.online_url }),
    url: absolute(deployment, paths.event(row.id)),
    created_at: row.created_at,
    updated_at: row.calendar_at,
    stamp: row.calendar_at,
    all_day: row.all_day,
    categories: row.nodes.map((node) => node.name),
  };
}

/** What of a series calendars are told. */
export type FeedSeriesRow = Pick<SeriesRow, "id" | "rule" | "zone" | "first_local" | "ends_local" | "sequence" | "calendar_at">;

/**
 * A series from its row and those of its dates that are to be told of, in whatever order; slots without a date are left out of it. A draft is
 * never told. null: no date is left.
 *
 * What holds for all is taken from the last date that follows what is changed for all and is held: dates that are over keep what was true of them.
 */
export function calendarSeriesOf(series: FeedSeriesRow, rows: readonly FeedEventRow[], deployment: Where): CalendarSeries | null {
  const told = rows.filter((row) => row.slot_local !== null && row.status !== "draft").sort((a, b) => (slotOf(a) < slotOf(b) ? -1 : 1));
  const first = told[0];
  if (!first) return null;
  const plain = plainTexts();
  const held = told.filter((row) => row.status !== "cancelled");
  const source = (held.length > 0 ? held : told).findLast((row) => row.differs_at === null) ?? held[0] ?? first;
  const changed = told.reduce((latest, row) => (row.calendar_at > latest ? row.calendar_at : latest), series.calendar_at);
  const common = { id: series.id, sequence: series.sequence, stamp: series.calendar_at, updated_at: changed };
  const rule = series.rule === null ? null : parseRule(series.rule);
  return {
    ...common,
    host: calendarHost(deployment),
    zone: series.zone,
    first_local: series.first_local,
    rrule: rule && rruleOf(rule, series.zone, series.first_local, { allDay: source.all_day }),
    ruled: [...new Set([series.first_local, ...(rule ? expandRule(rule, series.first_local) : [])])],
    master: {
      ...eventOf(source, deployment, plain(source.description_html)),
      ...common,
      ...firstTimes(series, source),
      url: absolute(deployment, paths.event((told.find((row) => row.id === series.id) ?? first).id)),
      created_at: told.reduce((earliest, row) => (row.created_at < earliest ? row.created_at : earliest), first.created_at),
    },
    dates: told.map((row) => ({ slot: slotOf(row), event: { ...eventOf(row, deployment, plain(row.description_html)), ...common } })),
  };
}

const slotOf = (row: FeedEventRow): string => row.slot_local ?? "";

/** When the first slot begins and ends, whatever became of it. An hour that the clocks skip is told as the date itself has it. */
function firstTimes(series: FeedSeriesRow, source: FeedEventRow): Pick<CalendarEvent, "starts_at" | "ends_at" | "zone"> {
  const starts = wallToInstant(series.first_local, series.zone);
  const ends = wallToInstant(series.ends_local, series.zone);
  const { starts_at, ends_at } = source;
  return { zone: series.zone, ...(starts.ok && ends.ok ? { starts_at: starts.instant, ends_at: ends.instant } : { starts_at, ends_at }) };
}

/** Most dates of a series have the same description: each is made plain once. */
function plainTexts(): (html: string) => string {
  const known = new Map<string, string>();
  return (html) => {
    const found = known.get(html) ?? htmlToPlainText(html);
    known.set(html, found);
    return found;
  };
}
