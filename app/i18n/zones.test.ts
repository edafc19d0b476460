import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { CLOCK_CHANGES, changeInstant } from "./chilean-clock.ts";
import { instantToWall, isZone, offsetAt, wallToInstant, ZONES, type Zone, zoneHour, zoneLabel } from "./zones.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What the runtime's own zone data says; null where it does not know the zone. */
function runtimeOffset(instant: number, zone: Zone): number | null {
  try {
    return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 60e9;
  } catch {
    return null;
  }
}

/** Aysén is in zone data since 2025b; an older runtime lacks it. Everything else every Node that we support knows. */
const knows = (zone: Zone) => runtimeOffset(0, zone) !== null;

describe("our clocks and the runtime's zone data", () => {
  test.each(ZONES.map((zone) => zone.id).filter(knows))("agree in %s at every hour of 2010 to 2040", (zone) => {
    const wrong: string[] = [];
    for (let at = Date.UTC(2010, 0, 1); at < Date.UTC(2041, 0, 1); at += 6 * HOUR) {
      if (offsetAt(at, zone) !== runtimeOffset(at, zone)) wrong.push(new Date(at).toISOString());
    }
    expect(wrong).toEqual([]);
  });

  test.each(ZONES.map((zone) => zone.id).filter(knows))("agree in %s to the second at each change", (zone) => {
    for (const change of CLOCK_CHANGES) {
      for (let year = change.from; year <= (change.to ?? 2040); year += 1) {
        const at = changeInstant(change, year);
        for (const instant of [at - 1000, at, at + 1000]) expect(offsetAt(instant, zone), new Date(instant).toISOString()).toBe(runtimeOffset(instant, zone));
      }
    }
  });

  test("agree before 2010, where ours asks the runtime", () => {
    for (const { id } of ZONES.filter((zone) => knows(zone.id))) {
      for (let at = Date.UTC(1990, 0, 1); at < Date.UTC(2010, 0, 5); at += 3 * DAY) expect(offsetAt(at, id)).toBe(runtimeOffset(at, id));
    }
  });

  test("Aysén is right even where the runtime does not know it", () => {
    expect(offsetAt("2024-07-01T12:00:00.000Z", "America/Coyhaique")).toBe(-240); // as in Santiago
    expect(offsetAt("2025-03-20T02:59:59.999Z", "America/Coyhaique")).toBe(-180);
    expect(offsetAt("2025-07-01T12:00:00.000Z", "America/Coyhaique")).toBe(-180); // for good
    expect(offsetAt("2036-07-01T12:00:00.000Z", "America/Coyhaique")).toBe(-180);
    expect(offsetAt("2005-07-01T12:00:00.000Z", "America/Coyhaique")).toBe(-240);
  });

  test("the clocks change on the first Sunday on or after the 2nd, not on the first Sunday", () => {
    const sundays = CLOCK_CHANGES.filter((change) => change.to === null).flatMap((change) =>
      [2029, 2030, 2035].map((year) => new Date(changeInstant(change, year)).toISOString().slice(0, 16)),
    );
    expect(sundays).toEqual(["2029-04-08T03:00", "2030-04-07T03:00", "2035-04-08T03:00", "2029-09-02T04:00", "2030-09-08T04:00", "2035-09-02T04:00"]);
  });
});

