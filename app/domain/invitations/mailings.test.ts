import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import { PostponeInput } from "#app/domain/events/event.ts";
import { audience, guests, invitationOf, mailsOf, meetingForm, publishedMeeting, type Stage, stage } from "#app/domain/events/meetings.testing.ts";
import { cancelEvent, createDraft, editEvent, postponeEvent, publishEvent, setAudience } from "#app/domain/events/scheduling.server.ts";
import { readCalendarPart } from "#app/domain/feeds/draw.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { testDb } from "#db/testing.ts";
import { answerByToken, answerInvitation } from "./answer.server.ts";
import { CHUNK, continueMailing, listOpenMailings, mailingProgress, remindInvitees } from "./mailings.server.ts";
import { uninvite } from "./uninvite.server.ts";

const onDay = (date: string, message = "") => PostponeInput.parse({ date, start_time: "18:30", end_time: "20:00", zone: "America/Santiago", message });

async function read(mail: { raw: string | null } | undefined) {
  const message = await PostalMime.parse(mail?.raw ?? "");
  const invite = message.attachments.find((part) => part.filename === "invite.ics");
  const bytes = invite?.content;
  const ics = bytes === undefined ? null : typeof bytes === "string" ? bytes : new TextDecoder().decode(bytes);
  return { ...message, ics, calendar: ics === null ? null : readCalendarPart(ics) };
}

/** Works off every open mailing; says how many steps it took. */
async function workOff({ db, as }: Stage, now?: string): Promise<number> {
  let steps = 0;
  for (const { id } of await listOpenMailings(db)) {
    steps += 1;
    while (await continueMailing(as(null, now), id)) steps += 1;
  }
  return steps;
}

