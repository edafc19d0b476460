import { describe, expect, test } from "vitest";
import { invitationOf, mailsOf, meetingForm, publishedMeeting, type Stage, stage } from "#app/domain/events/meetings.testing.ts";
import { createDraft, deleteDraft } from "#app/domain/events/scheduling.server.ts";
import { forgetPreparing } from "#app/domain/identity/closing.repo.server.ts";
import { listOwnActivity } from "#app/domain/identity/own-data.repo.server.ts";
import { setAnswerFor } from "#app/domain/invitations/answer.server.ts";
import { readMail } from "#app/domain/mail/read-mail.server.ts";
import { readStopLink } from "#app/domain/mail/stops.server.ts";
import { readSlots } from "#app/domain/polls/poll.ts";
import { countSlots, listSlots } from "#app/domain/polls/polls.repo.server.ts";
import { openPoll } from "#app/domain/polls/polls.server.ts";
import { castVote } from "#app/domain/polls/voting.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { assignDuty, decideByLink, decideOwn, endDuty, readDuty } from "./duties.server.ts";
import { dutyState } from "./encounter.ts";
import { listTasksDue } from "./encounters.repo.server.ts";
import { eventOfPlan, inviteActor, moveInPlan, readPlan, removeFromPlan, saveActor, saveBudgetItem, saveExperience, savePurpose, saveTask, setDone } from "./encounters.server.ts";

const draftOf = async (s: Stage) => (await createDraft(s.camila, meetingForm(s.cast, { kind: "gathering" }))).id;
const duty = (change: Record<string, unknown> = {}) => ({ id: newId(), duty: "registration" as const, person_id: null, name: "", email: null, ...change });
const task = (title: string, change: Record<string, unknown> = {}) => ({ id: newId(), title, person_id: null, name: "", due_on: null, ...change });
const actor = (change: Record<string, unknown> = {}) => ({
  id: newId(),
  name: "Rosa Vera",
  organisation: "Minera Sol",
  part: "Charla",
  email: "rosa@minera.example",
  state: "considered" as const,
  ...change,
});

async function dutyMail(s: Stage, to: string) {
  const row = await s.db.selectFrom("outbox").select(["raw", "subject"]).where("kind", "=", "duty").where("to_email", "=", to).orderBy("id", "desc").executeTakeFirstOrThrow();
  const text = (await readMail(row.raw ?? "")).text ?? "";
  return { subject: row.subject, text, token: /\/tarea\/([\w-]+)/.exec(text)?.[1] ?? "", stop: /\/b\/([\w-]+)/.exec(text)?.[1] ?? "" };
}

