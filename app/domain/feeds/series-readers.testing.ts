/**
 * Reads the occurrences of a calendar file with three independent libraries: each expands rules and applies what differs in its own way. What a library
 * leaves to its caller (ts-ics gives rule, exceptions and overrides apart; node-ical knows no RDATE) is done here as RFC 5545 says, from what it read
 * alone. For tests only.
 */
import ICAL from "ical.js";
import nodeIcal, { type VEvent } from "node-ical";
import { convertIcsCalendar, type IcsEvent } from "ts-ics";

export interface Occurrence {
  /** An instant with milliseconds, or a date where it is all day. */
  start: string;
  end: string;
  summary: string;
  location: string | null;
  status: string | null;
}

export const SERIES_READERS = { "ical.js": occurrencesByIcalJs, "node-ical": occurrencesByNodeIcal, "ts-ics": occurrencesByTsIcs } as const;

type Component = InstanceType<typeof ICAL.Component>;
type Time = InstanceType<typeof ICAL.Time>;

const MOST = 1_000;
const inOrder = (found: Occurrence[]): Occurrence[] => found.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));

// ical.js ---------------------------------------------------------------------------------------------------------------------------------------

export function occurrencesByIcalJs(file: string): Occurrence[] {
  const components = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents("vevent");
  const isOverride = (component: Component) => component.hasProperty("recurrence-id");
  const uidOf = (component: Component) => String(component.getFirstPropertyValue("uid"));
  return inOrder(
    components
      .filter((component) => !isOverride(component))
      .flatMap((component) => {
        const exceptions = components.filter((other) => isOverride(other) && uidOf(other) === uidOf(component));
        return expand(new ICAL.Event(component, { exceptions }));
      }),
  );
}

function expand(event: InstanceType<typeof ICAL.Event>): Occurrence[] {
  if (!event.isRecurring()) return [told(event, event.startDate, event.endDate)];
  const found: Occurrence[] = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next && found.length < MOST; next = iterator.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    found.push(told(item, startDate, endDate));
  }
  return found;
}

function told(event: InstanceType<typeof ICAL.Event>, start: Time, end: Time): Occurrence {
  const text = (name: string) => event.component.getFirstPropertyValue(name)?.toString() ?? null;
  return { start: icalInstant(start), end: icalInstant(end), summary: event.summary, location: text("location"), status: text("status") };
}

function icalInstant(time: Time): string {
  return time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString();
}

// node-ical -------------------------------------------------------------------------------------------------------------------------------------

const EVER = { from: new Date("2020-01-01T00:00:00.000Z"), to: new Date("2045-01-01T00:00:00.000Z") };

export function occurrencesByNodeIcal(file: string): Occurrence[] {
  const events = Object.values(nodeIcal.sync.parseICS(file)).filter((component) => component?.type === "VEVENT") as VEvent[];
  return inOrder(events.flatMap(nodeOccurrences));
}

function nodeOccurrences(event: VEvent): Occurrence[] {
  const expanded = nodeIcal.expandRecurringEvent(event, EVER);
  const found = expanded.map(({ start, end, event: item }) => nodeTold(item as VEvent, start, end));
  if (event.rrule) return found;
  // Explicit dates only: it leaves these to us, and keeps them under two keys each.
  const taken = new Set(Object.values(event.exdate ?? {}).map((date) => (date as Date).getTime()));
  const overrides = [...new Set(Object.values((event.recurrences ?? {}) as Record<string, VEvent>))];
  const replaced = new Set(overrides.map((item) => (item.recurrenceid as unknown as Date).getTime()));
  const first = taken.has(event.start.getTime()) || replaced.has(event.start.getTime()) ? [] : found;
  return [...first, ...overrides.map((item) => nodeTold(item, item.start, item.end as Date))];
}

type Dated = Date & { dateOnly?: boolean };

function nodeTold(event: VEvent, start: Dated, end: Dated): Occurrence {
  const text = (value: unknown) => (value === undefined ? null : typeof value === "object" && value !== null ? String((value as { val: string }).val) : String(value));
  const allDay = event.datetype === "date";
  const at = (when: Dated) => (allDay ? localDay(when) : when.toISOString());
  return { start: at(start), end: at(end), summary: text(event.summary) ?? "", location: text(event.location), status: text(event.status) };
}

function localDay(when: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
}

// ts-ics ----------------------------------------------------------------------------------------------------------------------------------------

export function occurrencesByTsIcs(file: string): Occurrence[] {
  const events = convertIcsCalendar(undefined, file).events ?? [];
  const overrides = events.filter((event) => event.recurrenceId);
  const masters = events.filter((event) => !event.recurrenceId);
  const found = masters.flatMap((master) => {
    const gone = [
      ...(master.exceptionDates ?? []).map(({ date }) => date),
      ...overrides.filter(({ uid }) => uid === master.uid).map(({ recurrenceId }) => recurrenceId?.value.date),
    ];
    const away = new Set(gone.map((date) => date?.getTime()));
    return tsStarts(master)
      .filter((start) => !away.has(start.getTime()))
      .map((start) => tsTold(master, start));
  });
  return inOrder([...found, ...overrides.map((event) => tsTold(event, event.start.date))]);
}

/** Its own expansion loses the hour of "the second Thursday", so the rule that it read is walked day by day in wall time. */
function tsStarts({ start, recurrenceRule: rule }: IcsEvent): Date[] {
  if (!rule) return [start.date];
  const zone = start.local?.timezone ?? "UTC";
  const first = start.local?.date ?? start.date;
  const until = rule.until ? rule.until.date.getTime() : Number.POSITIVE_INFINITY;
  const found: Date[] = [];
  for (let day = first.getTime(); found.length < (rule.count ?? MOST) && day < EVER.to.getTime(); day += DAY) {
    const at = day - offsetOf(day, zone);
    if (at > until) break;
    if (fits(rule, new Date(day), first)) found.push(new Date(at));
  }
  return found;
}

const DAY = 86_400_000;
const DAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

function fits(rule: NonNullable<IcsEvent["recurrenceRule"]>, day: Date, first: Date): boolean {
  const monday = (date: Date) => Math.floor((Math.floor(date.getTime() / DAY) + 3) / 7);
  const months = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
  const turn = rule.frequency === "WEEKLY" ? monday(day) - monday(first) : months(day) - months(first);
  if (turn % (rule.interval ?? 1) !== 0) return false;
  if (rule.byMonthday) return rule.byMonthday.includes(day.getUTCDate());
  const nth = Math.ceil(day.getUTCDate() / 7);
  const isLast = new Date(day.getTime() + 7 * DAY).getUTCMonth() !== day.getUTCMonth();
  return (rule.byDay ?? []).some((by) => by.day === DAYS[day.getUTCDay()] && (by.occurrence === undefined || by.occurrence === nth || (by.occurrence === -1 && isLast)));
}

/** By the runtime's own zone data: milliseconds east of UTC at a wall time that is told as if it were UTC. */
function offsetOf(wall: number, zone: string): number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  const offsetAt = (instant: number) => {
    const name = format.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    return sign ? (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 : 0;
  };
  return offsetAt(wall - offsetAt(wall));
}

function tsTold(event: IcsEvent, start: Date): Occurrence {
  const length = event.end ? event.end.date.getTime() - event.start.date.getTime() : 0;
  const at = (when: Date) => (event.start.type === "DATE" ? when.toISOString().slice(0, 10) : when.toISOString());
  return { start: at(start), end: at(new Date(start.getTime() + length)), summary: event.summary, location: event.location ?? null, status: event.status ?? null };
}
