import { expect, test } from "vitest";
import { warningsOf } from "./event-warnings.ts";

const NOW = "2026-05-04T15:00:00.000Z";
const event = {
  kind: "session",
  starts_local: "2026-05-12T15:00",
  starts_at: "2026-05-12T19:00:00.000Z",
  ends_at: "2026-05-12T20:30:00.000Z",
  zone: "America/Santiago" as const,
  all_day: false,
  host_name: "Liceo Industrial",
  comuna_name: "Talca",
  comuna_code: null,
  region_code: "07",
  online: false,
};

test("says nothing of a meeting on a weekday in May, by the clock of its place", () => {
  expect(warningsOf(event, NOW)).toEqual([]);
});

test("notices weekends, clocks, crowded months and days gone by", () => {
  expect(warningsOf({ ...event, starts_local: "2026-05-16T15:00" }, NOW)).toEqual(["Es sábado."]);
  expect(warningsOf({ ...event, region_code: "12" }, NOW)).toEqual(["El lugar está en Magallanes, pero la hora está dada en hora de Chile continental."]);
  expect(warningsOf({ ...event, starts_local: "2026-11-12T15:00" }, NOW)[0]).toContain("cierran el año");
  expect(warningsOf({ ...event, starts_local: "2026-11-12T15:00", online: true }, NOW)).toEqual([]);
  expect(warningsOf({ ...event, starts_at: "2026-05-01T15:00:00.000Z" }, NOW)[0]).toContain("ya pasó");
});
