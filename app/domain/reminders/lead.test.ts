import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantToWall, type Zone } from "#app/i18n/zones.ts";
import { dueAt, isQuiet, LEAD_HOURS, promiseStage } from "./lead.ts";

const SANTIAGO = "America/Santiago";
const wall = (instant: string, zone: Zone = SANTIAGO) => instantToWall(instant, zone).slice(0, 16);

describe("when a reminder is due", () => {
  test.each([
    ["by day: so many hours before", "2026-12-05T21:30:00.000Z", 24, "2026-12-04T18:30"],
    ["in the late evening: the next morning, for it is still far", "2026-12-06T01:30:00.000Z", 24, "2026-12-05T08:00"],
    ["in the night: that morning", "2026-12-05T12:00:00.000Z", 2, "2026-12-04T20:30"],
    ["before dawn, of a meeting at ten: that morning", "2026-12-05T13:00:00.000Z", 72, "2026-12-02T10:00"],
    ["two hours before half past nine: the evening before", "2026-12-05T12:30:00.000Z", 2, "2026-12-04T20:30"],
    ["two hours before ten: eight", "2026-12-05T13:00:00.000Z", 2, "2026-12-05T08:00"],
  ])("%s", (_what, startsAt, hours, expected) => {
    expect(wall(dueAt(startsAt, hours, SANTIAGO))).toBe(expected);
  });

  test("is never in the quiet hours of the reader, and always before the meeting", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2026-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
        fc.constantFrom(...LEAD_HOURS),
        fc.constantFrom<Zone>("America/Santiago", "America/Punta_Arenas", "Pacific/Easter"),
        (date, hours, zone) => {
          const due = dueAt(date.toISOString(), hours, zone);
          expect(isQuiet(due, zone)).toBe(false);
          expect(due < date.toISOString()).toBe(true);
        },
      ),
    );
  });
});

test("what was promised is told three days before, on its day, and each week after", () => {
  const days = Array.from({ length: 24 }, (_, n) => new Date(Date.UTC(2026, 11, 6 + n)).toISOString().slice(0, 10));
  const stages = days.map((day) => promiseStage("2026-12-10", day));
  expect(stages.slice(0, 5)).toEqual([null, "soon", "soon", "soon", "due"]);
  expect([...new Set(stages)]).toEqual([null, "soon", "due", "late-1", "late-2"]);
});
