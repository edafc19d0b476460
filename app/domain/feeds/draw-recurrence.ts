/** The dates of a series in a calendar part, as a mail program works them out: rule, added and taken out, and what differs. */
import ICAL from "ical.js";
import { parseRule, type Rule, ruleWords } from "#app/domain/series/rule.ts";
import { instantToWall, isZone, MAIN_ZONE } from "#app/i18n/zones.ts";

export interface CalendarRecurrence {
  /** «Todos los meses, el segundo jueves, 10 veces»; null where there are only explicit dates, or a rule that is not ours. */
  words: string | null;
  dates: CalendarDate[];
  /** What was taken out of the rule, as instants. */
  without: string[];
}

export interface CalendarDate {
  start: string;
  end: string;
  /** What differs from the whole; null where it does not. */
  summary: string | null;
  location: string | null;
  /** When the rule had it, where it was moved. */
  movedFrom: string | null;
  partstat: string | null;
}

type Component = InstanceType<typeof ICAL.Component>;
type Time = InstanceType<typeof ICAL.Time>;

const MOST = 400;

/** Null where it happens once. */
export function recurrenceOf(master: Component, events: readonly Component[]): CalendarRecurrence | null {
  if (master.hasProperty("recurrence-id") || !(master.hasProperty("rrule") || master.hasProperty("rdate"))) return null;
  const exceptions = events.filter((each) => each.hasProperty("recurrence-id"));
  const event = new ICAL.Event(master, { exceptions });
  const dates: CalendarDate[] = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next && dates.length < MOST; next = iterator.next()) dates.push(dateOf(event, next));
  const out = master.getAllProperties("exdate").flatMap((property) => property.getValues());
  const without = out
    .filter((time) => time instanceof ICAL.Time)
    .map(instant)
    .sort();
  return { words: wordsOf(master), without, dates: dates.sort((a, b) => (a.start < b.start ? -1 : 1)) };
}

function dateOf(event: InstanceType<typeof ICAL.Event>, slot: Time): CalendarDate {
  const { item, startDate, endDate } = event.getOccurrenceDetails(slot);
  const own = <T>(of: (each: typeof item) => T): T | null => (of(item) === of(event) ? null : of(item));
  const start = instant(startDate);
  const byRule = instant(slot);
  return {
    start,
    end: instant(endDate),
    summary: own((each) => each.summary),
    location: own((each) => each.location),
    movedFrom: start === byRule ? null : byRule,
    partstat: own((each) => each.component.getFirstProperty("attendee")?.getFirstParameter("partstat") ?? null),
  };
}

/** Of an all-day event the midnight (UTC) of its day. */
export function instant(time: Time): string {
  if (time.isDate) return new Date(Date.UTC(time.year, time.month - 1, time.day)).toISOString();
  return new Date(time.toUnixTime() * 1000).toISOString();
}

function wordsOf(master: Component): string | null {
  const written = master.getFirstPropertyValue("rrule");
  const rule = written === null ? null : ruleOf(written.toString(), master.getFirstProperty("dtstart")?.getFirstParameter("tzid"));
  return rule && ruleWords(rule);
}

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** What rruleOf wrote, read back; null where it is no rule of ours. */
export function ruleOf(value: string, tzid: string | undefined): Rule | null {
  const parts = Object.fromEntries(value.split(";").map((part) => part.split("=", 2)));
  const days = String(parts.BYDAY ?? "").split(",").map((day) => ({ nth: Number.parseInt(day, 10), weekday: WEEKDAYS.indexOf(day.slice(-2)) + 1 })); // biome-ignore format: one line
  const bounds = { interval: Number(parts.INTERVAL ?? 1), until: lastDay(parts.UNTIL, tzid), count: parts.COUNT === undefined ? null : Number(parts.COUNT) };
  const shape =
    parts.FREQ === "WEEKLY"
      ? { freq: "weekly", weekdays: days.map(({ weekday }) => weekday) }
      : { freq: "monthly", on: parts.BYMONTHDAY ? { day: Number(parts.BYMONTHDAY) } : days[0] };
  try {
    return parseRule(JSON.stringify({ ...bounds, ...shape }));
  } catch {
    return null;
  }
}

function lastDay(until: string | undefined, tzid: string | undefined): string | null {
  if (until === undefined) return null;
  const iso = until.replace(
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/,
    (_, year, month, day, hour = "12", minute = "00", second = "00") => `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`,
  );
  return until.length === 8 ? iso.slice(0, 10) : instantToWall(iso, isZone(tzid) ? tzid : MAIN_ZONE).slice(0, 10);
}