describe("an invitation", () => {
  test("is one REQUEST to one attendee, with buttons that answer, and no name that is not theirs", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(
      s.camila,
      s.cast,
      { capacity: 30, online_url: "https://meet.example/x" },
      { node_ids: [s.cast.nodes.a.id], pasted: '"Soto, Luis" <luis@guest.example>' },
    );
    const mails = await mailsOf(s.db, id);
    const luis = await invitationOf(s.db, id, "luis@guest.example");
    const mail = await read(mails.find((each) => each.invitation_id === luis.id));
    expect(mail.subject).toBe("Invitación: Taller de tableros (sáb 5 dic 2026, 18:30 h)");
    expect(mail.to).toEqual([{ name: "Luis Soto", address: "luis@guest.example" }]);
    expect(mail.calendar).toMatchObject({
      method: "REQUEST",
      uid: `${id}@nodos.example`,
      sequence: 0,
      summary: "Taller de tableros",
      start: "2026-12-05T21:30:00.000Z",
      end: "2026-12-05T23:00:00.000Z",
      organizer: { address: expect.stringMatching(/^reuniones\+[a-z2-7]+@nodos\.example$/) },
      attendee: { name: "Luis Soto", address: "luis@guest.example", partstat: "NEEDS-ACTION", rsvp: true },
    });
    const token = mintToken(s.camila.deployment.secret, "answer", luis.id);
    for (const said of ["yes", "no", "maybe"]) {
      expect(mail.text).toContain(`https://nodos.example/i/${token}?r=${said}`);
      expect(mail.html).toContain(`https://nodos.example/i/${token}?r=${said}`);
    }
    expect(mail.text).toContain("Hola, Luis:");
    expect(mail.text).toContain("porque Camila Díaz Leiva te invitó a esta reunión de Electricidad.");
    expect(mail.headers.find((header) => header.key === "list-unsubscribe")?.value).toContain("https://nodos.example/b/");
    expect(mail.text).not.toContain("Teresa");
  });

  test("tells who else of one's school was asked, and later who goes", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast, {}, { node_ids: [s.cast.nodes.a.id], person_ids: [s.cast.ids.head] });
    const textFor = async (email: string, kind: string) => (await read((await mailsOf(s.db, id, kind)).find((mail) => mail.to_email === email))).text;
    expect(await textFor("teresa@cast.example", "invitation")).toContain("De tu establecimiento también recibieron la invitación: Hernán Vidal Cea.");
    expect(await textFor("camila@cast.example", "invitation")).not.toContain("De tu establecimiento");
    await answerInvitation(s.as("teacher"), { invitationId: (await invitationOf(s.db, id, "teresa@cast.example")).id, answer: "yes" });
    await remindInvitees(s.camila, id);
    expect(await textFor("hernan@cast.example", "reminder")).toContain("De tu establecimiento va: Teresa Soto Araya.");
  });

  test("names the zone where the reader's clock differs", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast, {}, { person_ids: [s.cast.ids.outsider, s.cast.ids.teacher] });
    const mails = await mailsOf(s.db, id);
    const text = async (email: string) => (await read(mails.find((mail) => mail.to_email === email))).text;
    expect(await text("oscar@cast.example")).toContain("18:30 a 20:00 h (hora de Chile continental)");
    expect(await text("teresa@cast.example")).not.toContain("hora de");
  });

  test("goes to the address that a person has today", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast);
    await s.db.updateTable("people").set({ email: "teresa.nueva@cast.example" }).where("id", "=", s.cast.ids.teacher).execute();
    await postponeEvent(s.camila, id, onDay("2026-12-12"));
    expect((await mailsOf(s.db, id, "update")).map((mail) => mail.to_email).sort()).toEqual(["camila@cast.example", "teresa.nueva@cast.example"]);
  });

  test("is for the new ones only when people are added, and for nobody twice", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast, {}, { pasted: guests(2) });
    expect(await setAudience(s.camila, id, audience({ pasted: guests(3) }))).toMatchObject({ invited: 1 });
    expect(await setAudience(s.camila, id, audience({ pasted: guests(3) }))).toMatchObject({ invited: 0 });
    expect((await mailsOf(s.db, id)).map((mail) => mail.to_email)).toEqual(["g1@guest.example", "g2@guest.example", "g3@guest.example"]);
    expect(new Set((await mailsOf(s.db, id)).map((mail) => mail.message_id)).size).toBe(3);
  });

  test("is written again to whoever was taken off and is called again by name, but not because of their node", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast);
    await uninvite(s.camila, (await invitationOf(s.db, id, "teresa@cast.example")).id);
    expect(await setAudience(s.camila, id, audience({ node_ids: [s.cast.nodes.a.id] }))).toMatchObject({ invited: 0 });
    expect(await setAudience(s.camila, id, audience({ node_ids: [s.cast.nodes.a.id], person_ids: [s.cast.ids.teacher] }))).toMatchObject({ invited: 0 });
    expect(await setAudience(s.camila, id, audience({ person_ids: [s.cast.ids.teacher] }))).toMatchObject({ invited: 1 });
    const mails = (await mailsOf(s.db, id)).filter((mail) => mail.to_email === "teresa@cast.example");
    expect(mails.map((mail) => mail.kind)).toEqual(["invitation", "cancellation", "invitation"]);
    expect((await read(mails[1])).calendar).toMatchObject({ method: "CANCEL", status: "CANCELLED" });
    expect((await read(mails[1])).subject).toContain("Ya no estás en la lista");
  });
});

describe("who asked not to be written to, or may not be", () => {
  test("is on the list without a mail", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    await s.db
      .insertInto("mail_stops")
      .values([
        { email: "g1@guest.example", scope: "all", created_at: s.camila.now },
        { email: "g2@guest.example", scope: "reminders", created_at: s.camila.now },
      ])
      .execute();
    await s.db.updateTable("people").set({ suspended_at: s.camila.now }).where("id", "=", s.cast.ids.teacher).execute();
    const { id } = await createDraft(s.camila, meetingForm(s.cast));
    await setAudience(s.camila, id, audience({ node_ids: [s.cast.nodes.a.id], pasted: `${guests(3)}\nteresa@cast.example` }));
    expect(await publishEvent(s.camila, id)).toEqual({ mails: 3 });
    expect((await mailsOf(s.db, id)).map((mail) => mail.to_email).sort()).toEqual(["camila@cast.example", "g2@guest.example", "g3@guest.example"]);
    expect(await invitationOf(s.db, id, "g1@guest.example")).toMatchObject({ mailed_sequence: null });
    await s.db.updateTable("people").set({ mail_reminders: 0 }).where("id", "=", s.cast.ids.coordinatorA).execute();
    expect(await remindInvitees(s.camila, id)).toEqual({ mails: 1 });
  });
});

