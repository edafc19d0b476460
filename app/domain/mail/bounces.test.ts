import { describe, expect, test } from "vitest";
import { invitationOf, publishedMeeting, stage } from "#app/domain/events/meetings.testing.ts";
import { answersOf } from "#app/domain/invitations/invitations.repo.server.ts";
import { remindInvitees } from "#app/domain/invitations/mailings.server.ts";
import { takeMail } from "#app/domain/replies/take-mail.server.ts";
import { testDb } from "#db/testing.ts";
import { listStoppedAddresses } from "./bounces.repo.server.ts";
import { liftStop, noteRejection } from "./bounces.server.ts";
import { testMail } from "./mail.testing.ts";
import { enqueueMail } from "./outbox.server.ts";

const EMAIL = "g1@guest.example";

async function scene() {
  const t = await testDb();
  const s = await stage(t.db);
  const mail = async (key: string, to = EMAIL) => {
    await enqueueMail(s.camila, testMail({ key, to: { name: "", address: to } }));
    return t.db.selectFrom("outbox").select(["id", "message_id"]).orderBy("id", "desc").limit(1).executeTakeFirstOrThrow();
  };
  const bounce = (messageId: string, how: { status?: string; action?: string; recipient?: string; now?: string } = {}) =>
    takeMail(s.as(null, how.now ?? "2026-11-21T16:00:00.000Z"), { source: "imap", raw: Buffer.from(dsn(messageId, how)) }, {});
  const row = () => t.db.selectFrom("mail_bounces").selectAll().where("email", "=", EMAIL).executeTakeFirst();
  const waiting = async () => (await t.db.selectFrom("outbox").select("id").where("to_email", "=", EMAIL).execute()).length;
  return { ...s, db: t.db, mail, bounce, row, waiting, [Symbol.asyncDispose]: () => t.close() };
}

let number = 0;
function dsn(messageId: string, { status = "5.2.1", action = "failed", recipient = EMAIL }: { status?: string; action?: string; recipient?: string }): string {
  number += 1;
  return [
    "From: Mail Delivery System <mailer-daemon@mx.example>",
    "To: reuniones@nodos.example",
    `Subject: Undelivered Mail Returned to Sender ${number}`,
    "Auto-Submitted: auto-replied",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "I'm sorry to have to inform you",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.example",
    "",
    `Final-Recipient: rfc822; ${recipient.toUpperCase()}`,
    `Action: ${action}`,
    `Status: ${status}`,
    "Diagnostic-Code: smtp; 550 disabled",
    "  mailbox",
    "--b",
    "Content-Type: text/rfc822-headers",
    "",
    "From: reuniones@nodos.example",
    "Message-ID:",
    ` ${messageId}`,
    "Subject: x",
    "",
    "--b--",
    "",
  ].join("\r\n");
}

