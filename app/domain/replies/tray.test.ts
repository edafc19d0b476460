import { expect, test } from "vitest";
import { guests, invitationOf, publishedMeeting, stage } from "#app/domain/events/meetings.testing.ts";
import { dropOldIncoming } from "#app/jobs/drop-old-incoming.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { PROGRAMS } from "./replies.testing.ts";
import { replyAddress } from "./reply-address.ts";
import { dnsOf } from "./senders.testing.ts";
import { takeMail } from "./take-mail.server.ts";
import { countTray, listTray } from "./tray.repo.server.ts";
import { answerFromTray, dismissMail, openMail, originalOf, reopenMail } from "./tray.server.ts";

async function scene() {
  const t = await testDb();
  const s = await stage(t.db);
  const eventId = await publishedMeeting(s.camila, s.cast, {}, { pasted: guests(3) });
  const invitation = await invitationOf(t.db, eventId, "g1@guest.example");
  const to = replyAddress(TEST_DEPLOYMENT, invitation.id);
  const take = (raw: string) => takeMail(s.as(null, "2026-11-21T16:00:00.000Z"), { source: "imap", raw: Buffer.from(raw) }, { resolver: dnsOf({}) });
  const words = (text: string, to_ = to) => `From: Ana <g1@guest.example>\r\nTo: ${to_}\r\nSubject: Re: Taller\r\nMessage-ID: <${text.length}@x>\r\n\r\n${text}\r\n`;
  const of = { eventId, seriesId: null };
  return { ...s, db: t.db, eventId, invitation, to, take, words, of, [Symbol.asyncDispose]: () => t.close() };
}

test("words are read where they wait, written down as an answer, and can be taken up again", async () => {
  await using m = await scene();
  await m.take(m.words("No puedo ese día, lo siento."));
  expect(await countTray(m.db, m.of)).toEqual({ pending: 1, handled: 0, refused: 0, read: 0 });
  const [row] = await listTray(m.db, m.of, { view: "pending", page: 1 });
  expect(row).toMatchObject({ from_email: "g1@guest.example", from_name: "Ana", subject: "Re: Taller", reason: "message" });
  const id = row?.id ?? "";
  expect(await openMail(m.camila, m.of, id)).toMatchObject({ text: "No puedo ese día, lo siento.", hasOriginal: true, invited_email: "g1@guest.example" });
  await answerFromTray(m.camila, m.of, id, { invitationId: m.invitation.id, answer: "no" });
  expect((await invitationOf(m.db, m.eventId, "g1@guest.example")).answer).toBe("no");
  expect(await countTray(m.db, m.of)).toMatchObject({ pending: 0, handled: 1 });
  expect(await openMail(m.camila, m.of, id)).toMatchObject({ answer: "no", handler_name: "Camila Díaz Leiva" });
  await reopenMail(m.camila, m.of, id);
  await dismissMail(m.camila, m.of, id);
  await dismissMail(m.camila, m.of, id);
  expect(await countTray(m.db, m.of)).toMatchObject({ pending: 0, handled: 1 });
  expect((await originalOf(m.camila, m.of, id)).toString()).toBe(m.words("No puedo ese día, lo siento."));
});

test("a proposal is said as a time; what is of no meeting is the administration's; what is of another's is nobody's here", async () => {
  await using m = await scene();
  const counter = { from: { name: "", address: "g1@guest.example" }, to: m.to, uid: `${m.eventId}@nodos.example`, partstat: "TENTATIVE", method: "COUNTER" };
  await m.take(PROGRAMS.outlookNew({ ...counter, starts: "20261207T213000Z", ends: "20261207T230000Z" }));
  await m.take(m.words("¿Esto es para mí?", "reuniones@nodos.example"));
  const [proposal] = await listTray(m.db, m.of, { view: "pending", page: 1 });
  expect(await openMail(m.camila, m.of, proposal?.id ?? "")).toMatchObject({
    reason: "counter",
    proposal: { starts_at: "2026-12-07T21:30:00.000Z", ends_at: "2026-12-07T23:00:00.000Z" },
  });
  const [lost] = await listTray(m.db, "nobody", { view: "pending", page: 1 });
  expect(lost).toMatchObject({ subject: "Re: Taller", reason: "message" });
  await expect(openMail(m.camila, m.of, lost?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
  await expect(dismissMail(m.camila, "nobody", lost?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
  await dismissMail(m.as("admin"), "nobody", lost?.id ?? "");
  expect(await countTray(m.db, "nobody")).toMatchObject({ pending: 0, handled: 1 });
});

test("an answer is written down for this meeting's people alone, by those who may, and only from the tray", async () => {
  await using m = await scene();
  await m.take(m.words("Voy"));
  const [row] = await listTray(m.db, m.of, { view: "pending", page: 1 });
  const id = row?.id ?? "";
  const other = await publishedMeeting(m.camila, m.cast, {}, { pasted: "Otra <otra@guest.example>" });
  const stranger = await invitationOf(m.db, other, "otra@guest.example");
  await expect(answerFromTray(m.camila, m.of, id, { invitationId: stranger.id, answer: "yes" })).rejects.toMatchObject({ code: "not_found" });
  await expect(answerFromTray(m.as("coordinatorB"), m.of, id, { invitationId: m.invitation.id, answer: "yes" })).rejects.toMatchObject({ code: "forbidden" });
  await m.take(PROGRAMS.gmail({ from: { name: "", address: "g1@guest.example" }, to: m.to, uid: `${m.eventId}@nodos.example`, partstat: "ACCEPTED" }));
  const [read] = await listTray(m.db, m.of, { view: "read", page: 1 });
  expect(read).toMatchObject({ state: "taken", answer: "yes" });
  await expect(dismissMail(m.camila, m.of, read?.id ?? "")).rejects.toMatchObject({ code: "conflict" });
});

test("after half a year the message goes, and what was said stays", async () => {
  await using m = await scene();
  await m.take(m.words("Voy"));
  const [row] = await listTray(m.db, m.of, { view: "pending", page: 1 });
  await dropOldIncoming(m.as(null, "2027-05-20T15:59:00.000Z"));
  expect((await openMail(m.camila, m.of, row?.id ?? "")).hasOriginal).toBe(true);
  await dropOldIncoming(m.as(null, "2027-05-20T16:00:01.000Z"));
  expect(await openMail(m.camila, m.of, row?.id ?? "")).toMatchObject({ hasOriginal: false, text: null, subject: "Re: Taller", from_email: "g1@guest.example" });
});
