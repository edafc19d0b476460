/**
 * When Chile's clocks change, from 2010 on: the one source of our offsets (zones.ts) and of the VTIMEZONE in calendar files
 * (domain/feeds/vtimezone.ts). It is ours, not the runtime's, because a runtime with old zone data lacks Aysén (America/Coyhaique, in tzdata
 * since 2025b) or knows a rule that no longer holds, and one process an hour off would write wrong calendars for ever.
 * A test compares every day with the runtime's own data: when a decree changes the law, update Node, and that test says which line here to change.
 */

/** A rule for one change a year: in `month`, on the first Sunday on or after `sunday`. */
export interface ClockChange {
  /** What begins: summer time (one hour more) or winter time. */
  begins: "winter" | "summer";
  /** First and last year of the rule; null while it is in force. */
  from: number;
  to: number | null;
  month: number; // 1-12
  sunday: number;
}

/** Of each year first the winter's, then the summer's. In 2015 nothing changed: summer time all year. */
export const CLOCK_CHANGES: readonly ClockChange[] = [
  { begins: "winter", from: 2010, to: 2010, month: 4, sunday: 1 },
  { begins: "winter", from: 2011, to: 2011, month: 5, sunday: 2 },
  { begins: "winter", from: 2012, to: 2014, month: 4, sunday: 23 },
  { begins: "winter", from: 2016, to: 2018, month: 5, sunday: 9 },
  { begins: "winter", from: 2019, to: null, month: 4, sunday: 2 },
  { begins: "summer", from: 2009, to: 2010, month: 10, sunday: 9 },
  { begins: "summer", from: 2011, to: 2011, month: 8, sunday: 16 },
  { begins: "summer", from: 2012, to: 2014, month: 9, sunday: 2 },
  { begins: "summer", from: 2016, to: 2018, month: 8, sunday: 9 },
  { begins: "summer", from: 2019, to: 2021, month: 9, sunday: 2 },
  { begins: "summer", from: 2022, to: 2022, month: 9, sunday: 9 },
  { begins: "summer", from: 2023, to: null, month: 9, sunday: 2 },
];

/** The first instant that the rules above speak of. */
export const FIRST_KNOWN = Date.UTC(2010, 0, 1);

/** One clock of Chile: minutes east of UTC in winter and in summer, and the instant since which it stays in summer time for good. */
export interface Clock {
  winter: number;
  summer: number;
  fixedSince: number | null;
}

const MAINLAND = { winter: -240, summer: -180 };

export const CLOCKS = {
  "America/Santiago": { ...MAINLAND, fixedSince: null },
  // Magallanes left winter time by decree on 4 December 2016, Aysén on 20 March 2025.
  "America/Punta_Arenas": { ...MAINLAND, fixedSince: Date.UTC(2016, 11, 4, 3) },
  "America/Coyhaique": { ...MAINLAND, fixedSince: Date.UTC(2025, 2, 20, 3) },
  "Pacific/Easter": { winter: -360, summer: -300, fixedSince: null },
} as const satisfies Record<string, Clock>;

/**
 * The instant of a change, the same in all of Chile: 24:00 of Saturday on the mainland's clock. That is 03:00 UTC of Sunday when summer time
 * (-3) ends, 04:00 UTC when winter time (-4) ends; on Rapa Nui it is 22:00 of Saturday.
 */
export function changeInstant(change: ClockChange, year: number): number {
  const earliest = new Date(Date.UTC(year, change.month - 1, change.sunday));
  const day = change.sunday + ((7 - earliest.getUTCDay()) % 7);
  return Date.UTC(year, change.month - 1, day, change.begins === "winter" ? 3 : 4);
}

/** Minutes east of UTC at an instant from FIRST_KNOWN on. */
export function clockOffset(clock: Clock, instant: number): number {
  if (clock.fixedSince !== null && instant >= clock.fixedSince) return clock.summer;
  const year = new Date(instant).getUTCFullYear();
  let offset = clock.summer; // every year begins in summer time
  for (const change of CLOCK_CHANGES) {
    if (year < change.from || (change.to !== null && year > change.to)) continue;
    if (instant >= changeInstant(change, year)) offset = clock[change.begins];
  }
  return offset;
}
