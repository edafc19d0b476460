import { expect, test } from "vitest";
import { byDay, readDay, readMonth, shiftMonth, spanOf, weeksOf } from "./month-days.ts";

test("months and days of the address: what is none is none", () => {
  expect(["2026-12", "2026-13", "26-12", "2026-1", "9999-12", "", null].map(readMonth)).toEqual(["2026-12", null, null, null, null, null, null]);
  expect(["2026-12-05", "2026-02-30", "2026-12-5", null].map(readDay)).toEqual(["2026-12-05", null, null, null]);
});

test("the month before and after, across years", () => {
  expect([shiftMonth("2026-12", 1), shiftMonth("2026-01", -1), shiftMonth("2026-05", 0)]).toEqual(["2027-01", "2025-12", "2026-05"]);
});

test("whole weeks from Monday, as many as the month touches", () => {
  const december = weeksOf("2026-12");
  expect([december.length, december[0]?.[0], december.at(-1)?.at(-1)]).toEqual([5, "2026-11-30", "2027-01-03"]);
  expect(weeksOf("2027-02").map((week) => week[0])).toEqual(["2027-02-01", "2027-02-08", "2027-02-15", "2027-02-22"]);
  expect(weeksOf("2026-08").length).toBe(6);
});

test("an event stands on each of its days, in its own zone", () => {
  const at = (starts_at: string, ends_at: string, zone = "America/Santiago" as const, all_day = false) => ({ starts_at, ends_at, zone, all_day });
  const late = at("2026-12-06T01:00:00.000Z", "2026-12-06T02:30:00.000Z"); // Saturday 22:00 to 23:30
  const island = { ...at("2026-12-06T04:00:00.000Z", "2026-12-06T04:30:00.000Z"), zone: "Pacific/Easter" as const }; // Saturday 23:00 there
  const camp = at("2026-12-04T12:00:00.000Z", "2026-12-07T03:00:00.000Z"); // Friday to Sunday midnight
  const days = byDay([camp, late, island], "2026-12-05", "2026-12-11");
  expect([...days.keys()]).toEqual(["2026-12-05", "2026-12-06"]);
  expect(days.get("2026-12-05")?.map(({ event, begins }) => [event, begins])).toEqual([
    [camp, false],
    [late, true],
    [island, true],
  ]);
  expect(days.get("2026-12-06")?.map(({ event }) => event)).toEqual([camp]);
  const { from, to } = spanOf("2026-12-05", "2026-12-05");
  expect(from < late.starts_at && island.ends_at < to).toBe(true);
});
