import { expect, test } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { kindOf } from "#app/domain/governance/kinds.server.ts";
import { advanceOverdue } from "#app/domain/processes/clock.server.ts";
import { testDb } from "#db/testing.ts";
import { type SelectionStage, selectionStage } from "./selection.testing.ts";
import { openObjections } from "./selection.ts";

/** A minute after the deadline of the phase. */
async function deadlinePasses(s: SelectionStage): Promise<string> {
  const { deadline_at } = await s.db.selectFrom("processes").select("deadline_at").where("id", "=", s.id).executeTakeFirstOrThrow();
  const now = new Date(Date.parse(deadline_at ?? "") + 60_000).toISOString();
  await advanceOverdue(s.ctxOf(null, now), kindOf);
  return now;
}

const subjects = async (s: SelectionStage, person: Actor) =>
  (await s.db.selectFrom("outbox").select("subject").where("to_email", "=", person.email).orderBy("id").execute()).map((mail) => mail.subject);

test("over days the clock goes on with a quorum, waits without one and tells whoever conducts, and never passes over an objection", async () => {
  await using t = await testDb();
  const s = await selectionStage(t.db, { mode: "days" });
  const [camila, teresa, beatriz] = s.people as [Actor, Actor, Actor];
  expect(await subjects(s, beatriz)).toContain("Te toca hablar: Elección: Secretario/a (conocer el rol)");
  let now = await deadlinePasses(s);
  expect((await s.state()).phase).toBe("nominate");
  await s.say(teresa, "nominate", { nominee: beatriz.id, reason: "escribe claro" }, { now });
  expect(await s.say(camila, "close_nominations", {}, { now })).toBe("too_early");
  now = await deadlinePasses(s);
  expect((await s.state()).phase, "one of seven is no quorum").toBe("nominate");
  expect(await subjects(s, camila)).toContainEqual(expect.stringContaining("Elección: Secretario/a"));
  for (const person of s.people.slice(2, 7)) await s.say(person, "nominate", { nominee: beatriz.id, reason: "es puntual" }, { now });
  expect(await s.say(camila, "close_nominations", {}, { now })).toBe("");
  now = await deadlinePasses(s);
  expect((await s.state()).phase, "who is silent keeps their word").toBe("propose");
  await s.say(camila, "propose", { nominee: beatriz.id, reason: "todas las razones", months: 12 }, { now });
  for (const person of s.people.slice(0, 5)) await s.say(person, "stance", { stance: "consent", proposal: 1 }, { now });
  await s.say(s.people[5] as Actor, "stance", { stance: "objection", words: "ya tiene dos roles", proposal: 1 }, { now });
  now = await deadlinePasses(s);
  expect((await s.state()).phase).toBe("integrate");
  await s.say(camila, "amend", { nominee: teresa.id, reason: "otra persona", months: 12, objections: 1 }, { now });
  for (const person of s.people.slice(0, 5)) await s.say(person, "stance", { stance: "consent", proposal: 2 }, { now });
  expect(await s.say(camila, "close_consent", { proposal: 2, objections: 0 }, { now })).toBe("too_early");
  now = await deadlinePasses(s);
  expect((await s.state()).phase, "whose objection it was let their time pass").toBe("accept");
  expect(await subjects(s, teresa)).toContain("Te toca hablar: Elección: Secretario/a (falta su sí)");
  expect(await s.say(camila, "no_answer", {}, { now })).toBe("too_early");
  expect(await s.say(teresa, "decline", { proposal: 2, words: "este año no puedo" }, { now })).toBe("");
  expect((await s.state()).phase).toBe("propose");
});

test("the clock counts a vote, and somebody from outside whom members named says yes", async () => {
  await using t = await testDb();
  const s = await selectionStage(t.db, { mode: "days", method: "vote" });
  let now = await deadlinePasses(s);
  for (const person of s.people) await s.say(person, "nominate", { other: s.outsider.name, reason: "escribe claro" }, { now });
  now = await deadlinePasses(s);
  now = await deadlinePasses(s);
  for (const person of s.people.slice(0, 5)) await s.say(person, "vote", { choice: s.outsider.id }, { now });
  now = await deadlinePasses(s);
  expect(await s.state()).toMatchObject({ phase: "accept", tallies: [{ counts: { [s.outsider.id]: 5 } }] });
  // Of nobody's circle: called all the same, and a member with the yes.
  expect(await subjects(s, s.outsider)).toContain("Te toca hablar: Elección: Secretario/a (falta su sí)");
  expect(await s.say(s.outsider, "accept", { proposal: 1 }, { now })).toBe("");
  expect((await s.again(s.outsider, now)).circles).toContain(s.circle.id);
});

test("an objection and the closing of its round at the same moment: neither is lost", async () => {
  await using t = await testDb();
  const s = await selectionStage(t.db);
  const [camila, teresa, beatriz] = s.people as [Actor, Actor, Actor];
  await s.say(camila, "open_nominations");
  await s.all(s.people, "nominate", { nominee: teresa.id, reason: "escribe claro" });
  await s.say(camila, "close_nominations");
  await s.say(camila, "close_change");
  await s.say(camila, "propose", { nominee: teresa.id, reason: "escribe claro", months: 12 });
  await s.all(
    s.people.filter((each) => each !== beatriz),
    "stance",
    { stance: "consent", proposal: 1 },
  );
  const [objected, closed] = await Promise.all([
    s.say(beatriz, "stance", { stance: "objection", words: "está sobrecargada", proposal: 1 }),
    s.say(camila, "close_consent", { proposal: 1, objections: 0 }),
  ]);
  const state = await s.state();
  expect(objected).toBe("");
  expect(openObjections(state).map((each) => each.reason)).toEqual(["está sobrecargada"]);
  expect([closed, state.phase]).toEqual(closed === "" ? ["", "integrate"] : ["objection_open", "consent"]);
});
