import { describe, expect, test } from "vitest";
import type { CalendarRow } from "#app/domain/events/event-rows.ts";
import type { Rule } from "#app/domain/series/rule.ts";
import { ZONES } from "#app/i18n/zones.ts";
import { calendarEvent } from "./calendar-event.testing.ts";
import { changeDate, eventfulYears, instantOf, SERIES_ID, type Staged, stageSeries, TWO_YEARS, timesOf, WHERE } from "./calendar-series.testing.ts";
import type { CalendarSeries } from "./calendar-series.ts";
import { calendarSeriesOf } from "./feed-events.server.ts";
import { feed, imip, MAX_FEED_BYTES, single } from "./ical.ts";
import { readWithIcalJs } from "./readers.testing.ts";
import { type Occurrence, SERIES_READERS } from "./series-readers.testing.ts";

const ORGANIZER = { name: "Nodos", address: "reuniones@nodos.example" };
const ROSA = { name: "Rosa Quispe", address: "rosa@liceo.example", partstat: "NEEDS-ACTION", rsvp: true } as const;

function seriesOf({ series, rows }: Staged): CalendarSeries {
  const made = calendarSeriesOf(series, rows, WHERE);
  if (!made) throw new Error("no date");
  return made;
}

const feedOf = (...all: CalendarSeries[]) => feed({ name: "Nodo", url: "https://nodos.example", refreshMinutes: 60, events: all });
const request = (series: CalendarSeries, more: object = {}) => imip({ method: "REQUEST", event: series, organizer: ORGANIZER, attendee: ROSA, ...more });

/** What the rows themselves say, without any rule. */
function promised(rows: readonly CalendarRow[]): Occurrence[] {
  return rows
    .map((row) => ({
      start: row.starts_at,
      end: row.ends_at,
      summary: row.status === "cancelled" ? `CANCELADO: ${row.title}` : row.title,
      location: [row.host_name, row.address, row.comuna_name].join(", "),
      status: row.status === "cancelled" ? "CANCELLED" : "CONFIRMED",
    }))
    .sort((a, b) => (a.start < b.start ? -1 : 1));
}

const lines = (file: string) => file.replaceAll("\r\n ", "").split("\r\n");
const linesOf = (file: string, name: string) => lines(file).filter((line) => line.startsWith(name));

describe.each(ZONES)("two years in $label: two dates moved, one cancelled, one added", ({ id: zone }) => {
  const staged = eventfulYears(zone);
  const series = seriesOf(staged);

  test.each(Object.entries(SERIES_READERS))("the feed, as %s reads it, occurrence by occurrence", (_, read) => {
    expect(read(feedOf(series))).toEqual(promised(staged.rows));
    expect(read(feedOf(series))).toHaveLength(25);
  });

  test.each(Object.entries(SERIES_READERS))("the file to download, as %s reads it", (_, read) => {
    expect(read(single(series))).toEqual(promised(staged.rows));
  });

  test.each(Object.entries(SERIES_READERS))("the invitation to the whole, as %s reads it: what was cancelled is not there", (_, read) => {
    expect(read(request(series))).toEqual(promised(staged.rows.filter((row) => row.status !== "cancelled")));
  });

  test("the hour of the wall is the same in summer and in winter", () => {
    const walls = new Set(staged.rows.filter((row) => row.differs_at === null).map((row) => row.starts_local.slice(11)));
    expect(walls).toEqual(new Set(["18:30", "10:00"]));
    const shifts = new Set(staged.rows.filter((row) => row.starts_local.endsWith("18:30")).map((row) => row.starts_at.slice(11, 16)));
    expect(shifts.size).toBe(zone === "America/Punta_Arenas" || zone === "America/Coyhaique" ? 1 : 2);
  });
});

