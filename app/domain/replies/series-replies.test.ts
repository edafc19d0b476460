import { describe, expect, test } from "vitest";
import { invitationOf, publishedMeeting, stage } from "#app/domain/events/meetings.testing.ts";
import { postponeEvent } from "#app/domain/events/scheduling.server.ts";
import { readMail } from "#app/domain/mail/read-mail.server.ts";
import { datesOf, mailsTo, publishedSeries } from "#app/domain/series/series.testing.ts";
import { testDb } from "#db/testing.ts";
import { ANSWERS, type Case, type Partstat, programs, statuses, take, write } from "./take-mail.testing.ts";

/** The same people at three dates that belong together, the second of them moved. */
async function series() {
  const t = await testDb();
  const s = await stage(t.db);
  const people = programs.map((_, p) => `Persona Número ${p} <p${p}@nada.example>`).join("\n");
  const ids: string[] = [];
  for (const date of ["2026-12-05", "2026-12-12", "2026-12-19"]) ids.push(await publishedMeeting(s.camila, s.cast, { date }, { pasted: people }));
  const [first = ""] = ids;
  await t.db
    .insertInto("series")
    .values({
      id: first,
      rule: null,
      zone: "America/Santiago",
      first_local: "2026-12-05T18:30",
      ends_local: "2026-12-05T20:00",
      extra: JSON.stringify(["2026-12-12T18:30", "2026-12-19T18:30"]),
      skipped: "[]",
      calendar_at: s.camila.now,
      created_at: s.camila.now,
    })
    .execute();
  for (const id of ids) {
    const { starts_local } = await t.db.selectFrom("events").select("starts_local").where("id", "=", id).executeTakeFirstOrThrow();
    await t.db.updateTable("events").set({ series_id: first, slot_local: starts_local }).where("id", "=", id).execute();
  }
  const answers = async (email: string) => Promise.all(ids.map(async (id) => (await invitationOf(t.db, id, email)).answer));
  return { s, ids, first, answers, [Symbol.asyncDispose]: () => t.close() };
}

const ONE_DATE = {
  "in UTC": "RECURRENCE-ID:20261212T213000Z",
  "in its zone": "RECURRENCE-ID;TZID=America/Santiago:20261212T183000",
  "in Windows' zone": 'RECURRENCE-ID;TZID="Pacific SA Standard Time":20261212T183000',
  floating: "RECURRENCE-ID:20261212T183000",
};