describe("wall time and instant", () => {
  test("are told in the zone, summer and winter", () => {
    expect(wallToInstant("2026-12-05T18:30", "America/Santiago")).toEqual({ ok: true, instant: "2026-12-05T21:30:00.000Z" });
    expect(wallToInstant("2026-07-05T18:30", "America/Santiago")).toEqual({ ok: true, instant: "2026-07-05T22:30:00.000Z" });
    expect(wallToInstant("2026-07-05T18:30", "America/Punta_Arenas")).toEqual({ ok: true, instant: "2026-07-05T21:30:00.000Z" });
    expect(wallToInstant("2026-07-05T18:30", "America/Coyhaique")).toEqual({ ok: true, instant: "2026-07-05T21:30:00.000Z" });
    expect(wallToInstant("2026-07-05T18:30", "Pacific/Easter")).toEqual({ ok: true, instant: "2026-07-06T00:30:00.000Z" });
    expect(instantToWall("2026-07-06T00:30:00.000Z", "Pacific/Easter")).toBe("2026-07-05T18:30");
  });

  test("a time that the clocks skip is refused", () => {
    expect(wallToInstant("2026-09-05T23:59", "America/Santiago")).toEqual({ ok: true, instant: "2026-09-06T03:59:00.000Z" });
    expect(wallToInstant("2026-09-06T00:00", "America/Santiago")).toEqual({ ok: false, reason: "gap" });
    expect(wallToInstant("2026-09-06T00:30", "America/Santiago")).toEqual({ ok: false, reason: "gap" });
    expect(wallToInstant("2027-09-05T00:59", "America/Santiago")).toEqual({ ok: false, reason: "gap" });
    expect(wallToInstant("2026-09-06T01:00", "America/Santiago")).toEqual({ ok: true, instant: "2026-09-06T04:00:00.000Z" });
    expect(wallToInstant("2026-09-05T22:30", "Pacific/Easter")).toEqual({ ok: false, reason: "gap" });
    expect(wallToInstant("2026-09-06T00:30", "America/Punta_Arenas").ok).toBe(true);
    expect(wallToInstant("2026-09-06T00:30", "America/Coyhaique").ok).toBe(true);
  });

  test("a time that happens twice is the first", () => {
    expect(wallToInstant("2026-04-04T23:30", "America/Santiago")).toEqual({ ok: true, instant: "2026-04-05T02:30:00.000Z" });
    expect(instantToWall("2026-04-05T03:30:00.000Z", "America/Santiago")).toBe("2026-04-04T23:30");
    expect(wallToInstant("2026-04-04T21:30", "Pacific/Easter")).toEqual({ ok: true, instant: "2026-04-05T02:30:00.000Z" });
  });

  test.each(["2026-02-31T10:00", "2026-13-01T10:00", "2026-12-05T24:00", "2026-12-05T10:60", "2026-12-05", "2026-12-05T10:00Z", "", "mañana"])("«%s» is no wall time", (wall) => {
    expect(wallToInstant(wall, "America/Santiago")).toEqual({ ok: false, reason: "invalid" });
  });

  test("there and back is the same, as Temporal has it", () => {
    const minutes = fc.integer({ min: Date.UTC(2024, 0, 1) / 60_000, max: Date.UTC(2038, 0, 1) / 60_000 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...ZONES.map((zone) => zone.id).filter(knows)), (minute, zone) => {
        const wall = new Date(minute * 60_000).toISOString().slice(0, 16);
        const found = wallToInstant(wall, zone);
        const plain = Temporal.PlainDateTime.from(wall);
        if (found.ok) {
          expect(instantToWall(found.instant, zone)).toBe(wall);
          expect(Date.parse(found.instant)).toBe(plain.toZonedDateTime(zone, { disambiguation: "earlier" }).epochMilliseconds);
        } else {
          expect(() => plain.toZonedDateTime(zone, { disambiguation: "reject" })).toThrow(RangeError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

test("zones have names for people, and others are none", () => {
  expect(ZONES.map((zone) => zoneLabel(zone.id))).toEqual(["Chile continental", "Magallanes", "Aysén", "Rapa Nui"]);
  expect(zoneHour("America/Coyhaique")).toBe("hora de Aysén");
  expect(isZone("Pacific/Easter")).toBe(true);
  for (const other of ["America/Lima", "UTC", "", null, 3]) expect(isZone(other)).toBe(false);
});

test("what is no instant is refused", () => {
  expect(() => offsetAt("ayer", "America/Santiago")).toThrow(RangeError);
});
