/** Finding a date: proposed times, what people say to each, and which is best. Pure. */
import { z } from "zod";
import { isDay } from "#app/domain/calendar-days/school-day.ts";
import { timesOf } from "#app/domain/events/event.ts";
import { emailAddress, line, text } from "#app/domain/text.ts";
import type { Zone } from "#app/i18n/zones.ts";

/** maybe: if need be («si es necesario»). */
export const VOTES = ["yes", "maybe", "no"] as const;
export type Vote = (typeof VOTES)[number];

export const SLOTS_MIN = 2;
export const SLOTS_MAX = 12;
export const ROWS_AT_FIRST = 4;
export const VOTERS_MAX = 2_000;

/** open: takes votes; ended: its deadline is past and no date was chosen; chosen; withdrawn: closed without a date. */
export type PollState = "open" | "ended" | "chosen" | "withdrawn";

export function pollState(poll: { closes_at: string | null; closed_at: string | null; chosen_slot_id: string | null }, now: string): PollState {
  if (poll.closed_at !== null) return poll.chosen_slot_id === null ? "withdrawn" : "chosen";
  return poll.closes_at !== null && poll.closes_at <= now ? "ended" : "open";
}

export interface SlotTimes {
  starts_local: string;
  ends_local: string;
  starts_at: string;
  ends_at: string;
}

export interface ProposedRow {
  n: number;
  date: string;
  start: string;
  end: string;
}

export interface ReadSlots {
  slots: (SlotTimes & { n: number })[];
  errors: Record<string, string[]>;
}

/** "11/3/2027", as typed where the browser has no date field, becomes "2027-03-11". */
function isoDay(value: string): string {
  const typed = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(value.trim());
  return typed ? `${typed[3]}-${typed[2]?.padStart(2, "0")}-${typed[1]?.padStart(2, "0")}` : value.trim();
}

/** The rows of the form, as typed. Those without a word are left out of the slots but keep their number. */
export function rowsOf(get: (name: string) => string): ProposedRow[] {
  return Array.from({ length: SLOTS_MAX }, (_, index) => index + 1).map((n) => ({
    n,
    date: isoDay(get(`date_${n}`)),
    start: get(`start_${n}`).trim(),
    end: get(`end_${n}`).trim(),
  }));
}

const FIELD_OF: Record<string, "date" | "start" | "end"> = { date: "date", start_time: "start", end_time: "end", end_date: "date" };
const RowTimes = z.object({
  date: z.string().refine((value) => isDay(value) && value > "2000" && value < "2200", "date"),
  start: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "time"),
  end: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "time"),
});

/** Proposed times of their zone; hours that the clocks skip, past ones and the same twice are refused, each beside its row. */
export function readSlots(rows: readonly ProposedRow[], zone: Zone, now: string): ReadSlots {
  const result: ReadSlots = { slots: [], errors: {} };
  for (const row of rows) {
    if (row.date + row.start + row.end === "") continue;
    const refuse = (field: "date" | "start" | "end", code: string) => {
      result.errors[`${field}_${row.n}`] = [code];
    };
    const parsed = RowTimes.safeParse(row);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const field = issue.path[0] as "date" | "start" | "end";
        refuse(field, row[field] === "" ? "required" : issue.message);
      }
      continue;
    }
    const times = timesOf({ date: row.date, start_time: row.start, end_date: null, end_time: row.end, zone }, false);
    if (!times.ok) refuse(FIELD_OF[times.field] ?? "date", times.code);
    else if (times.times.starts_at <= now) refuse("date", "past");
    else if (result.slots.some((slot) => slot.starts_at === times.times.starts_at && slot.ends_at === times.times.ends_at)) refuse("date", "slot_twice");
    else result.slots.push({ ...times.times, n: row.n });
  }
  if (Object.keys(result.errors).length === 0 && result.slots.length < SLOTS_MIN) result.errors.slots = ["slots_few"];
  return result;
}

/** What the form says beside its rows. `closes_on` is the last day on which votes are taken. */
export const PollInput = z.object({
  id: z.uuid("required"),
  message: text(2_000),
  closes_on: z
    .string()
    .trim()
    .regex(/^((20|21)\d\d-\d\d-\d\d)?$/, "date")
    .optional()
    .transform((value) => value || null),
});
export type PollInput = z.output<typeof PollInput>;

/** Who votes without an account. */
export const VoterInput = z.object({ name: line(120), email: emailAddress, comment: text(500) });
/** By one's own link, or signed in. */
export const OwnVoteInput = z.object({ comment: text(500) });

export type Votes = Record<string, Vote>;

/** What was said to each of these slots: fields `vote_<slot>`. */
export function readVotes(slotIds: readonly string[], get: (name: string) => string | null): Votes {
  const votes: Votes = {};
  for (const id of slotIds) {
    const said = get(`vote_${id}`);
    if (VOTES.some((vote) => vote === said)) votes[id] = said as Vote;
  }
  return votes;
}

export interface SlotCount {
  id: string;
  starts_at: string;
  yes: number;
  maybe: number;
  no: number;
  /** Of how many schools are those who say yes or if need be. */
  schools: number;
}

/** The best first: a yes counts twice what an «if need be» does; then more schools, then fewer noes, then the earlier. */
export function bestFirst<T extends SlotCount>(slots: readonly T[]): T[] {
  const weight = (slot: SlotCount) => slot.yes * 2 + slot.maybe;
  return [...slots].sort((a, b) => weight(b) - weight(a) || b.schools - a.schools || a.no - b.no || (a.starts_at < b.starts_at ? -1 : 1));
}
