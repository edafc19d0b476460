import { describe, expect, test } from "vitest";
import { inTransaction } from "#app/domain/context.ts";
import type { SignedIn } from "#app/domain/identity/account.server.ts";
import { exportOwnData } from "#app/domain/identity/own-data.server.ts";
import { readSession, startSession } from "#app/domain/identity/sessions.server.ts";
import { mayIn, mayInCircle } from "#app/domain/rights.ts";
import { publicRevision } from "#db/revision.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import { actorOf, type CircleStage, circleStage } from "./circles.testing.ts";
import { listHistory, listHolders } from "./terms.repo.server.ts";
import { endTerm, type NewTerm, resign, startTerm } from "./terms.server.ts";

const begin = (s: CircleStage, role: keyof CircleStage["roles"], person: number, more: Partial<NewTerm> = {}, now = CAST_NOW) =>
  inTransaction(s.ctxOf(s.admin, now), (tx) => startTerm(tx, { roleId: s.roles[role], personId: s.people[person]?.id ?? "", months: 6, namedBy: s.admin.id, ...more }));

const holders = async (s: CircleStage, role: keyof CircleStage["roles"], now = CAST_NOW) => (await listHolders(s.ctxOf(null).db, [s.roles[role]], now)).map((row) => row.name);

describe("a term", () => {
  test("has its end and its evaluation half-way; whoever held the role is replaced by the same act, and the history says so", async () => {
    await using t = await testDb();
    const s = await circleStage(t.db);
    const first = await begin(s, "secretary", 1);
    const later = "2026-12-21T15:00:00.000Z";
    const revision = await publicRevision(t.db);
    await begin(s, "secretary", 2, { conditions: "Con ayuda los primeros dos meses." }, later);
    expect(await publicRevision(t.db)).toBeGreaterThan(revision);
    const [holder] = await listHolders(t.db, [s.roles.secretary], later);
    expect(holder).toMatchObject({ name: s.people[2]?.name, since: later, ends_at: "2027-06-21T15:00:00.000Z", evaluation_on: "2027-03-22", external_name: "" });
    const { rows, total } = await listHistory(t.db, s.roles.secretary, { page: 1, size: 10 });
    expect([total, rows.map((row) => [row.name, row.until, row.end_reason])]).toEqual([
      2,
      [
        [s.people[2]?.name, null, null],
        [s.people[1]?.name, later, "replaced"],
      ],
    ]);
    expect(rows[1]).toMatchObject({ term_id: first.id, named_by_name: s.admin.name, ended_by_name: s.admin.name });
    expect((await listHistory(t.db, s.roles.secretary, { page: 2, size: 10 })).total).toBe(2);
  });

  test("is begun once by a form sent twice; shared, it stands beside the others", async () => {
    await using t = await testDb();
    const s = await circleStage(t.db);
    const [one, again] = [await begin(s, "secretary", 1), await begin(s, "secretary", 1)];
    expect(again).toEqual(one);
    await begin(s, "secretary", 2, { shared: true });
    expect((await holders(s, "secretary")).sort()).toEqual([s.people[1]?.name, s.people[2]?.name].sort());
    expect(await listHolders(t.db, [], CAST_NOW)).toEqual([]);
  });

  test("of somebody external gives nobody any right; nobody at all holds nothing, and a closed account neither", async () => {
    await using t = await testDb();
    const s = await circleStage(t.db);
    await begin(s, "facilitator", 0, { personId: null, externalName: "Paula Ríos", externalOrganisation: "Fundación Puente" });
    expect((await listHolders(t.db, [s.roles.facilitator], CAST_NOW))[0]).toMatchObject({ person_id: null, name: "Paula Ríos", external_organisation: "Fundación Puente" });
    await expect(begin(s, "secretary", 0, { personId: null, externalName: "" })).rejects.toMatchObject({ fields: { external_name: ["required"] } });
    await expect(begin(s, "secretary", 0, { personId: "nobody" })).rejects.toMatchObject({ fields: { person_id: ["not_found"] } });
    await expect(begin(s, "secretary", 0, { roleId: "no role" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("of whoever coordinates the node is not given by whoever runs the circle", async () => {
    await using t = await testDb();
    const s = await circleStage(t.db);
    const outside = { roleId: s.roles.coordinator, personId: null, externalName: "Otra Persona", months: 6 };
    await expect(inTransaction(s.ctxOf(s.people[0] ?? null), (tx) => startTerm(tx, outside))).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("ending a term ends what it allowed on the next request", () => {
  test("when it runs out: the instant before it is there, at the instant it is not", async () => {
    await using t = await testDb();
    const s = await circleStage(t.db);
    const person = s.people[1];
    await begin(s, "secretary", 1, { months: 2 });
    const { id } = await startSession(s.ctxOf(null), person?.id ?? "", "test");
    const at = async (now: string) => {
      const actor = (await readSession(t.db, now, id))?.actor ?? null;
      const circle = { id: s.circle.id, node_id: s.cast.nodes.a.id };
      return [mayIn(actor, "keep_minutes", s.cast.nodes.a.id), mayInCircle(actor, "keep_minutes", circle), mayIn(actor, "call_meetings", s.cast.nodes.a.id)];
    };
    const ends = "2027-01-21T15:00:00.000Z";
    expect((await listHolders(t.db, [s.roles.secretary], CAST_NOW))[0]?.ends_at).toBe(ends);
    await t.db.updateTable("sessions").set({ expires_at: "2027-06-01T00:00:00.000Z", ends_at: "2027-06-01T00:00:00.000Z" }).execute();
    expect(await at("2027-01-21T14:59:59.999Z")).toEqual([true, true, false]);
    expect(await at(ends)).toEqual([false, false, false]);
    expect(await holders(s, "secretary", ends)).toEqual([]);
  });

  test("when it is given back or ended, once, and by whom it may", async () => {
    await using t = await testDb();
    const s = await circleStage(t.db);
    const [coordinator, secretary, facilitator, other] = s.people;
    const mine = await begin(s, "secretary", 1);
    await expect(resign(s.ctxOf(other ?? null), mine.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(endTerm(s.ctxOf(other ?? null), mine.id)).rejects.toMatchObject({ code: "forbidden" });
    expect(await resign(s.ctxOf(secretary ?? null), mine.id)).toEqual({ ended: true });
    expect(await resign(s.ctxOf(secretary ?? null), mine.id)).toEqual({ ended: false });
    const theirs = await begin(s, "facilitator", 2);
    // Whoever coordinates runs the circle; no one of those who run it ends the coordination.
    expect(await endTerm(s.ctxOf(coordinator ?? null), theirs.id)).toEqual({ ended: true });
    await begin(s, "facilitator", 2);
    const runs = await actorOf(t.db, facilitator?.id ?? "");
    const [coordination] = await listHolders(t.db, [s.roles.coordinator], CAST_NOW);
    await expect(endTerm(s.ctxOf(runs), coordination?.term_id ?? "")).rejects.toMatchObject({ code: "forbidden" });
    expect(await endTerm(s.ctxOf(s.admin), coordination?.term_id ?? "")).toEqual({ ended: true });
    expect(await endTerm(s.ctxOf(s.admin), coordination?.term_id ?? "")).toEqual({ ended: false });
  });

  test("and one's own data say which roles one held, until when", async () => {
    await using t = await testDb();
    const s = await circleStage(t.db);
    const { id } = await begin(s, "secretary", 1);
    await resign(s.ctxOf(s.people[1] ?? null), id);
    const { roles } = (await exportOwnData(s.ctxOf(s.people[1] ?? null) as SignedIn)) as { roles: object[] };
    expect(roles).toContainEqual({ of: "Círculo de Electricidad", role: "Secretario/a", since: CAST_NOW, until: CAST_NOW });
  });
});
