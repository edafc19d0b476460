import { describe, expect, test } from "vitest";
import { PostponeInput } from "#app/domain/events/event.ts";
import { audience, guests, invitationOf, meetingForm, stage } from "#app/domain/events/meetings.testing.ts";
import { deleteDraft, editEvent, postponeEvent, publishEvent, setAudience } from "#app/domain/events/scheduling.server.ts";
import { answerAs, answerByToken, answerInvitation } from "#app/domain/invitations/answer.server.ts";
import { joinEvent } from "#app/domain/invitations/joining.server.ts";
import { readMail } from "#app/domain/mail/read-mail.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { testDb } from "#db/testing.ts";
import { addDate } from "./adding.server.ts";
import { setDates, setSeries } from "./drafting.server.ts";
import { calendarOf, datesOf, draftedSeries, mailsTo, publishedSeries } from "./series.testing.ts";
import { SeriesInput } from "./series.ts";

const ALL = ["2026-12-10T15:00", "2027-02-11T15:00", "2027-04-08T15:00", "2027-06-10T15:00", "2027-08-12T15:00"];
const onDay = (date: string, more: Record<string, string> = {}) =>
  PostponeInput.parse({ date, start_time: "15:00", end_time: "16:30", zone: "America/Santiago", message: "Se corre.", ...more });

describe("a draft that repeats", () => {
  test("has one event, and its dates only in the plan; one can be left out and another added", async () => {
    await using t = await testDb();
    const { db, cast, camila } = await stage(t.db);
    const id = await draftedSeries(camila, cast);
    await setDates(camila, id, { kept: ALL.filter((slot) => !slot.startsWith("2027-02")), add: "18/03/2027" });
    expect(await db.selectFrom("events").select("id").execute()).toEqual([{ id }]);
    await publishEvent(camila, id);
    expect((await datesOf(db, id)).map((date) => date.starts_local)).toEqual(["2026-12-10T15:00", "2027-03-18T15:00", "2027-04-08T15:00", "2027-06-10T15:00", "2027-08-12T15:00"]);
    expect((await datesOf(db, id)).map((date) => date.starts_at.slice(11, 16))).toEqual(["18:00", "18:00", "19:00", "19:00", "19:00"]);
  });

  test.each([
    [{ repeats: "monthly", ends: "count" }, { count: ["required"] }],
    [{ repeats: "weekly", ends: "until", until: "2026-12-01" }, { until: ["end_before_start"] }],
    [{ repeats: "monthly", monthly_on: "last", ends: "count", count: 3 }, { monthly_on: ["not_last_weekday"] }],
    [{ repeats: "dates", more_dates: "quizás" }, { more_dates: ["date"] }],
  ])("is refused with %j", (input, fields) => {
    const parsed = SeriesInput.safeParse({ date: "2026-12-10", ...input });
    expect(Object.fromEntries((parsed.error?.issues ?? []).map((issue) => [issue.path.join("."), [issue.message]]))).toEqual(fields);
  });

  test("is refused where the clocks skip its hour on one of its days", async () => {
    await using t = await testDb();
    const { cast, camila } = await stage(t.db);
    const sundays = { repeats: "weekly", ends: "until", until: "2027-09-30", every: 1 };
    await expect(draftedSeries(camila, cast, { date: "2027-08-22", start_time: "00:30", end_time: "01:30" }, { ...sundays, date: "2027-08-22" })).rejects.toMatchObject({
      fields: { start_time: ["time_gap_on:2027-09-05"] },
    });
  });

  test("can be loose dates, changed, made one again, and thrown away", async () => {
    await using t = await testDb();
    const { db, cast, camila } = await stage(t.db);
    const id = await draftedSeries(camila, cast, {}, { repeats: "dates", more_dates: "14/01/2027\n2027-01-07" });
    expect(await db.selectFrom("series").select(["rule", "extra"]).executeTakeFirst()).toEqual({ rule: null, extra: '["2027-01-07T15:00","2027-01-14T15:00"]' });
    await setSeries(camila, id, SeriesInput.parse({ repeats: "no" }));
    expect(await db.selectFrom("series").select("id").execute()).toEqual([]);
    await setSeries(camila, id, SeriesInput.parse({ date: "2026-12-10", repeats: "weekly", ends: "count", count: 3 }));
    await deleteDraft(camila, id);
    expect([await db.selectFrom("series").select("id").execute(), await db.selectFrom("events").select("id").execute()]).toEqual([[], []]);
  });
});

