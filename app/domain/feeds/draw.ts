/** Reads the calendar part of a mail as a mail program would, so that the demo's mailbox can draw it. */
import ICAL from "ical.js";
import { type CalendarRecurrence, instant, recurrenceOf } from "./draw-recurrence.ts";

export interface CalendarPart {
  method: string | null;
  uid: string;
  sequence: number;
  summary: string;
  /** Instants; of an all-day event the midnights (UTC) of the first day and of the day after the last. */
  start: string;
  end: string;
  allDay: boolean;
  /** TZID of the start, null where it is written in UTC: then the reader's own zone is shown. */
  zone: string | null;
  location: string | null;
  description: string | null;
  comment: string | null;
  organizer: CalendarParty | null;
  attendee: CalendarParty | null;
  status: string | null;
  /** Of a whole series: its rule and its dates. */
  recurrence: CalendarRecurrence | null;
  /** Of a single date of a series: when its rule has it (RECURRENCE-ID), as an instant. */
  slot: string | null;
}

export interface CalendarParty {
  name: string | null;
  address: string;
  /** ATTENDEE only: what is known of the answer, and whether one is asked for. */
  partstat: string | null;
  rsvp: boolean;
}

/** Null where it is no calendar, or one without an event. */
export function readCalendarPart(ics: string): CalendarPart | null {
  let calendar: InstanceType<typeof ICAL.Component>;
  try {
    const parsed = ICAL.parse(ics);
    if (parsed.length === 0) return null;
    calendar = new ICAL.Component(parsed);
  } catch {
    return null;
  }
  const events = calendar.getAllSubcomponents("vevent");
  // The whole stands for a series, whatever comes first.
  const event = events.find((each) => !each.hasProperty("recurrence-id")) ?? events[0];
  const start = event?.getFirstPropertyValue("dtstart");
  if (!event || !(start instanceof ICAL.Time)) return null;
  const end = event.getFirstPropertyValue("dtend");
  const slot = event.getFirstPropertyValue("recurrence-id");
  const text = (name: string) => event.getFirstPropertyValue(name)?.toString() ?? null;
  return {
    method: calendar.getFirstPropertyValue("method")?.toString() ?? null,
    uid: text("uid") ?? "",
    sequence: Number(text("sequence") ?? 0),
    summary: text("summary") ?? "",
    start: instant(start),
    end: instant(end instanceof ICAL.Time ? end : start),
    allDay: start.isDate,
    zone: event.getFirstProperty("dtstart")?.getFirstParameter("tzid") ?? null,
    location: text("location"),
    description: text("description"),
    comment: text("comment"),
    organizer: party(event, "organizer"),
    attendee: party(event, "attendee"),
    status: text("status"),
    recurrence: recurrenceOf(event, events),
    slot: slot instanceof ICAL.Time ? instant(slot) : null,
  };
}

function party(event: InstanceType<typeof ICAL.Component>, name: string): CalendarParty | null {
  const property = event.getFirstProperty(name);
  if (!property) return null;
  return {
    name: property.getFirstParameter("cn") ?? null,
    address: String(property.getFirstValue()).replace(/^mailto:/i, ""),
    partstat: property.getFirstParameter("partstat") ?? null,
    rsvp: property.getFirstParameter("rsvp") === "TRUE",
  };
}
