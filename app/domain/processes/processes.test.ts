import { describe, expect, test } from "vitest";
import { addMember, removeMember } from "#app/domain/circles/circles.server.ts";
import { type CircleStage, circleStage } from "#app/domain/circles/circles.testing.ts";
import type { Actor } from "#app/domain/context.ts";
import { sendDailyMails } from "#app/domain/reminders/reminders.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import { advanceOverdue, callNewcomers } from "./clock.server.ts";
import { phaseDeadline } from "./deadline.server.ts";
import type { ProcessKind } from "./kind.ts";
import { listMyTurns } from "./lists.repo.server.ts";
import { countBallots, findProcess, listActs } from "./processes.repo.server.ts";
import { actOn, loadProcess, openProcess } from "./processes.server.ts";
import { deed, talkForm, talkKind } from "./processes.testing.ts";

const someone = (on: CircleStage, n: number): Actor => on.people[n] as Actor;
const rowOf = async (db: Db, id: string) => (await findProcess(db, id)) ?? expect.unreachable();
const mailsOf = async (db: Db) =>
  (await db.selectFrom("outbox").select(["to_email", "subject", "kind"]).where("kind", "=", "circle").orderBy("id").execute()).map((mail) => `${mail.subject} → ${mail.to_email}`);
const clock = (on: CircleStage, now: string) => advanceOverdue(on.ctxOf(null, now), () => talkKind as unknown as ProcessKind);

/** Seven people, the first opens and conducts. */
async function opened(db: Db, change: Parameters<typeof talkForm>[1] = {}) {
  const on = await circleStage(db);
  const form = talkForm(on.circle.id, { facilitatorPersonId: someone(on, 0).id, ...change });
  await openProcess(on.ctxOf(someone(on, 0)), talkKind, form);
  return { on, form, id: form.id };
}

