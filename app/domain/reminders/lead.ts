/** When people are reminded. Pure. */
import { addDays, isoDate } from "#app/i18n/dates.ts";
import { instantToWall, MAIN_ZONE, wallToInstant, type Zone } from "#app/i18n/zones.ts";

/** How long before a meeting one can be reminded: two hours, a day, three days, a week. */
export const LEAD_HOURS = [2, 24, 72, 168] as const;
export type LeadHours = (typeof LEAD_HOURS)[number];

/** Nothing is sent from nine in the evening to eight in the morning, by the reader's clock. */
const QUIET_FROM = 21;
const QUIET_TO = 8;
const HOUR = 3_600_000;
/** A reminder that would fall into the night waits for the morning, if the meeting is at least this far then. */
const LEFT = 2 * HOUR;

const hourOf = (instant: string, zone: Zone): number => Number(instantToWall(instant, zone).slice(11, 13));

export function isQuiet(now: string, zone: Zone): boolean {
  const hour = hourOf(now, zone);
  return hour >= QUIET_FROM || hour < QUIET_TO;
}

/** The reader's day: of each, one mail. */
export const readerDay = (now: string, zone: Zone): string => isoDate(now, zone);

function at(day: string, time: string, zone: Zone): string {
  const found = wallToInstant(`${day}T${time}`, zone);
  if (!found.ok) throw new Error(`${time} is skipped by no clock of Chile`);
  return found.instant;
}

/** What is of a day, and not of an hour, is told at nine in the morning of the mainland: that day and that instant; null before it. */
export function morningOf(now: string): { today: string; nine: string } | null {
  const today = isoDate(now);
  const nine = at(today, "09:00", MAIN_ZONE);
  return now < nine ? null : { today, nine };
}

/** The end of the quiet hours that follow the day of `now`: what falls due until then is told with the day's mail, for there is only one. */
export function endOfNextNight(now: string, zone: Zone): string {
  return at(addDays(isoDate(now, zone), 1), "09:00", zone);
}

/**
 * When a reminder of something that begins at `startsAt` is due, `hours` before it: an instant outside the reader's quiet hours. What falls into the
 * night moves to the morning, or, where the meeting would be less than two hours away, to the evening before.
 */
export function dueAt(startsAt: string, hours: number, zone: Zone): string {
  const due = new Date(Date.parse(startsAt) - hours * HOUR).toISOString();
  if (!isQuiet(due, zone)) return due;
  const day = isoDate(due, zone);
  const evening = hourOf(due, zone) >= QUIET_FROM;
  const morning = at(evening ? addDays(day, 1) : day, "08:00", zone);
  if (Date.parse(startsAt) - Date.parse(morning) >= LEFT) return morning;
  return at(evening ? day : addDays(day, -1), "20:30", zone);
}

const DAY = 86_400_000;
const SOON_DAYS = 3;

/**
 * How far something promised for `dueOn` is on `today` (days): "soon" in the three days before (or `soonDays`), "due" in the week from its day on, "late-1" in the
 * second, and so on; each is told once. null: not yet.
 */
export function promiseStage(dueOn: string, today: string, soonDays = SOON_DAYS): string | null {
  const days = Math.round((Date.parse(today) - Date.parse(dueOn)) / DAY);
  if (days < -soonDays) return null;
  if (days < 0) return "soon";
  const weeks = Math.floor(days / 7);
  return weeks === 0 ? "due" : `late-${weeks}`;
}
