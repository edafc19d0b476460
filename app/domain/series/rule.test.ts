import fc from "fast-check";
import ICAL from "ical.js";
import { RRuleTemporal } from "rrule-temporal";
import { afterAll, describe, expect, test } from "vitest";
import { addDays } from "#app/i18n/dates.ts";
import { wallToInstant, ZONES, type Zone } from "#app/i18n/zones.ts";
import { expandRule, HORIZON_YEARS, MOST_DATES, type Nth, nthOf, parseRule, type Rule, rruleOf, ruleWords, slotsOf, type Weekday, weekdayOf } from "./rule.ts";

const weekly = (rule: Partial<Rule>): Rule => ({ freq: "weekly", interval: 1, weekdays: [4], until: null, count: 10, ...rule }) as Rule;
const monthly = (rule: Partial<Rule>): Rule => ({ freq: "monthly", interval: 1, on: { nth: 2, weekday: 4 }, until: null, count: 10, ...rule }) as Rule;

describe("the dates of a rule", () => {
  test("every two months on the second Thursday", () => {
    expect(expandRule(monthly({ interval: 2, until: "2027-12-10", count: null }), "2026-12-10T18:30")).toEqual(
      ["2026-12-10", "2027-02-11", "2027-04-08", "2027-06-10", "2027-08-12", "2027-10-14", "2027-12-09"].map((day) => `${day}T18:30`),
    );
  });

  test("several days a week, every other week, counted from the week of the first", () => {
    // A Wednesday: its Tuesday is over, its Thursday is not.
    expect(expandRule(weekly({ interval: 2, weekdays: [2, 4], count: 4 }), "2026-12-09T10:00")).toEqual(
      ["2026-12-10", "2026-12-22", "2026-12-24", "2027-01-05"].map((day) => `${day}T10:00`),
    );
  });

  test("they begin with the first that fits, and the interval is counted from the month that was named", () => {
    expect(expandRule(monthly({ interval: 3, count: 2 }), "2026-11-20T10:00")).toEqual(["2027-02-11T10:00", "2027-05-13T10:00"]);
  });

  test("months without the day are passed over", () => {
    expect(expandRule(monthly({ on: { day: 31 }, count: 3 }), "2026-12-31T10:00")).toEqual(["2026-12-31T10:00", "2027-01-31T10:00", "2027-03-31T10:00"]);
    expect(expandRule(monthly({ on: { day: 29 }, interval: 12, count: 5 }), "2028-02-29T10:00")).toEqual(["2028-02-29T10:00"]);
    expect(expandRule(monthly({ on: { day: 29 }, interval: 12 }), "2029-02-01T10:00")).toEqual([]);
  });

  test("the last weekday, be it the fourth or the fifth", () => {
    const days = expandRule(monthly({ on: { nth: -1, weekday: 5 }, count: 3 }), "2026-11-01T10:00");
    expect(days).toEqual(["2026-11-27T10:00", "2026-12-25T10:00", "2027-01-29T10:00"]);
  });

  test("there are never more than MOST_DATES, nor any past the horizon", () => {
    expect(expandRule(weekly({ weekdays: [1, 2, 3, 4, 5], until: "2099-01-01", count: null }), "2026-12-07T10:00")).toHaveLength(MOST_DATES);
    expect(expandRule(monthly({ count: MOST_DATES }), "2026-12-10T10:00").at(-1)).toBe("2029-11-08T10:00");
    expect(expandRule(weekly({ count: 9 }), "2026-12-07T10:00", 3)).toHaveLength(3);
  });
});

test("all slots: the first, the rule's, those added; each once, in order", () => {
  const row = { first_local: "2026-12-10T18:30", extra: '["2027-01-05T09:00","2026-12-17T18:30"]' };
  const slots = ["2026-12-10T18:30", "2026-12-17T18:30", "2027-01-05T09:00"];
  expect(slotsOf({ ...row, rule: JSON.stringify(weekly({ count: 2 })) })).toEqual(slots);
  expect(slotsOf({ ...row, rule: null })).toEqual(slots);
  expect(slotsOf({ rule: weekly({ count: 2 }), first_local: row.first_local, extra: JSON.parse(row.extra) })).toEqual(slots);
});