describe("the plan of an encounter", () => {
  test("is seen by whoever manages the meeting or has a duty in it, and by nobody else", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await draftOf(s);
    const sees = async (who: Parameters<Stage["as"]>[0]) =>
      eventOfPlan(s.as(who), id).then(
        (found) => found.manages,
        (error: { code: string }) => error.code,
      );
    expect([await sees("coordinatorA"), await sees("admin"), await sees("teacher"), await sees("coordinatorB"), await sees(null)]).toEqual([
      true,
      true,
      "not_found",
      "not_found",
      "signed_out",
    ]);
    await assignDuty(s.camila, id, duty({ person_id: s.cast.ids.teacher }));
    expect(await sees("teacher")).toBe(false);
    await expect(savePurpose(s.as("teacher"), id, { purpose: "x", focus: "", venue_notes: "" })).rejects.toMatchObject({ code: "not_found" });
    const held = (await readPlan(s.camila, id)).duties[0]?.id ?? "";
    await decideOwn(s.as("teacher"), id, held, "decline");
    expect(await sees("teacher")).toBe("not_found");
    const published = await publishedMeeting(s.camila, s.cast);
    await expect(eventOfPlan(s.as("teacher"), published)).rejects.toMatchObject({ code: "not_found" });
    await expect(savePurpose(s.as("teacher"), published, { purpose: "x", focus: "", venue_notes: "" })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("duties are asked by mail, decided by their link without an account, and a no is told to whoever asked", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await draftOf(s);
    const one = duty({ name: "Luis Mora", email: "luis@fuera.example" });
    await assignDuty(s.camila, id, one);
    await assignDuty(s.camila, id, { ...one, id: newId() });
    const states = async () => (await readPlan(s.camila, id)).duties.map((each) => [each.name, dutyState(each)]);
    expect(await states()).toEqual([["Luis Mora", "asked"]]);
    const { token, text, stop } = await dutyMail(s, "luis@fuera.example");
    expect(text).toContain("Registro de asistentes");
    expect((await readStopLink(s.as(null), stop)).email).toBe("luis@fuera.example");
    expect(await readDuty(s.as(null), token)).toMatchObject({ title: "Taller de tableros", asker: "Camila Díaz Leiva", over: false });
    expect(await states()).toEqual([["Luis Mora", "asked"]]);
    await decideByLink(s.as(null), token, "accept");
    await decideByLink(s.as(null), token, "accept");
    expect(await states()).toEqual([["Luis Mora", "accepted"]]);
    await decideByLink(s.as(null), token, "decline");
    expect((await dutyMail(s, "camila@cast.example")).subject).toBe("Luis Mora no puede encargarse de registro de asistentes");
    await endDuty(s.camila, id, one.id);
    await expect(decideByLink(s.as(null), token, "accept")).rejects.toMatchObject({ code: "gone" });
    await expect(readDuty(s.as(null), token.slice(1))).rejects.toMatchObject({ code: "not_found" });
    expect(await states()).toEqual([]);
  });

  test("whoever takes a duty themselves has accepted; another's is not theirs to decide; an address of the network is its person", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await draftOf(s);
    await assignDuty(s.camila, id, duty({ duty: "agenda", person_id: s.cast.ids.coordinatorA }));
    const hers = duty({ name: "T.", email: "teresa@cast.example" });
    await assignDuty(s.camila, id, hers);
    const { duties } = await readPlan(s.camila, id);
    expect(duties.map((each) => [each.name, dutyState(each), each.person_id])).toEqual([
      ["Camila Díaz Leiva", "accepted", s.cast.ids.coordinatorA],
      ["Teresa Soto Araya", "asked", s.cast.ids.teacher],
    ]);
    await expect(decideOwn(s.as("head"), id, hers.id, "accept")).rejects.toMatchObject({ code: "not_found" });
    await decideOwn(s.as("teacher"), id, hers.id, "accept");
    await expect(assignDuty(s.camila, id, duty({ person_id: newId() }))).rejects.toMatchObject({ fields: { person_id: ["not_found"] } });
  });

  test("lists keep their order and are moved, changed and taken away one by one; another meeting's rows are out of reach", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await draftOf(s);
    const rows = ["Sala", "Café", "Bus"].map((title) => task(title));
    for (const row of rows) await saveTask(s.camila, id, row);
    const [sala, cafe, bus] = rows as [(typeof rows)[0], (typeof rows)[0], (typeof rows)[0]];
    const titles = async (of = id) => (await readPlan(s.camila, of)).tasks.map((each) => each.title);
    await moveInPlan(s.camila, id, "tareas", bus.id, -1);
    await moveInPlan(s.camila, id, "tareas", sala.id, -1);
    expect(await titles()).toEqual(["Sala", "Bus", "Café"]);
    await saveTask(s.camila, id, { ...cafe, title: "Café y té" });
    expect(await titles()).toEqual(["Sala", "Bus", "Café y té"]);
    const other = await draftOf(s);
    await saveTask(s.camila, other, { ...bus, title: "Robada" });
    await removeFromPlan(s.camila, other, "tareas", bus.id);
    await moveInPlan(s.camila, other, "tareas", bus.id, -1);
    expect([await titles(), await titles(other)]).toEqual([["Sala", "Bus", "Café y té"], []]);
    await removeFromPlan(s.camila, id, "tareas", sala.id);
    expect(await titles()).toEqual(["Bus", "Café y té"]);
  });

  test("tasks are done by those who prepare the meeting; open ones of people, near their day, are there for reminders", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await draftOf(s);
    await assignDuty(s.camila, id, duty({ person_id: s.cast.ids.teacher }));
    const mine = task("Credenciales", { person_id: s.cast.ids.teacher, due_on: "2026-11-23" });
    await saveTask(s.camila, id, mine);
    await saveTask(s.camila, id, task("Lejana", { person_id: s.cast.ids.teacher, due_on: "2026-12-23" }));
    await saveTask(s.camila, id, task("De nadie con cuenta", { name: "El casino", due_on: "2026-11-23" }));
    await expect(saveTask(s.camila, id, task("x", { person_id: s.cast.ids.outsider }))).rejects.toMatchObject({ fields: { person_id: ["not_found"] } });
    const due = async () => (await listTasksDue(t.db, s.camila.now)).map((each) => [each.title, each.email, each.due_on, each.event_title]);
    expect(await due()).toEqual([["Credenciales", "teresa@cast.example", "2026-11-23", "Taller de tableros"]]);
    await expect(setDone(s.as("head"), id, mine.id, true)).rejects.toMatchObject({ code: "not_found" });
    await setDone(s.as("teacher"), id, mine.id, true);
    expect(await due()).toEqual([]);
    await saveTask(s.camila, id, { ...mine, title: "Credenciales y lápices" });
    expect((await readPlan(s.camila, id)).tasks[0]).toMatchObject({ done_by: s.cast.ids.teacher, title: "Credenciales y lápices" });
  });

  test("an actor is invited from the plan, and what they answer shows there", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast);
    const rosa = actor();
    await saveActor(s.camila, id, rosa);
    expect(await inviteActor(s.camila, id, rosa.id)).toEqual({ mails: 1, published: true });
    expect(await inviteActor(s.camila, id, rosa.id)).toEqual({ mails: 0, published: true });
    expect((await mailsOf(t.db, id)).filter((mail) => mail.to_email === rosa.email)).toHaveLength(1);
    const invitation = await invitationOf(t.db, id, "rosa@minera.example");
    await setAnswerFor(s.camila, { invitationId: invitation.id, answer: "yes" });
    expect((await readPlan(s.camila, id)).actors).toMatchObject([{ name: "Rosa Vera", state: "invited", answer: "yes", invited: 1 }]);
    const nobody = actor({ email: null });
    await saveActor(s.camila, id, nobody);
    await expect(inviteActor(s.camila, id, nobody.id)).rejects.toMatchObject({ fields: { email: ["required"] } });
  });

  test("experiences and budget are kept; what is confirmed has a payer; a deleted draft takes its plan along", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await draftOf(s);
    await savePurpose(s.camila, id, { purpose: "Encontrarnos", focus: "Innovación", venue_notes: "" });
    await saveExperience(s.camila, id, { id: newId(), title: "Huerto solar", establishment_id: s.cast.schools.boldos.id, authors: "4° medio", format: "poster" });
    await expect(saveExperience(s.camila, id, { id: newId(), title: "x", establishment_id: newId(), authors: "", format: "poster" })).rejects.toMatchObject({ code: "invalid" });
    const item = { id: newId(), item: "Almuerzo", amount: 1_250_000, payer: "SLEP", confirmed: true };
    await saveBudgetItem(s.camila, id, item);
    await expect(saveBudgetItem(s.camila, id, { ...item, payer: "" })).rejects.toMatchObject({ fields: { payer: ["payer_first"] } });
    await assignDuty(s.camila, id, duty({ person_id: s.cast.ids.teacher }));
    await saveActor(s.camila, id, actor());
    const { plan, experiences, budget } = await readPlan(s.camila, id);
    expect([plan?.purpose, experiences[0]?.school, budget[0]?.amount, budget[0]?.confirmed_at !== null]).toEqual(["Encontrarnos", "Liceo Polivalente Los Boldos", 1_250_000, true]);
    await deleteDraft(s.camila, id);
    expect(await readPlan(s.camila, id)).toEqual({ plan: null, duties: [], tasks: [], actors: [], experiences: [], budget: [] });
  });
});

