/** Answers to threads by mail, from the bytes that come in at the door to what stands in the thread. */
import nodemailer from "nodemailer";
import pino from "pino";
import { expect, test } from "vitest";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { invitationOf, stage as meetingStage, publishedMeeting } from "#app/domain/events/meetings.testing.ts";
import { attachmentsOf } from "#app/domain/files/attachments.repo.server.ts";
import { readMail } from "#app/domain/mail/read-mail.server.ts";
import { PROGRAMS } from "#app/domain/replies/replies.testing.ts";
import { replyAddress, threadAddress } from "#app/domain/replies/reply-address.ts";
import { dnsOf, signed } from "#app/domain/replies/senders.testing.ts";
import { takeMail } from "#app/domain/replies/take-mail.server.ts";
import { listTray } from "#app/domain/replies/tray.repo.server.ts";
import { openMail } from "#app/domain/replies/tray.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { startListening } from "#app/jobs/listen.ts";
import { pdfBytes, testFiles } from "#app/storage/storage.testing.ts";
import type { Db } from "#db/create.ts";
import { testDb } from "#db/testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { png } from "./mailed.testing.ts";
import { publishMailed } from "./mailed-files.server.ts";
import { muteByLink, readMuteLink } from "./mute-link.server.ts";
import { ODD } from "./odd-mails.testing.ts";
import { MAILED } from "./quoted-text.testing.ts";
import { readersOf } from "./readers.repo.server.ts";
import { closeThread, moveThread } from "./threads.server.ts";
import { threadStage } from "./threads.testing.ts";
import { publishFromTray, writerOfMail } from "./tray-posts.server.ts";

const ALL = { ...MAILED, ...ODD };
const NOON = "2026-11-21T16:00:00.000Z";
const RESOLVER = dnsOf({ "firmado.example": { dkim: true, dmarc: "v=DMARC1; p=reject" }, "sinfirma.example": { spf: "v=spf1 ip4:192.0.2.0/24 -all" } });

async function scene(db: Db, storageUrl?: string) {
  const stage = await threadStage(db);
  const { teacher } = stage.people;
  const { threadId } = await stage.begun();
  const deployment = { ...TEST_DEPLOYMENT, ...(storageUrl ? { storageUrl } : {}) };
  const as = (actor: Actor | null, now = NOON): Ctx => ({ ...stage.ctxOf(actor, now), deployment });
  const addressOf = async (person: Actor, thread = threadId) => threadAddress(TEST_DEPLOYMENT, (await readersOf(db, thread, [person.id]))[0]?.id ?? "");
  const take = (raw: string | Buffer) => takeMail(as(null), { source: "imap", raw: Buffer.from(raw) }, { resolver: RESOLVER });
  let letters = 0;
  /** From Teresa's own mailbox unless told otherwise. */
  const letter = (to: string, words: string, from = "Teresa Soto <teresa@cast.example>", more = "") =>
    `From: ${from}\r\nTo: ${to}\r\nSubject: Re: [Electricidad] Multímetros\r\nMessage-ID: <carta.${++letters}@cast.example>\r\n${more}\r\n${words}\r\n`;
  const posts = async () =>
    (await db.selectFrom("posts").select(["body_md", "published_at", "person_id", "source"]).where("first", "=", 0).orderBy("created_at").orderBy("id").execute()).map((row) => ({
      ...row,
    }));
  const mails = async () => {
    const rows = await db.selectFrom("outbox").select(["to_email", "subject", "raw"]).orderBy("id").execute();
    await db.deleteFrom("outbox").execute();
    return rows;
  };
  return { ...stage, db, threadId, teacher, as, addressOf, take, letter, posts, mails };
}

