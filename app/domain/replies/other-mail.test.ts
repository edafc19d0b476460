/** What is no plain answer, and answers in odd circumstances. */
import { describe, expect, test } from "vitest";
import { guests, invitationOf, publishedMeeting, stage } from "#app/domain/events/meetings.testing.ts";
import { postponeEvent } from "#app/domain/events/scheduling.server.ts";
import { answerByToken } from "#app/domain/invitations/answer.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { replyAddress } from "./reply-address.ts";
import { dnsOf } from "./senders.testing.ts";
import { takeMail } from "./take-mail.server.ts";
import { type Case, NOON, resolver, take, write } from "./take-mail.testing.ts";

async function scene(domain = "nada.example") {
  const t = await testDb();
  const s = await stage(t.db);
  const eventId = await publishedMeeting(s.camila, s.cast, {}, { pasted: `Ana Rojas <ana@${domain}>\nLuis Soto <luis@otro.example>\n${guests(1)}` });
  const invitation = await invitationOf(s.db, eventId, `ana@${domain}`);
  const c: Case = { s, invitationId: invitation.id, eventId, email: invitation.email, name: invitation.name, program: "gmail", partstat: "ACCEPTED" };
  const answer = async () => (await invitationOf(s.db, eventId, c.email)).answer;
  const last = () => s.db.selectFrom("incoming_mails").selectAll().orderBy("id", "desc").limit(1).executeTakeFirstOrThrow();
  return { ...c, c, answer, last, [Symbol.asyncDispose]: () => t.close() };
}

