import { expect, test } from "vitest";
import { createCircle } from "#app/domain/circles/circles.server.ts";
import { circleForm, circleStage } from "#app/domain/circles/circles.testing.ts";
import { startTerm } from "#app/domain/circles/terms.server.ts";
import { inTransaction } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import { findGlance, listBusy, listCohorts, listEnding, listPastReview, listSchoolSeats, listUnmet, listVacant, type Scope } from "./glance.repo.server.ts";
import { newcomers, percent, viewOf } from "./glance.ts";

const day = (n: number) => new Date(Date.parse(CAST_NOW) + n * 86_400_000).toISOString();
const ALL = { limit: 50, offset: 0 };
const scope = (nodeId: string | null = null, inside: Scope["inside"] = "all"): Scope => ({ now: CAST_NOW, nodeId, inside });

/**
 * The circle of A: Camila coordinates (Puerto), Teresa is secretary and ambassador (Boldos), the facilitator's term ran out yesterday. The circle
 * of B: Bruno coordinates (Boldos), three roles vacant. Puerto joined in 2026, all others in 2024.
 */
async function built(db: Db) {
  const on = await circleStage(db);
  const [camila, teresa, beatriz] = on.people;
  const admin = on.ctxOf(on.admin);
  const other = await createCircle(admin, { node: on.cast.nodes.b.slug }, circleForm({ name: "Círculo de Orientación", logbook: "circle" }));
  const give = (roleId: string, personId: string | undefined, months: number, at = CAST_NOW) =>
    inTransaction(on.ctxOf(on.admin, at), (tx) => startTerm(tx, { roleId, personId: personId ?? "", months }));
  await give(on.roles.secretary, teresa?.id, 12);
  await give(on.roles.ambassador, teresa?.id, 1);
  const { id: over } = await give(on.roles.facilitator, beatriz?.id, 3, day(-100));
  await db
    .updateTable("role_terms")
    .set({ ends_at: day(-1) })
    .where("id", "=", over)
    .execute();
  await db.updateTable("establishments").set({ cohort: 2026 }).where("id", "=", on.cast.schools.puerto.id).execute();
  return { ...on, other, camila, teresa, nodeA: on.cast.nodes.a.id, nodeB: on.cast.nodes.b.id };
}

const agreement = (circle_id: string, number: number, change: Record<string, unknown>) => ({
  ...{ id: newId(), circle_id, node_id: null, number, kind: "consent", title: `Acuerdo ${number}`, driver: "", body_md: "", body_html: "", process_id: null, event_id: null },
  ...{ role_id: null, owner_person_id: null, adopted_at: day(-200), adopted_by: null, review_on: null, review_due_at: null, reviewed_at: null, expires_on: null },
  ...{ superseded_by: null, superseded_at: null, ended_at: null, ended_by: null, search_text: "" },
  ...change,
});

test("counts seats: vacant, ending, run out, in few people and in few schools; of the network and of one node", async () => {
  await using database = await testDb();
  const { db } = database;
  const on = await built(db);
  expect(await findGlance(db, scope())).toMatchObject({
    ...{ circles: 2, roles: 8, vacant: 4, lapsed: 1, seats: 4, ending: 1 },
    ...{ busy_people: 1, busy_seats: 2, school_seats: 4, schools: 2, top_seats: 4, holders: 3, said: null, women: null },
  });
  expect(await findGlance(db, scope(on.nodeA))).toMatchObject({ circles: 1, roles: 4, vacant: 1, seats: 3, busy_people: 1, schools: 2 });
  expect(await findGlance(db, scope(on.nodeB))).toMatchObject({ circles: 1, roles: 4, vacant: 3, seats: 1, busy_people: 0, ending: 0, lapsed: 0 });
  const vacant = await listVacant(db, scope(on.nodeA), ALL);
  expect(vacant).toMatchObject([{ name: "Facilitador/a", circle: "Círculo de Electricidad", since: day(-1) }]);
  expect(await listVacant(db, scope(), ALL, { lapsed: true })).toEqual(vacant);
  expect(await listVacant(db, scope(), { limit: 3, offset: 3 })).toHaveLength(1);
  expect(await listEnding(db, scope(), ALL)).toMatchObject([{ role: "Embajador/a", holder: "Teresa Soto Araya" }]);
  expect(await listBusy(db, scope(), ALL)).toMatchObject([{ name: "Teresa Soto Araya", seats: 2 }]);
  expect((await listSchoolSeats(db, scope(), ALL)).map(({ name, seats }) => [name, seats])).toEqual([
    ["Liceo Polivalente Los Boldos", 3],
    ["Liceo Industrial Puerto Claro", 1],
  ]);
});