describe("mail that comes back", () => {
  test("three different mails stop an address; the same one said thrice does not", async () => {
    await using m = await scene();
    const first = await m.mail("1");
    for (let n = 0; n < 3; n += 1) await m.bounce(first.message_id);
    expect(await m.row()).toMatchObject({ hard: 1, stopped_at: null, last_status: "5.2.1", last_text: "550 disabled mailbox" });
    await m.bounce((await m.mail("2")).message_id);
    expect(await m.row()).toMatchObject({ hard: 2, stopped_at: null });
    await m.bounce((await m.mail("3")).message_id);
    expect(await m.row()).toMatchObject({ hard: 3, stopped_at: "2026-11-21T16:00:00.000Z" });
    const before = await m.waiting();
    await m.mail("4");
    expect(await m.waiting()).toBe(before);
    // Somebody waits for this one at the screen.
    await enqueueMail(m.camila, testMail({ key: "link", kind: "account", to: { name: "", address: EMAIL } }));
    expect(await m.waiting()).toBe(before + 1);
  });

  test("no such mailbox, twice, is enough; an administrator lifts it", async () => {
    await using m = await scene();
    await m.bounce((await m.mail("1")).message_id, { status: "5.1.1" });
    await m.bounce((await m.mail("2")).message_id, { status: "5.1.1" });
    expect((await listStoppedAddresses(m.db, 1)).rows.map((row) => row.email)).toEqual([EMAIL]);
    await liftStop(m.as("admin"), EMAIL);
    expect(await m.row()).toBeUndefined();
    await m.bounce((await m.mail("3")).message_id, { status: "5.1.1" });
    expect(await m.row()).toMatchObject({ hard: 1, stopped_at: null });
    await expect(liftStop(m.as("admin"), "nadie@guest.example")).rejects.toMatchObject({ code: "not_found" });
  });

  test("what is full, late or blocked counts apart and never stops; long ago counts no more", async () => {
    await using m = await scene();
    for (const [n, status] of ["4.2.2", "4.4.7", "5.7.1", "5.7.26", "4.2.2"].entries()) await m.bounce((await m.mail(`soft${n}`)).message_id, { status });
    await m.bounce((await m.mail("late")).message_id, { action: "delayed", status: "5.0.0" });
    expect(await m.row()).toMatchObject({ hard: 0, soft: 6, stopped_at: null });
    for (const [n, month] of ["01", "08", "12"].entries()) await m.bounce((await m.mail(`old${n}`)).message_id, { now: `2027-${month}-21T16:00:00.000Z` });
    expect(await m.row()).toMatchObject({ hard: 3, stopped_at: null });
  });

  test("a made-up notice stops nobody: it has to return a mail of ours, to that address", async () => {
    await using m = await scene();
    const mine = await m.mail("1");
    expect(await m.bounce("<made.up@nodos.example>")).toEqual({ state: "ignored", reason: "bounce_unknown" });
    expect(await m.bounce(mine.message_id, { recipient: "otra@guest.example" })).toEqual({ state: "ignored", reason: "bounce_elsewhere" });
    expect(await m.bounce(mine.message_id, { action: "delivered", status: "2.0.0" })).toEqual({ state: "ignored", reason: "bounce_known" });
    expect(await m.row()).toBeUndefined();
  });

  test("what a server refuses at its door counts too, once with the notice that follows", async () => {
    await using m = await scene();
    const mail = await m.mail("1");
    await noteRejection(m.camila, mail.id, "550 5.1.1 <g1@guest.example>: No such user");
    await m.bounce(mail.message_id, { status: "5.1.1" });
    expect(await m.row()).toMatchObject({ hard: 1, last_status: "5.1.1" });
    await noteRejection(m.camila, (await m.mail("2")).id, "not a single bare address");
    await noteRejection(m.camila, (await m.mail("3")).id, "ECONNREFUSED: connect");
    expect(await m.row()).toMatchObject({ hard: 1, soft: 0 });
    await noteRejection(m.camila, (await m.mail("4")).id, "550 User unknown");
    expect(await m.row()).toMatchObject({ hard: 2, last_status: "5.1.0", stopped_at: null });
  });

  test("whoever coordinates sees it in the list of answers, and reminders pass them over", async () => {
    await using m = await scene();
    const id = await publishedMeeting(m.camila, m.cast, {}, { pasted: `Ana <${EMAIL}>\nLuis <luis@guest.example>` });
    const { message_id } = await m.db.selectFrom("outbox").select("message_id").where("to_email", "=", EMAIL).executeTakeFirstOrThrow();
    await m.bounce(message_id, { status: "5.1.1" });
    await m.bounce((await m.mail("2")).message_id, { status: "5.1.1" });
    const { rows } = await answersOf(m.db, id);
    expect(rows.map((row) => [row.email, row.unreachable])).toEqual([
      [EMAIL, true],
      ["luis@guest.example", false],
    ]);
    await remindInvitees(m.as("coordinatorA", "2026-11-24T15:00:00.000Z"), id);
    const kinds = await m.db.selectFrom("outbox").select("to_email").where("event_id", "=", id).where("kind", "=", "reminder").execute();
    expect(kinds).toEqual([{ to_email: "luis@guest.example" }]);
    expect((await invitationOf(m.db, id, EMAIL)).answer).toBeNull();
  });
});