describe("what else comes", () => {
  test("another time is proposed, somebody is sent instead, nothing is said: a person looks at it", async () => {
    await using m = await scene();
    expect(await take(m.c, write(m.c, { method: "COUNTER", partstat: "TENTATIVE", comment: "¿Puede ser el lunes?", messageId: "<1@x>" }))).toMatchObject({
      state: "tray",
      reason: "counter",
    });
    expect(await m.last()).toMatchObject({ event_id: m.eventId, invitation_id: m.invitationId, comment: "¿Puede ser el lunes?", kind: "reply" });
    expect(await take(m.c, write(m.c, { partstat: "DELEGATED", messageId: "<2@x>" }))).toMatchObject({ state: "tray", reason: "delegated" });
    expect(await take(m.c, write(m.c, { partstat: "", messageId: "<3@x>" }))).toMatchObject({ state: "tray", reason: "no_answer" });
    expect(await m.answer()).toBeNull();
  });

  test("another invitee answers in this one's name: a person looks at it", async () => {
    await using m = await scene();
    expect(await take(m.c, write(m.c, { from: { name: "Luis Soto", address: "luis@otro.example" } }))).toMatchObject({ state: "tray", reason: "other_invitee" });
    expect(await m.answer()).toBeNull();
  });

  test("an answer about the meeting before it was moved is kept as the earlier one", async () => {
    await using m = await scene();
    await postponeEvent(m.s.as("coordinatorA", "2026-11-21T15:30:00.000Z"), m.eventId, {
      date: "2026-12-12",
      start_time: "18:30",
      end_date: null,
      end_time: "20:00",
      zone: "America/Santiago",
      message: "",
    });
    expect(await take(m.c, write(m.c, { sequence: 0 }))).toMatchObject({ state: "ignored", reason: "before_change" });
    expect(await invitationOf(m.s.db, m.eventId, m.email)).toMatchObject({ answer: null, previous_answer: "yes" });
    expect(await take(m.c, write(m.c, { sequence: 1, messageId: "<after@x>" }))).toMatchObject({ state: "taken" });
    expect(await m.answer()).toBe("yes");
  });

  test("what was said on the page later stands", async () => {
    await using m = await scene();
    await answerByToken(m.s.as(null, "2026-11-21T15:30:00.000Z"), mintToken(TEST_DEPLOYMENT.secret, "answer", m.invitationId), { answer: "no" });
    expect(await take(m.c, write(m.c))).toMatchObject({ state: "ignored", reason: "older" });
    expect(await m.answer()).toBe("no");
  });

  test("words are kept for whoever called the meeting; what a program wrote is not; both are stored once", async () => {
    await using m = await scene();
    const words = `From: Ana <${m.email}>\r\nTo: ${replyAddress(TEST_DEPLOYMENT, m.invitationId)}\r\nSubject: Re: Taller\r\nMessage-ID: <w@x>\r\n\r\n¿Hay estacionamiento?\r\n`;
    expect(await take(m.c, words)).toEqual({ state: "tray", reason: "message" });
    expect(await m.last()).toMatchObject({ event_id: m.eventId, from_email: m.email, subject: "Re: Taller" });
    expect(await take(m.c, words.replace("Subject", "Auto-Submitted: auto-replied\r\nSubject"))).toEqual({ state: "ignored", reason: "automatic" });
    expect(await take(m.c, words)).toEqual({ state: "ignored", reason: "doubled" });
    expect(await take(m.c, words.replace(m.email, "reuniones@nodos.example"))).toEqual({ state: "ignored", reason: "own_mail" });
    expect(await m.s.db.selectFrom("incoming_mails").select("id").execute()).toHaveLength(3);
  });

  test("brought by eight workers at once it is one answer", async () => {
    await using m = await scene();
    const raw = write(m.c);
    const results = await Promise.all(Array.from({ length: 8 }, () => take(m.c, raw)));
    expect(results.map((each) => each.reason ?? each.state).sort()).toEqual([...Array(7).fill("doubled"), "taken"]);
    expect(await m.s.db.selectFrom("incoming_mails").select("state").execute()).toEqual([{ state: "taken" }]);
    expect(await m.answer()).toBe("yes");
  });

  test("a silent DNS is waited for, two days long, and then a person looks at it", async () => {
    await using m = await scene();
    const silent = { resolver: dnsOf({ "nada.example": { silent: true } }) };
    const raw = Buffer.from(write(m.c));
    const deliver = (now: string) => takeMail(m.s.as(null, now), { source: "imap", raw, receivedAt: NOON }, silent);
    await expect(deliver(NOON)).rejects.toThrow("did not answer");
    expect(await m.s.db.selectFrom("incoming_mails").select("id").execute()).toEqual([]);
    expect(await deliver("2026-11-24T16:00:00.000Z")).toEqual({ state: "tray", reason: "unproven" });
    expect(await m.answer()).toBeNull();
  });

  test("SPF alone counts where the server's address is known, and is left to a person where it is not", async () => {
    await using m = await scene("solospf.example");
    const spf = { resolver: dnsOf({ "solospf.example": { spf: "v=spf1 ip4:192.0.2.0/24 -all" } }) };
    const deliver = (more: object, messageId: string) => takeMail(m.s.as(null, NOON), { source: "lmtp", raw: Buffer.from(write(m.c, { messageId })), ...more }, spf);
    expect(await deliver({}, "<1@x>")).toEqual({ state: "tray", reason: "unproven" });
    expect(await deliver({ ip: "198.51.100.1", helo: "x", mailFrom: m.email }, "<2@x>")).toEqual({ state: "refused", reason: "forged" });
    expect(await m.answer()).toBeNull();
    expect(await deliver({ ip: "192.0.2.7", helo: "mx.solospf.example", mailFrom: m.email }, "<3@x>")).toEqual({ state: "taken", reason: null });
    expect(await m.answer()).toBe("yes");
  });

  test("what the receiving server says counts only under the configured name, and only on top", async () => {
    await using m = await scene("firmado.example");
    const deliver = (headers: string, messageId: string, authserv?: string) =>
      takeMail(m.s.as(null, NOON), { source: "imap", raw: Buffer.from(headers + write(m.c, { messageId })) }, { resolver, authserv });
    const says = (result: string) => `Authentication-Results: mx.nodos.example;\r\n dkim=none; dmarc=${result} (p=REJECT) header.from=firmado.example\r\n`;
    expect(await deliver(says("pass"), "<1@x>")).toMatchObject({ state: "refused" });
    expect(await deliver(says("fail") + says("pass"), "<2@x>", "mx.nodos.example")).toMatchObject({ state: "refused" });
    expect(await deliver(says("pass"), "<3@x>", "mx.other.example")).toMatchObject({ state: "refused" });
    expect(await m.answer()).toBeNull();
    expect(await deliver(says("pass") + says("fail"), "<4@x>", "mx.nodos.example")).toMatchObject({ state: "taken" });
  });
});
