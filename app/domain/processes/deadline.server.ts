/** Until when a phase is open. */
import { publicHolidays } from "#app/domain/calendar-days/holidays.server.ts";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import { MAIN_ZONE, wallToInstant } from "#app/i18n/zones.ts";

/** A phase can always be spoken in until the end of a day on which people work. */
const isFree = (day: string): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6 || publicHolidays(Number(day.slice(0, 4))).some((holiday) => holiday.day === day && holiday.region_code === null);
};

/** 23:59, by the mainland's clock, of the day `days` from now; never of a weekend or a public holiday: then of the next working day. */
export function phaseDeadline(now: string, days: number): string {
  let day = addDays(isoDate(now), Math.max(1, days));
  while (isFree(day)) day = addDays(day, 1);
  const end = wallToInstant(`${day}T23:59`, MAIN_ZONE);
  if (!end.ok) throw new Error(`23:59 of ${day} is skipped by no clock of Chile`);
  return end.instant;
}
