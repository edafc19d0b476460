/**
 * The one place that writes calendar files. Pure: the same input gives the same bytes, today and tomorrow. ical-generator does the writing; what it
 * leaves to its caller is done here and in ical-text.ts: clean texts, escaped names, stamps from the row, the final line end, a size that Google takes.
 */
import { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendar, ICalCalendarMethod, ICalEvent, type ICalEventData, ICalEventStatus } from "ical-generator";
import { ZONES, type Zone } from "#app/i18n/zones.ts";
import { type CalendarEvent, type DescriptionOptions, eventData } from "./calendar-event.ts";
import { type CalendarSeries, type Component, dateOf, isSeries, masterOf, seriesComponents, zonesOf } from "./calendar-series.ts";
import { calendarAddress, calendarLine, calendarName, calendarText, calendarUrl, escapeText, fold, hideComponentsInText } from "./ical-text.ts";
import { vtimezone } from "./vtimezone.ts";

export type { CalendarEvent } from "./calendar-event.ts";

const HEAD = { prodId: { company: "Nodos", product: "Calendario", language: "ES" }, scale: "GREGORIAN" };

/** Google loses a file of more than about a megabyte, all of it. */
export const MAX_FEED_BYTES = 1_000_000;
const SHORT_DESCRIPTION = 300;

export interface Feed {
  name: string;
  description?: string;
  /** The page whose calendar this is. */
  url: string;
  events: readonly (CalendarEvent | CalendarSeries)[];
  refreshMinutes: number;
}

/** What stands or falls together in a file: a meeting, or a series with all its dates. */
interface Unit {
  components: readonly Component[];
  zones: ReadonlyMap<Zone, number>;
}

const NO_ZONES = new Map<Zone, number>();

function unitOf(event: CalendarEvent | CalendarSeries): Unit {
  if (!isSeries(event)) return { components: [{ event }], zones: NO_ZONES };
  return seriesUnit(event, seriesComponents(event));
}

function seriesUnit(series: CalendarSeries, components: readonly Component[]): Unit {
  return { components, zones: zonesOf(series, components) };
}

/**
 * A feed to subscribe to. Times are UTC (of series: wall time), nobody is named, events stand in the order of their start whatever order they come in.
 * If it would exceed MAX_FEED_BYTES, first all descriptions are shortened (the rest is a click away); if that is not enough, the events furthest in
 * the future are left out: they come in when the past ones leave, and an empty past would look like a loss.
 */
export function feed(input: Feed): string {
  const events = [...input.events].sort((a, b) => compare(startOf(a), startOf(b)) || compare(a.id, b.id));
  const units = events.map(unitOf);
  const whole = feedFile(input, units);
  if (Buffer.byteLength(whole) <= MAX_FEED_BYTES) return whole;
  return feedFile(input, units, SHORT_DESCRIPTION);
}

const startOf = (event: CalendarEvent | CalendarSeries): string => (isSeries(event) ? event.master : event).starts_at;

function feedFile({ name, description, url, refreshMinutes }: Feed, units: readonly Unit[], shortenTo?: number): string {
  const calendar = new ICalCalendar({
    ...HEAD,
    method: ICalCalendarMethod.PUBLISH,
    name: escapeText(calendarLine(name)),
    description: escapeText(calendarText(description ?? "")),
    url: calendarUrl(url),
    ttl: refreshMinutes * 60,
  });
  return file(calendar, units, { words: { shortenTo }, maxBytes: shortenTo === undefined ? Number.POSITIVE_INFINITY : MAX_FEED_BYTES });
}

/** The file of one event or series, to download from its page. */
export function single(event: CalendarEvent | CalendarSeries): string {
  const calendar = new ICalCalendar({ ...HEAD, method: ICalCalendarMethod.PUBLISH });
  return file(calendar, [unitOf(event)]);
}

export type Partstat = "NEEDS-ACTION" | "ACCEPTED" | "DECLINED" | "TENTATIVE";

export interface Imip {
  method: "REQUEST" | "CANCEL";
  event: CalendarEvent | CalendarSeries;
  /** Of a series: only the date of this slot (RECURRENCE-ID). Without it, the whole series. */
  slot?: string;
  /** The address is where this person's answer is to go: it may be of their own. */
  organizer: { name: string; address: string };
  attendee: {
    name: string;
    address: string;
    partstat: Partstat;
    /** Whether an answer is asked for. */
    rsvp: boolean;
    /** Of a whole series: what they said of single dates, by slot, where it is not `partstat`. */
    dates?: Readonly<Record<string, Partstat>>;
  };
  /** What the coordinator says of this change. */
  comment?: string;
}

/**
 * The calendar part of an invitation or a cancellation to one person (iMIP, RFC 6047).
 * Of a meeting by itself times are UTC: every program shows them in the reader's own zone, and a single event needs nothing else. The alternative,
 * TZID with a VTIMEZONE, is worse exactly here: it would tell old zone data on the reader's side to decide the hour. A series has no choice: its rule
 * keeps the hour of the wall. There the VTIMEZONE is the plain one, for Outlook and Exchange ignore a zone whose rule is not "the n-th weekday of a
 * month", which Chile's is not, and then take the mailbox's zone. The wall time that was promised stands in the mail itself.
 */