describe("a change", () => {
  test("says what was so and what is so now, in words and to the calendar", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast, {}, { pasted: guests(1) });
    await postponeEvent(s.camila, id, onDay("2026-12-12", "Ese sábado hay feria."));
    await editEvent(s.camila, id, meetingForm(s.cast, { date: "2026-12-12", host_establishment_id: null, address: "Plaza Sotomayor 1", comuna_code: "05101" }));
    const [first, second] = await Promise.all((await mailsOf(s.db, id, "update")).map(read));
    expect(first?.text).toContain("Cambió la fecha.\n\nAntes: sábado 5 de diciembre de 2026, 18:30 a 20:00 h\nAhora: sábado 12 de diciembre de 2026, 18:30 a 20:00 h");
    expect(first?.text).toContain("> Ese sábado hay feria.");
    expect(first?.calendar).toMatchObject({
      method: "REQUEST",
      sequence: 1,
      start: "2026-12-12T21:30:00.000Z",
      comment: "Ese sábado hay feria.",
      attendee: { partstat: "NEEDS-ACTION" },
    });
    expect(second?.text).toContain("Cambió el lugar.\n\nAntes: Liceo Industrial Puerto Claro, Valparaíso\nAhora: Plaza Sotomayor 1, Valparaíso");
    expect(second?.text).not.toContain("Cambió la fecha");
    expect(second?.calendar).toMatchObject({ sequence: 2 });
  });

  test("of mind by a coordinator in the same minute still makes one mail a sequence and person, each its own message", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast, {}, { pasted: guests(2) });
    await postponeEvent(s.camila, id, onDay("2026-12-12"));
    await postponeEvent(s.camila, id, onDay("2026-12-19"));
    await cancelEvent(s.camila, id, { message: "No se pudo." });
    const mails = await mailsOf(s.db, id);
    expect(mails).toHaveLength(8);
    expect(new Set(mails.map((mail) => mail.message_id)).size).toBe(8);
    const last = await read(mails.at(-1));
    expect(last.calendar).toMatchObject({ method: "CANCEL", sequence: 3, status: "CANCELLED", start: "2026-12-19T21:30:00.000Z" });
    expect(last.text).toContain("> No se pudo.");
  });
});

