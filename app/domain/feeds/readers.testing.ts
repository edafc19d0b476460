/**
 * Reads a calendar file with three independent libraries, each into the same shape: what ical.js, node-ical and ts-ics agree on, calendar programs
 * will most likely agree on too. For tests only.
 */
import ICAL from "ical.js";
import nodeIcal, { type VEvent } from "node-ical";
import { convertIcsCalendar, type IcsDateObject, type IcsEvent } from "ts-ics";

export interface ReadCalendar {
  method: string | null;
  /** NAME, else X-WR-CALNAME. */
  name: string | null;
  events: ReadEvent[];
}

export interface ReadEvent {
  uid: string;
  sequence: number;
  status: string | null;
  summary: string;
  description: string | null;
  location: string | null;
  url: string | null;
  /** An instant with milliseconds, or a date where the event is all day. */
  start: string;
  end: string | null;
  stamp: string;
  created: string | null;
  lastModified: string | null;
  transparent: boolean;
  categories: string[];
  organizer: ReadParty | null;
  attendees: ReadParty[];
}

export interface ReadParty {
  name: string | null;
  address: string;
  role: string | null;
  partstat: string | null;
  rsvp: boolean | null;
}

export const READERS = { "ical.js": readWithIcalJs, "node-ical": readWithNodeIcal, "ts-ics": readWithTsIcs } as const;

/** By all three, in the order of READERS. */
export function readWithAll(file: string): ReadCalendar[] {
  return Object.values(READERS).map((read) => read(file));
}

const ADDRESS_SCHEME = /^mailto:/i;

/** ical.js and ts-ics know the name's property as one of unknown type, and leave its escapes to the caller. */
function unescaped(value: string | null | undefined): string | null {
  return value?.replace(/\\(.)/g, (_, character: string) => (/n/i.test(character) ? "\n" : character)) ?? null;
}

// ical.js ---------------------------------------------------------------------------------------------------------------------------------------

export function readWithIcalJs(file: string): ReadCalendar {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return {
    method: icalText(calendar, "method"),
    name: unescaped(icalText(calendar, "name") ?? icalText(calendar, "x-wr-calname")),
    events: calendar.getAllSubcomponents("vevent").map((event) => ({
      uid: icalText(event, "uid") ?? "",
      sequence: Number(icalText(event, "sequence")),
      status: icalText(event, "status"),
      summary: icalText(event, "summary") ?? "",
      description: icalText(event, "description"),
      location: icalText(event, "location"),
      url: icalText(event, "url"),
      start: icalTime(event, "dtstart") ?? "",
      end: icalTime(event, "dtend"),
      stamp: icalTime(event, "dtstamp") ?? "",
      created: icalTime(event, "created"),
      lastModified: icalTime(event, "last-modified"),
      transparent: icalText(event, "transp") === "TRANSPARENT",
      categories: event.getFirstProperty("categories")?.getValues().map(String) ?? [],
      organizer: event.getAllProperties("organizer").map(icalParty)[0] ?? null,
      attendees: event.getAllProperties("attendee").map(icalParty),
    })),
  };
}

type Component = InstanceType<typeof ICAL.Component>;
type Property = InstanceType<typeof ICAL.Property>;

function icalText(component: Component, name: string): string | null {
  return component.getFirstPropertyValue(name)?.toString() ?? null;
}

function icalTime(component: Component, name: string): string | null {
  const value = component.getFirstPropertyValue(name);
  if (!(value instanceof ICAL.Time)) return null;
  return value.isDate ? value.toString() : new Date(value.toUnixTime() * 1000).toISOString();
}

function icalParty(property: Property): ReadParty {
  const parameter = (name: string) => property.getFirstParameter(name) ?? null;
  const rsvp = parameter("rsvp");
  return {
    name: parameter("cn"),
    address: String(property.getFirstValue()).replace(ADDRESS_SCHEME, ""),
    role: parameter("role"),
    partstat: parameter("partstat"),
    rsvp: rsvp === null ? null : rsvp === "TRUE",
  };
}

// node-ical -------------------------------------------------------------------------------------------------------------------------------------

