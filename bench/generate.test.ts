import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RULES } from "#app/config/hub/check-rules.ts";
import { isEnding } from "#app/domain/circles/circle.ts";
import type { Actor } from "#app/domain/context.ts";
import { countStates } from "#app/domain/logbook/logbook.repo.server.ts";
import { readQuery } from "#app/domain/logbook/logbook-search.ts";
import type { Db } from "#db/create.ts";
import { inForce } from "#db/in-force.ts";
import { testDb } from "#db/testing.ts";
import { generate, SMALL } from "./generate.ts";
import { OWN_WORDS, ownWord } from "./generate-resources.ts";
import { MOST_QUERIES } from "./pages.ts";
import { seededId } from "./random.ts";
import { measureRepository } from "./search.ts";

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
  "circles",
  "circle_members",
  "circle_roles",
  "processes",
  "process_acts",
  "process_calls",
  "circle_agreements",
  "tensions",
  "stakeholders",
  "stakeholder_contacts",
  "stakeholder_moves",
  "resources",
  "resource_versions",
  "resource_tags",
  "files",
  "comments",
  "replications",
  "resource_marks",
  "collection_items",
  "threads",
  "posts",
  "thread_readers",
  "calls",
  "applications",
  "assessment_scores",
  "search_entries",
] as const;

/** For those who only look. */
let made: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  made = await testDb();
  await generate(made.db, SMALL, TODAY);
}, 60_000);
afterAll(() => made?.[Symbol.asyncDispose]());

test("the same size and day give the same network, row by row", async () => {
  const rows = async () => {
    await using t = await testDb();
    await generate(t.db, SMALL, TODAY);
    return Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, await digest(t.db, table)] as const)));
  };
  expect(await rows()).toEqual(await rows());
});

test("it is as large as was asked, and in the order that the command line's check wants", async () => {
  expect(await count(made.db, "establishments")).toBe(SMALL.schools);
  expect(await count(made.db, "people")).toBe(SMALL.people);
  expect(await count(made.db, "nodes")).toBe(SMALL.nodes);
  expect(await count(made.db, "events")).toBe(SMALL.events);
  expect(await count(made.db, "invitations")).toBe(SMALL.invitations);
  expect(await count(made.db, "outbox")).toBe(SMALL.invitations);
  const past = await made.db
    .selectFrom("events")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("starts_at", "<", TODAY)
    .executeTakeFirstOrThrow();
  expect(Math.abs(past.n - SMALL.events / 2)).toBeLessThanOrEqual(1);
  const findings = await Promise.all(RULES.map((rule) => rule(made.db, new Date(TODAY))));
  expect(findings.filter((finding) => finding.is === "wrong")).toEqual([]);
});

test("every node governs itself by three circles, with what they decide and note", async () => {
  const circles = 1 + SMALL.nodes * 3;
  expect(await count(made.db, "circles")).toBe(circles);
  expect(await count(made.db, "circle_members")).toBe(circles * 12);
  expect(await count(made.db, "circle_roles")).toBe(circles * 4);
  expect(await count(made.db, "circle_agreements")).toBe(circles * 20);
  expect(await count(made.db, "processes")).toBe(circles * 8);
  expect(await count(made.db, "tensions")).toBe(circles * 6);
  expect(await count(made.db, "stakeholders")).toBe(SMALL.nodes * 30);
  expect(await count(made.db, "stakeholder_contacts")).toBe(SMALL.nodes * 90);
  const open = await made.db.selectFrom("processes").select(["kind", "phase"]).where("closed_at", "is", null).execute();
  expect(open).toHaveLength(circles * 2);
  expect([...new Set(open.map(({ kind, phase }) => `${kind} ${phase}`))].sort()).toEqual(["poll voting", "proposal consent"]);
});

test("each node's coordinator sits in its circle; about a tenth of all seats are vacant or end soon", async () => {
  expect(await made.db.selectFrom("role_terms").select("id").where("role_id", "is", null).execute()).toEqual([]);
  const seats = SMALL.nodes * 12 + 4;
  const held = await made.db.selectFrom("role_terms as t").select(["t.role_id", "t.ends_at"]).where(inForce("t", TODAY)).execute();
  expect(new Set(held.map((term) => term.role_id)).size).toBe(held.length);
  const ending = held.filter((term) => isEnding(term.ends_at, TODAY)).length;
  expect((seats - held.length + ending) / seats).toBeCloseTo(0.1, 1);
  const governing = await made.db
    .selectFrom("role_terms as t")
    .innerJoin("circle_roles as r", "r.id", "t.role_id")
    .innerJoin("circle_members as m", (join) => join.onRef("m.circle_id", "=", "t.circle_id").onRef("m.person_id", "=", "t.person_id"))
    .select("t.node_id")
    .where(
      "t.id",
      "in",
      Array.from({ length: SMALL.nodes }, (_, n) => seededId("role", n)),
    )
    .where("r.key", "=", "coordinator")
    .execute();
  expect(new Set(governing.map((term) => term.node_id)).size).toBe(SMALL.nodes);
});

test("the logbook is found by its words, and has agreements in every state", async () => {
  const today = TODAY.slice(0, 10);
  const admin = { admin: true } as Actor;
  const counts = await countStates(made.db, admin, {}, today);
  expect(Object.values(counts).every((found) => found >= SMALL.nodes)).toBe(true);
  const rows = await made.db.selectFrom("circle_agreements").select("search_text").execute();
  const found = await countStates(made.db, admin, { query: readQuery("robótica") }, today);
  expect(Object.values(found).reduce((sum, each) => sum + each, 0)).toBe(rows.filter((row) => row.search_text.split(" ").includes("robotica")).length);
});

test("the repository has words that no two share, counts what it has, and everything that is asked is found in few queries", async () => {
  expect(await count(made.db, "resources")).toBe(SMALL.resources);
  const terms = new Set(Array.from({ length: SMALL.resources * OWN_WORDS }, (_, n) => ownWord(0, n)));
  expect(terms.size).toBe(SMALL.resources * OWN_WORDS);
  const works = await made.db.selectFrom("resources").select(["id", "comments_count", "replications_count", "useful_count", "saved_count"]).execute();
  for (const [table, counter] of [
    ["comments", "comments_count"],
    ["replications", "replications_count"],
  ] as const)
    expect(works.reduce((sum, work) => sum + work[counter], 0)).toBe(await count(made.db, table));
  expect(works.reduce((sum, work) => sum + work.useful_count + work.saved_count, 0)).toBe(await count(made.db, "resource_marks"));
  const { asked, all } = await measureRepository(made, SMALL.resources, 0);
  expect(asked.filter(({ found }) => found === 0)).toEqual([]);
  expect(all.queries).toBeLessThanOrEqual(MOST_QUERIES);
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