test(`${Object.keys(ALL).length} answers of many programs, brought by LMTP, stand in the thread as they were meant; empty ones are told to who wrote them`, async () => {
  await using t = await testDb();
  using files = testFiles();
  const s = await scene(t.db, files.storageUrl);
  const to = await s.addressOf(s.teacher);
  const server = await startListening({ url: "lmtp://127.0.0.1:0", ctx: () => s.as(null), checks: { resolver: RESOLVER }, log: pino({ level: "silent" }) });
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port: server.port, lmtp: true, ignoreTLS: true, pool: true, maxConnections: 1 });
  const cases = Object.values(ALL);
  for (const [n, { raw }] of cases.entries()) {
    await transport.sendMail({ envelope: { from: "teresa@cast.example", to: [to] }, raw: raw(to).replace("respuesta.1@", `respuesta.${n}@`) });
  }
  transport.close();
  await server.stop();
  while (await publishMailed(s.as(null)));
  const said = await s.posts();
  expect(said.map((post) => post.body_md).sort()).toEqual(
    cases
      .map(({ says }) => says)
      .filter((says) => says !== "")
      .sort(),
  );
  expect(said.every((post) => post.published_at !== null && post.source === "mail" && post.person_id === s.teacher.id)).toBe(true);
  const empty = cases.filter(({ says }) => says === "").length;
  expect((await s.mails()).map((mail) => `${mail.to_email}: ${mail.subject}`)).toEqual(Array(empty).fill("teresa@cast.example: Tu respuesta llegó vacía"));
});

test("an answer stands once, however often it comes", async () => {
  await using t = await testDb();
  const s = await scene(t.db);
  const raw = s.letter(await s.addressOf(s.teacher), "Una vez.");
  expect(await s.take(raw)).toEqual({ state: "taken", reason: null });
  expect(await s.take(raw)).toEqual({ state: "ignored", reason: "doubled" });
  expect(await s.take(`X-Otro: línea\r\n${raw}`)).toEqual({ state: "ignored", reason: "doubled" });
  expect(await s.posts()).toMatchObject([{ body_md: "Una vez." }]);
  expect(await t.db.selectFrom("threads").select("posts_count").where("id", "=", s.threadId).executeTakeFirst()).toEqual({ posts_count: 2 });
});

test("somebody speaks from their own mailbox alone; what is forged is refused, what is doubtful waits, what programs write is passed over", async () => {
  await using t = await testDb();
  const s = await scene(t.db);
  const to = await s.addressOf(s.teacher);
  const write = (from: string, more = "") => s.take(s.letter(to, "En nombre de otra persona.", from, more));
  expect(await write("Óscar <oscar@cast.example>")).toEqual({ state: "tray", reason: "stranger" });
  expect(await write("Teresa <teresa@cast.example>, Óscar <oscar@cast.example>")).toEqual({ state: "refused", reason: "several_senders" });
  expect(await write("Teresa <teresa@cast.example>", "Auto-Submitted: auto-replied\r\n")).toEqual({ state: "ignored", reason: "automatic" });
  const heart = 'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="h"\r\n';
  const reaction = s.letter(
    to,
    '--h\r\nContent-Type: text/plain\r\n\r\nTeresa ha reaccionado\r\n--h\r\nContent-Type: text/vnd.google.email-reaction+json\r\n\r\n{"emoji":"x","version":1}\r\n--h--',
    undefined,
    heart,
  );
  expect(await s.take(reaction)).toEqual({ state: "ignored", reason: "automatic" });
  expect(await s.take(s.letter(to, "Vuelvo en marzo.").replace("Subject: Re:", "Subject: Respuesta automática:"))).toEqual({ state: "ignored", reason: "automatic" });
  await t.db.updateTable("people").set({ email: "teresa@firmado.example" }).where("id", "=", s.teacher.id).execute();
  expect(await write("Teresa <teresa@firmado.example>")).toEqual({ state: "refused", reason: "forged" });
  const own = s.letter(to, "Soy yo.", "Teresa <teresa@firmado.example>");
  await t.db.updateTable("people").set({ email: "teresa@sinfirma.example" }).where("id", "=", s.teacher.id).execute();
  expect(await write("Teresa <teresa@sinfirma.example>")).toEqual({ state: "tray", reason: "unproven" });
  await t.db.updateTable("people").set({ email: "teresa@firmado.example" }).where("id", "=", s.teacher.id).execute();
  expect(await s.posts()).toEqual([]);
  expect(await s.mails()).toEqual([]);
  expect(await s.take(await signed(own, "firmado.example"))).toEqual({ state: "taken", reason: null });
  const waiting = await listTray(t.db, "nobody", { view: "pending", page: 1 });
  expect(waiting.map((mail) => mail.reason).sort()).toEqual(["stranger", "unproven"]);
});