const RULES: [string, Rule, string][] = [
  ["every week around the clock changes", { freq: "weekly", interval: 1, weekdays: [6, 7], until: "2027-12-31", count: null }, "2026-12-05T12:00"],
  ["every second week, three days", { freq: "weekly", interval: 2, weekdays: [1, 3, 5], until: null, count: 80 }, "2026-12-07T08:00"],
  ["the last Friday", { freq: "monthly", interval: 1, on: { nth: -1, weekday: 5 }, until: null, count: 24 }, "2026-12-25T19:00"],
  ["the 31st", { freq: "monthly", interval: 1, on: { day: 31 }, until: "2028-12-31", count: null }, "2026-12-31T12:00"],
  ["every two months", { freq: "monthly", interval: 2, on: { nth: 1, weekday: 2 }, until: "2028-12-05", count: null }, "2026-12-01T00:30"],
];

describe.each(RULES)("%s", (_, rule, first) => {
  test.each(ZONES)("in $label, is read alike", ({ id: zone }) => {
    const staged = stageSeries({ rule, zone, first, minutes: 45 });
    const file = feedOf(seriesOf(staged));
    for (const [name, read] of Object.entries(SERIES_READERS)) expect(read(file), name).toEqual(promised(staged.rows));
    expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  });
});

test("explicit dates: without a rule, all the same to the readers", () => {
  const staged = stageSeries({ rule: null, extra: ["2027-03-18T18:30", "2027-06-17T09:00", "2028-01-05T18:30"] });
  const file = feedOf(seriesOf(staged));
  expect(file).not.toContain("RRULE:FREQ=M");
  for (const [name, read] of Object.entries(SERIES_READERS)) expect(read(file), name).toEqual(promised(staged.rows));
});

test("the first date is taken out: of a rule, of explicit dates", () => {
  for (const staged of [stageSeries(), stageSeries({ rule: null, extra: ["2027-03-18T18:30", "2027-06-17T09:00"] })]) {
    const left = staged.rows.slice(1);
    const file = feedOf(seriesOf({ ...staged, rows: left }));
    expect(linesOf(file, "EXDATE")).toEqual(["EXDATE;TZID=America/Santiago:20261210T183000"]);
    for (const [name, read] of Object.entries(SERIES_READERS)) expect(read(file), name).toEqual(promised(left));
  }
});

test("a date that was added before the first, and one at another hour of a day that the rule names", () => {
  const staged = stageSeries({ extra: ["2026-12-03T18:30", "2027-05-13T09:00"] });
  const file = feedOf(seriesOf(staged));
  for (const [name, read] of Object.entries(SERIES_READERS)) expect(read(file), name).toEqual(promised(staged.rows));
});

test("after all that is to come was moved to another hour, what is over keeps its own", () => {
  const staged = stageSeries();
  const rows = staged.rows.map((row, index) => {
    const slot = `${row.slot_local?.slice(0, 10)}T19:30`;
    return index < 3 ? row : { ...row, slot_local: slot, ...timesOf(slot, row.zone) };
  });
  const moved = seriesOf({ series: { ...staged.series, first_local: "2026-12-10T19:30", ends_local: "2026-12-10T21:00" }, rows });
  for (const [name, read] of Object.entries(SERIES_READERS)) expect(read(feedOf(moved)), name).toEqual(promised(rows));
  expect(linesOf(feedOf(moved), "EXDATE")).toHaveLength(3);
});

test("after the rest was cancelled and the rule ends before, those dates still say so", () => {
  const staged = stageSeries();
  const rows = staged.rows.map((row, index): CalendarRow => (index < 20 ? row : { ...row, status: "cancelled" }));
  const series = { ...staged.series, rule: JSON.stringify({ ...TWO_YEARS, until: "2028-08-01" }) };
  for (const [name, read] of Object.entries(SERIES_READERS)) expect(read(feedOf(seriesOf({ series, rows }))), name).toEqual(promised(rows));
  expect(SERIES_READERS["ical.js"](request(seriesOf({ series, rows })))).toEqual(promised(rows.slice(0, 20)));
});