describe("a long list", () => {
  test("is written in chunks that follow, each exactly once, whoever works and however often", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const count = CHUNK * 2 + 50;
    const id = await publishedMeeting(s.camila, s.cast, {}, { pasted: guests(count) });
    expect(await mailsOf(s.db, id)).toHaveLength(CHUNK);
    expect(await mailingProgress(s.db, id)).toMatchObject({ unwritten: CHUNK + 50, queued: CHUNK, total: count, done: false });
    const [{ id: mailing } = { id: "" }] = await listOpenMailings(s.db);
    // Two workers on one mailing.
    await Promise.all([continueMailing(s.as(null), mailing), continueMailing(s.as(null), mailing)]);
    await workOff(s);
    expect(await continueMailing(s.as(null), mailing)).toBe(false);
    const mails = await mailsOf(s.db, id);
    expect(mails).toHaveLength(count);
    expect(new Set(mails.map((mail) => mail.to_email)).size).toBe(count);
    expect(await mailingProgress(s.db, id)).toMatchObject({ unwritten: 0, queued: count, done: false });
    await s.db.updateTable("outbox").set({ status: "sent" }).where("to_email", "!=", "g7@guest.example").execute();
    await s.db.updateTable("outbox").set({ status: "failed", last_error: "550 no such user" }).where("to_email", "=", "g7@guest.example").execute();
    expect(await mailingProgress(s.db, id)).toMatchObject({
      sent: count - 1,
      failed: 1,
      done: true,
      failures: [{ address: "g7@guest.example", name: "Invitado 7", error: "550 no such user" }],
    });
  }, 60_000);

  test("that is overtaken by a change never says the old after the new: whom it had not reached is invited to what is so now", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast, {}, { pasted: guests(CHUNK + 20) });
    const [old] = await listOpenMailings(s.db);
    await postponeEvent(s.camila, id, onDay("2026-12-12"));
    expect(await continueMailing(s.as(null), old?.id ?? "")).toBe(false);
    await workOff(s);
    const mails = await mailsOf(s.db, id);
    const kindsOf = (n: number) => mails.filter((mail) => mail.to_email === `g${n}@guest.example`).map((mail) => mail.kind);
    expect([kindsOf(1), kindsOf(CHUNK), kindsOf(CHUNK + 1), kindsOf(CHUNK + 20)]).toEqual([["invitation", "update"], ["invitation", "update"], ["invitation"], ["invitation"]]);
    const late = await read(mails.find((mail) => mail.to_email === `g${CHUNK + 1}@guest.example`));
    expect(late.calendar).toMatchObject({ sequence: 1, start: "2026-12-12T21:30:00.000Z" });
    expect(late.text).not.toContain("Antes:");
  }, 60_000);

  test("that is overtaken by the cancellation is not told to those who never heard of it", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast, {}, { pasted: guests(CHUNK + 20) });
    expect(await cancelEvent(s.camila, id, { message: "" })).toEqual({ mails: CHUNK });
    await workOff(s);
    expect(await mailsOf(s.db, id, "invitation")).toHaveLength(CHUNK);
    expect(await mailsOf(s.db, id, "cancellation")).toHaveLength(CHUNK);
  }, 60_000);

  test("tells each what they were told before, when two changes come faster than the mails", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast, {}, { pasted: guests(CHUNK + 20) });
    await workOff(s);
    await postponeEvent(s.camila, id, onDay("2026-12-12"));
    await postponeEvent(s.camila, id, onDay("2026-12-19"));
    await workOff(s);
    const updates = await mailsOf(s.db, id, "update");
    const textTo = async (n: number) =>
      (await Promise.all(updates.filter((mail) => mail.to_email === `g${n}@guest.example`).map(read))).map((mail) => /Antes: (.*)/.exec(mail.text ?? "")?.[1]);
    expect(await textTo(1)).toEqual(["sábado 5 de diciembre de 2026, 18:30 a 20:00 h", "sábado 12 de diciembre de 2026, 18:30 a 20:00 h"]);
    expect(await textTo(CHUNK + 1)).toEqual(["sábado 5 de diciembre de 2026, 18:30 a 20:00 h"]);
  }, 60_000);
});

describe("a reminder", () => {
  test("goes to those who have not answered, at most once a day, without a calendar part", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast, {}, { pasted: guests(3) });
    const token = mintToken(s.camila.deployment.secret, "answer", (await invitationOf(s.db, id, "g1@guest.example")).id);
    await answerByToken(s.as(null), token, { answer: "no" });
    expect(await remindInvitees(s.camila, id)).toEqual({ mails: 2 });
    expect(await remindInvitees(s.as("coordinatorA", "2026-11-22T02:00:00.000Z"), id)).toEqual({ mails: 0 });
    expect(await remindInvitees(s.as("coordinatorA", "2026-11-22T12:00:00.000Z"), id)).toEqual({ mails: 2 });
    const mails = await mailsOf(s.db, id, "reminder");
    expect(mails).toHaveLength(4);
    expect((await read(mails[0])).calendar).toBeNull();
    expect(await invitationOf(s.db, id, "g2@guest.example")).toMatchObject({ reminders: 2, reminded_at: "2026-11-22T12:00:00.000Z" });
  });

  test("is for whoever manages the meeting, while it is to come", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedMeeting(s.camila, s.cast);
    await expect(remindInvitees(s.as("teacher"), id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(remindInvitees(s.as("coordinatorA", "2026-12-07T00:00:00.000Z"), id)).rejects.toMatchObject({ reason: "past" });
    await cancelEvent(s.camila, id, { message: "" });
    await expect(remindInvitees(s.camila, id)).rejects.toMatchObject({ reason: "cancelled" });
  });
});
