/**
 * The one place that writes calendar files. Pure: the same input gives the same bytes, today and tomorrow. ical-generator does the writing; what it
 * leaves to its caller is done here and in ical-text.ts: clean texts, escaped names, stamps from the row, the final line end, a size that Google takes.
 */
import { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendar, ICalCalendarMethod, ICalEvent, type ICalEventData, ICalEventStatus } from "ical-generator";
import { type CalendarEvent, eventData } from "./calendar-event.ts";
import { calendarAddress, calendarLine, calendarName, calendarText, calendarUrl, escapeText, fold, hideComponentsInText } from "./ical-text.ts";

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
  events: readonly CalendarEvent[];
  refreshMinutes: number;
}

/**
 * A feed to subscribe to. Times are UTC, nobody is named, events stand in the order of their start whatever order they come in.
 * If it would exceed MAX_FEED_BYTES, first all descriptions are shortened (the rest is a click away); if that is not enough, the events furthest in
 * the future are left out: they come in when the past ones leave, and an empty past would look like a loss.
 */
export function feed(input: Feed): string {
  const events = [...input.events].sort((a, b) => compare(a.starts_at, b.starts_at) || compare(a.id, b.id));
  const whole = feedFile(input, events);
  if (Buffer.byteLength(whole) <= MAX_FEED_BYTES) return whole;
  return feedFile(input, events, SHORT_DESCRIPTION);
}

function feedFile({ name, description, url, refreshMinutes }: Feed, events: readonly CalendarEvent[], shortenTo?: number): string {
  const calendar = new ICalCalendar({
    ...HEAD,
    method: ICalCalendarMethod.PUBLISH,
    name: escapeText(calendarLine(name)),
    description: escapeText(calendarText(description ?? "")),
    url: calendarUrl(url),
    ttl: refreshMinutes * 60,
  });
  return file(
    calendar,
    events.map((event) => eventData(event, { shortenTo })),
    shortenTo === undefined ? Number.POSITIVE_INFINITY : MAX_FEED_BYTES,
  );
}

/** The file of one event, to download from its page. */
export function single(event: CalendarEvent): string {
  const calendar = new ICalCalendar({ ...HEAD, method: ICalCalendarMethod.PUBLISH });
  return file(calendar, [eventData(event)]);
}

export interface Imip {
  method: "REQUEST" | "CANCEL";
  event: CalendarEvent;
  organizer: { name: string; address: string };
  attendee: {
    name: string;
    address: string;
    partstat: "NEEDS-ACTION" | "ACCEPTED" | "DECLINED" | "TENTATIVE";
    /** Whether an answer is asked for. */
    rsvp: boolean;
  };
  /** What the coordinator says of this change. */
  comment?: string;
}

/**
 * The calendar part of an invitation or a cancellation to one person (iMIP, RFC 6047).
 * Times are UTC: every program shows them in the reader's own zone, and a single event needs nothing else. The alternative, TZID with a VTIMEZONE, is
 * worse exactly here: Outlook and Exchange ignore a zone whose rule is not "the n-th weekday of a month", which Chile's is not, and then take the
 * mailbox's zone; and it would tell old zone data on the reader's side to decide the hour. The wall time that was promised stands in the mail itself.
 */
export function imip({ method, event, organizer, attendee, comment }: Imip): string {
  const calendar = new ICalCalendar({ ...HEAD, method: ICalCalendarMethod[method] });
  const data: ICalEventData = eventData(event, { comment });
  const organizerAddress = calendarAddress(organizer.address);
  const told = calendarText(comment ?? "");
  const invitation: ICalEventData = {
    ...data,
    // One person is no longer invited: for them the event is cancelled, whatever it is for others.
    status: method === "CANCEL" ? ICalEventStatus.CANCELLED : data.status,
    organizer: { name: calendarName(organizer.name) || organizerAddress, email: organizerAddress },
    attendees: [
      {
        name: calendarName(attendee.name) || undefined,
        email: calendarAddress(attendee.address),
        role: ICalAttendeeRole.REQ,
        status: PARTSTAT[attendee.partstat],
        rsvp: attendee.rsvp,
      },
    ],
    // COMMENT has no setter of its own; given as pairs, x takes any name and escapes the value.
    x: told === "" ? [] : [["COMMENT", told]],
  };
  return file(calendar, [invitation]);
}

const PARTSTAT = {
  "NEEDS-ACTION": ICalAttendeeStatus.NEEDSACTION,
  ACCEPTED: ICalAttendeeStatus.ACCEPTED,
  DECLINED: ICalAttendeeStatus.DECLINED,
  TENTATIVE: ICalAttendeeStatus.TENTATIVE,
};

const FOOT = "END:VCALENDAR";

/**
 * The finished file: the calendar's head, as many events as go into `maxBytes`, with the final CRLF that ical-generator leaves out.
 * Events are written one by one, so that they can be counted and folded by us.
 */
function file(calendar: ICalCalendar, events: ICalEventData[], maxBytes = Number.POSITIVE_INFINITY): string {
  const foot = `${FOOT}\r\n`;
  const head = hideComponentsInText(calendar.toString().slice(0, -FOOT.length));
  const parts = [head];
  let bytes = Buffer.byteLength(head) + foot.length;
  for (const data of events) {
    const text = hideComponentsInText(fold(new ICalEvent(data, calendar).toString()));
    bytes += Buffer.byteLength(text);
    if (bytes > maxBytes) break;
    parts.push(text);
  }
  parts.push(foot);
  return parts.join("");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
