import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Ctx } from "#app/domain/context.ts";
import { listCoordinators } from "#app/domain/nodes/roles.repo.server.ts";
import { mayIn } from "#app/domain/rights.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, type Cast, castOf } from "#db/testing-cast.ts";
import { canClose, canReadLogbook, canRun, canSeeInside } from "./circle.policy.ts";
import { doubleLink, RoleInput, seatState, termLeft } from "./circle.ts";
import { findCircle, listRoles, listSubcircles } from "./circles.repo.server.ts";
import { addMember, closeCircle, createCircle, leaveCircle, removeMember, updateCircle } from "./circles.server.ts";
import { actorOf, circleForm, circleStage } from "./circles.testing.ts";
import { listCircleMembers } from "./members.repo.server.ts";
import { addRole, archiveRole, nameDirectly, planEvaluation, updateRole } from "./roles.server.ts";
import { listHistory, listHolders } from "./terms.repo.server.ts";
import { voicesOf } from "./voices.repo.server.ts";

let database: Awaited<ReturnType<typeof testDb>>;
beforeEach(async () => {
  database = await testDb();
});
afterEach(() => database.close());

const roleForm = (change: Record<string, unknown> = {}) => RoleInput.parse({ name: "Tesorero/a", purpose: "Que las cuentas cuadren.", term_months: 6, ...change });
const reason = (value: string) => expect.objectContaining({ code: "conflict", reason: value });
const code = (value: string) => expect.objectContaining({ code: value });

async function simple(): Promise<{ cast: Cast; admin: Ctx; camila: Ctx; bruno: Ctx }> {
  const cast = await castOf(database.db);
  const as = (who: keyof Cast["people"]) => cast.ctxOf(cast.people[who], database.db);
  return { cast, admin: as("admin"), camila: as("coordinatorA"), bruno: as("coordinatorB") };
}

