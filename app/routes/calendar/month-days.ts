/** The days of a month as a wall calendar shows them, and which event falls on which. Pure. */
import { addDays, eventDays } from "#app/i18n/dates.ts";
import type { Zone } from "#app/i18n/zones.ts";

const MONTH = /^(20[1-9]\d)-(0[1-9]|1[0-2])$/;
const DAY = /^20[1-9]\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** «2026-12», or null for what is no month. */
export const readMonth = (value: string | null): string | null => (value && MONTH.test(value) ? value : null);

/** «2026-12-05», or null for what is no day. */
export function readDay(value: string | null): string | null {
  if (!value || !DAY.test(value)) return null;
  return addDays(value, 0) === value ? value : null;
}

/** «2027», or null for what is no year of ours. */
export const readYear = (value: string | null): string | null => (value && /^20[1-9]\d$/.test(value) ? value : null);

/** The Monday of a day's week, and the six days after it. */
export function weekOf(day: string): string[] {
  const monday = addDays(day, -((new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7));
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index));
}

/** "2026-12", 1 -> "2027-01" */
export function shiftMonth(month: string, by: number): string {
  const date = new Date(`${month}-01T00:00:00.000Z`);
  date.setUTCMonth(date.getUTCMonth() + by);
  return date.toISOString().slice(0, 7);
}

/** Whole weeks, Monday first, from the one that holds the first day to the one that holds the last. */
export function weeksOf(month: string): string[][] {
  const weeks: string[][] = [];
  for (let week = weekOf(`${month}-01`); (week[0] ?? "9999").slice(0, 7) <= month; week = weekOf(addDays(week[0] ?? "", 7))) weeks.push(week);
  return weeks;
}

/** Instants that surely hold these days in every zone of Chile: a day begins between 02:00 and 07:00 UTC. */
export function spanOf(firstDay: string, lastDay: string): { from: string; to: string } {
  return { from: `${firstDay}T00:00:00.000Z`, to: `${addDays(lastDay, 1)}T08:00:00.000Z` };
}

interface Timed {
  starts_at: string;
  ends_at: string;
  zone: Zone;
  all_day: boolean;
}

/** Each event on every day that it touches in its own zone; `begins` on the first of them. In the order they came. */
export function byDay<E extends Timed>(events: readonly E[], firstDay: string, lastDay: string): Map<string, { event: E; begins: boolean }[]> {
  const days = new Map<string, { event: E; begins: boolean }[]>();
  for (const event of events) {
    const { first, last } = eventDays(event);
    for (let day = first < firstDay ? firstDay : first; day <= last && day <= lastDay; day = addDays(day, 1)) {
      days.set(day, [...(days.get(day) ?? []), { event, begins: day === first }]);
    }
  }
  return days;
}
