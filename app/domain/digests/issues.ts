/** When digests are sent: at nine in the morning of the reader's own clock, each day or each Monday. Pure. */
import { isQuiet } from "#app/domain/reminders/lead.ts";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import { wallToInstant, type Zone } from "#app/i18n/zones.ts";

export const SENT_PACES = ["daily", "weekly"] as const;
export type SentPace = (typeof SENT_PACES)[number];

/** One edition: who has not been served since `before` gets what was published until `until`. */
export interface Issue {
  pace: SentPace;
  /** 2026-11-23 (daily), 2026-W48 (weekly): each person gets one digest of it. */
  period: string;
  before: string;
  until: string;
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** What was being published at nine is committed by then. */
const SETTLE = 2 * MINUTE;
/** No digest tells of what is older than this, however long none could be sent. */
export const REACH_DAYS = 14;
const FIRST_DAYS = 7;

function nineOf(day: string, zone: Zone): string {
  const found = wallToInstant(`${day}T09:00`, zone);
  if (!found.ok) throw new Error("nine in the morning is skipped by no clock of Chile");
  return found.instant;
}

/** The Monday of a day's week. */
const mondayOf = (day: string): string => addDays(day, -((new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7));

/** «2026-W48», the ISO week of a Monday. */
function weekOf(monday: string): string {
  const thursday = addDays(monday, 3);
  const year = Number(thursday.slice(0, 4));
  const first = mondayOf(`${year}-01-04`);
  const week = 1 + Math.round((Date.parse(monday) - Date.parse(first)) / (7 * DAY));
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** What may leave now to whoever lives in a zone: nothing before nine, nothing at night. A weekly one that could not leave on Monday leaves on Tuesday, or a week later holds both weeks. */
export function issuesAt(now: string, zone: Zone): Issue[] {
  const today = isoDate(now, zone);
  const nine = nineOf(today, zone);
  if (isQuiet(now, zone) || Date.parse(now) < Date.parse(nine) + SETTLE) return [];
  const monday = mondayOf(today);
  const daily: Issue = { pace: "daily", period: today, before: nine, until: nine };
  if (today > addDays(monday, 1)) return [daily];
  return [daily, { pace: "weekly", period: weekOf(monday), before: nineOf(monday, zone), until: nine }];
}

/** Since when what was published is news for somebody. */
export function newsSince(person: { digested_until: string | null; created_at: string }, until: string): string {
  const ago = (days: number) => new Date(Date.parse(until) - days * DAY).toISOString();
  if (person.digested_until === null) return later(person.created_at, ago(FIRST_DAYS));
  return later(person.digested_until, ago(REACH_DAYS));
}

const later = (a: string, b: string): string => (a > b ? a : b);