test("counts the agreements whose review waits, of the logbooks that one may read", async () => {
  await using database = await testDb();
  const { db } = database;
  const on = await built(db);
  const rows = [
    agreement(on.circle.id, 1, { review_on: "2026-11-01" }),
    agreement(on.circle.id, 2, { review_on: "2026-11-21" }),
    agreement(on.circle.id, 3, { review_due_at: day(-3), review_on: "2027-01-01" }),
    agreement(on.circle.id, 4, { review_on: "2026-10-01", superseded_at: day(-1) }),
    agreement(on.circle.id, 5, { review_on: "2026-10-01", ended_at: day(-1) }),
    agreement(on.other.id, 1, { review_on: "2026-10-01" }),
  ];
  await db
    .insertInto("circle_agreements")
    .values(rows as never)
    .execute();
  const reader = scope(null, { circles: [], nodes: [] });
  expect((await findGlance(db, scope())).reviews).toBe(3);
  expect((await findGlance(db, reader)).reviews).toBe(2);
  expect((await findGlance(db, scope(null, { circles: [on.other.id], nodes: [] }))).reviews).toBe(3);
  expect((await findGlance(db, scope(null, { circles: [], nodes: [on.nodeB] }))).reviews).toBe(3);
  expect((await listPastReview(db, reader, ALL)).map(({ number }) => number)).toEqual([1, 3]);
});

test("a circle that has not met in 60 days, or never, is counted; drafts, cancelled ones and meetings to come are no meetings", async () => {
  await using database = await testDb();
  const { db } = database;
  const on = await built(db);
  const meeting = async (status: string, ends_at: string) => {
    const id = newId();
    const times = { starts_at: ends_at, ends_at, starts_local: "2026-11-01T10:00", ends_local: "2026-11-01T11:00", zone: "America/Santiago" };
    const same = {
      title: "Reunión",
      kind: "session",
      description_md: "",
      description_html: "",
      visibility: "public",
      search_text: "",
      calendar_at: CAST_NOW,
      created_at: CAST_NOW,
      updated_at: CAST_NOW,
    };
    await db
      .insertInto("events")
      .values({ id, status, circle_id: on.circle.id, ...times, ...same } as never)
      .execute();
  };
  await meeting("draft", day(-5));
  await meeting("cancelled", day(-5));
  await meeting("published", day(5));
  await meeting("published", day(-61));
  expect(await listUnmet(db, scope(), ALL)).toMatchObject([
    { id: on.other.id, last_at: null },
    { id: on.circle.id, last_at: day(-61) },
  ]);
  await meeting("published", day(-59));
  expect((await findGlance(db, scope())).unmet).toBe(1);
});

test("the share of women is of those who say it, each person once, and of nobody where fewer than five do", async () => {
  await using database = await testDb();
  const { db } = database;
  const on = await built(db);
  for (const person of on.people.slice(2, 5)) {
    await inTransaction(on.ctxOf(on.admin), (tx) => startTerm(tx, { roleId: on.roles.facilitator, personId: person.id, months: 12, shared: true }));
  }
  const say = (gender: string, ids: (string | undefined)[]) =>
    db
      .updateTable("people")
      .set({ gender })
      .where(
        "id",
        "in",
        ids.map((id) => id ?? ""),
      )
      .execute();
  await say("woman", [on.camila?.id, on.teresa?.id, on.people[2]?.id]);
  await say("man", [on.people[3]?.id]);
  expect(await findGlance(db, scope())).toMatchObject({ holders: 6, said: null, women: null });
  await say("other", [on.people[4]?.id]);
  expect(await findGlance(db, scope())).toMatchObject({ holders: 6, said: 5, women: 3 });
});

test("role holders and member schools by the year in which their school joined", async () => {
  await using database = await testDb();
  const { db } = database;
  const on = await built(db);
  expect(await listCohorts(db, scope())).toEqual([
    { cohort: 2026, schools: 1, holders: 1 },
    { cohort: 2024, schools: 2, holders: 2 },
  ]);
  expect(await listCohorts(db, scope(on.nodeB))).toEqual([{ cohort: 2024, schools: 1, holders: 1 }]);
  expect(newcomers(await listCohorts(db, scope()))).toEqual({ cohort: 2026, ofSchools: 33, ofHolders: 33 });
  expect(newcomers([])).toBeNull();
  expect([percent(1, 3), percent(0, 0), viewOf("terminan"), viewOf("nada")]).toEqual([33, 0, "ending", "vacant"]);
});