describe("a series", () => {
  test("is answered from its own mail: all dates, then one, then one after it was moved", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    await publishedSeries(s.camila, s.cast);
    const email = "ana@guest.example";
    const invite = async () => {
      const { calendar } = await readMail((await mailsTo(t.db, email)).at(-1)?.raw ?? "");
      const text = (calendar?.content ?? "").replace(/\r\n[ \t]/g, "");
      return {
        to: /ORGANIZER[^\r]*mailto:([^\r]+)/i.exec(text)?.[1] ?? "",
        uid: /^UID:(.+)$/m.exec(text)?.[1]?.trim() ?? "",
        sequence: Number(/^SEQUENCE:(\d+)/m.exec(text)?.[1]),
      };
    };
    const c = { s, invitationId: "", eventId: "", email, name: "Ana", program: "thunderbird", partstat: "ACCEPTED" } satisfies Case;
    const answers = async () => {
      const rows = await t.db
        .selectFrom("invitations as i")
        .innerJoin("events as e", "e.id", "i.event_id")
        .select("i.answer")
        .where("i.email", "=", email)
        .orderBy("e.slot_local")
        .execute();
      return rows.map((row) => row.answer);
    };
    expect(await take(c, write(c, { ...(await invite()), messageId: "<all@x>" }))).toEqual({ state: "taken", reason: null });
    expect(await answers()).toEqual(Array(5).fill("yes"));
    const second = { recurrence: "RECURRENCE-ID;TZID=America/Santiago:20270211T150000", partstat: "DECLINED" };
    expect(await take(c, write(c, { ...(await invite()), ...second, stamp: "20261121T151000Z", messageId: "<one@x>" }))).toEqual({ state: "taken", reason: null });
    expect(await answers()).toEqual(["yes", "no", "yes", "yes", "yes"]);
    const [, february] = await datesOf(t.db, (await invite()).uid.split("@")[0] ?? "");
    const before = await invite();
    await postponeEvent(s.as("coordinatorA", "2026-11-21T15:30:00.000Z"), february?.id ?? "", {
      date: "2027-02-12",
      start_time: "15:00",
      end_date: null,
      end_time: "16:30",
      zone: "America/Santiago",
      message: "",
    });
    expect(await answers()).toEqual(["yes", null, "yes", "yes", "yes"]);
    const late = { ...before, ...second, partstat: "ACCEPTED", stamp: "20261121T152000Z", messageId: "<late@x>" };
    expect(await take(c, write(c, late))).toEqual({ state: "ignored", reason: "before_change" });
    const again = { ...(await invite()), ...second, partstat: "TENTATIVE", stamp: "20261121T153500Z", messageId: "<again@x>" };
    expect(await take(c, write(c, again))).toEqual({ state: "taken", reason: null });
    expect(await answers()).toEqual(["yes", "maybe", "yes", "yes", "yes"]);
  });

  test("28 answers for one date, in four spellings and from seven programs, are for that date alone; 7 without one are for all", async () => {
    await using m = await series();
    for (const [p, program] of programs.entries()) {
      const email = `p${p}@nada.example`;
      const invitation = await invitationOf(m.s.db, m.first, email);
      const c: Case = { s: m.s, invitationId: invitation.id, eventId: m.first, email, name: "", program, partstat: "ACCEPTED" };
      expect(await take(c, write(c)), program).toMatchObject({ state: "taken" });
      expect(await m.answers(email), program).toEqual(["yes", "yes", "yes"]);
      for (const [n, [spelling, recurrence]] of Object.entries(ONE_DATE).entries()) {
        const partstat = statuses[(n + p) % 3] as Partstat;
        const result = await take(c, write(c, { recurrence, partstat, stamp: `2026112115${10 + n}00Z`, messageId: `<${n}.${p}@x>` }));
        expect(result, `${program}, ${spelling}`).toEqual({ state: "taken", reason: null });
        expect(await m.answers(email), `${program}, ${spelling}`).toEqual(["yes", ANSWERS[partstat], "yes"]);
      }
    }
  });

  test("a date that there is not goes to a person; one that was moved since keeps what was said of it as the earlier answer", async () => {
    await using m = await series();
    const email = "p0@nada.example";
    const invitation = await invitationOf(m.s.db, m.first, email);
    const c: Case = { s: m.s, invitationId: invitation.id, eventId: m.first, email, name: "", program: "gmail", partstat: "ACCEPTED" };
    expect(await take(c, write(c, { recurrence: "RECURRENCE-ID:20261213T213000Z", messageId: "<no@x>" }))).toEqual({ state: "tray", reason: "unknown_date" });
    const [, second = ""] = m.ids;
    await postponeEvent(m.s.as("coordinatorA", "2026-11-21T15:30:00.000Z"), second, {
      date: "2026-12-13",
      start_time: "10:00",
      end_date: null,
      end_time: "12:00",
      zone: "America/Santiago",
      message: "",
    });
    expect(await take(c, write(c))).toEqual({ state: "taken", reason: null });
    expect(await m.answers(email)).toEqual(["yes", null, "yes"]);
    expect(await invitationOf(m.s.db, second, email)).toMatchObject({ previous_answer: "yes" });
    // RECURRENCE-ID stays what the rule said, wherever the date was moved.
    const now = { recurrence: "RECURRENCE-ID:20261212T213000Z", sequence: 1, stamp: "20261121T155000Z", messageId: "<now@x>", partstat: "DECLINED" };
    expect(await take(c, write(c, now))).toEqual({ state: "taken", reason: null });
    expect(await m.answers(email)).toEqual(["yes", "no", "yes"]);
  });

  test("the token of another meeting opens nothing here", async () => {
    await using m = await series();
    const lone = await publishedMeeting(m.s.camila, m.s.cast, {}, { pasted: "Persona Número 0 <p0@nada.example>" });
    const invitation = await invitationOf(m.s.db, lone, "p0@nada.example");
    const c: Case = { s: m.s, invitationId: invitation.id, eventId: m.first, email: "p0@nada.example", name: "", program: "exchange", partstat: "ACCEPTED" };
    expect(await take(c, write(c))).toEqual({ state: "tray", reason: "wrong_meeting" });
    expect(await m.answers(c.email)).toEqual([null, null, null]);
  });
});
