import { describe, expect, test } from "vitest";
import { listRoles } from "#app/domain/circles/circles.repo.server.ts";
import { addMember, createCircle } from "#app/domain/circles/circles.server.ts";
import { actorOf, circleForm, circleStage } from "#app/domain/circles/circles.testing.ts";
import { nameDirectly } from "#app/domain/circles/roles.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { beginMinutes } from "#app/domain/minutes/minutes.server.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, castOf } from "#db/testing-cast.ts";
import { canSchedule, canScheduleSomewhere, mayWith } from "./event.policy.ts";
import { isVisible, listUpcoming } from "./events.repo.server.ts";
import { meetingForm, publishedMeeting } from "./meetings.testing.ts";
import { createDraft } from "./scheduling.server.ts";

const ALL = { manage: true, attendance: true, minutes: true, prepare: true };
const NONE = { manage: false, attendance: false, minutes: false, prepare: false };

test("a right of a circle opens its meetings and no other's; without a node only administration is beside it", async () => {
  await using t = await testDb();
  const { people } = await castOf(t.db);
  const secretary: Actor = { ...people.outsider, circleRights: { circle: ["take_attendance", "keep_minutes"] } };
  const of = (circle_id: string | null, nodeIds: string[] = []) => ({ created_by: secretary.id, nodeIds, circle_id });
  expect(mayWith(secretary, of("circle"))).toEqual({ ...NONE, attendance: true, minutes: true });
  expect(mayWith(secretary, of("another"))).toEqual(NONE);
  expect(mayWith(secretary, of(null))).toEqual(NONE);
  expect([mayWith(people.admin, of("circle")), mayWith(people.admin, of(null)), mayWith(null, of("circle"))]).toEqual([ALL, ALL, NONE]);
  expect([canSchedule(secretary, [], "circle"), canScheduleSomewhere(secretary), canSchedule(people.admin, [])]).toEqual([false, false, false]);
  const caller: Actor = { ...secretary, circleRights: { circle: ["call_meetings"] } };
  expect([canSchedule(caller, [], "circle"), canScheduleSomewhere(caller), canSchedule(caller, [], "another")]).toEqual([true, true, false]);
  // Whoever calls a meeting prepares it.
  expect(mayWith(caller, of("circle"))).toEqual({ ...NONE, manage: true, prepare: true });
});

describe("a meeting of the general circle, which has no node", () => {
  test("as a draft is seen by who has work in it and by administration; published, it is among those of whoever has a voice", async () => {
    await using t = await testDb();
    const s = await circleStage(t.db);
    const general = await createCircle(s.ctxOf(s.admin), { general: true }, circleForm({ name: "Círculo general" }));
    const [ally, head] = [s.cast.people.ally, s.cast.people.head];
    for (const person of [ally, head]) await addMember(s.ctxOf(s.admin), general.id, person.id);
    const roles = await listRoles(t.db, general.id);
    await nameDirectly(s.ctxOf(s.admin), general.id, roles.find((role) => role.key === "secretary")?.id ?? "", { personId: ally.id });
    const form = { circle_id: general.id, node_ids: [], visibility: "members" };
    const { id } = await createDraft(s.ctxOf(s.admin), meetingForm(s.cast, form));
    const sees = async (person: string) => isVisible(t.db, await actorOf(t.db, person), id, CAST_NOW);
    expect([await sees(ally.id), await sees(s.admin.id), await sees(head.id), await sees(s.outsider.id)]).toEqual([true, true, false, false]);
    const held = await publishedMeeting(s.ctxOf(s.admin), s.cast, { ...form, date: "2026-11-22" }, {});
    const mine = async (person: string) => (await listUpcoming(t.db, await actorOf(t.db, person), { mine: true, now: CAST_NOW })).map((event) => event.id);
    expect(await mine(head.id)).toEqual([held]);
    expect(await mine(s.outsider.id)).toEqual([]);
    const after = "2026-11-24T15:00:00.000Z";
    await expect(beginMinutes(s.ctxOf(await actorOf(t.db, head.id), after), held)).rejects.toMatchObject({ code: "forbidden" });
    await beginMinutes(s.ctxOf(await actorOf(t.db, ally.id), after), held);
  });
});
