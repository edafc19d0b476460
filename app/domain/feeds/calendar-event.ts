/** One event as calendars are told of it, and what ical-generator is given for it. */
import { type ICalEventData, ICalEventStatus, ICalEventTransparency } from "ical-generator";
import { addDays, eventDays } from "#app/i18n/dates.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { calendarCategory, calendarLine, calendarText, calendarUrl } from "./ical-text.ts";

export interface CalendarEvent {
  id: string;
  /** Host of PUBLIC_URL: UID is `<id>@<host>`, for ever. */
  host: string;
  sequence: number;
  status: "published" | "cancelled" | "postponed";
  title: string;
  /** «Sesión territorial» */
  kindLabel?: string;
  /** Plain text. */
  description: string;
  starts_at: string;
  ends_at: string;
  zone: Zone;
  location?: { name?: string; address?: string; comuna?: string; lat?: number; lon?: number };
  online_url?: string;
  /** Its page. */
  url: string;
  created_at: string;
  /** LAST-MODIFIED */
  updated_at: string;
  /** DTSTAMP: the last change that calendars must see. */
  stamp: string;
  /** A date to know: only the days count. */
  all_day?: boolean;
  categories?: string[];
  /** Does not make the day busy. */
  transparent?: boolean;
}

export function calendarUid(event: Pick<CalendarEvent, "id" | "host">): string {
  return `${event.id}@${event.host}`;
}

/** «CANCELADO: …»: Apple and others keep a cancelled event in the calendar and show little more than its title. */
export function calendarTitle(event: Pick<CalendarEvent, "title" | "status">): string {
  const title = calendarLine(event.title);
  if (event.status === "cancelled") return `CANCELADO: ${title}`;
  if (event.status === "postponed") return `POSTERGADO: ${title}`;
  return title;
}

/** «Liceo Industrial, Av. Brasil 123, Antofagasta» */
function placeOf({ location = {} }: CalendarEvent): string {
  const parts: string[] = [];
  for (const part of [location.name, location.address, location.comuna]) {
    const clean = calendarLine(part ?? "");
    if (clean !== "" && !parts.some((earlier) => earlier.endsWith(clean))) parts.push(clean);
  }
  return parts.join(", ");
}

/** What is to be read where only the description is shown: the place and the link stand there too. */
function descriptionOf(event: CalendarEvent, place: string, { comment, shortenTo = Number.POSITIVE_INFINITY }: DescriptionOptions): string {
  const text = calendarText(event.description);
  const told = text.length > shortenTo ? `${calendarText(text.slice(0, shortenTo))}…` : text;
  const facts = [
    place === "" ? "" : `Lugar: ${place}`,
    event.online_url ? `Enlace para conectarse: ${calendarUrl(event.online_url)}` : "",
    `Más información: ${calendarUrl(event.url)}`,
  ];
  const blocks = [calendarText(comment ?? ""), calendarLine(event.kindLabel ?? ""), told, facts.filter((fact) => fact !== "").join("\n")];
  return blocks.filter((block) => block !== "").join("\n\n");
}

export interface DescriptionOptions {
  /** What the coordinator says of this change; stands first. */
  comment?: string;
  /** At most so many characters of the event's own description. */
  shortenTo?: number;
}

/**
 * For ical-generator. Instants go as plain Dates without any zone, which it writes in UTC; with a zone it would write the server's wall time.
 * DTSTAMP, CREATED and LAST-MODIFIED come from the row, or every build would differ.
 */
export function eventData(event: CalendarEvent, options: DescriptionOptions = {}): ICalEventData {
  const place = placeOf(event);
  const where = place || (event.online_url ? calendarUrl(event.online_url) : "");
  const { lat, lon } = event.location ?? {};
  const geo = lat !== undefined && lon !== undefined && Number.isFinite(lat) && Number.isFinite(lon) ? { lat, lon } : undefined;
  const busy = event.status === "published" && !event.all_day && !event.transparent;
  return {
    id: calendarUid(event),
    sequence: event.sequence,
    stamp: new Date(event.stamp),
    created: new Date(event.created_at),
    lastModified: new Date(event.updated_at),
    ...times(event),
    summary: calendarTitle(event),
    description: descriptionOf(event, place, options),
    location: where === "" ? null : { title: where, ...(geo && { geo }) },
    url: calendarUrl(event.url),
    status: STATUS[event.status],
    transparency: busy ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
    categories: [event.kindLabel ?? "", ...(event.categories ?? [])].map((name) => ({ name: calendarCategory(name) })).filter(({ name }) => name !== ""),
  };
}

/** A postponed event has no new date yet: it keeps its place, as not certain, until it is given one or cancelled. */
const STATUS = {
  published: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
  postponed: ICalEventStatus.TENTATIVE,
};

function times(event: CalendarEvent): Pick<ICalEventData, "start" | "end" | "allDay"> {
  if (event.all_day) {
    const { first, last } = eventDays(event);
    // DTEND of a date is the day after the last; both are told as UTC midnights, of which only the date is written.
    return { allDay: true, start: new Date(first), end: new Date(addDays(last, 1)) };
  }
  const start = new Date(event.starts_at);
  const end = new Date(event.ends_at);
  // An end that is not after the start is not written: it would be swapped with it. The event then takes no time.
  return { start, end: end > start ? end : null };
}