describe("the circle of a node", () => {
  test("begins with four roles, and who coordinates the node holds one of them: the same term, now with an end", async () => {
    const { cast, camila } = await simple();
    const before = await database.db.selectFrom("role_terms").select("id").where("person_id", "=", cast.ids.coordinatorA).executeTakeFirstOrThrow();
    const { id } = await createCircle(camila, { node: "electricidad" }, circleForm());
    const roles = await listRoles(database.db, id);
    expect(roles.map((role) => [role.key, role.link, role.rights])).toEqual([
      ["ambassador", "up", "ambassador"],
      ["coordinator", "down", "coordinator"],
      ["secretary", null, "secretary"],
      ["facilitator", null, "facilitator"],
    ]);
    const holders = await listHolders(
      database.db,
      roles.map((role) => role.id),
      CAST_NOW,
    );
    expect(holders.map((held) => [held.term_id, held.person_id, held.ends_at])).toEqual([[before.id, cast.ids.coordinatorA, "2027-11-21T15:00:00.000Z"]]);
    expect((await listCoordinators(database.db, cast.ids.a, CAST_NOW)).map((row) => row.person_id)).toEqual([cast.ids.coordinatorA]);
    expect((await voicesOf(database.db, id, CAST_NOW)).map((voice) => voice.person_id)).toEqual([cast.ids.coordinatorA]);
    const again = await actorOf(database.db, cast.ids.coordinatorA);
    expect([mayIn(again, "run_circle", cast.ids.a), again.coordinates, again.circles]).toEqual([true, [cast.ids.a], [id]]);
  });

  test("is made once, though two make it at the same time", async () => {
    const { admin, camila } = await simple();
    const results = await Promise.allSettled([createCircle(admin, { node: "electricidad" }, circleForm()), createCircle(camila, { node: "electricidad" }, circleForm())]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(results.find((result) => result.status === "rejected")).toEqual({ status: "rejected", reason: reason("circle_exists") });
    expect(await database.db.selectFrom("circles").select("id").execute()).toHaveLength(1);
    expect(await database.db.selectFrom("circle_roles").select("id").execute()).toHaveLength(4);
  });

  test("sent twice with the same id is the same circle", async () => {
    const { camila } = await simple();
    const id = newId();
    await createCircle(camila, { node: "electricidad" }, circleForm(), id);
    expect(await createCircle(camila, { node: "electricidad" }, circleForm(), id)).toEqual({ id });
  });

  test("is for who runs it: not for others, and the general one only for administration", async () => {
    const { camila, bruno, admin } = await simple();
    await expect(createCircle(bruno, { node: "electricidad" }, circleForm())).rejects.toEqual(code("forbidden"));
    await expect(createCircle(camila, { general: true }, circleForm())).rejects.toEqual(code("forbidden"));
    const { id } = await createCircle(camila, { node: "electricidad" }, circleForm());
    const general = await createCircle(admin, { general: true }, circleForm({ name: "Círculo general" }));
    expect((await listRoles(database.db, general.id)).every((role) => role.link === null)).toBe(true);
    expect((await findCircle(database.db, id))?.parent_id).toBe(general.id);
    const later = await createCircle(bruno, { node: "orientacion" }, circleForm({ name: "Círculo de Orientación" }));
    expect((await listSubcircles(database.db, general.id)).map((below) => below.id)).toEqual([id, later.id]);
  });
});

describe("voices and members", () => {
  test("the links of a sub-circle speak above, and no other of its members does", async () => {
    const { circle, people, roles, ctxOf, cast, admin } = await circleStage(database.db);
    const [camila, teacher, beatriz] = people;
    expect(await voicesOf(database.db, circle.id, CAST_NOW)).toHaveLength(7);
    const below = await createCircle(ctxOf(camila ?? null), { parent: circle.id }, circleForm({ name: "Materiales" }));
    await database.db
      .insertInto("memberships")
      .values({ ...membership, id: newId(), node_id: cast.ids.a, person_id: cast.ids.head })
      .execute();
    await addMember(ctxOf(camila ?? null), below.id, cast.ids.head);
    const ambassador = (await listRoles(database.db, below.id)).find((role) => role.key === "ambassador");
    await nameDirectly(ctxOf(admin), below.id, ambassador?.id ?? "", { personId: cast.ids.head });
    const voices = await voicesOf(database.db, circle.id, CAST_NOW);
    expect(voices).toHaveLength(8);
    expect(voices.find((voice) => voice.person_id === cast.ids.head)?.link_from).toBe(below.id);
    expect((await actorOf(database.db, cast.ids.head)).circles.sort()).toEqual([below.id, circle.id].sort());
    expect((await listCircleMembers(database.db, below.id)).rows.map((row) => row.person_id).sort()).toEqual([cast.ids.coordinatorA, cast.ids.head].sort());
    expect(teacher && beatriz && roles.secretary).toBeTruthy();
  });

  test("people of the node are added by who runs the circle; nobody else is, by nobody else", async () => {
    const { circle, people, outsider, ctxOf } = await circleStage(database.db);
    const [camila, teacher] = people;
    await expect(addMember(ctxOf(teacher ?? null), circle.id, outsider.id)).rejects.toEqual(code("forbidden"));
    await expect(addMember(ctxOf(camila ?? null), circle.id, outsider.id)).rejects.toEqual(code("invalid"));
    await removeMember(ctxOf(camila ?? null), circle.id, teacher?.id ?? "");
    expect(await voicesOf(database.db, circle.id, CAST_NOW)).toHaveLength(6);
    expect((await addMember(ctxOf(camila ?? null), circle.id, teacher?.id ?? "")).added).toBe(true);
    expect((await addMember(ctxOf(camila ?? null), circle.id, teacher?.id ?? "")).added).toBe(false);
  });

  test("a role holder is not removed; who leaves gives back the role; the last coordinator stays", async () => {
    const { circle, people, roles, ctxOf, admin } = await circleStage(database.db);
    const [camila, teacher] = people;
    await nameDirectly(ctxOf(admin), circle.id, roles.secretary, { personId: teacher?.id ?? "" });
    await expect(removeMember(ctxOf(camila ?? null), circle.id, teacher?.id ?? "")).rejects.toEqual(reason("holds_role"));
    const later = "2026-12-01T12:00:00.000Z";
    await leaveCircle(ctxOf(await actorOf(database.db, teacher?.id ?? ""), later), circle.id);
    expect(await listHolders(database.db, [roles.secretary], later)).toEqual([]);
    expect((await listHistory(database.db, roles.secretary, { page: 1, size: 10 })).rows.map((row) => row.end_reason)).toEqual(["resigned"]);
    await expect(leaveCircle(ctxOf(camila ?? null), circle.id)).rejects.toEqual(reason("last_coordinator"));
    expect(await voicesOf(database.db, circle.id, later)).toHaveLength(6);
  });
});

const membership = { requested_at: null, invited_at: null, joined_at: "2026-03-02T12:00:00.000Z", left_at: null, declined_at: null, decided_by: null, message: null };

describe("a sub-circle", () => {
  test("is dissolved once nothing hangs from it: its terms end, its members leave", async () => {
    const { circle, people, ctxOf, admin } = await circleStage(database.db);
    const camila = ctxOf(people[0] ?? null);
    const below = await createCircle(camila, { parent: circle.id }, circleForm({ name: "Materiales" }));
    const deeper = await createCircle(camila, { parent: below.id }, circleForm({ name: "Videos" }));
    const [ambassador] = await listRoles(database.db, below.id);
    await nameDirectly(ctxOf(admin), below.id, ambassador?.id ?? "", { personId: people[0]?.id ?? "" });
    await expect(closeCircle(camila, below.id)).rejects.toEqual(reason("has_subcircles"));
    await closeCircle(camila, deeper.id);
    await closeCircle({ ...camila, now: "2026-12-01T12:00:00.000Z" }, below.id);
    expect((await findCircle(database.db, below.id))?.closed_at).toBe("2026-12-01T12:00:00.000Z");
    expect(await listHolders(database.db, [ambassador?.id ?? ""], "2026-12-01T12:00:00.000Z")).toEqual([]);
    expect(await voicesOf(database.db, below.id, "2026-12-01T12:00:00.000Z")).toEqual([]);
    await expect(updateCircle(camila, below.id, circleForm())).rejects.toEqual(reason("circle_closed"));
    await expect(closeCircle(ctxOf(admin), circle.id)).rejects.toEqual(code("forbidden"));
  });
});

describe("roles", () => {
  test("of its own are added, changed and put away; the four by default are not put away", async () => {
    const { circle, people, roles, ctxOf, admin } = await circleStage(database.db);
    const camila = ctxOf(people[0] ?? null);
    const { id } = await addRole(camila, circle.id, roleForm({ rights: "secretary" }));
    const own = async () => (await listRoles(database.db, circle.id)).find((role) => role.id === id);
    expect((await own())?.rights).toBeNull();
    await updateRole(ctxOf(admin), circle.id, id, roleForm({ rights: "secretary" }));
    await updateRole(camila, circle.id, id, roleForm({ name: "Finanzas", rights: "" }));
    expect([(await own())?.name, (await own())?.rights]).toEqual(["Finanzas", "secretary"]);
    await expect(addRole(camila, circle.id, roleForm({ link: "up" }))).rejects.toEqual(expect.objectContaining({ fields: { link: ["link_taken"] } }));
    await expect(archiveRole(camila, circle.id, roles.secretary)).rejects.toEqual(reason("default_role"));
    await archiveRole(camila, circle.id, id);
    expect(await own()).toBeUndefined();
    await expect(updateRole(camila, "nowhere", roles.secretary, roleForm())).rejects.toEqual(code("not_found"));
  });

  test("a person is named by administration, somebody external by who runs the circle; a seat may be shared", async () => {
    const { circle, people, roles, ctxOf, admin, outsider } = await circleStage(database.db);
    const camila = ctxOf(people[0] ?? null);
    await expect(nameDirectly(camila, circle.id, roles.secretary, { personId: outsider.id })).rejects.toEqual(code("forbidden"));
    const term = await nameDirectly(camila, circle.id, roles.facilitator, { externalName: "Ema Ruiz", externalOrganisation: "Fundación Puentes" });
    await nameDirectly(ctxOf(admin, "2026-11-22T12:00:00.000Z"), circle.id, roles.facilitator, { personId: outsider.id }, { shared: true });
    const holders = await listHolders(database.db, [roles.facilitator], "2026-11-23T12:00:00.000Z");
    expect(holders.map((held) => held.name)).toEqual(["Ema Ruiz", outsider.name]);
    expect(seatState(holders, "2026-11-23T12:00:00.000Z")).toBe("shared");
    expect((await actorOf(database.db, outsider.id, "2026-11-23T12:00:00.000Z")).circles).toEqual([circle.id]);
    await planEvaluation(camila, circle.id, roles.facilitator, term.id, "2027-03-01");
    await expect(planEvaluation(camila, circle.id, roles.secretary, term.id, "2027-03-01")).rejects.toEqual(code("not_found"));
    expect((await listHolders(database.db, [roles.facilitator], CAST_NOW))[0]?.evaluation_on).toBe("2027-03-01");
  });

  test("a seat says that it is vacant, or that it ends, and how much of the term is left", () => {
    expect(seatState([], CAST_NOW)).toBe("vacant");
    expect(seatState([{ ends_at: "2027-01-10T15:00:00.000Z" }], CAST_NOW)).toBe("ending");
    expect(seatState([{ ends_at: "2027-03-10T15:00:00.000Z" }], CAST_NOW)).toBe("held");
    expect(termLeft({ since: "2026-11-11T15:00:00.000Z", ends_at: "2026-12-01T15:00:00.000Z" }, CAST_NOW)).toBeCloseTo(0.5);
    expect(termLeft({ since: CAST_NOW, ends_at: null }, CAST_NOW)).toBe(1);
  });

  test("the double link wants two seats and two people", () => {
    const seat = (...ids: string[]) => ({ name: "x", holders: ids.map((person_id) => ({ person_id, name: person_id })) });
    expect(doubleLink(null, seat("a")).gap).toBe("no_seats");
    expect(doubleLink(seat(), seat()).gap).toBe("both_vacant");
    expect(doubleLink(seat("a"), seat()).gap).toBe("down_vacant");
    expect(doubleLink(seat(), seat("a")).gap).toBe("up_vacant");
    expect(doubleLink(seat("a"), seat("a")).gap).toBe("same_person");
    expect(doubleLink(seat("a", "b"), seat("a")).gap).toBeNull();
  });
});

test("what a circle talks about is for its voices, who runs it, and administration", async () => {
  const { circle, people, outsider, admin } = await circleStage(database.db);
  const row = await findCircle(database.db, circle.id);
  if (!row) throw new Error("no circle");
  const [camila, teacher] = people;
  expect([admin, camila, teacher, outsider, null].map((who) => canSeeInside(who ?? null, row))).toEqual([true, true, true, false, false]);
  expect([admin, camila, teacher, outsider, null].map((who) => canRun(who ?? null, row))).toEqual([true, true, false, false, false]);
  expect([admin, camila].map((who) => canClose(who ?? null, row))).toEqual([false, false]);
  expect([outsider, null].map((who) => canReadLogbook(who, { ...row, logbook: "network" }))).toEqual([true, false]);
  expect([teacher, outsider].map((who) => canReadLogbook(who ?? null, { ...row, logbook: "circle" }))).toEqual([true, false]);
});
