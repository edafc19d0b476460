/** A calendar that keeps what mails tell it, as a mail program's does (RFC 5546), read by ical.js. For tests. */
import ICAL from "ical.js";

interface Kept {
  sequence: number;
  master: ICAL.Component | null;
  /** By RECURRENCE-ID as it is written. */
  overrides: Map<string, ICAL.Component>;
  /** Dates that a CANCEL took out. */
  out: Set<string>;
}

export interface Occurrence {
  /** Wall time in the zone of the event. */
  at: string;
  partstat: string;
  summary: string;
}

export class CalendarStore {
  readonly kept = new Map<string, Kept>();

  /** What a mail's calendar part makes of it. Something older than what is known changes nothing. */
  take(file: string): void {
    const calendar = new ICAL.Component(ICAL.parse(file));
    const method = String(calendar.getFirstPropertyValue("method"));
    for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
    const events = calendar.getAllSubcomponents("vevent");
    const uid = String(events[0]?.getFirstPropertyValue("uid"));
    const sequence = Number(events[0]?.getFirstPropertyValue("sequence"));
    const known = this.kept.get(uid);
    if (known && sequence < known.sequence) return;
    const master = events.find((event) => !event.hasProperty("recurrence-id")) ?? null;
    if (method === "CANCEL") {
      if (master) this.kept.delete(uid);
      else for (const event of events) known?.out.add(slotOf(event));
      return;
    }
    const now: Kept = master || !known ? { sequence, master, overrides: new Map(), out: new Set() } : { ...known, sequence };
    for (const event of events.filter((each) => each !== master)) {
      now.overrides.set(slotOf(event), event);
      now.out.delete(slotOf(event));
    }
    this.kept.set(uid, now);
  }

  /** What its owner sees, in order. */
  shows(): Occurrence[] {
    return [...this.kept.values()].flatMap(occurrences).sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  get times(): string[] {
    return this.shows().map((one) => one.at);
  }
}

const slotOf = (event: ICAL.Component): string => String(event.getFirstPropertyValue("recurrence-id")).slice(0, 16);

function occurrences({ master, overrides, out }: Kept): Occurrence[] {
  if (!master) return [...overrides.values()].map((event) => shown(event));
  const event = new ICAL.Event(master);
  const found: Occurrence[] = [];
  const seen = new Set<string>();
  const iterator = event.iterator();
  for (let next = iterator.next(); next && found.length < 500; next = iterator.next()) {
    const slot = next.toString().slice(0, 16);
    seen.add(slot);
    if (out.has(slot)) continue;
    const own = overrides.get(slot);
    found.push(own ? shown(own) : { ...shown(master), at: slot });
  }
  for (const [slot, own] of overrides) if (!seen.has(slot) && !out.has(slot)) found.push(shown(own));
  return found;
}

function shown(event: ICAL.Component): Occurrence {
  return {
    at: String(event.getFirstPropertyValue("dtstart")).slice(0, 16),
    partstat: String(event.getFirstProperty("attendee")?.getParameter("partstat") ?? ""),
    summary: String(event.getFirstPropertyValue("summary")),
  };
}