describe("publishing", () => {
  test("makes the dates, invites each person to each, and writes one mail a person with the whole series", async () => {
    await using t = await testDb();
    const { db, cast, camila } = await stage(t.db);
    const id = await publishedSeries(camila, cast, { pasted: guests(3) });
    expect((await datesOf(db, id)).map((date) => [date.slot_local, date.status, date.sequence])).toEqual(ALL.map((slot) => [slot, "published", 0]));
    expect(await db.selectFrom("invitations").select("id").execute()).toHaveLength(15);
    const mails = await mailsTo(db, "g1@guest.example");
    expect(mails.map((mail) => mail.subject)).toEqual(["Invitación: Sesión territorial (5 fechas desde el jue 10 dic 2026)"]);
    const mail = await readMail(mails[0]?.raw ?? "");
    expect(mail.text).toContain("Cada dos meses, el segundo jueves");
    expect(mail.calendar?.content).toContain("RRULE:FREQ=MONTHLY;INTERVAL=2;COUNT=5;BYDAY=2TH");
    expect((await calendarOf(db, "g1@guest.example")).times).toEqual(ALL);
    expect(await publishEvent(camila, id)).toEqual({ mails: 0 });
  });

  test("who is called later is invited to what is still to come, with one mail", async () => {
    await using t = await testDb();
    const { db, cast, camila, as } = await stage(t.db);
    const id = await publishedSeries(camila, cast);
    const later = as("coordinatorA", "2027-03-01T12:00:00.000Z");
    const dates = await datesOf(db, id);
    await setAudience(later, dates[2]?.id ?? "", audience({ pasted: "Ana <ana@guest.example>\nBeto <beto@guest.example>" }));
    expect((await mailsTo(db, "ana@guest.example")).length).toBe(1);
    expect((await mailsTo(db, "beto@guest.example")).map((mail) => mail.subject)).toEqual(["Invitación: Sesión territorial (3 fechas desde el jue 8 abr 2027)"]);
    expect((await calendarOf(db, "beto@guest.example")).times).toEqual(ALL.slice(2));
  });
});

async function answering(s: Awaited<ReturnType<typeof stage>>, id: string) {
  const token = async (eventId = id) => mintToken(s.camila.deployment.secret, "answer", (await invitationOf(s.db, eventId, "ana@guest.example")).id);
  const said = async () => {
    const rows = await s.db
      .selectFrom("invitations as i")
      .innerJoin("events as e", "e.id", "i.event_id")
      .select(["i.answer", "i.previous_answer"])
      .where("i.email", "=", "ana@guest.example")
      .where("e.series_id", "=", id)
      .orderBy("e.slot_local")
      .execute();
    return rows.map((row) => row.answer ?? (row.previous_answer ? `antes ${row.previous_answer}` : "–"));
  };
  return { token, said };
}

