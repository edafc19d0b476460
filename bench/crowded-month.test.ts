import { expect, test } from "vitest";
import { listBetween } from "#app/domain/events/events.repo.server.ts";
import { spanOf } from "#app/routes/calendar/month-days.ts";
import { testDb } from "#db/testing.ts";
import { crowdedMonth } from "./crowded-month.ts";
import { generate, SMALL } from "./generate.ts";

test("the crowded month has 300 dates of ten series and nothing else, however often it is made", async () => {
  await using t = await testDb();
  const now = "2026-11-21T15:00:00.000Z";
  await generate(t.db, SMALL, now);
  for (let n = 0; n < 2; n += 1) expect(await crowdedMonth(t.db, now)).toBe("2028-01");
  const rows = await listBetween(t.db, null, { ...spanOf("2028-01-01", "2028-01-31"), now, limit: 1_000 });
  expect(rows.length).toBe(300);
  expect(new Set(rows.map(({ starts_local }) => starts_local.slice(0, 10))).size).toBe(30);
});