test("whoever closes their account takes their name from votes, duties, tasks and actors; before, they can read it all", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const id = await draftOf(s);
  await assignDuty(s.camila, id, duty({ person_id: s.cast.ids.teacher }));
  await saveTask(s.camila, id, task("Credenciales", { person_id: s.cast.ids.teacher, due_on: "2026-12-01" }));
  await saveActor(s.camila, id, actor({ name: "Teresa", email: "teresa@cast.example" }));
  const { slots } = readSlots(
    [1, 2].map((n) => ({ n, date: `2027-04-0${n}`, start: "09:00", end: "10:00" })),
    "America/Santiago",
    s.camila.now,
  );
  const poll = await openPoll(s.camila, id, { id: newId(), message: "", closes_on: null }, slots);
  const [slot] = await listSlots(t.db, poll.id);
  await castVote(s.as("teacher"), mintToken(TEST_DEPLOYMENT.secret, "poll", poll.id), { votes: { [slot?.id ?? ""]: "yes" }, comment: "¡Vamos!" }, "");
  const { preparing } = await listOwnActivity(t.db, s.cast.people.teacher);
  expect(preparing.map((row) => [row.what, row.of, row.said, row.words]).sort()).toEqual([
    ["duty", "registration", "asked", ""],
    ["task", "Credenciales", "open", ""],
    ["vote", "2027-04-01T09:00", "yes", "¡Vamos!"],
  ]);
  await forgetPreparing(t.db, s.cast.people.teacher, s.camila.now);
  const left = JSON.stringify([await readPlan(s.camila, id), await t.db.selectFrom("date_poll_voters").select(["name", "email", "comment"]).execute()]);
  expect(left).not.toMatch(/Teresa|teresa@cast|Vamos/);
  expect((await countSlots(t.db, poll.id))[0]?.yes).toBe(1);
});
