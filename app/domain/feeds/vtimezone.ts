/**
 * VTIMEZONE of Chile's four zones, for what must be written in wall time: recurring events. (A single event is written in UTC and needs none.)
 * The npm collections say "first Sunday"; Chile's law says the first Sunday on or after the 2nd, which differs in some years.
 */
import { CLOCK_CHANGES, CLOCKS, type Clock, type ClockChange, changeInstant } from "#app/i18n/chilean-clock.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { fold } from "./ical-text.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const FIRST_YEAR = 2010;

export interface VtimezoneOptions {
  /** The year of the earliest event that uses it: older rules are left out; from 2025 on only the two yearly ones in force remain. */
  since?: number;
  /**
   * Outlook and Exchange read a yearly rule only if it names one weekday by its number in the month (BYDAY=1SA), and ignore a zone with any other
   * ([MS-OXCICAL] 2.1.3.1.1.19.2.2), so also the exact one of the mainland (BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=SU). With `plain` its change is told as
   * 23:59:59 of the first Saturday, as Windows itself has it: a second early, the same for every time that people promise each other.
   */
  plain?: boolean;
}

export function vtimezone(zone: Zone, { since = FIRST_YEAR, plain = false }: VtimezoneOptions = {}): string {
  const clock: Clock = CLOCKS[zone];
  const lines = ["BEGIN:VTIMEZONE", `TZID:${zone}`, `X-LIC-LOCATION:${zone}`];
  if (clock.fixedSince === null || since <= new Date(clock.fixedSince).getUTCFullYear()) {
    // Two years back: the longest time without a change was from September 2014 to May 2016.
    for (const change of CLOCK_CHANGES) if (change.to === null || change.to >= since - 2) lines.push(...observance(clock, change, plain));
  }
  if (clock.fixedSince !== null) {
    lines.push(...component("STANDARD", clock.fixedSince, clock.summer, clock.summer));
  }
  lines.push("END:VTIMEZONE");
  return fold(`${lines.join("\r\n")}\r\n`);
}

function observance(clock: Clock, change: ClockChange, plain: boolean): string[] {
  const until = clock.fixedSince;
  const first = changeInstant(change, change.from);
  if (until !== null && first >= until) return [];
  const [before, after] = change.begins === "winter" ? [clock.summer, clock.winter] : [clock.winter, clock.summer];
  const name = change.begins === "winter" ? "STANDARD" : "DAYLIGHT";
  // The mainland's clocks change at 24:00 of Saturday, which is Sunday; on Rapa Nui it is 22:00 then, and Saturday can be named itself.
  const sunday = new Date(first + before * MINUTE).getUTCDay() === 0;
  const early = plain && sunday ? 1000 : 0;
  const last = lastInstant(change, until);
  if (last === first) return component(name, first - early, before, after);
  const days = sunday && !plain ? `BYMONTHDAY=${week(change.sunday)};BYDAY=SU` : `BYDAY=${(change.sunday + 5) / 7}SA`;
  // A day later means the same; some readers compare it with the wall time and would lose the last change.
  const end = last === null ? "" : `;UNTIL=${basic(last + DAY)}Z`;
  return component(name, first - early, before, after, `RRULE:FREQ=YEARLY;BYMONTH=${change.month};${days}${end}`);
}

/** 2 -> "2,3,4,5,6,7,8": with a weekday, the first such on or after the 2nd. */
function week(from: number): string {
  return [0, 1, 2, 3, 4, 5, 6].map((day) => from + day).join(",");
}

/** The last change by this rule before the clock stood still; null where it is in force for good. */
function lastInstant(change: ClockChange, until: number | null): number | null {
  if (until === null) return change.to === null ? null : changeInstant(change, change.to);
  let year = change.to ?? new Date(until).getUTCFullYear();
  while (changeInstant(change, year) >= until) year -= 1;
  return changeInstant(change, year);
}

function component(name: "STANDARD" | "DAYLIGHT", instant: number, before: number, after: number, rule?: string): string[] {
  return [
    `BEGIN:${name}`,
    `DTSTART:${basic(instant + before * MINUTE)}`,
    ...(rule === undefined ? [] : [rule]),
    `TZNAME:${offset(after).slice(0, 3)}`,
    `TZOFFSETFROM:${offset(before)}`,
    `TZOFFSETTO:${offset(after)}`,
    `END:${name}`,
  ];
}

/** 20260405T000000 */
function basic(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, "");
}

/** -180 -> -0300; Chile is west of Greenwich and keeps whole hours. */
function offset(minutes: number): string {
  return `-${String(-minutes / 60).padStart(2, "0")}00`;
}