export function imip(input: Imip): string {
  const calendar = new ICalCalendar({ ...HEAD, method: ICalCalendarMethod[input.method] });
  return file(calendar, [invitedUnit(input)], { words: { comment: input.comment }, people: (component) => peopleOf(input, component) });
}

/**
 * What is sent: a meeting; one date of a series; a series with what differs (dates that were cancelled are taken out of it: within a REQUEST some
 * programs take a VEVENT of status CANCELLED for the whole); or, to cancel it all, its master alone.
 */
function invitedUnit({ method, event, slot, attendee }: Imip): Unit {
  if (!isSeries(event)) return unitOf(event);
  if (slot !== undefined) {
    const date = event.dates.find((each) => each.slot === slot);
    if (!date) throw new RangeError(`no date of ${event.id} at ${slot}`);
    return seriesUnit(event, [dateOf(event, date)]);
  }
  if (method === "CANCEL") return seriesUnit(event, [masterOf(event)]);
  const held = { ...event, dates: event.dates.filter((date) => date.event.status !== "cancelled") };
  const apart = new Set(Object.keys(attendee.dates ?? {}));
  return seriesUnit(held, seriesComponents(held, { apart }));
}

function peopleOf({ method, organizer, attendee, comment }: Imip, { slot }: Component): Partial<ICalEventData> {
  const organizerAddress = calendarAddress(organizer.address);
  const told = calendarText(comment ?? "");
  const own = slot === undefined ? undefined : attendee.dates?.[slot];
  return {
    // One person is no longer invited: for them the event is cancelled, whatever it is for others.
    ...(method === "CANCEL" && { status: ICalEventStatus.CANCELLED }),
    organizer: { name: calendarName(organizer.name) || organizerAddress, email: organizerAddress },
    attendees: [
      {
        name: calendarName(attendee.name) || undefined,
        email: calendarAddress(attendee.address),
        role: ICalAttendeeRole.REQ,
        status: PARTSTAT[own ?? attendee.partstat],
        rsvp: own === undefined ? attendee.rsvp : method === "REQUEST" && own === "NEEDS-ACTION",
      },
    ],
    // COMMENT has no setter of its own; given as pairs, x takes any name and escapes the value.
    x: told === "" ? [] : [["COMMENT", told]],
  };
}

const PARTSTAT = {
  "NEEDS-ACTION": ICalAttendeeStatus.NEEDSACTION,
  ACCEPTED: ICalAttendeeStatus.ACCEPTED,
  DECLINED: ICalAttendeeStatus.DECLINED,
  TENTATIVE: ICalAttendeeStatus.TENTATIVE,
};

const FOOT = "END:VCALENDAR";

interface FileOptions {
  words?: DescriptionOptions;
  /** Who is invited to it. */
  people?: (component: Component) => Partial<ICalEventData>;
  maxBytes?: number;
}

/**
 * The finished file: the calendar's head, the zones it names, as many events as go into `maxBytes`, with the final CRLF that ical-generator leaves out.
 * Events are written one by one, so that they can be counted and folded by us.
 */
function file(calendar: ICalCalendar, units: readonly Unit[], { words, people, maxBytes = Number.POSITIVE_INFINITY }: FileOptions = {}): string {
  const foot = `${FOOT}\r\n`;
  const head = hideComponentsInText(calendar.toString().slice(0, -FOOT.length)) + zones(units);
  const parts = [head];
  let bytes = Buffer.byteLength(head) + foot.length;
  for (const { components } of units) {
    const text = components.map((component) => componentText(calendar, component, { ...eventData(component.event, words), ...people?.(component) })).join("");
    bytes += Buffer.byteLength(text);
    if (bytes > maxBytes) break;
    parts.push(text);
  }
  parts.push(foot);
  return parts.join("");
}

/** ical-generator writes neither RDATE nor RECURRENCE-ID in wall time: the lines of the times are put in the place of its own. */
function componentText(calendar: ICalCalendar, { times }: Component, data: ICalEventData): string {
  const written = new ICalEvent(data, calendar).toString();
  const text = times === undefined ? written : written.replace(/^DTSTART.*\r\n(DTEND.*\r\n)?/m, () => times.map((line) => `${line}\r\n`).join(""));
  return hideComponentsInText(fold(text));
}

function zones(units: readonly Unit[]): string {
  const since = (zone: Zone) => units.reduce((first, unit) => Math.min(first, unit.zones.get(zone) ?? 9999), 9999);
  return ZONES.map(({ id }) => ({ id, since: since(id) }))
    .filter((zone) => zone.since !== 9999)
    .map((zone) => vtimezone(zone.id, { since: zone.since, plain: true }))
    .join("");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
