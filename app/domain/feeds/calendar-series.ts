/**
 * A series as calendars are told of it: one master VEVENT with the rule, and a VEVENT of its own for every date that differs from what the master
 * says of it. Here is worked out which dates those are, and which slots are taken out. Pure.
 *
 * Dates that were added (RDATE) get their own VEVENT too, though nothing else differs: Outlook, node-ical and others know no RDATE, but show an
 * overriding VEVENT all the same.
 */
import { eventDays } from "#app/i18n/dates.ts";
import { instantToWall, wallToInstant, type Zone } from "#app/i18n/zones.ts";
import type { CalendarEvent } from "./calendar-event.ts";

export interface SeriesDate {
  /** The wall time that the rule gave it, in the zone of the series: RECURRENCE-ID. */
  slot: string;
  event: CalendarEvent;
}

export interface CalendarSeries {
  id: string;
  host: string;
  /** One for the whole: it stands on every VEVENT. */
  sequence: number;
  /** DTSTAMP of every VEVENT. */
  stamp: string;
  zone: Zone;
  first_local: string;
  /** Value of RRULE; null: there are only explicit dates. */
  rrule: string | null;
  /** The slots of the rule, the first always among them; added ones are not. */
  ruled: readonly string[];
  /** What holds for every date that does not say otherwise; its times are those of the first slot. */
  master: CalendarEvent;
  /** Every date that is to be told of, by slot; a slot of the rule that has none is EXDATE. */
  dates: readonly SeriesDate[];
}

/** One VEVENT. `times` is written in place of the times of the event. */
export interface Component {
  event: CalendarEvent;
  times?: readonly string[];
  slot?: string;
}

export function isSeries(event: CalendarEvent | CalendarSeries): event is CalendarSeries {
  return "ruled" in event;
}

/** Master first, then what differs from it. `apart`: slots that get their own VEVENT although nothing differs. */
export function seriesComponents(series: CalendarSeries, { apart }: { apart?: ReadonlySet<string> } = {}): Component[] {
  const same = sameAsMaster(series);
  const ruled = new Set(series.ruled);
  const overrides = series.dates.filter((date) => !ruled.has(date.slot) || apart?.has(date.slot) || !same(date));
  return [masterOf(series), ...overrides.map((date) => dateOf(series, date))];
}

/** The master alone, with rule, added dates and those taken out. */
export function masterOf(series: CalendarSeries): Component {
  const { master, zone, ruled, dates, rrule } = series;
  const there = new Set(dates.map(({ slot }) => slot));
  const byRule = new Set(ruled);
  const slots = (name: string, list: readonly string[]) => list.map((slot) => `${name}${moment(slot, zone, master.all_day)}`);
  // Where there is no rule, ical.js reads the explicit dates alone: the first is one of them.
  const added = dates.map(({ slot }) => slot).filter((slot) => !byRule.has(slot) || rrule === null);
  const out = ruled.filter((slot) => !there.has(slot));
  const rule = rrule === null ? [] : [`RRULE:${rrule}`];
  return { event: shared(series, master), times: [...startAndEnd(master, zone), ...rule, ...slots("RDATE", added), ...slots("EXDATE", out)] };
}

/** One date as a VEVENT of its own. */
export function dateOf(series: CalendarSeries, { slot, event }: SeriesDate): Component {
  const times = [`RECURRENCE-ID${moment(slot, series.zone, series.master.all_day)}`, ...startAndEnd(event, event.zone)];
  return { event: shared(series, event), times, slot };
}

/** UID, SEQUENCE and DTSTAMP are of the whole. */
function shared({ id, host, sequence, stamp }: CalendarSeries, event: CalendarEvent): CalendarEvent {
  return { ...event, id, host, sequence, stamp };
}

/** The zones that a file with these components names, each with the year of its earliest use. */
export function zonesOf(series: CalendarSeries, components: readonly Component[]): Map<Zone, number> {
  const found = new Map<Zone, number>();
  if (series.master.all_day) return found;
  const add = (zone: Zone, wall: string) => found.set(zone, Math.min(found.get(zone) ?? 9999, Number(wall.slice(0, 4))));
  for (const { event, slot } of components) {
    add(series.zone, slot ?? series.first_local);
    add(slot === undefined ? series.zone : event.zone, instantToWall(event.starts_at, event.zone));
  }
  return found;
}

function sameAsMaster({ master, zone }: CalendarSeries): (date: SeriesDate) => boolean {
  const length = lengthOf(master);
  return ({ slot, event }) => {
    if (!sameFacts(event, master) || lengthOf(event) !== length) return false;
    if (master.all_day) return eventDays(event).first === slot.slice(0, 10);
    const promised = wallToInstant(slot, zone);
    return promised.ok && promised.instant === event.starts_at;
  };
}

const FACTS = ["title", "kindLabel", "description", "online_url", "status", "all_day", "transparent"] as const;
const PLACE = ["name", "address", "comuna", "lat", "lon"] as const;

/** Everything of an event that a date inherits, but its times and its page. */
function sameFacts(one: CalendarEvent, other: CalendarEvent): boolean {
  if (FACTS.some((name) => one[name] !== other[name]) || PLACE.some((name) => one.location?.[name] !== other.location?.[name])) return false;
  const [ours, theirs] = [one.categories ?? [], other.categories ?? []];
  return ours.length === theirs.length && ours.every((name, index) => name === theirs[index]);
}

/** In milliseconds, as readers take it from DTSTART and DTEND; of all-day events in days. */
function lengthOf(event: CalendarEvent): number {
  if (!event.all_day) return Date.parse(event.ends_at) - Date.parse(event.starts_at);
  const { first, last } = eventDays(event);
  return Date.parse(last) - Date.parse(first);
}

/** In wall time: only so does a rule keep the hour when clocks change. All-day dates have no zone; DTEND is the day after the last. */
function startAndEnd(event: CalendarEvent, zone: Zone): string[] {
  if (event.all_day) {
    const { first, last } = eventDays(event);
    const next = new Date(Date.parse(last) + 86_400_000).toISOString();
    return [`DTSTART${moment(first, zone, true)}`, `DTEND${moment(next, zone, true)}`];
  }
  const start = `DTSTART${moment(instantToWall(event.starts_at, zone), zone)}`;
  return event.ends_at > event.starts_at ? [start, `DTEND${moment(instantToWall(event.ends_at, zone), zone)}`] : [start];
}

/** ";TZID=America/Santiago:20261210T183000", ";VALUE=DATE:20261210" */
function moment(wall: string, zone: Zone, allDay = false): string {
  if (allDay) return `;VALUE=DATE:${wall.slice(0, 10).replaceAll("-", "")}`;
  return `;TZID=${zone}:${wall.replace(/[-:]/g, "")}00`;
}
