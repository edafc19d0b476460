import { describe, expect, test } from "vitest";
import { removeMember } from "#app/domain/circles/circles.server.ts";
import { kindOf } from "#app/domain/governance/kinds.server.ts";
import { advanceOverdue } from "#app/domain/processes/clock.server.ts";
import { findProcess } from "#app/domain/processes/processes.repo.server.ts";
import { listTensions } from "#app/domain/tensions/tensions.repo.server.ts";
import { raiseOwn } from "#app/domain/tensions/tensions.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { proposalStage } from "./proposals.testing.ts";

const agreementOf = (db: Db, id: string) => db.selectFrom("circle_agreements").selectAll().where("process_id", "=", id).executeTakeFirst();

describe("a proposal among seven", () => {
  test("two objections, one integrated and one withdrawn: everyone is asked again, and what is adopted is what they consented to", async () => {
    await using t = await testDb();
    const on = await proposalStage(t.db);
    const tension = newId();
    await raiseOwn(on.ctxOf(on.someone(1)), on.circle.id, tension, { situation: "Las actas llegan tarde.", effect: "", need: "" });
    const id = await on.open("propuesta", { tension_id: tension, role_id: on.roles.secretary });
    await on.toConsent(id);
    for (const n of [0, 1, 2, 3]) await on.say(id, n, "consent");
    await on.say(id, 4, "concern", "Ojo con las vacaciones.");
    await on.say(id, 5, "objection", "Cinco días no alcanzan en marzo.");
    await expect(on.act("proposal", id, 0, { act: "advance", to: "adopted", version: 1 })).rejects.toMatchObject({ reason: "objection_open" });
    await on.say(id, 6, "objection", "La secretaria no tiene horas.");
    await on.act("proposal", id, 0, { act: "advance", to: "integrate", version: 1 });
    const [five, six] = [await on.objectionOf(id, 5), await on.objectionOf(id, 6)];
    await expect(on.act("proposal", id, 3, { act: "withdraw_objection", objection: five, reason: "sí" })).rejects.toMatchObject({ reason: "not_theirs" });
    await on.act("proposal", id, 1, {
      act: "integrate",
      objection: five,
      how: "En marzo, diez.",
      text: "Publicar el acta en cinco días; en marzo, diez.",
      review_on: "2027-04-01",
    });
    await on.act("proposal", id, 6, { act: "withdraw_objection", objection: six, reason: "Me dieron horas." });
    expect(await findProcess(t.db, id)).toMatchObject({ phase: "consent", round: 5, closed_at: null });
    for (let n = 0; n < 7; n += 1) await on.say(id, n, n === 4 ? "concern" : "consent", n === 4 ? "Ojo." : "", 2);
    await on.act("proposal", id, 0, { act: "advance", to: "adopted", version: 2 });
    expect(await findProcess(t.db, id)).toMatchObject({ outcome: "adopted", phase: "adopted" });
    expect(await agreementOf(t.db, id)).toMatchObject({
      kind: "consent",
      number: 1,
      title: "Actas a tiempo",
      body_md: "Publicar el acta en cinco días; en marzo, diez.",
      review_on: "2027-04-01",
      role_id: on.roles.secretary,
      driver: expect.stringContaining("Las actas llegan tarde."),
    });
    const { rows, open } = await listTensions(t.db, on.circle.id, { page: 1, size: 5 });
    expect([open, rows[0]]).toMatchObject([0, { id: tension, process_id: id, settled_note: "Acuerdo n.º 1: Actas a tiempo" }]);
  });

  test("an objection after the adoption is kept, and puts the agreement under review; a late consent changes nothing", async () => {
    await using t = await testDb();
    const on = await proposalStage(t.db);
    const id = await on.open("propuesta");
    await on.toConsent(id);
    for (let n = 0; n < 7; n += 1) await on.say(id, n, "consent");
    await on.act("proposal", id, 0, { act: "advance", to: "adopted", version: 1 });
    await on.say(id, 3, "concern", "Lo pensé mejor.");
    expect(await agreementOf(t.db, id)).toMatchObject({ review_due_at: null });
    await on.say(id, 6, "objection", "No vi que caía en enero.");
    expect(await agreementOf(t.db, id)).toMatchObject({ review_due_at: expect.any(String), body_md: "Publicar el acta en cinco días." });
    const { rows } = await listTensions(t.db, on.circle.id, { page: 1, size: 5 });
    expect(rows).toMatchObject([{ source: "objection", situation: "No vi que caía en enero.", raised_by: on.someone(6).id }]);
    await expect(on.act("proposal", id, on.outsider, { act: "stance", stance: "objection", words: "yo", version: 1 })).rejects.toMatchObject({ code: "not_found" });
  });

  test("over days the clock goes from step to step, and waits where too few spoke", async () => {
    await using t = await testDb();
    const on = await proposalStage(t.db);
    const id = await on.open("propuesta");
    const pass = async () => {
      const row = await findProcess(t.db, id);
      await advanceOverdue(on.ctxOf(null, row?.deadline_at ?? ""), kindOf);
      return (await findProcess(t.db, id))?.phase;
    };
    expect(await pass()).toBe("react");
    expect(await pass(), "nobody has reacted").toBe("react");
    expect((await findProcess(t.db, id))?.warned_at).not.toBeNull();
    const late = "2027-01-15T12:00:00.000Z";
    await on.act("proposal", id, 0, { act: "advance", to: "consent", version: 1 }, { now: late });
    const mails = await t.db.selectFrom("outbox").select("to_email").where("subject", "like", "%Actas a tiempo%").execute();
    expect(mails.length).toBeGreaterThanOrEqual(21);
    for (const n of [0, 1, 2, 3, 4]) await on.act("proposal", id, n, { act: "stance", stance: "consent", version: 1 }, { now: late });
    expect(await pass()).toBe("adopted");
  });

  test("withdrawn, its tension waits again; whoever leaves the circle does not speak, and their objection stays", async () => {
    await using t = await testDb();
    const on = await proposalStage(t.db);
    const tension = newId();
    await raiseOwn(on.ctxOf(on.someone(1)), on.circle.id, tension, { situation: "Falta un taller.", effect: "", need: "" });
    const id = await on.open("propuesta", { tension_id: tension });
    await on.toConsent(id);
    await on.say(id, 6, "objection", "No.");
    await removeMember(on.ctxOf(on.someone(0)), on.circle.id, on.someone(6).id);
    for (let n = 0; n < 6; n += 1) await on.say(id, n, "consent");
    await expect(on.act("proposal", id, 0, { act: "advance", to: "adopted", version: 1 })).rejects.toMatchObject({ reason: "objection_open" });
    await on.act("proposal", id, 0, { act: "advance", to: "integrate", version: 1 });
    await on.act("proposal", id, 1, { act: "withdraw", reason: "La pensamos de nuevo." });
    expect(await findProcess(t.db, id)).toMatchObject({ outcome: "withdrawn" });
    expect((await listTensions(t.db, on.circle.id, { page: 1, size: 5 })).rows[0]).toMatchObject({ process_id: null, settled_at: null });
    expect(await agreementOf(t.db, id)).toBeUndefined();
  });
});

test("advice is decided by who asked, and a poll counted: both are in the logbook", async () => {
  await using t = await testDb();
  const on = await proposalStage(t.db);
  const advice = await on.open("consejo");
  await on.act("advice", advice, 3, { act: "advise", text: "Vayan dos." });
  await expect(on.act("advice", advice, 0, { act: "decide", text: "Vamos", heard: "sí" })).rejects.toMatchObject({ reason: "not_yours" });
  await on.act("advice", advice, 1, { act: "decide", text: "Vamos dos.", heard: "Tomé lo de ir de a dos." });
  expect(await agreementOf(t.db, advice)).toMatchObject({ kind: "advice", owner_person_id: on.someone(1).id, review_on: null });
  const poll = await on.open("sondeo");
  for (const n of [0, 1, 2, 3, 4, 5, 6]) await on.act("poll", poll, n, { act: "choose", option: n < 2 ? "1" : "2" });
  await on.act("poll", poll, 6, { act: "choose", option: "1" });
  await on.act("poll", poll, 1, { act: "count" });
  expect((await agreementOf(t.db, poll))?.body_md).toContain("La más elegida es «Jueves», con 4 de 7 preferencias.");
});
