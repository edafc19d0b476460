import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { RULES } from "#app/config/hub/check-rules.ts";
import type { Db } from "#db/create.ts";
import { testDb } from "#db/testing.ts";
import { generate, SMALL } from "./generate.ts";

const TODAY = "2026-11-21T15:00:00.000Z";
const TABLES = [
  "establishments",
  "people",
  "nodes",
  "memberships",
  "role_terms",
  "node_establishments",
  "counterparts",
  "events",
  "event_nodes",
  "event_audiences",
  "event_changes",
  "invitations",
  "outbox",
  "attendances",
] as const;

test("the same size and day give the same network, row by row", async () => {
  const made = async () => {
    await using t = await testDb();
    await generate(t.db, SMALL, TODAY);
    return Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, await digest(t.db, table)] as const)));
  };
  expect(await made()).toEqual(await made());
});

test("it is as large as was asked, and in the order that the command line's check wants", async () => {
  await using t = await testDb();
  await generate(t.db, SMALL, TODAY);
  expect(await count(t.db, "establishments")).toBe(SMALL.schools);
  expect(await count(t.db, "people")).toBe(SMALL.people);
  expect(await count(t.db, "nodes")).toBe(SMALL.nodes);
  expect(await count(t.db, "events")).toBe(SMALL.events);
  expect(await count(t.db, "invitations")).toBe(SMALL.invitations);
  expect(await count(t.db, "outbox")).toBe(SMALL.invitations);
  const past = await t.db
    .selectFrom("events")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("starts_at", "<", TODAY)
    .executeTakeFirstOrThrow();
  expect(Math.abs(past.n - SMALL.events / 2)).toBeLessThanOrEqual(1);
  const findings = await Promise.all(RULES.map((rule) => rule(t.db, new Date(TODAY))));
  expect(findings.filter((finding) => finding.is === "wrong")).toEqual([]);
});

async function digest(db: Db, table: (typeof TABLES)[number]): Promise<string> {
  const rows = await db.selectFrom(table).selectAll().execute();
  return createHash("sha256")
    .update(
      rows
        .map((row) => JSON.stringify(row))
        .sort()
        .join("\n"),
    )
    .digest("hex");
}

async function count(db: Db, table: (typeof TABLES)[number]): Promise<number> {
  return (
    await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow()
  ).n;
}
