/** What a text/calendar part of an answer says (iTIP REPLY and COUNTER), in the shapes of Gmail, Outlook, Exchange, Apple and Thunderbird. */
import type { Answer } from "#app/domain/events/event.ts";
import { cleanLine, cleanText } from "#app/domain/text.ts";
import { type CalendarComponent, type CalendarLine, componentsNamed, lineOf, readComponents, textOf } from "./calendar-lines.ts";

/** A moment as calendars write it: an instant (`utc`), or a wall time with the name of its zone, or with none. */
export interface CalendarTime {
  /** YYYY-MM-DDTHH:mm:ss, or YYYY-MM-DD of a whole day. */
  local: string;
  utc: boolean;
  zone: string | null;
}

export interface ReplyAttendee {
  address: string;
  name: string;
  /** delegated, or null where it says nothing that is an answer. */
  says: Answer | "delegated" | null;
  comment: string;
}

export interface CalendarReply {
  uid: string;
  attendees: ReplyAttendee[];
  /** Which date of a series; null: all of them. */
  recurrence: CalendarTime | null;
  sequence: number | null;
  /** When it was said: an instant; null where it is not written. */
  stamp: string | null;
  comment: string;
  /** What a COUNTER proposes. */
  starts: CalendarTime | null;
  ends: CalendarTime | null;
}

export interface CalendarMessage {
  /** REPLY, COUNTER, …; "" where none is given. */
  method: string;
  replies: CalendarReply[];
}

const MOST_PARTS = 60;
export const COMMENT_MAX = 500;

/** `headerMethod`: of the part's Content-Type, for the programs that leave it out of the file. */
export function readCalendar(text: string, headerMethod?: string | null): CalendarMessage {
  const root = readComponents(text);
  const method = componentsNamed(root, "VCALENDAR")
    .map((calendar) => textOf(calendar, "METHOD"))
    .find((each) => each !== "");
  return {
    method: (method || headerMethod || "").toUpperCase(),
    replies: componentsNamed(root, "VEVENT").slice(0, MOST_PARTS).map(replyOf),
  };
}

function replyOf(event: CalendarComponent): CalendarReply {
  const sequence = Number.parseInt(textOf(event, "SEQUENCE"), 10);
  const stamp = timeOf(lineOf(event, "DTSTAMP"));
  return {
    uid: textOf(event, "UID"),
    attendees: event.lines.filter((line) => line.name === "ATTENDEE").map(attendeeOf),
    recurrence: timeOf(lineOf(event, "RECURRENCE-ID")),
    sequence: Number.isFinite(sequence) && sequence >= 0 ? sequence : null,
    // A stamp is in UTC by the standard; where somebody forgot the Z it still is.
    stamp: stamp && stamp.local.length > 10 ? instantOr(`${stamp.local}.000Z`) : null,
    comment: commentOf(textOf(event, "COMMENT")),
    starts: timeOf(lineOf(event, "DTSTART")),
    ends: timeOf(lineOf(event, "DTEND")),
  };
}

const commentOf = (text: string): string => cleanText(text).slice(0, COMMENT_MAX);

function instantOr(text: string): string | null {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

const SAYS: Record<string, Answer | "delegated"> = { ACCEPTED: "yes", DECLINED: "no", TENTATIVE: "maybe", DELEGATED: "delegated" };

function attendeeOf({ params, value }: CalendarLine): ReplyAttendee {
  // Exchange gives "invalid:nomail" or an X.500 name as the value, and the address as EMAIL.
  const bare = addressIn(value) ?? addressIn(params.EMAIL ?? "") ?? "";
  return {
    address: bare,
    name: cleanLine(params.CN ?? "").slice(0, 200),
    says: SAYS[(params.PARTSTAT ?? "").trim().toUpperCase()] ?? null,
    comment: commentOf((params["X-RESPONSE-COMMENT"] ?? "").replace(/\\[nN]|\^n/g, "\n")),
  };
}

function addressIn(value: string): string | null {
  const address = value
    .trim()
    .replace(/^mailto:/i, "")
    .replace(/^<|>$/g, "")
    .replace(/\?.*$/, "")
    .trim()
    .toLowerCase();
  const plain = address.includes("%") ? decoded(address) : address;
  return /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(plain) ? plain : null;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function timeOf(line: CalendarLine | undefined): CalendarTime | null {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2}):?(\d{2})?(?:\.\d+)?(Z?))?$/i.exec(line?.value.trim() ?? "");
  if (!match) return null;
  const [, year, month, day, hour, minute, second = "00", z = ""] = match;
  const date = `${year}-${month}-${day}`;
  if (Number.isNaN(Date.parse(`${date}T00:00:00Z`))) return null;
  if (hour === undefined) return { local: date, utc: false, zone: null };
  return { local: `${date}T${hour}:${minute}:${second}`, utc: z !== "", zone: line?.params.TZID || null };
}
