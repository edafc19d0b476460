import ICAL from "ical.js";
import { ICalCalendar } from "ical-generator";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { CLOCK_CHANGES, changeInstant } from "#app/i18n/chilean-clock.ts";
import { instantToWall, offsetAt, wallToInstant, ZONES, type Zone } from "#app/i18n/zones.ts";
import { READERS } from "./readers.testing.ts";
import { type VtimezoneOptions, vtimezone } from "./vtimezone.ts";

const DAY = 86_400_000;

/** A calendar with an event, in wall time, at noon of every ninth day and around each change; read back, its instants must be ours. */
function calendarIn(zone: Zone, years: [number, number], options?: VtimezoneOptions): { file: string; instants: string[] } {
  const walls = new Set<string>();
  for (let day = Date.UTC(years[0], 0, 1, 12); day < Date.UTC(years[1] + 1, 0, 1); day += 9 * DAY) walls.add(new Date(day).toISOString().slice(0, 16));
  for (const change of CLOCK_CHANGES) {
    for (let year = Math.max(change.from, years[0]); year <= Math.min(change.to ?? 9999, years[1]); year += 1) {
      for (const minutes of [-1440, -61, 60, 1440]) walls.add(instantToWall(changeInstant(change, year) + minutes * 60_000, zone));
    }
  }
  const found = [...walls].map((wall) => ({ wall, at: wallToInstant(wall, zone) })).filter((each) => !isTwofold(each.wall, zone));
  const events = found.map(({ wall }, index) =>
    ["BEGIN:VEVENT", `UID:${index}`, "DTSTAMP:20260101T000000Z", `DTSTART;TZID=${zone}:${wall.replace(/[-:]/g, "")}00`, "SUMMARY:x", "END:VEVENT", ""].join("\r\n"),
  );
  const file = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n${vtimezone(zone, options)}${events.join("")}END:VCALENDAR\r\n`;
  return { file, instants: found.map(({ at }) => (at.ok ? at.instant : "")) };
}

/** A wall time in the hour that happens twice: readers choose either. */
function isTwofold(wall: string, zone: Zone): boolean {
  const first = wallToInstant(wall, zone);
  return first.ok && instantToWall(Date.parse(first.instant) + 3_600_000, zone) === wall;
}

describe("a VTIMEZONE is right in every year", () => {
  test.each(ZONES)("$label, as ical.js and node-ical read it", ({ id }) => {
    const { file, instants } = calendarIn(id, [2010, 2040]);
    for (const name of ["ical.js", "node-ical"] as const) expect(READERS[name](file).events.map((event) => event.start)).toEqual(instants);
  });

  // ts-ics 2.4 works out rules in UTC days, which is another day than Rapa Nui's at 22:00; there it is a week off in some years.
  test.each(ZONES.filter((zone) => zone.id !== "Pacific/Easter"))("$label, as ts-ics reads it", ({ id }) => {
    const { file, instants } = calendarIn(id, [2010, 2040]);
    const read = READERS["ts-ics"](file).events.map((event) => event.start);
    expect(read).toHaveLength(instants.length);
    // It takes a change to be in force some hours early or late, which is told wrong on the day after at most.
    const wrong = read.filter((start, index) => start !== instants[index] && !isNearChange(start));
    expect(wrong).toEqual([]);
  });

  test.each(ZONES)("$label, in the plain form that Outlook reads", ({ id }) => {
    const { file, instants } = calendarIn(id, [2024, 2040], { since: 2024, plain: true });
    expect(READERS["ical.js"](file).events.map((event) => event.start)).toEqual(instants);
    const rules = file.match(/^RRULE:.*$/gm) ?? [];
    for (const rule of rules) expect(rule).toMatch(/^RRULE:FREQ=YEARLY;BYMONTH=\d+;BYDAY=[1-4]SA(;UNTIL=\d{8}T\d{6}Z)?\r?$/);
  });

  test.each(ZONES)("$label, each day of it as the runtime has it", ({ id }) => {
    const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(vtimezone(id))));
    for (let at = Date.UTC(2010, 0, 1, 12); at < Date.UTC(2041, 0, 1); at += DAY) {
      const time = ICAL.Time.fromJSDate(new Date(at), true).convertToZone(zone);
      expect((time.hour - 12) * 60, new Date(at).toISOString()).toBe(runtimeOffset(at, id));
    }
  });
});

function runtimeOffset(at: number, zone: Zone): number {
  try {
    return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 60e9;
  } catch {
    return offsetAt(at, zone); // a runtime without Aysén: zones.test.ts says what ours must be
  }
}

function isNearChange(instant: string): boolean {
  const year = new Date(instant).getUTCFullYear();
  return CLOCK_CHANGES.some((change) => Math.abs(changeInstant(change, year) - Date.parse(instant)) < DAY + 7_200_000);
}

test("what is in force today is the law, in two yearly rules", () => {
  expect(vtimezone("America/Santiago", { since: 2026 })).toBe(
    [
      "BEGIN:VTIMEZONE",
      "TZID:America/Santiago",
      "X-LIC-LOCATION:America/Santiago",
      "BEGIN:STANDARD",
      "DTSTART:20190407T000000",
      "RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=SU",
      "TZNAME:-04",
      "TZOFFSETFROM:-0300",
      "TZOFFSETTO:-0400",
      "END:STANDARD",
      "BEGIN:DAYLIGHT",
      "DTSTART:20230903T000000",
      "RRULE:FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=SU",
      "TZNAME:-03",
      "TZOFFSETFROM:-0400",
      "TZOFFSETTO:-0300",
      "END:DAYLIGHT",
      "END:VTIMEZONE",
      "",
    ].join("\r\n"),
  );
});

test.each([
  ["America/Punta_Arenas", "20161204T000000"],
  ["America/Coyhaique", "20250320T000000"],
] as const)("%s has stood still since %s", (zone, since) => {
  const file = vtimezone(zone, { since: 2026 });
  expect(file).toContain(`BEGIN:STANDARD\r\nDTSTART:${since}\r\nTZNAME:-03\r\nTZOFFSETFROM:-0300\r\nTZOFFSETTO:-0300\r\nEND:STANDARD`);
  expect(file).not.toContain("RRULE");
});

test.each(Array.from({ length: 17 }, (_, index) => 2010 + index))("leaving out what was before %d loses nothing of that year", (year) => {
  for (const { id } of ZONES) {
    const { file, instants } = calendarIn(id, [year, year], { since: year });
    expect(READERS["ical.js"](file).events.map((event) => event.start)).toEqual(instants);
  }
});

test("is what ical-generator wants of a generator, and its lines are 75 octets at most", () => {
  const calendar = new ICalCalendar({ timezone: { name: null as unknown as string, generator: (zone) => vtimezone(zone as Zone) } });
  calendar.createEvent({ id: "x", stamp: new Date(0), start: new Date(0), timezone: "America/Santiago", summary: "x" });
  const file = calendar.toString();
  expect(file.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1);
  for (const line of [...file.split("\r\n"), ...vtimezone("America/Santiago").split("\r\n")]) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});