describe("in words", () => {
  test.each([
    [monthly({ interval: 2, until: "2027-12-09", count: null }), "Cada dos meses, el segundo jueves, hasta el jueves 9 de diciembre de 2027"],
    [weekly({ weekdays: [2, 4] }), "Todas las semanas, los martes y jueves, 10 veces"],
    [weekly({ interval: 2, weekdays: [1, 3, 6], count: 1 }), "Cada dos semanas, los lunes, miércoles y sábados, una vez"],
    [weekly({ weekdays: [1, 2, 3, 4, 5] }), "Todas las semanas, de lunes a viernes, 10 veces"],
    [weekly({ weekdays: [1, 2, 3, 4, 5, 6, 7] }), "Todas las semanas, todos los días, 10 veces"],
    [weekly({ weekdays: [7] }), "Todas las semanas, los domingos, 10 veces"],
    [monthly({ on: { nth: -1, weekday: 5 } }), "Todos los meses, el último viernes, 10 veces"],
    [monthly({ on: { nth: 1, weekday: 6 }, interval: 24 }), "Cada 24 meses, el primer sábado, 10 veces"],
    [monthly({ on: { day: 15 }, interval: 3 }), "Cada tres meses, el día 15, 10 veces"],
    [monthly({ on: { day: 31 } }), "Todos los meses, el día 31 (de los meses que lo tienen), 10 veces"],
  ])("%j", (rule, words) => expect(ruleWords(rule)).toBe(words));

  test("which one of its month a day is", () => {
    expect(nthOf("2026-12-10")).toEqual({ nth: 2, weekday: 4 });
    expect(nthOf("2026-12-31")).toEqual({ nth: -1, weekday: 4 });
    expect(nthOf("2026-12-28")).toEqual({ nth: 4, weekday: 1 });
  });
});

describe("as RFC 5545 has it", () => {
  test.each([
    [monthly({ interval: 2, until: "2027-12-09", count: null }), "FREQ=MONTHLY;INTERVAL=2;UNTIL=20271210T025959Z;BYDAY=2TH"],
    [weekly({ weekdays: [2, 4] }), "FREQ=WEEKLY;COUNT=10;BYDAY=TU,TH;WKST=MO"],
    [monthly({ on: { day: 15 }, interval: 3 }), "FREQ=MONTHLY;INTERVAL=3;COUNT=10;BYMONTHDAY=15"],
    [monthly({ on: { nth: -1, weekday: 5 } }), "FREQ=MONTHLY;COUNT=10;BYDAY=-1FR"],
  ])("%j", (rule, value) => expect(rruleOf(rule, "America/Santiago", "2026-12-10T18:30")).toBe(value));

  test("the last second of the last day: in winter, in summer, of the day that has its last hour twice, of one whose next midnight is skipped", () => {
    const until = (day: string, zone: Zone = "America/Santiago") => /UNTIL=(\w+)/.exec(rruleOf(weekly({ until: day, count: null }), zone, "2026-12-10T18:30"))?.[1];
    expect(until("2027-07-08")).toBe("20270709T035959Z");
    expect(until("2027-01-07")).toBe("20270108T025959Z");
    expect(until("2027-04-03")).toBe("20270404T035959Z");
    expect(until("2027-09-04")).toBe("20270905T035959Z");
    expect(until("2027-07-08", "Pacific/Easter")).toBe("20270709T055959Z");
    expect(rruleOf(weekly({ until: "2027-07-08", count: null }), "America/Santiago", "2026-12-10T00:00", { allDay: true })).toContain("UNTIL=20270708;");
  });

  test("says how many where the rule goes on further than we do", () => {
    expect(rruleOf(weekly({ weekdays: [1, 2, 3, 4, 5], until: "2099-01-01", count: null }), "America/Santiago", "2026-12-07T10:00")).toContain(`COUNT=${MOST_DATES};`);
    expect(rruleOf(monthly({ count: 100 }), "America/Santiago", "2026-12-10T10:00")).toContain("COUNT=36;");
  });
});

describe("a stored rule", () => {
  test("is read back, its weekdays in order and once", () => {
    expect(parseRule(JSON.stringify(weekly({ weekdays: [4, 2, 4] })))).toEqual(weekly({ weekdays: [2, 4] }));
    expect(parseRule(JSON.stringify(monthly({ on: { day: 31 } })))).toEqual(monthly({ on: { day: 31 } }));
  });

  test.each([
    weekly({ weekdays: [] }),
    weekly({ weekdays: [8 as Weekday] }),
    weekly({ interval: 0 }),
    weekly({ until: "2027-02-30", count: null }),
    weekly({ until: "2027-02-20", count: 3 }),
    weekly({ until: null, count: null }),
    weekly({ count: MOST_DATES + 1 }),
    monthly({ on: { nth: 5 as Nth, weekday: 1 } }),
    monthly({ on: { day: 32 } }),
    { freq: "yearly" },
  ])("is refused where it is none: %j", (rule) => expect(() => parseRule(JSON.stringify(rule))).toThrow());
});

/** As two libraries expand what rruleOf says, beginning where we do. */
const weekdays = fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7);
const bounds = fc.oneof(
  fc.record({ until: fc.integer({ min: 0, max: 1_000 }), count: fc.constant(null) }),
  fc.record({ until: fc.constant(null), count: fc.integer({ min: 1, max: MOST_DATES }) }),
);
const cases = fc
  .record({
    day: fc.integer({ min: 0, max: 4_000 }),
    minutes: fc.integer({ min: 0, max: 1_439 }),
    zone: fc.constantFrom(...ZONES.map(({ id }) => id)),
    bounds,
    shape: fc.oneof(
      fc.record({ freq: fc.constant("weekly" as const), interval: fc.integer({ min: 1, max: 8 }), weekdays: fc.uniqueArray(weekdays, { minLength: 1 }) }),
      fc.record({
        freq: fc.constant("monthly" as const),
        interval: fc.integer({ min: 1, max: 13 }),
        on: fc.oneof(fc.record({ nth: fc.constantFrom<Nth>(1, 2, 3, 4, -1), weekday: weekdays }), fc.record({ day: fc.integer({ min: 1, max: 31 }) })),
      }),
    ),
  })
  .map(({ day, minutes, zone, bounds: { until, count }, shape }) => {
    const first = `${addDays("2024-01-01", day)}T${new Date(minutes * 60_000).toISOString().slice(11, 16)}`;
    const last = until === null ? null : addDays(first.slice(0, 10), until);
    return { zone, first, rule: parseRule(JSON.stringify({ ...shape, until: last, count })) };
  });

