import { beforeEach, describe, expect, test } from "vitest";
import { audience, guests, mailsOf, meetingForm, type Stage, stage } from "#app/domain/events/meetings.testing.ts";
import { createDraft, deleteDraft, publishEvent, setAudience } from "#app/domain/events/scheduling.server.ts";
import { resetLimits } from "#app/domain/identity/limits.server.ts";
import { readMail } from "#app/domain/mail/read-mail.server.ts";
import { readStopLink } from "#app/domain/mail/stops.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { readSlots } from "./poll.ts";
import { countSlots, findPollWithSlots, listSlots, listVoters } from "./polls.repo.server.ts";
import { changeDeadline, chooseSlot, mailPoll, openPoll, withdrawPoll } from "./polls.server.ts";
import { castVote, readPoll } from "./voting.server.ts";

const IP = "203.0.113.7";
const tokenOf = (id: string) => mintToken(TEST_DEPLOYMENT.secret, "poll", id);

beforeEach(resetLimits);

/** A draft of node A with three proposed times in March. */
async function polled(s: Stage, change: Record<string, unknown> = {}, who: Record<string, unknown> = { node_ids: [s.cast.nodes.a.id] }) {
  const { id: eventId } = await createDraft(s.camila, meetingForm(s.cast, change));
  await setAudience(s.camila, eventId, audience(who));
  const rows = [10, 11, 12].map((day, n) => ({ n: n + 1, date: `2027-03-${day}`, start: "16:00", end: "17:30" }));
  const { slots } = readSlots(rows, "America/Santiago", s.camila.now);
  const { id } = await openPoll(s.camila, eventId, { id: newId(), message: "¿Cuándo?", closes_on: null }, slots);
  return { eventId, id, token: tokenOf(id), slots: (await listSlots(s.db, id)).map((slot) => slot.id) as [string, string, string] };
}

const ana = { name: "Ana Ruiz", email: "ana@empresa.example" };
const voting = (votes: Record<string, "yes" | "maybe" | "no">, stranger?: { name: string; email: string }) => ({ votes, comment: "", ...(stranger ? { stranger } : {}) });

async function pollMails(s: Stage, to: string) {
  const rows = await s.db.selectFrom("outbox").select(["raw", "subject"]).where("to_email", "=", to).where("kind", "=", "poll").orderBy("id").execute();
  return Promise.all(rows.map(async (row) => ({ subject: row.subject, text: (await readMail(row.raw ?? "")).text ?? "", raw: row.raw ?? "" })));
}

const linkIn = (text: string) => /\/fecha\/([\w-]+)/.exec(text)?.[1] ?? "";