test("administration publishes what it knows to be somebody's, and nobody else does", async () => {
  await using t = await testDb();
  const s = await scene(t.db);
  const { admin, coordinatorA } = s.people;
  await s.take(s.letter(await s.addressOf(s.teacher), "Desde mi otro correo.", "Teresa <tere@otro.example>"));
  const [mail] = await listTray(t.db, "nobody", { view: "pending", page: 1 });
  const id = mail?.id ?? "";
  expect(await writerOfMail(s.as(admin), await openMail(s.as(admin), "nobody", id))).toMatchObject({ name: "Teresa Soto Araya" });
  await expect(publishFromTray(s.as(coordinatorA), id)).rejects.toMatchObject({ code: "not_found" });
  await publishFromTray(s.as(admin), id);
  await expect(publishFromTray(s.as(admin), id)).rejects.toMatchObject({ code: "conflict" });
  expect(await s.posts()).toMatchObject([{ body_md: "Desde mi otro correo.", person_id: s.teacher.id }]);
  expect(await openMail(s.as(admin), "nobody", id)).toMatchObject({ handler_name: admin.name, thread_title: "¿Qué multímetros compran?" });
});

test("an invitation's address posts nothing, and a thread's answers no invitation", async () => {
  await using t = await testDb();
  const m = await meetingStage(t.db);
  const eventId = await publishedMeeting(m.camila, m.cast, {}, { pasted: "Ana <ana@guest.example>" });
  const invitation = await invitationOf(t.db, eventId, "ana@guest.example");
  const take = (raw: string) => takeMail(m.as(null, NOON), { source: "imap", raw: Buffer.from(raw) }, { resolver: RESOLVER });
  const reply = (to: string) => PROGRAMS.gmail({ from: { name: "Ana", address: "ana@guest.example" }, to, uid: `${eventId}@nodos.example`, partstat: "ACCEPTED" });
  // The id of one as if it were the other's.
  expect(await take(reply(threadAddress(TEST_DEPLOYMENT, invitation.id)))).toMatchObject({ state: "tray", reason: "other_calendar" });
  const letter = (to: string) => `From: Ana <ana@guest.example>\r\nTo: ${to}\r\nSubject: Hola\r\nMessage-ID: <a@b>\r\n\r\nPalabras\r\n`;
  expect(await take(letter(threadAddress(TEST_DEPLOYMENT, invitation.id)))).toMatchObject({ state: "refused", reason: "wrong_token" });
  expect(await take(letter(replyAddress(TEST_DEPLOYMENT, invitation.id)))).toMatchObject({ state: "tray", reason: "message" });
  expect((await invitationOf(t.db, eventId, "ana@guest.example")).answer).toBeNull();
  expect(await t.db.selectFrom("posts").select("id").execute()).toEqual([]);
});

test("what cannot stand is told to who wrote it, with their words, and no more of the thread than they may know", async () => {
  await using t = await testDb();
  const s = await scene(t.db);
  const { coordinatorA, admin } = s.people;
  const to = await s.addressOf(s.teacher);
  expect(await s.take(s.letter(to, "muy largo ".repeat(1_500)))).toEqual({ state: "ignored", reason: "too_long" });
  await closeThread(s.as(coordinatorA), s.threadId, true);
  expect(await s.take(s.letter(to, "Llegué tarde."))).toEqual({ state: "ignored", reason: "closed" });
  await closeThread(s.as(coordinatorA), s.threadId, false);
  await moveThread(s.as(admin), s.threadId, s.nodes.b.slug);
  await t.db.updateTable("threads").set({ title: "Lo que no le toca saber" }).execute();
  expect(await s.take(s.letter(to, "¿Siguen ahí?"))).toEqual({ state: "ignored", reason: "not_reader" });
  expect(await s.posts()).toEqual([]);
  const told = await s.mails();
  expect(told.map((mail) => mail.to_email)).toEqual(Array(3).fill("teresa@cast.example"));
  const [, closed, lost] = await Promise.all(told.map((mail) => readMail(mail.raw ?? "")));
  expect(closed?.text).toContain("> Llegué tarde.");
  expect(lost?.text).toContain("> ¿Siguen ahí?");
  expect(lost?.text).not.toContain("Lo que no le toca saber");
  expect(lost?.text).not.toContain(s.threadId);
});