describe.each(["UTC", "America/Santiago", "Pacific/Auckland"])("with the process in %s, by property", (processZone) => {
  const before = process.env.TZ;
  process.env.TZ = processZone;
  afterAll(() => {
    process.env.TZ = before;
  });

  test("ical.js expands the written rule to the same wall times", () => {
    process.env.TZ = processZone;
    fc.assert(
      fc.property(cases, ({ zone, first, rule }) => {
        const ours = expandRule(rule, first);
        const start = ours[0];
        if (start === undefined || !exists(ours, zone)) return;
        const found = byIcalJs(rruleOf(rule, zone, start), start, zone);
        expect(found).toEqual(ours);
      }),
      { numRuns: 400 },
    );
  });

  test("rrule-temporal too, as instants", () => {
    process.env.TZ = processZone;
    fc.assert(
      fc.property(cases, ({ zone, first, rule }) => {
        const ours = expandRule(rule, first);
        const start = ours[0];
        if (start === undefined || !exists(ours, zone)) return;
        const text = `DTSTART;TZID=${zone}:${basic(start)}\nRRULE:${rruleOf(rule, zone, start)}`;
        const found = new RRuleTemporal({ rruleString: text }).all().map((each) => each.toInstant().epochMilliseconds);
        expect(found).toEqual(ours.map((wall) => instant(wall, zone)));
      }),
      { numRuns: 100 },
    );
  });

  test("expanded from its own first date it is the same; every date is of the rule, and none is past its bounds", () => {
    process.env.TZ = processZone;
    fc.assert(
      fc.property(cases, ({ first, rule }) => {
        const ours = expandRule(rule, first);
        if (ours[0] !== undefined) expect(expandRule(rule, ours[0])).toEqual(ours);
        expect([...new Set(ours)].sort()).toEqual(ours);
        for (const wall of ours) {
          const day = wall.slice(0, 10);
          expect(wall >= first && day <= `${Number(ours[0]?.slice(0, 4)) + HORIZON_YEARS}${ours[0]?.slice(4, 10)}`).toBe(true);
          if (rule.until !== null) expect(day <= rule.until).toBe(true);
          if (rule.freq === "weekly") expect(rule.weekdays).toContain(weekdayOf(day));
          else expect("day" in rule.on ? Number(day.slice(8)) : weekdayOf(day)).toBe("day" in rule.on ? rule.on.day : rule.on.weekday);
        }
      }),
    );
  });
});

/** An hour that is skipped or comes twice is told by each library in its own way. */
function exists(walls: string[], zone: Zone): boolean {
  return walls.every((wall) => {
    const at = wallToInstant(wall, zone);
    return at.ok && new Date(Date.parse(at.instant) + 3_600_000).toISOString() === instantAfter(wall, zone);
  });
}

function instantAfter(wall: string, zone: Zone): string | null {
  const next = new Date(Date.parse(`${wall}:00.000Z`) + 3_600_000).toISOString().slice(0, 16);
  const at = wallToInstant(next, zone);
  return at.ok ? at.instant : null;
}

function instant(wall: string, zone: Zone): number {
  const at = wallToInstant(wall, zone);
  return at.ok ? Date.parse(at.instant) : Number.NaN;
}

const basic = (wall: string): string => `${wall.replace(/[-:]/g, "")}00`;

/** In wall time; UNTIL, which is an instant, is told it as the end of its day there. */
function byIcalJs(value: string, start: string, zone: Zone): string[] {
  const local = value.replace(/UNTIL=(\w+)Z/, (_, until: string) => `UNTIL=${wallOf(until, zone)}`);
  const iterator = ICAL.Recur.fromString(local).iterator(ICAL.Time.fromDateTimeString(`${start}:00`));
  const found: string[] = [];
  for (let next = iterator.next(); next && found.length <= MOST_DATES; next = iterator.next()) found.push(next.toString().slice(0, 16));
  return found;
}

function wallOf(until: string, zone: Zone): string {
  const iso = until.replace(/(....)(..)(..)T(..)(..)(..)/, "$1-$2-$3T$4:$5:$6.000Z");
  const day = ICAL.Time.fromJSDate(new Date(iso), true);
  const wall = [0, 1].map((days) => addDays(day.toString().slice(0, 10), days - 1)).find((each) => Date.parse(iso) - instant(`${each}T12:00`, zone) < 14 * 3_600_000);
  return `${(wall ?? "").replaceAll("-", "")}T235959`;
}