test("dates to know, without hours, are told as dates", () => {
  const staged = stageSeries({ zone: "Pacific/Easter", extra: ["2027-07-20T00:00"], first: "2026-12-10T00:00", minutes: 1439, row: { kind: "milestone", all_day: true } });
  const moved = changeDate(staged, "2027-04-08T00:00", timesOf("2027-04-09T00:00", "Pacific/Easter", 1439));
  const { rows } = moved;
  const file = feedOf(seriesOf({ ...moved, rows: rows.filter((row) => row.slot_local !== "2027-05-13T00:00") }));
  expect(file).not.toMatch(/TZID|VTIMEZONE/);
  expect(linesOf(file, "RRULE")).toEqual(["RRULE:FREQ=MONTHLY;UNTIL=20281130;BYDAY=2TH"]);
  expect(linesOf(file, "EXDATE")).toEqual(["EXDATE;VALUE=DATE:20270513"]);
  const days = rows.filter((row) => row.slot_local !== "2027-05-13T00:00").map((row) => row.starts_local.slice(0, 10));
  for (const [name, read] of Object.entries(SERIES_READERS))
    expect(
      read(file).map(({ start }) => start),
      name,
    ).toEqual(days.sort());
});

describe("the master", () => {
  test("says what holds now: dates that are over keep what was true of them", () => {
    const staged = stageSeries();
    const rows = staged.rows.map((row, index) => (index < 3 ? row : { ...row, title: "Sesión del territorio" }));
    const file = feedOf(seriesOf({ ...staged, rows }));
    expect(readWithIcalJs(file).events.map(({ summary }) => summary)).toEqual(["Sesión del territorio", ...Array(3).fill("Sesión territorial")]);
    for (const [name, read] of Object.entries(SERIES_READERS)) expect(read(file), name).toEqual(promised(rows));
  });

  test("is cancelled when all of it is", () => {
    const staged = stageSeries({ row: { status: "cancelled" } });
    const { events } = readWithIcalJs(feedOf(seriesOf(staged)));
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ status: "CANCELLED", summary: "CANCELADO: Sesión territorial" });
  });

  test("without a date there is none; a draft is no date", () => {
    const { series, rows } = stageSeries();
    expect(calendarSeriesOf(series, [], WHERE)).toBeNull();
    expect(calendarSeriesOf(series, rows.map((row) => ({ ...row, status: "draft" })), WHERE)).toBeNull(); // biome-ignore format: one line
  });

  test("one UID, one SEQUENCE and one DTSTAMP for the whole, whatever the rows have", () => {
    const file = single(seriesOf(eventfulYears()));
    for (const name of ["UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED"]) expect(new Set(linesOf(file, name)).size, name).toBe(1);
    expect(linesOf(file, "SEQUENCE")[0]).toBe("SEQUENCE:3");
    expect(linesOf(file, "UID")[0]).toBe(`UID:${SERIES_ID}@nodos.example`);
  });

  test("each date that stands by itself leads to its own page", () => {
    const urls = readWithIcalJs(single(seriesOf(eventfulYears()))).events.map(({ url }) => url?.slice(-3));
    expect(urls).toEqual(["100", "104", "108", "110", "116"]);
  });
});

