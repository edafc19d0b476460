import { describe, expect, test } from "vitest";
import { listParts } from "#app/domain/agenda/agenda.repo.server.ts";
import { beginFromTemplate } from "#app/domain/agenda/agenda.server.ts";
import { templatesFor } from "#app/domain/agenda/templates.server.ts";
import { publishedMeeting } from "#app/domain/events/meetings.testing.ts";
import { findMinutes } from "#app/domain/minutes/minutes.repo.server.ts";
import { beginMinutes, publishMinutes, saveMinutes } from "#app/domain/minutes/minutes.server.ts";
import { sendDailyMails } from "#app/domain/reminders/reminders.server.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { EndInput, KeepInput, NotedInput } from "./agreement.ts";
import { findCircleAgreement } from "./agreement-writes.repo.server.ts";
import { findVisibleAgreement, listLogbook, listTensionsOf } from "./logbook.repo.server.ts";
import { type LogbookStage, logbookStage } from "./logbook.testing.ts";
import { listMinutesAgreements } from "./minutes-agreements.repo.server.ts";
import { endAgreement, keepAgreement, noteAgreement, tensionToChange } from "./reviewing.server.ts";
import { bringBackReviews } from "./reviews.server.ts";

const REVIEW = "2026-11-30";
const EVE = "2026-11-29T15:00:00.000Z";
const DAY = "2026-11-30T15:00:00.000Z";
const keep = (review_on: string, more = {}) => KeepInput.parse({ review_on, note: "", ...more });

/** A meeting of a circle, called by who coordinates its node. */
async function circleMeeting(s: LogbookStage, date = "2026-12-05", circleId = s.circles.open): Promise<string> {
  const id = await publishedMeeting(s.as("coordinatorA"), s.cast, { date, title: `Reunión del ${date}` });
  await s.db.updateTable("events").set({ circle_id: circleId }).where("id", "=", id).execute();
  return id;
}
const agendaOf = async (s: LogbookStage, id: string) => (await listParts(s.db, id)).map((part) => part.title);
const stateOf = async (s: LogbookStage, id: string) => (await findVisibleAgreement(s.db, s.cast.people.admin, id, "2026-12-10"))?.state;

