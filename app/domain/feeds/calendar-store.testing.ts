/**
 * A calendar as somebody's mail program keeps it: fed the calendar parts of mails, it holds one entry a UID and RECURRENCE-ID, and honours METHOD,
 * SEQUENCE and DTSTAMP as RFC 5546 says. For tests only.
 */
import ICAL from "ical.js";
import { type Occurrence, occurrencesByIcalJs } from "./series-readers.testing.ts";

type Component = InstanceType<typeof ICAL.Component>;

interface Entry {
  component: Component;
  sequence: number;
  stamp: string;
  cancelled: boolean;
}

interface Kept {
  /** The meeting itself, or the master of a series; null while only a date of it was heard of. */
  whole: Entry | null;
  /** By RECURRENCE-ID, as an instant. */
  dates: Map<string, Entry>;
}

export class CalendarStore {
  readonly #kept = new Map<string, Kept>();
  readonly #zones = new Map<string, Component>();

  receive(file: string): void {
    const calendar = new ICAL.Component(ICAL.parse(file));
    const method = String(calendar.getFirstPropertyValue("method"));
    for (const zone of calendar.getAllSubcomponents("vtimezone")) this.#zones.set(String(zone.getFirstPropertyValue("tzid")), zone);
    const events = calendar.getAllSubcomponents("vevent");
    const master = events.find((event) => !event.hasProperty("recurrence-id"));
    if (master) this.#takeWhole(entryOf(master, method));
    for (const event of events) if (event !== master) this.#takeDate(entryOf(event, method));
  }

  /** What the calendar shows: what was cancelled is gone. */
  occurrences(): Occurrence[] {
    const files = [...this.#kept.values()].filter(({ whole }) => whole && !whole.cancelled).map((kept) => this.#fileOf(kept));
    return files.flatMap(occurrencesByIcalJs).filter(({ status }) => status !== "CANCELLED");
  }

  /** What the program knows of the person's answer: of the whole, and of the dates that are kept apart. */
  partstats(): string[] {
    return [...this.#kept.values()].flatMap(({ whole, dates }) =>
      [whole, ...dates.values()].filter((entry) => entry !== null).map(({ component }) => String(component.getFirstProperty("attendee")?.getFirstParameter("partstat"))),
    );
  }

  #of(component: Component): Kept {
    const uid = String(component.getFirstPropertyValue("uid"));
    const kept = this.#kept.get(uid) ?? { whole: null, dates: new Map() };
    this.#kept.set(uid, kept);
    return kept;
  }

  /** A newer whole replaces everything that is not newer still. */
  #takeWhole(entry: Entry): void {
    const kept = this.#of(entry.component);
    if (kept.whole && isOlder(entry, kept.whole)) return;
    kept.whole = entry;
    for (const [at, date] of kept.dates) if (!isOlder(entry, date)) kept.dates.delete(at);
  }

  #takeDate(entry: Entry): void {
    const kept = this.#of(entry.component);
    const at = instantOf(entry.component);
    const before = kept.dates.get(at) ?? kept.whole;
    if (before && isOlder(entry, before)) return;
    kept.dates.set(at, entry);
  }

  #fileOf({ whole, dates }: Kept): string {
    const events = [whole, ...dates.values()].filter((entry) => entry !== null).map(({ component }) => component.toString());
    return ["BEGIN:VCALENDAR", "VERSION:2.0", ...[...this.#zones.values()].map(String), ...events, "END:VCALENDAR", ""].join("\r\n");
  }
}

function entryOf(component: Component, method: string): Entry {
  if (method === "CANCEL") component.updatePropertyWithValue("status", "CANCELLED");
  return {
    component,
    sequence: Number(component.getFirstPropertyValue("sequence")),
    stamp: String(component.getFirstPropertyValue("dtstamp")),
    cancelled: method === "CANCEL",
  };
}

function isOlder(one: Entry, other: Entry): boolean {
  return one.sequence < other.sequence || (one.sequence === other.sequence && one.stamp < other.stamp);
}

function instantOf(component: Component): string {
  const value = component.getFirstPropertyValue("recurrence-id");
  if (!(value instanceof ICAL.Time)) throw new TypeError("no RECURRENCE-ID");
  return new Date(value.toUnixTime() * 1000).toISOString();
}