describe("what makes a date stand by itself", () => {
  const staged = stageSeries();
  const slot = "2027-05-13T18:30";
  const count = (change: Partial<CalendarRow>) => feedOf(seriesOf(changeDate(staged, slot, change))).match(/BEGIN:VEVENT/g)?.length;

  test.each<[string, Partial<CalendarRow>]>([
    ["another hour", timesOf("2027-05-13T19:00", "America/Santiago")],
    ["a longer one", timesOf(slot, "America/Santiago", 120)],
    ["another title", { title: "Otra" }],
    ["another place", { host_name: "Liceo Politécnico" }],
    ["another link", { online_url: "https://otra.example" }],
    ["another description", { description_html: "<p>Otra cosa</p>" }],
    ["its being cancelled", { status: "cancelled" }],
    ["another kind", { kind: "workshop" }],
  ])("%s", (_, change) => expect(count(change)).toBe(2));

  test("but not that it was changed and changed back, nor who may come", () => {
    expect(count({ capacity: 12 })).toBe(1);
  });

  test("a date in another zone names that zone too", () => {
    const file = feedOf(seriesOf(changeDate(staged, slot, { zone: "Pacific/Easter", ...timesOf("2027-05-13T17:00", "Pacific/Easter") })));
    expect(linesOf(file, "TZID")).toEqual(["TZID:America/Santiago", "TZID:Pacific/Easter"]);
    expect(file).toContain("RECURRENCE-ID;TZID=America/Santiago:20270513T183000\r\nDTSTART;TZID=Pacific/Easter:20270513T170000\r\n");
    expect(SERIES_READERS["ical.js"](file)[5]?.start).toBe(instantOf("2027-05-13T17:00", "Pacific/Easter"));
  });

  test("a meeting over the night of a clock change that is as long by the clock, but not in hours", () => {
    const night = stageSeries({ rule: { freq: "weekly", interval: 1, weekdays: [6], until: null, count: 60 }, first: "2026-12-05T22:00", minutes: 300 });
    const file = feedOf(seriesOf(night));
    // ts-ics takes a change to be in force some hours early.
    for (const name of ["ical.js", "node-ical"] as const) expect(SERIES_READERS[name](file), name).toEqual(promised(night.rows));
    expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(3);
  });
});

describe("a feed with series and single meetings", () => {
  const events = () => [seriesOf(eventfulYears()), calendarEvent(), seriesOf(renamed(stageSeries({ zone: "Pacific/Easter", first: "2025-01-09T10:00" })))];
  const renamed = ({ series, rows }: Staged): Staged => ({ series: { ...series, id: "otra" }, rows });

  test("names each zone once, since the earliest year, in the form that Outlook reads", () => {
    const file = feed({ name: "x", url: "https://nodos.example", refreshMinutes: 60, events: events() });
    expect(linesOf(file, "TZID")).toEqual(["TZID:America/Santiago", "TZID:Pacific/Easter"]);
    for (const rule of linesOf(file, "RRULE:FREQ=YEARLY")) expect(rule).toMatch(/^RRULE:FREQ=YEARLY;BYMONTH=[49];BYDAY=1SA$/);
    expect(file.indexOf("BEGIN:VTIMEZONE")).toBeLessThan(file.indexOf("BEGIN:VEVENT"));
  });

  test("is the same bytes in whatever order they come and wherever the server is", () => {
    const zone = process.env.TZ;
    try {
      const files = ["America/Santiago", "Pacific/Auckland", "UTC"].map((name, turn) => {
        process.env.TZ = name;
        return feed({ name: "x", url: "https://nodos.example", refreshMinutes: 60, events: turn === 1 ? events().reverse() : events() });
      });
      expect(new Set(files).size).toBe(1);
    } finally {
      process.env.TZ = zone;
    }
  });

  test("the rows may come in any order", () => {
    const staged = eventfulYears();
    expect(single(seriesOf({ ...staged, rows: [...staged.rows].reverse() }))).toBe(single(seriesOf(staged)));
  });

  test("a series that does not go into the megabyte is left out whole", () => {
    const long = `<p>${"Contenido ".repeat(60)}</p>`;
    const many = Array.from({ length: 700 }, (_, index) => {
      const staged = stageSeries({ rule: { freq: "weekly", interval: 1, weekdays: [4], until: null, count: 3 }, row: { description_html: long } });
      return seriesOf({ series: { ...staged.series, id: `s${String(index).padStart(3, "0")}` }, rows: changeDate(staged, "2026-12-17T18:30", { title: "Otra" }).rows });
    });
    const file = feedOf(...many);
    expect(Buffer.byteLength(file)).toBeLessThanOrEqual(MAX_FEED_BYTES);
    expect(Buffer.byteLength(file)).toBeGreaterThan(MAX_FEED_BYTES * 0.99);
    const uids = readWithIcalJs(file).events.map(({ uid }) => uid);
    expect(uids.length).toBe(2 * new Set(uids).size);
  });
});
