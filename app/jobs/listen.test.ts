import nodemailer from "nodemailer";
import pino from "pino";
import { describe, expect, test } from "vitest";
import { guests, invitationOf, publishedMeeting, stage } from "#app/domain/events/meetings.testing.ts";
import { LARGEST_MAIL } from "#app/domain/replies/incoming.ts";
import { PROGRAMS } from "#app/domain/replies/replies.testing.ts";
import { replyAddress } from "#app/domain/replies/reply-address.ts";
import { dnsOf } from "#app/domain/replies/senders.testing.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { cameFrom, startListening } from "./listen.ts";

interface Refusal {
  responseCode?: number;
  response?: string;
}

async function scene(protocol: "lmtp" | "smtp", resolver = dnsOf({})) {
  const t = await testDb();
  const s = await stage(t.db);
  const id = await publishedMeeting(s.camila, s.cast, {}, { pasted: guests(2) });
  const invitation = await invitationOf(t.db, id, "g1@guest.example");
  const server = await startListening({
    url: `${protocol}://127.0.0.1:0`,
    ctx: () => s.as(null, "2026-11-21T16:00:00.000Z"),
    checks: { resolver },
    log: pino({ level: "silent" }),
  });
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port: server.port, lmtp: protocol === "lmtp", ignoreTLS: true });
  const to = replyAddress(TEST_DEPLOYMENT, invitation.id);
  const raw = PROGRAMS.gmail({ from: { name: "", address: invitation.email }, to, uid: `${id}@nodos.example`, partstat: "DECLINED", comment: "Estoy de viaje" });
  return {
    s,
    to,
    raw,
    send: (bytes: string, recipients: string[] = [to]) => transport.sendMail({ envelope: { from: invitation.email, to: recipients }, raw: bytes }),
    refusal: async (bytes: string, recipients?: string[]): Promise<Refusal> => {
      const sent = transport.sendMail({ envelope: { from: "x@otro.example", to: recipients ?? [to] }, raw: bytes });
      // LMTP answers for each recipient, after the message.
      return sent.then(
        (info) => (info as { rejectedErrors?: Refusal[] }).rejectedErrors?.[0] ?? {},
        (error: Refusal) => error,
      );
    },
    invitation: () => invitationOf(t.db, id, invitation.email),
    rows: () => t.db.selectFrom("incoming_mails").selectAll().orderBy("id").execute(),
    [Symbol.asyncDispose]: async () => {
      transport.close();
      await server.stop();
      await t.close();
    },
  };
}

describe.each(["lmtp", "smtp"] as const)("mail that is brought by %s", (protocol) => {
  test("is stored before it is said to be taken, once however often it is brought", async () => {
    await using m = await scene(protocol);
    await m.send(m.raw);
    expect(await m.invitation()).toMatchObject({ answer: "no", comment: "Estoy de viaje" });
    await m.send(m.raw, [m.to.toUpperCase()]);
    expect(await m.rows()).toMatchObject([{ state: "taken", source: "lmtp", received_at: "2026-11-21T16:00:00.000Z", answer: "no" }]);
  });

  test("is refused where it is not for us", async () => {
    await using m = await scene(protocol);
    for (const stranger of [
      "alguien@nodos.example",
      "reuniones@otra.example",
      "reuniones+inventado@nodos.example",
      m.to.replace(/(.)@/, (_, last) => (last === "a" ? "b@" : "a@")),
    ]) {
      expect(await m.refusal(m.raw, [stranger]), stranger).toMatchObject({ responseCode: 550 });
    }
    expect(await m.rows()).toEqual([]);
    await m.send(m.raw.replace(/^To:.*$/m, "To: undisclosed"), ["reuniones@nodos.example"]);
    expect(await m.rows()).toMatchObject([{ state: "tray", reason: "no_token" }]);
  });

  test("stays with whoever brought it while the sender cannot be looked up", async () => {
    await using m = await scene(protocol, dnsOf({ "guest.example": { silent: true } }));
    expect(await m.refusal(m.raw)).toMatchObject({ responseCode: 451 });
    expect(await m.rows()).toEqual([]);
    expect((await m.invitation()).answer).toBeNull();
  });

  test("is put aside without its body where it is too large, and refused where it is huge", { timeout: 20_000 }, async () => {
    await using m = await scene(protocol);
    await m.send(`${m.raw}\r\n${"x".repeat(70)}\r\n`.concat(`${"y".repeat(70)}\r\n`.repeat(LARGEST_MAIL / 72 + 1)));
    expect(await m.rows()).toMatchObject([{ state: "tray", reason: "too_large", raw: "", subject: "Aceptada: Taller de tableros" }]);
    expect(await m.refusal(`${"z".repeat(70)}\r\n`.repeat(150_000))).toMatchObject({ responseCode: 552 });
  });
});

describe("where it came from", () => {
  const head = (received: string) =>
    Buffer.from(`Delivered-To: x\r\n${received}Received: from evil.example (evil.example [203.0.113.5])\r\n\tby mx.example; x\r\nFrom: a@b.cl\r\n\r\n`);
  const ours = { remoteAddress: "127.0.0.1", hostNameAppearsAs: "localhost" };

  test("is what our own mail server wrote on top, or whoever is connected, and nothing that could be made up", () => {
    const real = "Received: from mail.liceo.example (mail.liceo.example [192.0.2.7])\r\n\tby mx.nodos.example (Postfix) with ESMTPS id 1\r\n\tfor <x>; Sat\r\n";
    expect(cameFrom(head(real), ours)).toEqual({ ip: "192.0.2.7", helo: "mail.liceo.example" });
    expect(cameFrom(head("Received: from localhost (localhost [127.0.0.1])\r\n\tby mx.nodos.example; x\r\n"), ours)).toEqual({});
    expect(cameFrom(head(real), { remoteAddress: "::ffff:198.51.100.3", hostNameAppearsAs: "mx.otro.example" })).toEqual({ ip: "198.51.100.3", helo: "mx.otro.example" });
    expect(cameFrom(head(real), { remoteAddress: "172.17.0.1", hostNameAppearsAs: "x" })).toEqual({});
    expect(cameFrom(Buffer.from("From: a@b.cl\r\n\r\nReceived: from x ([192.0.2.1]) by y\r\n"), ours)).toEqual({});
  });
});