/** What node-ical keeps of a property: its value, beside its parameters where it has some. */
type Kept = string | { val: string; params: Record<string, string | boolean | number> };

export function readWithNodeIcal(file: string): ReadCalendar {
  const parsed = nodeIcal.sync.parseICS(file);
  const calendar = parsed.vcalendar as unknown as Record<string, Kept | undefined> | undefined;
  const events = Object.values(parsed).filter((component) => component?.type === "VEVENT") as VEvent[];
  return {
    method: keptText(calendar?.method),
    name: keptText(calendar?.name ?? calendar?.["WR-CALNAME"]),
    events: events.map((event) => {
      const kept = event as unknown as Record<string, Kept | undefined>;
      return {
        uid: event.uid,
        sequence: Number(event.sequence),
        status: keptText(kept.status),
        summary: keptText(kept.summary) ?? "",
        description: keptText(kept.description),
        location: keptText(kept.location),
        url: keptText(kept.url),
        start: nodeTime(event.start) ?? "",
        end: nodeTime(file.includes("DTEND") ? event.end : undefined),
        stamp: nodeTime(event.dtstamp) ?? "",
        created: nodeTime(event.created),
        lastModified: nodeTime(event.lastmodified),
        transparent: keptText(kept.transparency) === "TRANSPARENT",
        categories: (event.categories ?? []) as string[],
        organizer: [kept.organizer ?? []].flat().map(nodeParty)[0] ?? null,
        attendees: [kept.attendee ?? []].flat().map(nodeParty),
      };
    }),
  };
}

function keptText(kept: Kept | undefined): string | null {
  if (kept === undefined) return null;
  return typeof kept === "object" ? kept.val : String(kept);
}

function nodeTime(value: (Date & { dateOnly?: true }) | undefined): string | null {
  if (!value) return null;
  if (!value.dateOnly) return value.toISOString();
  // A date is kept as the local midnight.
  const two = (part: number) => String(part).padStart(2, "0");
  return `${value.getFullYear()}-${two(value.getMonth() + 1)}-${two(value.getDate())}`;
}

function nodeParty(kept: Kept): ReadParty {
  const params = typeof kept === "object" ? kept.params : {};
  const parameter = (name: string) => (params[name] === undefined ? null : String(params[name]));
  return {
    name: parameter("CN"),
    address: (keptText(kept) ?? "").replace(ADDRESS_SCHEME, ""),
    role: parameter("ROLE"),
    partstat: parameter("PARTSTAT"),
    rsvp: typeof params.RSVP === "boolean" ? params.RSVP : null,
  };
}

// ts-ics ----------------------------------------------------------------------------------------------------------------------------------------

export function readWithTsIcs(file: string): ReadCalendar {
  const calendar = convertIcsCalendar(undefined, file);
  return {
    method: calendar.method ?? null,
    name: unescaped(calendar.name),
    events: (calendar.events ?? []).map((event: IcsEvent) => ({
      uid: event.uid,
      sequence: event.sequence ?? 0, // it drops a 0
      status: event.status ?? null,
      summary: event.summary,
      description: event.description ?? null,
      location: event.location ?? null,
      url: event.url ?? null,
      start: tsTime(event.start) ?? "",
      end: tsTime(event.end),
      stamp: tsTime(event.stamp) ?? "",
      created: tsTime(event.created),
      lastModified: tsTime(event.lastModified),
      transparent: event.timeTransparent === "TRANSPARENT",
      categories: event.categories ?? [],
      organizer: event.organizer ? { name: event.organizer.name ?? null, address: event.organizer.email, role: null, partstat: null, rsvp: null } : null,
      attendees: (event.attendees ?? []).map((attendee) => ({
        name: attendee.name ?? null,
        address: attendee.email,
        role: attendee.role ?? null,
        partstat: attendee.partstat ?? null,
        rsvp: attendee.rsvp ?? null,
      })),
    })),
  };
}

function tsTime(value: IcsDateObject | null | undefined): string | null {
  if (!value) return null;
  return value.type === "DATE" ? value.date.toISOString().slice(0, 10) : value.date.toISOString();
}