/** A mail with these files, as phones send them. */
const withFiles = (head: string, files: readonly { name: string; type: string; bytes: Buffer }[]): string =>
  [
    head.replace(/\r\n\r\n[\s\S]*$/, '\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="m1"\r\n'),
    ...["--m1", "Content-Type: text/plain; charset=utf-8", "", "Van los archivos.", ""],
    ...files.flatMap(({ name, type, bytes }) => [
      ...["--m1", `Content-Type: ${type}; name="${name}"`, `Content-Disposition: attachment; filename="${name}"`, "Content-Transfer-Encoding: base64", ""],
      bytes.toString("base64").replace(/.{76}(?=.)/g, "$&\r\n"),
    ]),
    "--m1--",
    "",
  ].join("\r\n");

test("files come before the post is published; what is refused is left out and told; a large message is kept without them", async () => {
  await using t = await testDb();
  using files = testFiles();
  const s = await scene(t.db, files.storageUrl);
  const big = Buffer.concat([png(0), Buffer.alloc(1_500_000, 7)]);
  const program = Buffer.concat([Buffer.from("MZ"), Buffer.alloc(300, 0)]);
  const raw = withFiles(s.letter(await s.addressOf(s.teacher), ""), [
    { name: "pauta.pdf", type: "application/pdf", bytes: Buffer.from(pdfBytes("pauta")) },
    { name: "tablero.png", type: "image/png", bytes: big },
    { name: "virus.pdf", type: "application/pdf", bytes: program },
  ]);
  expect(await s.take(raw)).toEqual({ state: "taken", reason: null });
  expect(await s.posts()).toMatchObject([{ body_md: "Van los archivos.", published_at: null }]);
  expect(await publishMailed(s.as(null))).toBe(false);
  expect(await publishMailed(s.as(null))).toBe(false);
  const [post] = await t.db.selectFrom("posts").select(["id", "published_at"]).where("first", "=", 0).execute();
  expect(post?.published_at).not.toBeNull();
  expect((await attachmentsOf(t.db, "post", [post?.id ?? ""])).map((file) => file.name)).toEqual(["pauta.pdf", "tablero.png"]);
  const told = await s.mails();
  expect(told.map((mail) => mail.subject)).toEqual(["Tu respuesta se publicó, pero no todos sus archivos"]);
  expect((await readMail(told[0]?.raw ?? "")).text).toContain("virus.pdf");
  const kept = Buffer.from((await t.db.selectFrom("incoming_mails").select("raw").executeTakeFirstOrThrow()).raw, "base64").toString();
  expect(kept.length).toBeLessThan(5_000);
  expect(await readMail(kept)).toMatchObject({ text: expect.stringContaining("Van los archivos.") });
});

test("the link of a mail silences its thread, and is the way back; looking at it does nothing", async () => {
  await using t = await testDb();
  const s = await scene(t.db);
  const [reader] = await readersOf(t.db, s.threadId, [s.teacher.id]);
  const token = mintToken(TEST_DEPLOYMENT.secret, "mute", reader?.id ?? "");
  expect(await readMuteLink(s.as(null), token)).toEqual({ email: "teresa@cast.example", muted: false });
  await muteByLink(s.as(null), token, true);
  await muteByLink(s.as(null), token, true);
  expect(await readMuteLink(s.as(null), token)).toMatchObject({ muted: true });
  await muteByLink(s.as(null), token, false);
  expect(await readMuteLink(s.as(null), token)).toMatchObject({ muted: false });
  expect(await readMuteLink(s.as(null), mintToken(TEST_DEPLOYMENT.secret, "stop", reader?.id ?? ""))).toBeNull();
});
