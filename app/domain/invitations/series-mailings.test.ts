import { expect, test } from "vitest";
import { CancelInput, PostponeInput } from "#app/domain/events/event.ts";
import { findVisibleEvent } from "#app/domain/events/events.repo.server.ts";
import { audience, guests, invitationOf, stage } from "#app/domain/events/meetings.testing.ts";
import { cancelEvent, postponeEvent, setAudience } from "#app/domain/events/scheduling.server.ts";
import { readMail } from "#app/domain/mail/read-mail.server.ts";
import { findSeries } from "#app/domain/series/series.repo.server.ts";
import { calendarOf, datesOf, draftedSeries, mailsTo, publishedSeries } from "#app/domain/series/series.testing.ts";
import { testDb } from "#db/testing.ts";
import { previewInvitation } from "./mail-preview.server.ts";
import { continueMailing, listOpenMailings } from "./mailings.server.ts";
import { SERIES_CHUNK } from "./series-mailings.server.ts";
import { uninvite, uninviteFromSeries } from "./uninvite.server.ts";

const PEOPLE = SERIES_CHUNK + 20;
const later = PostponeInput.parse({ date: "2027-02-18", start_time: "15:00", end_time: "16:30", zone: "America/Santiago", message: "" });
const last = `g${PEOPLE}@guest.example`;

async function rest(s: Awaited<ReturnType<typeof stage>>): Promise<void> {
  for (const { id } of await listOpenMailings(s.db)) while (await continueMailing(s.camila, id));
}

test("a long list is told in pieces; stopped anywhere and begun again, each hears of the series once", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const id = await publishedSeries(s.camila, s.cast, { pasted: guests(PEOPLE) });
  const count = async () => (await s.db.selectFrom("outbox").select("id").where("event_id", "=", id).execute()).length;
  expect(await count()).toBe(SERIES_CHUNK);
  const [mailing] = await listOpenMailings(s.db);
  // A crash: the transaction of a piece is not kept, and the worker begins it again.
  const broken = { ...s.camila, deployment: { ...s.camila.deployment, publicUrl: "no url" } };
  await expect(continueMailing(broken, mailing?.id ?? "")).rejects.toThrow();
  expect(await count()).toBe(SERIES_CHUNK);
  await rest(s);
  await rest(s);
  expect(await count()).toBe(PEOPLE);
  const told = await s.db.selectFrom("invitations").select("mailed_sequence").distinct().execute();
  expect(told).toEqual([{ mailed_sequence: 0 }]);
});

test("a date that moves while the series is still being told goes into that: whom it had not reached is invited to what holds now", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const id = await publishedSeries(s.camila, s.cast, { pasted: guests(PEOPLE) });
  const [, second] = await datesOf(s.db, id);
  await postponeEvent(s.camila, second?.id ?? "", later);
  await rest(s);
  expect((await mailsTo(s.db, "g1@guest.example")).map((mail) => mail.kind)).toEqual(["invitation", "update"]);
  expect((await mailsTo(s.db, last)).map((mail) => mail.kind)).toEqual(["invitation"]);
  for (const who of ["g1@guest.example", last]) expect((await calendarOf(s.db, who)).times[1]).toBe("2027-02-18T15:00");
});

test("one date is told only to those who know the series; whoever asked for no mails gets none", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  await s.db.insertInto("mail_stops").values({ email: "g2@guest.example", scope: "all", created_at: s.camila.now }).execute();
  const id = await publishedSeries(s.camila, s.cast, { pasted: guests(2) });
  const [, second] = await datesOf(s.db, id);
  expect(await postponeEvent(s.camila, second?.id ?? "", later)).toEqual({ mails: 1 });
  await s.db.deleteFrom("mail_stops").execute();
  // They have heard nothing of the series: a mail of one date alone would make no sense to them.
  expect(await postponeEvent(s.camila, second?.id ?? "", { ...later, date: "2027-02-25" })).toEqual({ mails: 1 });
  expect(await mailsTo(s.db, "g2@guest.example")).toEqual([]);
  // The next change of all tells them the whole.
  await cancelEvent(s.camila, second?.id ?? "", CancelInput.parse({ message: "" }), { scope: "following" });
  expect((await mailsTo(s.db, "g2@guest.example")).map((mail) => mail.kind)).toEqual(["invitation"]);
});

test("the organiser's address and the order of mails are one for each person, whatever date is spoken of", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const id = await publishedSeries(s.camila, s.cast);
  const [, second] = await datesOf(s.db, id);
  await postponeEvent(s.camila, second?.id ?? "", later);
  const mails = await mailsTo(s.db, "ana@guest.example");
  const organisers = await Promise.all(mails.map(async (mail) => /ORGANIZER[^\r]*\r\n [^\r]*|ORGANIZER[^\r]*/.exec((await readMail(mail.raw ?? "")).calendar?.content ?? "")?.[0]));
  expect(new Set(organisers).size).toBe(1);
  expect(new Set(mails.map((mail) => mail.invitation_id))).toEqual(new Set([(await invitationOf(s.db, id, "ana@guest.example")).id]));
});

test("taken off one date, they stay on the others and are not put back by the list; taken off all, the series leaves their calendar", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const id = await publishedSeries(s.camila, s.cast);
  const dates = await datesOf(s.db, id);
  await uninvite(s.camila, (await invitationOf(s.db, dates[2]?.id ?? "", "ana@guest.example")).id);
  expect((await calendarOf(s.db, "ana@guest.example")).times).toHaveLength(4);
  await setAudience(s.camila, id, audience({ pasted: "Ana <ana@guest.example>" }));
  expect((await invitationOf(s.db, dates[2]?.id ?? "", "ana@guest.example")).removed_at).not.toBeNull();
  await uninviteFromSeries(s.camila, (await invitationOf(s.db, id, "ana@guest.example")).id);
  expect((await calendarOf(s.db, "ana@guest.example")).times).toEqual([]);
  expect((await mailsTo(s.db, "ana@guest.example")).map((mail) => mail.subject)).toEqual([
    "Invitación: Sesión territorial (5 fechas desde el jue 10 dic 2026)",
    "Ya no estás en la lista: Sesión territorial (jue 8 abr 2027)",
    "Ya no estás en la lista: Sesión territorial (todas las fechas)",
  ]);
  // Called again by name, they begin anew.
  await setAudience(s.camila, id, audience({ pasted: "Ana <ana@guest.example>" }));
  expect((await calendarOf(s.db, "ana@guest.example")).times).toHaveLength(5);
});

test("the mail is seen before it is sent, with all its dates", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const id = await draftedSeries(s.camila, s.cast);
  const event = await findVisibleEvent(s.db, s.camila.actor, id, s.camila.now);
  const { actor } = s.camila;
  if (!event || !actor) throw new Error("no draft");
  const mail = previewInvitation({ ...s.camila, actor }, event, (await findSeries(s.db, id)) ?? null);
  expect(mail?.subject).toContain("5 fechas");
  expect(mail?.text).toContain("jueves 12 de agosto de 2027, 15:00 a 16:30 h");
});
