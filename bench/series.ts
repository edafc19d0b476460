/** The dates of 500 series over two years: ours beside two libraries, and beside a bare loop that only writes as many dates. */
import ICAL from "ical.js";
import { RRuleTemporal } from "rrule-temporal";
import { expandRule, type Rule, rruleOf } from "#app/domain/series/rule.ts";
import { addDays } from "#app/i18n/dates.ts";
import { ZONES, type Zone } from "#app/i18n/zones.ts";
import { median } from "./load.ts";
import { randomFrom } from "./random.ts";

const SERIES = 500;
const FIRST_DAY = "2026-12-01";
const LAST_DAY = "2028-12-01";
const DAY = 86_400_000;

export interface BenchSeries {
  rule: Rule;
  zone: Zone;
  first: string;
}

/** As networks meet: most every month or two, some every week or other week; in all zones; some for good, some so many times. */
export function benchSeries(count = SERIES, seed = 2026): BenchSeries[] {
  const random = randomFrom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  return Array.from({ length: count }, () => {
    const { id: zone } = pick(ZONES);
    const weekday = pick([1, 2, 3, 4, 5] as const);
    const hour = pick(["09:00", "11:30", "15:00", "18:30"]);
    const bounds = { until: LAST_DAY, count: null };
    const monthly = (): Rule => ({ freq: "monthly", interval: pick([1, 2]), on: pick([{ nth: pick([1, 2, 3, 4, -1] as const), weekday }, { day: 15 }, { day: 31 }]), ...bounds });
    const weekly = (): Rule => ({ freq: "weekly", interval: pick([1, 2]), weekdays: pick([[weekday], [2, 4]]), ...bounds });
    const rule = random() < 0.6 ? monthly() : weekly();
    const named = `${addDays(FIRST_DAY, Math.floor(random() * 60))}T${hour}`;
    return { rule, zone, first: expandRule(rule, named)[0] ?? named };
  });
}

/** Each says how many dates it made; what is read beforehand is read in `prepare`, as each would keep it. */
export const WAYS = {
  "bare loop": (all) => {
    const amounts = all.map(({ rule, first }) => ({ first, amount: expandRule(rule, first).length }));
    return () => sum(amounts, ({ first, amount }) => bareDates(first, amount).length);
  },
  "ours (`expandRule`)": (all) => () => sum(all, ({ rule, first }) => expandRule(rule, first).length),
  "ical.js": (all) => {
    const read = all.map(({ rule, zone, first }) => ({ recur: ICAL.Recur.fromString(localUntil(rruleOf(rule, zone, first))), start: ICAL.Time.fromDateTimeString(`${first}:00`) }));
    return () => sum(read, ({ recur, start }) => byIcalJs(recur, start));
  },
  "rrule-temporal": (all) => {
    const read = all.map(({ rule, zone, first }) => `DTSTART;TZID=${zone}:${basic(first)}\nRRULE:${rruleOf(rule, zone, first)}`);
    return () => sum(read, (rruleString) => new RRuleTemporal({ rruleString }).all().length);
  },
} as const satisfies Record<string, (all: BenchSeries[]) => () => number>;

export interface SeriesMeasured {
  title: string;
  dates: number;
  ms: number;
  /** How many times as long as the bare loop. */
  times: number;
}

/** One after the other, round after round, so that what else the machine does meets all. The first round warms up. */
export function measureSeries(rounds: number, all = benchSeries()): SeriesMeasured[] {
  const ways = Object.entries(WAYS).map(([title, prepare]) => ({ title, run: prepare(all), ms: [] as number[], dates: 0 }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const way of ways) {
      const before = performance.now();
      way.dates = way.run();
      if (round > 0) way.ms.push(performance.now() - before);
    }
  }
  const bare = median(ways[0]?.ms ?? []);
  return ways.map(({ title, dates, ms }) => ({ title, dates, ms: median(ms), times: median(ms) / bare }));
}

export function seriesText(found: readonly SeriesMeasured[]): string {
  const rows = found.map(({ title, dates, ms, times }) => `| ${title} | ${dates.toLocaleString("en")} | ${ms.toFixed(1)} | ${times.toFixed(1)} |`);
  return `## Dates of ${SERIES} series over two years

Every date worked out from its rule, in one process, in turn with a loop that writes as many dates and knows no rule. Medians.

| by | dates | ms | times the bare loop |
|---|---|---|---|
${rows.join("\n")}`;
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}

function bareDates(first: string, amount: number): string[] {
  const start = Date.parse(`${first}:00.000Z`);
  const found: string[] = [];
  for (let n = 0; n < amount; n += 1) found.push(new Date(start + n * 7 * DAY).toISOString().slice(0, 16));
  return found;
}

function byIcalJs(recur: InstanceType<typeof ICAL.Recur>, start: InstanceType<typeof ICAL.Time>): number {
  const found: string[] = [];
  const iterator = recur.iterator(start);
  for (let next = iterator.next(); next; next = iterator.next()) found.push(next.toString().slice(0, 16));
  return found.length;
}

const basic = (wall: string): string => `${wall.replace(/[-:]/g, "")}00`;
/** Its iterator is asked in wall time, so it is told the end in wall time too. */
const localUntil = (rrule: string): string => rrule.replace(/UNTIL=\w+/, `UNTIL=${LAST_DAY.replaceAll("-", "")}T235959`);
