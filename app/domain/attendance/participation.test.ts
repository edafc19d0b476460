import { CompiledQuery } from "kysely";
import { expect, test } from "vitest";
import { publishedMeeting, type Stage, stage } from "#app/domain/events/meetings.testing.ts";
import { isPostgres } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import { countingQueries } from "#db/query-count.ts";
import { testDb } from "#db/testing.ts";
import { attendanceTotals, countBySchool, listAbsent, listCame } from "./attendance.repo.server.ts";
import { findList, listLog } from "./list.repo.server.ts";
import { countHeld, findParticipation, listContacts } from "./participation.repo.server.ts";

const NOW = "2026-11-21T15:00:00.000Z";
const YEAR = { from: "2025-11-21T15:00:00.000Z", to: NOW };

/** A meeting of A that was held on that day, to which these schools came. */
async function held(s: Stage, day: string, schools: ("boldos" | "puerto")[], more: Record<string, unknown> = {}): Promise<string> {
  const id = await publishedMeeting(s.camila, s.cast, more, { person_ids: [s.cast.ids.teacher, s.cast.ids.coordinatorA] });
  const starts_at = `${day}T18:00:00.000Z`;
  await s.db
    .updateTable("events")
    .set({ starts_at, ends_at: `${day}T20:00:00.000Z` })
    .where("id", "=", id)
    .execute();
  await s.db.updateTable("event_nodes").set({ starts_at }).where("event_id", "=", id).execute();
  const row = { person_id: null, invitation_id: null, organisation: null, mode: "in_person", via: "list", recorded_at: starts_at, recorded_by: null };
  for (const school of schools) {
    for (const name of ["Una", "Otra"])
      await s.db
        .insertInto("attendances")
        .values({ id: newId(), event_id: id, establishment_id: s.cast.ids[school], name, ...row })
        .execute();
  }
  return id;
}

test("who has not come in the last year stands first, with when they came last and whom to call", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  await held(s, "2025-06-05", ["boldos", "puerto"]);
  await held(s, "2026-03-05", ["puerto"]);
  await held(s, "2026-08-05", ["puerto"]);
  const found = await findParticipation(t.db, s.cast.ids.a, YEAR);
  expect(found).toMatchObject({ total: 2, missing: 1 });
  expect(found.rows).toMatchObject([
    { name: "Liceo Polivalente Los Boldos", invited: 2, came: 0, people: 0, last_at: "2025-06-05T18:00:00.000Z" },
    { name: "Liceo Industrial Puerto Claro", invited: 2, came: 2, people: 4, last_at: "2026-08-05T18:00:00.000Z" },
  ]);
  expect(await countHeld(t.db, s.cast.ids.a, YEAR)).toBe(2);
  // Its counterpart, and its teacher in the node.
  expect((await listContacts(t.db, s.cast.ids.a, [s.cast.ids.boldos])).map((each) => each.name)).toEqual(["Hernán Vidal Cea", "Teresa Soto Araya"]);
  const both = await findParticipation(t.db, s.cast.ids.a, { from: "2025-01-01T00:00:00.000Z", to: NOW });
  expect(both).toMatchObject({ total: 2, missing: 0 });
});

test("a node without schools of its own has those of its people", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  await t.db.deleteFrom("node_establishments").where("node_id", "=", s.cast.ids.a).execute();
  await held(s, "2026-03-05", ["puerto"]);
  expect(await findParticipation(t.db, s.cast.ids.a, YEAR)).toMatchObject({
    total: 2,
    missing: 1,
    rows: [{ name: "Liceo Polivalente Los Boldos" }, { name: "Liceo Industrial Puerto Claro" }],
  });
});

test("a school that came with students alone came; cancelled meetings, those to come and other nodes' do not count; one page at a time", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const id = await held(s, "2026-05-05", []);
  await t.db.insertInto("student_counts").values({ event_id: id, establishment_id: s.cast.ids.boldos, count: 20, noted_at: NOW, noted_by: null }).execute();
  const cancelled = await held(s, "2026-06-05", ["puerto"]);
  await t.db.updateTable("events").set({ status: "cancelled" }).where("id", "=", cancelled).execute();
  await held(s, "2027-01-05", ["puerto"]);
  const found = await findParticipation(t.db, s.cast.ids.a, { ...YEAR, limit: 1 });
  expect(found).toMatchObject({ total: 2, missing: 1, rows: [{ name: "Liceo Industrial Puerto Claro", came: 0, last_at: null }] });
  const second = await findParticipation(t.db, s.cast.ids.a, { ...YEAR, limit: 1, page: 2 });
  expect(second.rows).toMatchObject([{ name: "Liceo Polivalente Los Boldos", came: 1, people: 0 }]);
  expect((await findParticipation(t.db, s.cast.ids.b, YEAR)).rows).toMatchObject([{ came: 0, invited: 0 }]);
});

test("no large table is read from end to end", async () => {
  await using t = await testDb();
  if (isPostgres(t.db)) return; // it plans by the sizes it sees, and these are small
  const s = await stage(t.db);
  const id = await held(s, "2026-05-05", ["puerto"]);
  const { db } = t;
  const { sql: queries } = await countingQueries(async () => {
    await findParticipation(db, s.cast.ids.a, YEAR);
    await countHeld(db, s.cast.ids.a, YEAR);
    await listContacts(db, s.cast.ids.a, [s.cast.ids.boldos]);
    await findList(db, id, { q: "soto" });
    await listLog(db, id);
    await attendanceTotals(db, id);
    await countBySchool(db, id);
    await listCame(db, id);
    await listAbsent(db, id);
  });
  expect(queries).toHaveLength(9);
  const found: string[] = [];
  for (const query of queries) {
    const plan = await db.executeQuery<{ detail: string }>(CompiledQuery.raw(`EXPLAIN QUERY PLAN ${query}`, Array(query.split("?").length - 1).fill("x")));
    found.push(...plan.rows.map((row) => row.detail).filter((step) => /^SCAN (e|ev|en|i|a|x|p|l|m|t|c|own|ne|attendances|invitations|events|people|memberships)\b/.test(step)));
  }
  expect(found).toEqual([]);
});