describe("finding a date", () => {
  test("anyone with the link votes; their own link, mailed, changes it; by the address alone nobody does", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { id, token, slots } = await polled(s);
    expect(await castVote(s.as(null), token, voting({ [slots[0]]: "yes", [slots[1]]: "maybe" }, ana), IP)).toBe("mailed");
    expect(await castVote(s.as(null), token, voting({ [slots[0]]: "no" }, { ...ana, name: "Otra" }), IP)).toBe("mailed");
    const count = async () => (await countSlots(t.db, id)).map((slot) => [slot.yes, slot.maybe, slot.no]);
    expect(await count()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 0],
    ]);
    const [first, again] = await pollMails(s, ana.email);
    expect(again?.text).toContain("sigue valiendo tal como estaba");
    expect(first?.raw).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    const mine = linkIn(first?.text ?? "");
    expect(mine).not.toBe(token);
    expect((await readPoll(s.as(null), mine)).votes).toEqual({ [slots[0]]: "yes", [slots[1]]: "maybe" });
    expect((await readPoll(s.as(null), token)).voter).toBeNull();
    expect(await castVote(s.as(null), mine, voting({ [slots[2]]: "yes" }), IP)).toBe("own");
    expect(await count()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [1, 0, 0],
    ]);
  });

  test("signed in, one votes as oneself and changes it without a mail; votes of other polls' slots are not taken", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { id, token, slots } = await polled(s);
    const other = await polled(s);
    const teresa = s.as("teacher");
    await castVote(teresa, token, voting({ [slots[0]]: "yes", [other.slots[0]]: "yes" }), IP);
    await castVote(teresa, token, voting({ [slots[0]]: "no" }), IP);
    expect(await listVoters(t.db, id, { page: 1, size: 10 })).toMatchObject([{ name: "Teresa Soto Araya", school: "Liceo Polivalente Los Boldos", votes: { [slots[0]]: "no" } }]);
    expect((await readPoll(teresa, token)).votes).toEqual({ [slots[0]]: "no" });
    const { event_id } = await t.db.selectFrom("date_polls").select("event_id").where("id", "=", id).executeTakeFirstOrThrow();
    const found = await findPollWithSlots(t.db, event_id);
    expect(found?.poll).toMatchObject({ id, voted: 1, asked: 0, unasked: 0 });
    expect(found?.slots).toMatchObject(await countSlots(t.db, id));
    expect((await countSlots(t.db, other.id))[0]?.yes).toBe(0);
    expect(await pollMails(s, "teresa@cast.example")).toEqual([]);
  });

  test("refuses empty votes, closed and ended polls, false links and floods", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { eventId, token, slots } = await polled(s);
    const vote = (email: string, now?: string) => castVote(s.as(null, now), token, voting({ [slots[0]]: "yes" }, { name: "X", email }), IP);
    await expect(castVote(s.as(null), token, voting({}, ana), IP)).rejects.toMatchObject({ code: "invalid" });
    await expect(castVote(s.as(null), token, voting({ [slots[0]]: "yes" }), IP)).rejects.toMatchObject({ code: "not_found" });
    await expect(readPoll(s.as(null), mintToken(TEST_DEPLOYMENT.secret, "answer", newId()))).rejects.toMatchObject({ code: "not_found" });
    await expect(readPoll(s.as(null), tokenOf(newId()))).rejects.toMatchObject({ code: "not_found" });
    for (let n = 0; n < 10; n += 1) await vote("una@misma.example");
    await expect(vote("una@misma.example")).rejects.toMatchObject({ code: "too_many" });
    await changeDeadline(s.camila, eventId, "2026-11-30");
    expect((await readPoll(s.as(null, "2026-12-01T02:59:00.000Z"), token)).state).toBe("open");
    await expect(vote("tarde@x.example", "2026-12-01T03:00:00.000Z")).rejects.toMatchObject({ code: "gone" });
    await withdrawPoll(s.camila, eventId);
    await expect(vote("otra@x.example")).rejects.toMatchObject({ code: "gone" });
    expect((await readPoll(s.as(null), token)).state).toBe("withdrawn");
  });

  test("the audience is asked by mail once each, with a link of their own", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { eventId, token, slots } = await polled(s, {}, { node_ids: [s.cast.nodes.a.id], pasted: guests(2) });
    await castVote(s.as("teacher"), token, voting({ [slots[0]]: "yes" }), IP);
    expect(await mailPoll(s.camila, eventId)).toEqual({ mails: 3 }); // Camila and two guests: Teresa has voted
    expect(await mailPoll(s.camila, eventId)).toEqual({ mails: 0 });
    const [mail] = await pollMails(s, "g1@guest.example");
    expect(mail?.text).toContain("miércoles 10 de marzo de 2027, 16:00 a 17:30 h");
    const mine = linkIn(mail?.text ?? "");
    expect((await readPoll(s.as(null), mine)).voter).toMatchObject({ name: "Invitado 1", voted: false });
    await castVote(s.as(null), mine, voting({ [slots[1]]: "yes" }), IP);
    const stop = /\/b\/([\w-]+)/.exec(mail?.text ?? "")?.[1] ?? "";
    expect((await readStopLink(s.as(null), stop)).email).toBe("g1@guest.example");
  });

  test("the chosen time becomes the draft's; on publication votes become answers, seats go to the first, and the mail says so", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { eventId, token, slots } = await polled(s, { capacity: 1 });
    await castVote(s.as("teacher", "2026-11-21T15:01:00.000Z"), token, voting({ [slots[1]]: "yes" }), IP);
    await castVote(s.as(null, "2026-11-21T15:02:00.000Z"), token, voting({ [slots[1]]: "yes" }, ana), IP);
    await castVote(s.as(null, "2026-11-21T15:03:00.000Z"), token, voting({ [slots[1]]: "maybe" }, { name: "Beto", email: "beto@x.example" }), IP);
    await castVote(s.as("head", "2026-11-21T15:04:00.000Z"), token, voting({ [slots[1]]: "no", [slots[0]]: "yes" }), IP);
    await chooseSlot(s.camila, eventId, slots[1]);
    await chooseSlot(s.camila, eventId, slots[1]);
    await expect(chooseSlot(s.camila, eventId, slots[0])).rejects.toMatchObject({ code: "conflict" });
    const event = await t.db.selectFrom("events").selectAll().where("id", "=", eventId).executeTakeFirstOrThrow();
    expect([event.starts_local, event.ends_local, event.starts_at]).toEqual(["2027-03-11T16:00", "2027-03-11T17:30", "2027-03-11T19:00:00.000Z"]);
    await publishEvent(s.as("coordinatorA", "2026-11-21T16:00:00.000Z"), eventId);
    const rows = await t.db.selectFrom("invitations").select(["email", "answer", "seat"]).where("event_id", "=", eventId).orderBy("email").execute();
    expect(rows).toEqual([
      { email: "ana@empresa.example", answer: "yes", seat: "waiting" },
      { email: "beto@x.example", answer: "maybe", seat: null },
      { email: "camila@cast.example", answer: null, seat: null },
      { email: "hernan@cast.example", answer: "no", seat: null },
      { email: "teresa@cast.example", answer: "yes", seat: "held" },
    ]);
    const texts = new Map(await Promise.all((await mailsOf(t.db, eventId, "invitation")).map(async (row) => [row.to_email, (await readMail(row.raw ?? "")).text ?? ""] as const)));
    expect(texts.get("teresa@cast.example")).toContain("ya anotamos tu respuesta: «Voy»");
    expect(texts.get("camila@cast.example")).not.toContain("ya anotamos");
  });

  test("a date changed after choosing takes no votes; publishing with another date ends the poll; deleting the draft deletes it", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const one = await polled(s);
    await castVote(s.as("teacher"), one.token, voting({ [one.slots[0]]: "yes" }), IP);
    await publishEvent(s.camila, one.eventId);
    expect((await readPoll(s.as(null), one.token)).state).toBe("withdrawn");
    const { answer } = await t.db
      .selectFrom("invitations")
      .select("answer")
      .where("event_id", "=", one.eventId)
      .where("email", "=", "teresa@cast.example")
      .executeTakeFirstOrThrow();
    expect(answer).toBeNull();
    const two = await polled(s);
    await castVote(s.as("teacher"), two.token, voting({ [two.slots[0]]: "yes" }), IP);
    await deleteDraft(s.camila, two.eventId);
    await expect(readPoll(s.as(null), two.token)).rejects.toMatchObject({ code: "not_found" });
  });

  test("is for whoever manages the draft, one at a time, and sent twice it is one", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const { eventId, id } = await polled(s);
    const { slots } = readSlots(
      [1, 2].map((n) => ({ n, date: `2027-04-0${n}`, start: "09:00", end: "10:00" })),
      "America/Santiago",
      s.camila.now,
    );
    const input = { id, message: "", closes_on: null };
    expect(await openPoll(s.camila, eventId, input, slots)).toEqual({ id });
    await expect(openPoll(s.camila, eventId, { ...input, id: newId() }, slots)).rejects.toMatchObject({ code: "conflict", reason: "poll_open" });
    await expect(openPoll(s.as("coordinatorB"), eventId, input, slots)).rejects.toMatchObject({ code: "not_found" });
    await expect(openPoll(s.camila, eventId, { ...input, closes_on: "2026-11-20" }, slots.slice(0, 1))).rejects.toMatchObject({ fields: { slots: ["slots_few"] } });
    const milestone = await createDraft(s.camila, meetingForm(s.cast, { kind: "milestone", start_time: null, end_time: null }));
    await expect(openPoll(s.camila, milestone.id, { ...input, id: newId() }, slots)).rejects.toMatchObject({ code: "conflict", reason: "no_poll" });
    await withdrawPoll(s.camila, eventId);
    const again = await openPoll(s.as("coordinatorA", "2026-11-21T16:00:00.000Z"), eventId, { ...input, id: newId() }, slots);
    expect(again.id).not.toBe(id);
  });
});
