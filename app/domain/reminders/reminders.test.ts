import { describe, expect, test } from "vitest";
import { PostponeInput } from "#app/domain/events/event.ts";
import { audience, guests, invitationOf, meetingForm, publishedMeeting, type Stage, stage } from "#app/domain/events/meetings.testing.ts";
import { cancelEvent, postponeEvent } from "#app/domain/events/scheduling.server.ts";
import { answerInvitation } from "#app/domain/invitations/answer.server.ts";
import { remindInvitees } from "#app/domain/invitations/mailings.server.ts";
import { stopMail } from "#app/domain/mail/stops.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { saveLeads, sendDailyMails } from "./reminders.server.ts";

// The workshop of the stage: Saturday 5 December 2026, 18:30 in Santiago. Workshops are reminded of a day before.
const DAY_BEFORE = "2026-12-04T21:31:00.000Z";
const NIGHT_BEFORE = "2026-12-05T01:00:00.000Z";

const reminders = ({ db }: Stage) => db.selectFrom("outbox").select(["to_email", "subject", "raw", "created_at"]).where("kind", "=", "reminder").orderBy("id").execute();

/** As the worker does, every minute until nothing is left. */
async function work(on: Stage, now: string): Promise<void> {
  while (await sendDailyMails(on.as(null, now)));
}