describe("answering", () => {
  test("once for the whole series, then no for one date; each date counts its own", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedSeries(s.camila, s.cast);
    const { token, said } = await answering(s, id);
    expect(await answerByToken(s.as(null), await token(), { answer: "yes", scope: "series" })).toMatchObject({ dates: 5, seat: "held" });
    const third = (await datesOf(s.db, id))[2]?.id ?? "";
    await answerByToken(s.as(null), await token(), { answer: "no", eventId: third });
    expect(await said()).toEqual(["yes", "yes", "no", "yes", "yes"]);
    expect((await datesOf(s.db, id)).map((date) => date.seats_taken)).toEqual([1, 1, 0, 1, 1]);
  });

  test("by mail: what was said later stands, whichever comes first", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedSeries(s.camila, s.cast);
    const { said } = await answering(s, id);
    const { id: invitationId } = await invitationOf(s.db, id, "ana@guest.example");
    const by = (answer: "yes" | "no", minute: number, scope: "one" | "series") => answerAs(s.as(null), { invitationId, answer, scope, saidAt: `2026-11-21T16:0${minute}:00.000Z` });
    expect(await by("no", 2, "one")).toMatchObject({ stale: false, dates: 1 });
    expect(await by("yes", 1, "series")).toMatchObject({ stale: false, dates: 4 });
    expect(await said()).toEqual(["no", "yes", "yes", "yes", "yes"]);
    expect(await by("yes", 1, "one")).toEqual({ stale: true });
    expect(await by("yes", 3, "one")).toMatchObject({ stale: false });
    expect(await said()).toEqual(["yes", "yes", "yes", "yes", "yes"]);
  });

  test("somebody who was not called comes along to all of it, or to one date", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedSeries(s.camila, s.cast);
    const [, second] = await datesOf(s.db, id);
    expect(await joinEvent(s.as("outsider"), second?.id ?? "", { answer: "yes" })).toMatchObject({ dates: 1 });
    expect(await joinEvent(s.as("outsider"), id, { answer: "yes", scope: "series" })).toMatchObject({ dates: 5 });
    await expect(answerInvitation(s.as("teacher"), { invitationId: (await invitationOf(s.db, id, "ana@guest.example")).id, answer: "no", scope: "series" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("changing", () => {
  test("one date is one mail of that date; the others keep their answers, and a change for all passes it by", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedSeries(s.camila, s.cast);
    const { token, said } = await answering(s, id);
    await answerByToken(s.as(null), await token(), { answer: "yes", scope: "series" });
    const [, second] = await datesOf(s.db, id);
    expect(await postponeEvent(s.camila, second?.id ?? "", onDay("2027-02-18"))).toEqual({ mails: 1 });
    expect(await said()).toEqual(["yes", "antes yes", "yes", "yes", "yes"]);
    const mails = await mailsTo(s.db, "ana@guest.example");
    expect(mails.map((mail) => mail.kind)).toEqual(["invitation", "update"]);
    expect(new Set(mails.map((mail) => mail.invitation_id)).size).toBe(1);
    const part = (await readMail(mails[1]?.raw ?? "")).calendar?.content ?? "";
    expect(part).toContain("RECURRENCE-ID;TZID=America/Santiago:20270211T150000");
    expect(part.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect((await calendarOf(s.db, "ana@guest.example")).times).toEqual(["2026-12-10T15:00", "2027-02-18T15:00", ...ALL.slice(2)]);
    // All at 16:00: not the one that was moved.
    const form = meetingForm(s.cast, { id, title: "Sesión territorial", date: "2026-12-10", start_time: "16:00", end_time: "17:30" });
    expect(await editEvent(s.camila, id, form, { scope: "all" })).toEqual({ changed: "calendar", mails: 1, promoted: 0 });
    expect((await datesOf(s.db, id)).map((date) => [date.slot_local?.slice(5), date.starts_local.slice(5), date.sequence])).toEqual([
      ["12-10T16:00", "12-10T16:00", 2],
      ["02-11T16:00", "02-18T15:00", 1],
      ["04-08T16:00", "04-08T16:00", 2],
      ["06-10T16:00", "06-10T16:00", 2],
      ["08-12T16:00", "08-12T16:00", 2],
    ]);
    expect(await said()).toEqual(["antes yes", "antes yes", "antes yes", "antes yes", "antes yes"]);
    expect((await calendarOf(s.db, "ana@guest.example")).times).toEqual(["2026-12-10T16:00", "2027-02-18T15:00", "2027-04-08T16:00", "2027-06-10T16:00", "2027-08-12T16:00"]);
  });

  test("a title for all reaches every date to come without a mail; a description of one stays its own", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedSeries(s.camila, s.cast);
    const [first, second] = await datesOf(s.db, id);
    const form = (more: Record<string, unknown>) => meetingForm(s.cast, { title: "Sesión territorial", start_time: "15:00", end_time: "16:30", ...more });
    await editEvent(s.camila, second?.id ?? "", form({ id: second?.id, date: "2027-02-11", description: "Hoy: tableros." }));
    expect(await editEvent(s.camila, first?.id ?? "", form({ id, date: "2026-12-10", title: "Sesión" }), { scope: "all" })).toMatchObject({ changed: "words", mails: 0 });
    const dates = await datesOf(s.db, id);
    expect(dates.map((date) => date.title)).toEqual(Array(5).fill("Sesión"));
    expect(dates[1]?.description_md).toBe("Hoy: tableros.");
  });

  test("this and the following, to another place: they differ, and all are told once", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedSeries(s.camila, s.cast);
    const third = (await datesOf(s.db, id))[2];
    const form = meetingForm(s.cast, {
      id: third?.id,
      title: "Sesión territorial",
      date: "2027-04-08",
      start_time: "15:00",
      end_time: "16:30",
      host_establishment_id: null,
      address: "Plaza 1",
    });
    expect(await editEvent(s.camila, third?.id ?? "", form, { scope: "following" })).toMatchObject({ changed: "calendar", mails: 1 });
    expect((await datesOf(s.db, id)).map((date) => [date.address, date.differs_at !== null])).toEqual([
      [null, false],
      [null, false],
      ["Plaza 1", true],
      ["Plaza 1", true],
      ["Plaza 1", true],
    ]);
    const mail = await readMail((await mailsTo(s.db, "ana@guest.example")).at(-1)?.raw ?? "");
    expect(mail.text).toContain("Antes: Liceo Industrial Puerto Claro, Valparaíso. Ahora: Plaza 1.");
  });

  test("another hour for all, half way: what is over keeps the hour that it had", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedSeries(s.camila, s.cast);
    const later = s.as("coordinatorA", "2027-03-01T12:00:00.000Z");
    const third = (await datesOf(s.db, id))[2]?.id ?? "";
    await postponeEvent(later, third, onDay("2027-04-08", { start_time: "17:00", end_time: "18:30" }), { scope: "all" });
    const now = ["2026-12-10T15:00", "2027-02-11T15:00", "2027-04-08T17:00", "2027-06-10T17:00", "2027-08-12T17:00"];
    expect((await datesOf(s.db, id)).map((date) => date.slot_local)).toEqual(now);
    expect((await calendarOf(s.db, "ana@guest.example")).times).toEqual(now);
  });

  test("another day for all: by the rule where it still names them, else as a list of dates", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedSeries(s.camila, s.cast);
    await postponeEvent(s.camila, id, onDay("2026-12-11"), { scope: "all" });
    const fridays = ["2026-12-11T15:00", "2027-02-12T15:00", "2027-04-09T15:00", "2027-06-11T15:00", "2027-08-13T15:00"];
    expect((await datesOf(s.db, id)).map((date) => date.slot_local)).toEqual(fridays);
    expect((await calendarOf(s.db, "ana@guest.example")).times).toEqual(fridays);
    await expect(postponeEvent(s.camila, (await datesOf(s.db, id))[1]?.id ?? "", onDay("2026-11-01"), { scope: "all" })).rejects.toMatchObject({ fields: { date: ["past"] } });
  });

  test("one more date goes to everyone on the list, with the whole series", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedSeries(s.camila, s.cast);
    const { token, said } = await answering(s, id);
    await answerByToken(s.as(null), await token(), { answer: "yes", scope: "series" });
    expect(await addDate(s.camila, id, { day: "2027-03-11" })).toMatchObject({ mails: 1 });
    expect(await said()).toEqual(["yes", "yes", "–", "yes", "yes", "yes"]);
    const store = await calendarOf(s.db, "ana@guest.example");
    expect(store.times).toEqual([...ALL.slice(0, 2), "2027-03-11T15:00", ...ALL.slice(2)]);
    expect(store.shows().map((one) => one.partstat)).toEqual(["ACCEPTED", "ACCEPTED", "NEEDS-ACTION", "ACCEPTED", "ACCEPTED", "ACCEPTED"]);
    await expect(addDate(s.camila, id, { day: "2027-03-11" })).rejects.toMatchObject({ fields: { add: ["slot_taken"] } });
    expect((await mailsTo(s.db, "ana@guest.example")).at(-1)?.subject).toBe("Nueva fecha en la serie: Sesión territorial");
  });
});