describe("the review of an agreement", () => {
  test("comes when its day does, once, as a tension and in the agenda of the next meeting, whenever that is called", async () => {
    await using database = await testDb();
    const s = await logbookStage(database.db);
    const [{ id }, later] = [await s.adopt({ reviewOn: REVIEW }), await s.adopt({ title: "Más adelante", reviewOn: "2027-03-01" })];
    await bringBackReviews(s.as(null, EVE));
    expect(await stateOf(s, id)).toBe("in_force");
    for (let turn = 0; turn < 2; turn += 1) await bringBackReviews(s.as(null, DAY));
    expect([await stateOf(s, id), await stateOf(s, later.id)]).toEqual(["in_review", "in_force"]);
    expect(await listTensionsOf(s.db, id)).toMatchObject([{ source: "review", title: "Revisar el acuerdo n.º 1: Rotar la sede", event_id: null, settled_at: null }]);
    const [far, near] = [await circleMeeting(s, "2026-12-12"), await circleMeeting(s, "2026-12-05")];
    for (let turn = 0; turn < 2; turn += 1) await bringBackReviews(s.as(null, DAY));
    expect([await agendaOf(s, near), await agendaOf(s, far)]).toEqual([["Revisar el acuerdo n.º 1: Rotar la sede"], []]);
    // It does not begin the agenda: a template still may, and comes first.
    const [template] = await templatesFor(s.as("coordinatorA", DAY));
    await beginFromTemplate(s.as("coordinatorA", DAY), near, template?.id ?? "");
    expect((await agendaOf(s, near)).at(-1)).toBe("Revisar el acuerdo n.º 1: Rotar la sede");
    await expect(beginFromTemplate(s.as("coordinatorA", DAY), near, template?.id ?? "")).rejects.toMatchObject({ reason: "agenda_begun" });
    // The meeting passes without an outcome: a week later it is for the next one, and not before.
    await bringBackReviews(s.as(null, "2026-12-07T15:00:00.000Z"));
    expect(await agendaOf(s, far)).toEqual([]);
    const third = await circleMeeting(s, "2026-12-19");
    await bringBackReviews(s.as(null, "2026-12-14T15:00:00.000Z"));
    expect(await agendaOf(s, third)).toEqual(["Revisar el acuerdo n.º 1: Rotar la sede"]);
  });

  test("is over when it is kept: it leaves the agenda to come, and comes back on its new day", async () => {
    await using database = await testDb();
    const s = await logbookStage(database.db);
    const { id } = await s.adopt({ reviewOn: REVIEW, expiresOn: "2026-11-25" });
    const meeting = await circleMeeting(s);
    await bringBackReviews(s.as(null, DAY));
    expect(await stateOf(s, id)).toBe("expired");
    const [camila, teacher] = [s.as("coordinatorA", DAY), s.as("teacher", DAY)];
    await expect(keepAgreement(teacher, id, keep("2027-06-01"))).rejects.toMatchObject({ code: "forbidden" });
    await expect(keepAgreement(camila, id, keep(REVIEW))).rejects.toMatchObject({ fields: { review_on: ["past"] } });
    await expect(keepAgreement(camila, id, keep("2027-06-01", { expires_on: "2026-11-29" }))).rejects.toMatchObject({ fields: { expires_on: ["past"] } });
    await keepAgreement(camila, id, keep("2027-06-01", { note: "Nos sirve." }));
    expect([await stateOf(s, id), await agendaOf(s, meeting)]).toEqual(["in_force", []]);
    expect(await findCircleAgreement(s.db, id)).toMatchObject({ reviewed_at: DAY, review_on: "2027-06-01", expires_on: null });
    await keepAgreement(camila, id, keep("2027-07-01"));
    expect((await listTensionsOf(s.db, id)).map((each) => each.settled_note)).toEqual(expect.arrayContaining(["Se mantiene. Nos sirve.", "Se mantiene."]));
    await bringBackReviews(s.as(null, "2027-07-01T15:00:00.000Z"));
    expect((await listTensionsOf(s.db, id)).filter((each) => each.settled_at === null)).toHaveLength(1);
    const [{ tensionId }, again] = [await tensionToChange({ ...camila, actor: { ...s.cast.people.coordinatorA, circles: [s.circles.open] } }, id), s.as("coordinatorA", DAY)];
    expect((await listTensionsOf(s.db, id)).find((each) => each.settled_at === null)?.id).toBe(tensionId);
    await endAgreement(again, id, EndInput.parse({ reason: "Ya no hace falta." }));
    expect(await stateOf(s, id)).toBe("ended");
    await expect(endAgreement(again, id, { reason: "x" })).rejects.toMatchObject({ reason: "superseded" });
  });

  test("says only its number in an agenda that more people read than the logbook", async () => {
    await using database = await testDb();
    const s = await logbookStage(database.db);
    await s.adopt({ circleId: s.circles.inner, reviewOn: REVIEW });
    const meeting = await circleMeeting(s, "2026-12-05", s.circles.inner);
    await bringBackReviews(s.as(null, DAY));
    expect(await agendaOf(s, meeting)).toEqual(["Revisar el acuerdo n.º 1"]);
  });

  test("goes to whoever answers for it in the one mail of the day: a week before, on the day, weekly until it was done", async () => {
    await using database = await testDb();
    const s = await logbookStage(database.db);
    const role = { id: newId(), circle_id: s.circles.open, key: "secretary", name: "Secretario/a", purpose: "", domain: "", accountabilities: "", qualifications: "" };
    const created = { created_at: EVE, updated_at: EVE, archived_at: null };
    await s.db
      .insertInto("circle_roles")
      .values({ ...role, ...created, term_months: 12, link: null, rights: null, position: 0 })
      .execute();
    const term = { role_id: role.id, circle_id: s.circles.open, node_id: s.cast.ids.a, named_by: null };
    await s.db
      .insertInto("role_terms")
      .values([
        { id: newId(), ...term, person_id: s.cast.ids.head, since: "2026-01-01T00:00:00.000Z", ends_at: null },
        { id: newId(), ...term, person_id: s.cast.ids.outsider, since: "2026-01-01T00:00:00.000Z", ends_at: "2026-10-01T00:00:00.000Z" },
      ])
      .execute();
    const owned = await s.adopt({ reviewOn: REVIEW, ownerPersonId: s.cast.ids.teacher });
    await s.adopt({ title: "Llevar las actas", reviewOn: REVIEW, roleId: role.id, ownerPersonId: s.cast.ids.outsider });
    const told: string[] = [];
    for (let day = 20; day <= 50; day += 1) {
      const now = new Date(Date.UTC(2026, 10, day, 15)).toISOString();
      await bringBackReviews(s.as(null, now));
      await sendDailyMails(s.as(null, now));
      await sendDailyMails(s.as(null, now));
      const mails = await s.db.selectFrom("outbox").select(["to_email", "subject"]).where("created_at", "=", now).orderBy("to_email").execute();
      told.push(...mails.map((mail) => `${day} ${mail.to_email.split("@")[0]} ${mail.subject}`));
      if (day === 40) await keepAgreement(s.as("coordinatorA", now), owned.id, keep("2027-06-01"));
    }
    const [hernan, teresa] = ["hernan Toca revisar un acuerdo: n.º 2: Llevar las actas", "teresa Toca revisar un acuerdo: n.º 1: Rotar la sede"];
    expect(told).toEqual([`23 ${hernan}`, `23 ${teresa}`, `30 ${hernan}`, `30 ${teresa}`, `37 ${hernan}`, `37 ${teresa}`, `44 ${hernan}`]);
  });
});