describe("an act", () => {
  test("is written once, however often its button is pressed, and is numbered without holes", async () => {
    await using t = await testDb();
    const { on, id } = await opened(t.db);
    const first = deed("speak", "uno");
    await actOn(on.ctxOf(someone(on, 1)), talkKind, id, first);
    await actOn(on.ctxOf(someone(on, 1)), talkKind, id, first);
    await actOn(on.ctxOf(someone(on, 2)), talkKind, id, deed("speak", "dos"));
    expect((await listActs(t.db, id)).map(({ n, person, round }) => [n, person, round])).toEqual([
      [1, someone(on, 1).id, 1],
      [2, someone(on, 2).id, 1],
    ]);
    expect(await rowOf(t.db, id)).toMatchObject({ acts: 2, phase: "talk", round: 1 });
  });

  test("from another form of a page opened before, which carries the same id, is an act of its own", async () => {
    await using t = await testDb();
    const { on, id } = await opened(t.db);
    const first = deed("speak", "uno");
    await actOn(on.ctxOf(someone(on, 1)), talkKind, id, first);
    await actOn(on.ctxOf(someone(on, 1)), talkKind, id, { ...first, kind: "object", data: { words: "no así" } });
    await actOn(on.ctxOf(someone(on, 1)), talkKind, id, first);
    expect((await listActs(t.db, id)).map(({ n, kind }) => [n, kind])).toEqual([
      [1, "speak"],
      [2, "object"],
    ]);
  });

  test("that is refused leaves nothing, and says why", async () => {
    await using t = await testDb();
    const { on, id } = await opened(t.db);
    await actOn(on.ctxOf(someone(on, 1)), talkKind, id, deed("speak"));
    await expect(actOn(on.ctxOf(someone(on, 1)), talkKind, id, deed("speak"))).rejects.toMatchObject({ code: "conflict", reason: "spoken" });
    await expect(actOn(on.ctxOf(someone(on, 0)), talkKind, id, deed("next"))).rejects.toMatchObject({ reason: "no_quorum" });
    await expect(actOn(on.ctxOf(someone(on, 2)), talkKind, id, deed("next"))).rejects.toMatchObject({ reason: "not_yours" });
    await expect(actOn(on.ctxOf(null), talkKind, id, deed("speak"))).rejects.toMatchObject({ code: "signed_out" });
    await expect(actOn(on.ctxOf(on.outsider), talkKind, id, deed("speak"))).rejects.toMatchObject({ code: "not_found" });
    // Administration reads, and neither speaks nor conducts while there is somebody who does.
    await expect(actOn(on.ctxOf(on.admin), talkKind, id, deed("speak"))).rejects.toMatchObject({ reason: "no_voice" });
    await expect(actOn(on.ctxOf(on.admin), talkKind, id, deed("next"))).rejects.toMatchObject({ reason: "not_yours" });
    expect(await listActs(t.db, id)).toHaveLength(1);
  });

  test("of whoever left the circle is not taken any more; who came to it speaks", async () => {
    await using t = await testDb();
    const { on, id } = await opened(t.db);
    await removeMember(on.ctxOf(on.admin), on.circle.id, someone(on, 6).id);
    await expect(actOn(on.ctxOf({ ...someone(on, 6), circles: [] }), talkKind, id, deed("speak"))).rejects.toMatchObject({ code: "not_found" });
    await addMember(on.ctxOf(on.admin), on.circle.id, someone(on, 6).id);
    await actOn(on.ctxOf(someone(on, 6)), talkKind, id, deed("speak"));
    expect(await listActs(t.db, id)).toHaveLength(1);
  });

  test("is asked by mail of who joins while the round is open, once", async () => {
    await using t = await testDb();
    const { on, id } = await opened(t.db);
    await t.db
      .insertInto("circle_members")
      .values({ id: newId(), circle_id: on.circle.id, person_id: on.outsider.id, since: "2026-11-22T12:00:00.000Z", until: null, added_by: null })
      .execute();
    const later = on.ctxOf(null, "2026-11-22T12:01:00.000Z");
    for (const _ of [1, 2]) await callNewcomers(later, () => talkKind as unknown as ProcessKind);
    expect((await mailsOf(t.db)).filter((mail) => mail.endsWith(on.outsider.email))).toHaveLength(1);
    const called = await t.db.selectFrom("process_calls").select("person_id").where("process_id", "=", id).execute();
    expect(called).toHaveLength(8);
  });

  test("of somebody in the room is written down by whoever conducts a live meeting, and by nobody else", async () => {
    await using t = await testDb();
    const { on, id } = await opened(t.db, { mode: "live" });
    const rosa = someone(on, 3).id;
    await actOn(on.ctxOf(someone(on, 0)), talkKind, id, deed("speak", "aquí", { for: rosa }));
    expect(await listActs(t.db, id)).toMatchObject([{ person: rosa, by: someone(on, 0).id }]);
    await expect(actOn(on.ctxOf(someone(on, 1)), talkKind, id, deed("speak", "", { for: someone(on, 2).id }))).rejects.toMatchObject({ reason: "not_yours" });
    // What must be one's own, the machine keeps.
    await expect(actOn(on.ctxOf(someone(on, 0)), talkKind, id, deed("own", "", { for: someone(on, 2).id }))).rejects.toMatchObject({ reason: "not_yours" });
    // Nobody from outside gets a voice by being named.
    await expect(actOn(on.ctxOf(someone(on, 0)), talkKind, id, deed("speak", "", { for: on.outsider.id }))).rejects.toMatchObject({ reason: "no_voice" });
    expect((await rowOf(t.db, id)).deadline_at).toBeNull();
    expect(await mailsOf(t.db)).toEqual([]);
    const days = talkForm(on.circle.id, { facilitatorPersonId: someone(on, 0).id });
    await openProcess(on.ctxOf(someone(on, 0)), talkKind, days);
    await expect(actOn(on.ctxOf(someone(on, 0)), talkKind, days.id, deed("speak", "", { for: rosa }))).rejects.toMatchObject({ reason: "not_yours" });
  });

  test("by a mailed link of a round that has ended is refused, but for what its kind takes late; a link conducts nothing", async () => {
    await using t = await testDb();
    const { on, id } = await opened(t.db);
    for (const person of on.people) await actOn(on.ctxOf(person), talkKind, id, deed("speak"));
    await expect(actOn(on.ctxOf(someone(on, 0)), talkKind, id, deed("next", "", { linkRound: 1 }))).rejects.toMatchObject({ reason: "not_yours" });
    await actOn(on.ctxOf(someone(on, 0)), talkKind, id, deed("next"));
    await expect(actOn(on.ctxOf(someone(on, 1)), talkKind, id, deed("vote", "a", { linkRound: 1 }))).rejects.toMatchObject({ reason: "not_now" });
    await actOn(on.ctxOf(someone(on, 1)), talkKind, id, deed("object", "tarde", { linkRound: 1 }));
    expect((await loadProcess(t.db, talkKind, await rowOf(t.db, id))).state.objections).toEqual([someone(on, 1).id]);
  });
});