describe("the day's reminder", () => {
  test("reaches whoever has not said no, once, at its hour and not before", async () => {
    await using database = await testDb();
    const on = await stage(database.db);
    const event = await publishedMeeting(on.camila, on.cast);
    await work(on, "2026-12-04T21:29:00.000Z");
    expect(await reminders(on)).toEqual([]);
    const teresa = await invitationOf(on.db, event, on.cast.people.teacher.email);
    await answerInvitation(on.as("teacher"), { invitationId: teresa.id, answer: "no" });
    await work(on, DAY_BEFORE);
    await work(on, DAY_BEFORE);
    await work(on, "2026-12-05T14:00:00.000Z");
    const sent = await reminders(on);
    expect(sent.map((mail) => mail.to_email)).toEqual([on.cast.people.coordinatorA.email]);
    expect(sent[0]?.subject).toBe("Mañana: Taller de tableros (18:30 h)");
    expect(sent[0]?.raw).toContain("entrada.png");
  });

  test("is one of all that is due, even of several meetings", async () => {
    await using database = await testDb();
    const on = await stage(database.db);
    await publishedMeeting(on.camila, on.cast);
    await publishedMeeting(on.camila, on.cast, { title: "Visita a la planta", kind: "visit", start_time: "10:00", end_time: "12:00" });
    await work(on, DAY_BEFORE);
    await work(on, "2026-12-04T22:30:00.000Z");
    const sent = await reminders(on);
    expect(sent).toHaveLength(2); // two people
    for (const mail of sent) expect(mail.subject).toBe("Tus próximas 2 reuniones: la primera, mañana");
  });

  test("waits for the morning when it would come at night", async () => {
    await using database = await testDb();
    const on = await stage(database.db);
    await publishedMeeting(on.camila, on.cast, { start_time: "22:00", end_time: "23:00" });
    await work(on, NIGHT_BEFORE);
    expect(await reminders(on)).toEqual([]);
    await work(on, "2026-12-05T11:01:00.000Z"); // 08:01
    expect(await reminders(on)).toHaveLength(2);
  });

  test("tells with the morning's mail what falls due later that day, for there is no second one", async () => {
    await using database = await testDb();
    const on = await stage(database.db);
    await on.db.updateTable("people").set({ reminder_hours: 2 }).where("id", "=", on.cast.ids.teacher).execute();
    await publishedMeeting(on.camila, on.cast, { title: "Primera", start_time: "10:30", end_time: "11:30" });
    await publishedMeeting(on.camila, on.cast, { title: "Segunda", start_time: "16:00", end_time: "17:00" });
    await work(on, "2026-12-05T11:31:00.000Z"); // 08:31
    await work(on, "2026-12-05T17:30:00.000Z");
    const hers = (await reminders(on)).filter((mail) => mail.to_email === on.cast.people.teacher.email);
    expect(hers.map((mail) => mail.subject)).toEqual(["Tus próximas 2 reuniones: la primera, hoy"]);
  });

  test("goes again for the new date of a meeting that was postponed, and never for one that was called off", async () => {
    await using database = await testDb();
    const on = await stage(database.db);
    const moved = await publishedMeeting(on.camila, on.cast);
    const off = await publishedMeeting(on.camila, on.cast, { title: "Otra", date: "2026-12-06" });
    await cancelEvent(on.camila, off, { message: "" });
    await work(on, DAY_BEFORE);
    const ctx = on.as("coordinatorA", "2026-12-05T12:00:00.000Z");
    await postponeEvent(ctx, moved, PostponeInput.parse({ date: "2026-12-12", start_time: "18:30", end_time: "20:00", zone: "America/Santiago", message: "" }));
    await work(on, "2026-12-06T15:00:00.000Z");
    await work(on, "2026-12-11T21:31:00.000Z");
    const hers = (await reminders(on)).filter((mail) => mail.to_email === on.cast.people.teacher.email);
    expect(hers.map((mail) => mail.created_at.slice(0, 10))).toEqual(["2026-12-04", "2026-12-11"]);
  });

  test("asks for nothing from those who stopped them, in their account or by a mail's link", async () => {
    await using database = await testDb();
    const on = await stage(database.db);
    const event = await publishedMeeting(on.camila, on.cast, {}, { node_ids: [on.cast.nodes.a.id], pasted: guests(1) });
    await on.db.updateTable("people").set({ mail_reminders: 0 }).where("id", "=", on.cast.ids.teacher).execute();
    const guest = await invitationOf(on.db, event, "g1@guest.example");
    await stopMail(on.as(null), mintToken(TEST_DEPLOYMENT.secret, "stop", guest.id), "reminders");
    await work(on, DAY_BEFORE);
    expect((await reminders(on)).map((mail) => mail.to_email)).toEqual([on.cast.people.coordinatorA.email]);
  });

  test("comes as early as the person chose, else as the network has it for that kind", async () => {
    await using database = await testDb();
    const on = await stage(database.db);
    await publishedMeeting(on.camila, on.cast);
    await on.db.updateTable("people").set({ reminder_hours: 72 }).where("id", "=", on.cast.ids.teacher).execute();
    await saveLeads(on.as("admin"), [{ kind: "workshop", hours: 168 }]);
    await work(on, "2026-11-28T21:31:00.000Z");
    await work(on, "2026-12-02T21:31:00.000Z");
    await work(on, DAY_BEFORE);
    const sent = (await reminders(on)).map((mail) => [mail.to_email, mail.created_at.slice(0, 10)]);
    expect(sent).toEqual([
      [on.cast.people.coordinatorA.email, "2026-11-28"],
      [on.cast.people.teacher.email, "2026-12-02"],
    ]);
    await expect(saveLeads(on.camila, [])).rejects.toMatchObject({ code: "forbidden" });
  });

  test("does not follow on the heels of the invitation", async () => {
    await using database = await testDb();
    const on = await stage(database.db);
    await publishedMeeting(on.as("coordinatorA", "2026-12-05T12:00:00.000Z"), on.cast);
    await work(on, "2026-12-05T12:05:00.000Z");
    expect(await reminders(on)).toEqual([]);
  });

  test("tells what was promised and not done: three days before, on the day, each week after, and never once it is done", async () => {
    await using database = await testDb();
    const on = await stage(database.db);
    const event = await publishedMeeting(on.camila, on.cast, { date: "2026-11-30" });
    const by = { created_at: on.camila.now, created_by: on.cast.ids.coordinatorA };
    await on.db
      .insertInto("minutes")
      .values({ event_id: event, version: 1, published_at: on.camila.now, updated_at: on.camila.now, ...by })
      .execute();
    const agreement = {
      event_id: event,
      part_id: null,
      owner_person_id: null,
      owner_name: "Rosa",
      owner_email: "rosa@guest.example",
      done_at: null,
      done_by: null,
      dropped_at: null,
      dropped_by: null,
      ...by,
    };
    await on.db
      .insertInto("agreements")
      .values([
        { ...agreement, id: newId(), position: 0, what: "Enviar la pauta", due_on: "2026-12-10" },
        { ...agreement, id: newId(), position: 1, what: "Pedir la sala", due_on: "2026-12-10", done_at: on.camila.now },
      ])
      .execute();
    for (let day = 5; day <= 27; day += 1) {
      await work(on, `2026-12-${String(day).padStart(2, "0")}T11:30:00.000Z`); // 08:30: not yet
      await work(on, `2026-12-${String(day).padStart(2, "0")}T12:30:00.000Z`);
    }
    const hers = (await reminders(on)).filter((mail) => mail.to_email === "rosa@guest.example");
    expect(hers.map((mail) => [mail.subject, mail.created_at.slice(0, 13)])).toEqual(
      ["2026-12-07T12", "2026-12-10T12", "2026-12-17T12", "2026-12-24T12"].map((at) => ["Pendiente: Enviar la pauta", at]),
    );
  });

  test("is the only one of the day, also where the coordinator reminds by hand", async () => {
    await using database = await testDb();
    const on = await stage(database.db);
    const event = await publishedMeeting(on.camila, on.cast);
    const other = await publishedMeeting(on.camila, on.cast, { title: "Otra", date: "2026-12-16" });
    expect(await remindInvitees(on.as("coordinatorA", "2026-12-04T14:00:00.000Z"), event)).toEqual({ mails: 2 });
    await work(on, DAY_BEFORE);
    expect(await remindInvitees(on.as("coordinatorA", "2026-12-04T22:00:00.000Z"), other)).toEqual({ mails: 0 });
    expect(await reminders(on)).toHaveLength(2);
    await work(on, "2026-12-05T15:00:00.000Z");
    expect(await reminders(on)).toHaveLength(4);
    expect(await remindInvitees(on.as("coordinatorA", "2026-12-06T15:00:00.000Z"), other)).toEqual({ mails: 2 });
  });

  test("two workers at once send one", async () => {
    await using database = await testDb();
    const on = await stage(database.db);
    await publishedMeeting(on.camila, on.cast, meetingForm(on.cast), audience({ pasted: guests(40) }));
    await Promise.all([work(on, DAY_BEFORE), work(on, DAY_BEFORE)]);
    const sent = await reminders(on);
    expect(sent).toHaveLength(40);
    expect(new Set(sent.map((mail) => mail.to_email)).size).toBe(40);
  });
});