describe("what was agreed elsewhere", () => {
  test("is noted by whoever keeps the minutes or runs the circle, with possible days and people", async () => {
    await using database = await testDb();
    const s = await logbookStage(database.db);
    const circle = { id: s.circles.open, node_id: s.cast.ids.a, parent_id: null, top: 1, logbook: "public", closed_at: null };
    const input = (more = {}) =>
      NotedInput.parse({ title: "Actas en un día", body: "El acta sale **al día siguiente**.", adopted_on: "2026-11-02", review_on: "2027-05-01", ...more });
    const note = (more = {}, id = newId()) => noteAgreement(s.as("coordinatorA"), circle, id, input(more));
    await expect(noteAgreement(s.as("teacher"), circle, newId(), input())).rejects.toMatchObject({ code: "forbidden" });
    await expect(noteAgreement(s.as("admin"), { ...circle, closed_at: DAY }, newId(), input())).rejects.toMatchObject({ code: "forbidden" });
    await expect(note({ adopted_on: "2026-11-22" })).rejects.toMatchObject({ fields: { adopted_on: ["future"] } });
    await expect(note({ review_on: "2026-11-01" })).rejects.toMatchObject({ fields: { review_on: ["end_before_start"] } });
    await expect(note({ owner: `person:${s.cast.ids.outsider}` })).rejects.toMatchObject({ fields: { owner: ["choice"] } });
    const id = newId();
    expect([await note({}, id), await note({}, id)]).toEqual([
      { id, number: 1 },
      { id, number: 1 },
    ]);
    await note({ supersedes: id });
    await expect(note({ supersedes: id })).rejects.toMatchObject({ fields: { supersedes: ["superseded"] } });
    expect(await findVisibleAgreement(s.db, null, id, "2026-11-21")).toMatchObject({
      state: "superseded",
      superseded_by_number: 2,
      kind: "noted",
      adopted_at: "2026-11-02T16:00:00.000Z",
    });
  });

  test("at a meeting of the circle: its minutes send decisions to the logbook when they are published, once, and list what is to be done", async () => {
    await using database = await testDb();
    const s = await logbookStage(database.db);
    const meeting = await circleMeeting(s);
    const after = "2026-12-06T15:00:00.000Z";
    const camila = s.as("coordinatorA", after);
    await beginMinutes(camila, meeting);
    const line = { partId: null, drop: false, who: "Teresa Soto Araya", due: null };
    const [decision, task, dropped] = [newId(), newId(), newId()];
    const first = { ...line, id: decision, what: "Las sesiones duran noventa minutos", logbook: true };
    await saveMinutes(camila, meeting, [], [first, { ...line, id: task, what: "Pedir la sala", due: "2026-12-01" }, { ...line, id: dropped, what: "Nada", logbook: true }]);
    await saveMinutes(camila, meeting, [], [{ ...line, id: dropped, what: "Nada", drop: true }]);
    const publish = async (note: string) => publishMinutes(camila, meeting, { revision: (await findMinutes(s.db, meeting))?.revision ?? 0, note, sentTo: "" });
    const listed = () => listLogbook(s.db, null, { circleId: s.circles.open }, { today: "2026-12-06", size: 10 });
    const tasks = async (actor: LogbookStage["member"] | null) =>
      (await listMinutesAgreements(s.db, actor, s.circles.open, { now: after, page: 1, size: 10 })).rows.map((row) => [row.what, row.owner]);
    expect([await listed(), await tasks(s.cast.people.teacher)]).toEqual([[], []]);
    await publish("");
    await saveMinutes(camila, meeting, [], [{ ...first, what: "Las sesiones duran dos horas" }]);
    await publish("Se corrigió.");
    expect(await listed()).toMatchObject([
      { id: decision, number: 1, title: "Las sesiones duran noventa minutos", owner: "Teresa Soto Araya", review_on: "2027-12-05", kind: "noted" },
    ]);
    expect(await tasks(s.cast.people.outsider)).toEqual([["Pedir la sala", "Teresa Soto Araya"]]);
    expect(await tasks(null)).toEqual([]);
    await s.db.updateTable("events").set({ status: "draft" }).where("id", "=", meeting).execute();
    expect(await tasks(s.cast.people.outsider)).toEqual([]);
  });
});