describe("a secret vote", () => {
  test("leaves who voted and how often each choice was made, and nothing between them", async () => {
    await using t = await testDb();
    const { on, id } = await opened(t.db);
    for (const person of on.people) await actOn(on.ctxOf(person), talkKind, id, deed("speak", "x"));
    await actOn(on.ctxOf(someone(on, 0)), talkKind, id, deed("next"));
    for (const [n, person] of on.people.entries()) await actOn(on.ctxOf(person), talkKind, id, deed("vote", n === 0 ? "zinc" : "cobre"));
    expect(await countBallots(t.db, id, 2)).toEqual({ zinc: 1, cobre: 6 });
    const votes = await t.db.selectFrom("process_acts").selectAll().where("kind", "=", "vote").execute();
    expect(votes.map((vote) => vote.payload)).toEqual(Array(7).fill("null"));
    // Nothing anywhere in the database says a choice but the box, whose rows lie in the order of the choices whoever came first.
    const box = await t.db.selectFrom("process_ballots").selectAll().execute();
    expect(box.map((row) => Object.keys(row).sort())).toEqual(Array(2).fill(["choice", "process_id", "round", "votes"]));
    expect(box.map((row) => row.choice)).toEqual(["cobre", "zinc"]);
    for (const table of ["outbox", "processes", "process_acts", "process_calls"] as const)
      expect(JSON.stringify(await t.db.selectFrom(table).selectAll().execute())).not.toContain("zinc");
  });

  test("that is refused casts no ballot", async () => {
    await using t = await testDb();
    const { on, id } = await opened(t.db);
    for (const person of on.people) await actOn(on.ctxOf(person), talkKind, id, deed("speak"));
    await actOn(on.ctxOf(someone(on, 0)), talkKind, id, deed("next"));
    const vote = deed("vote", "a");
    await actOn(on.ctxOf(someone(on, 1)), talkKind, id, vote);
    await actOn(on.ctxOf(someone(on, 1)), talkKind, id, vote);
    await expect(actOn(on.ctxOf(someone(on, 1)), talkKind, id, deed("vote", "b"))).rejects.toMatchObject({ reason: "spoken" });
    expect(await countBallots(t.db, id, 2)).toEqual({ a: 1 });
  });
});

describe("opening", () => {
  test("takes a voice in the circle or the right to run it; the same button opens one", async () => {
    await using t = await testDb();
    const { on, form } = await opened(t.db);
    await openProcess(on.ctxOf(someone(on, 0)), talkKind, form);
    await expect(openProcess(on.ctxOf(someone(on, 1)), talkKind, form)).rejects.toMatchObject({ reason: "id_taken" });
    await openProcess(on.ctxOf(someone(on, 5)), talkKind, talkForm(on.circle.id));
    await expect(openProcess(on.ctxOf(on.outsider), talkKind, talkForm(on.circle.id))).rejects.toMatchObject({ code: "forbidden" });
    expect(await t.db.selectFrom("processes").select("id").execute()).toHaveLength(2);
  });

  test("trusts no id of the form: role, tension and meeting must be of that circle", async () => {
    await using t = await testDb();
    const { on } = await opened(t.db);
    for (const change of [{ roleId: newId() }, { tensionId: newId() }, { eventId: newId() }]) {
      await expect(openProcess(on.ctxOf(someone(on, 0)), talkKind, talkForm(on.circle.id, change))).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(openProcess(on.ctxOf(someone(on, 0)), talkKind, talkForm(on.circle.id, { facilitatorPersonId: newId() }))).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("over days", () => {
  test("a phase ends at 23:59 of a working day", () => {
    expect(phaseDeadline("2026-11-21T15:00:00.000Z", 3)).toBe("2026-11-25T02:59:00.000Z"); // Tuesday 24 November
    expect(phaseDeadline("2026-12-02T15:00:00.000Z", 3)).toBe("2026-12-08T02:59:00.000Z"); // Saturday: Monday 7 December
    expect(phaseDeadline("2026-12-03T15:00:00.000Z", 5)).toBe("2026-12-10T02:59:00.000Z"); // Tuesday 8 December, Inmaculada Concepción: Wednesday
  });

  test("each whose voice is asked gets one mail a round with a link, who conducts is told when all have spoken, and the outcome goes to all", async () => {
    await using t = await testDb();
    const { on, id } = await opened(t.db);
    const calls = await t.db.selectFrom("process_calls").select(["person_id", "round"]).execute();
    expect(calls.map((call) => call.person_id).sort()).toEqual(on.people.map((person) => person.id).sort());
    expect((await rowOf(t.db, id)).deadline_at).toBe("2026-11-25T02:59:00.000Z");
    const first = await t.db.selectFrom("outbox").select("raw").where("kind", "=", "circle").executeTakeFirstOrThrow();
    expect(first.raw).toMatch(/\/voz\//);
    expect(await mailsOf(t.db)).toHaveLength(7);
    for (const person of on.people) await actOn(on.ctxOf(person), talkKind, id, deed("speak"));
    const told = (await mailsOf(t.db)).slice(7);
    expect(told).toEqual([`Ya hablaron todas las personas: ¿Dónde nos juntamos? → ${someone(on, 0).email}`]);
    await actOn(on.ctxOf(someone(on, 0)), talkKind, id, deed("next"));
    expect(await mailsOf(t.db)).toHaveLength(15);
    for (const person of on.people) await actOn(on.ctxOf(person), talkKind, id, deed("vote", "a"));
    await actOn(on.ctxOf(someone(on, 0)), talkKind, id, deed("close"));
    expect((await mailsOf(t.db)).slice(16).map((mail) => mail.split(":")[0])).toEqual(Array(7).fill("Sondeo terminado"));
    expect(await rowOf(t.db, id)).toMatchObject({ outcome: "counted", deadline_at: null });
  });

  test("whoever has not spoken the day before the deadline finds it in the day's mail, once, with their link; and on their own day", async () => {
    await using t = await testDb();
    const { on } = await opened(t.db);
    const [{ id }] = (await t.db.selectFrom("processes").select("id").execute()) as [{ id: string }];
    for (const person of on.people.slice(0, 6)) await actOn(on.ctxOf(person), talkKind, id, deed("speak"));
    const silent = someone(on, 6);
    expect((await listMyTurns(t.db, silent.id, CAST_NOW, 9)).map(({ turn, title }) => [turn, title])).toEqual([["speak", "¿Dónde nos juntamos?"]]);
    expect((await listMyTurns(t.db, someone(on, 0).id, CAST_NOW, 9)).map(({ turn }) => turn)).toEqual(["conduct"]);
    expect(await listMyTurns(t.db, someone(on, 1).id, CAST_NOW, 9)).toEqual([]);
    for (const now of ["2026-11-22T15:00:00.000Z", "2026-11-23T15:00:00.000Z", "2026-11-23T16:00:00.000Z", "2026-11-24T15:00:00.000Z"]) await sendDailyMails(on.ctxOf(null, now));
    const sent = await t.db.selectFrom("outbox").select(["to_email", "subject", "created_at"]).where("kind", "=", "reminder").execute();
    expect(sent).toEqual([{ to_email: silent.email, subject: "Te falta hablar: ¿Dónde nos juntamos?", created_at: "2026-11-23T15:00:00.000Z" }]);
  });

  test("at the deadline the clock goes on where the machine lets it, once, also with two workers", async () => {
    await using t = await testDb();
    const { on, id } = await opened(t.db);
    for (const person of on.people.slice(0, 5)) await actOn(on.ctxOf(person), talkKind, id, deed("speak"));
    await clock(on, "2026-11-25T02:58:59.000Z");
    expect((await rowOf(t.db, id)).round).toBe(1);
    await Promise.all([clock(on, "2026-11-25T03:00:00.000Z"), clock(on, "2026-11-25T03:00:00.000Z")]);
    expect(await rowOf(t.db, id)).toMatchObject({ round: 2, phase: "vote", warned_at: null, deadline_at: "2026-12-01T02:59:00.000Z" });
    expect((await listActs(t.db, id)).filter((act) => act.person === null)).toHaveLength(1);
  });

  test("else whoever conducts is told, once, and can go on", async () => {
    await using t = await testDb();
    const { on, id } = await opened(t.db);
    await actOn(on.ctxOf(someone(on, 1)), talkKind, id, deed("speak"));
    await clock(on, "2026-11-25T03:00:00.000Z");
    await clock(on, "2026-11-25T03:01:00.000Z");
    expect((await mailsOf(t.db)).slice(7)).toEqual([`Se cumplió el plazo: ¿Dónde nos juntamos? → ${someone(on, 0).email}`]);
    expect(await listActs(t.db, id)).toHaveLength(1);
    for (const person of on.people.slice(2, 6)) await actOn(on.ctxOf(person, "2026-11-25T14:00:00.000Z"), talkKind, id, deed("speak"));
    await actOn(on.ctxOf(someone(on, 0), "2026-11-25T15:00:00.000Z"), talkKind, id, deed("next"));
    expect(await rowOf(t.db, id)).toMatchObject({ round: 2, warned_at: null });
  });

  test("administration conducts where no facilitator can any more", async () => {
    await using t = await testDb();
    const { on, id } = await opened(t.db);
    await t.db
      .updateTable("people")
      .set({ suspended_at: on.ctxOf(null).now })
      .where("id", "=", someone(on, 0).id)
      .execute();
    for (const person of on.people.slice(1)) await actOn(on.ctxOf(person), talkKind, id, deed("speak"));
    await actOn(on.ctxOf(on.admin), talkKind, id, deed("next"));
    expect((await rowOf(t.db, id)).round).toBe(2);
  });
});
