/** Mail that came to the example network: an answer that was understood, some that a person must look at, one that is forged, an address that is dead. */
import type { Ctx } from "#app/domain/context.ts";
import { replyAddress } from "#app/domain/replies/reply-address.ts";
import { takeMail } from "#app/domain/replies/take-mail.server.ts";

interface Invited {
  id: string;
  event_id: string;
  email: string;
  name: string;
  starts_at: string;
  ends_at: string;
}

/** Nothing is asked of the network: the example's domains publish what is said here. */
const PUBLISHED: Record<string, string> = { "_dmarc.banco.example": "v=DMARC1; p=reject" };
const resolver = async (name: string): Promise<string[][]> => {
  const text = PUBLISHED[name];
  if (text === undefined) throw Object.assign(new Error(`no ${name}`), { code: "ENOTFOUND" });
  return [[text]];
};

export async function seedTray(ctx: Ctx): Promise<void> {
  const people = await ctx.db
    .selectFrom("invitations as i")
    .innerJoin("events as e", "e.id", "i.event_id")
    .select(["i.id", "i.event_id", "i.email", "i.name", "e.starts_at", "e.ends_at"])
    .where("e.title", "like", "Energía solar%")
    .where("i.removed_at", "is", null)
    .orderBy("i.email")
    .limit(6)
    .execute();
  const [first, second, third, fourth, fifth] = people;
  if (!first || !second || !third || !fourth || !fifth) return;
  const take = (raw: string) => takeMail(ctx, { source: "imap", raw: Buffer.from(raw.replace(/\n/g, "\r\n")) }, { resolver });
  await take(calendarMail(ctx, first, { partstat: "ACCEPTED", subject: "Aceptada: Energía solar" }));
  await take(words(ctx, second, "Hola, ¿hay estacionamiento en el liceo? Voy con una colega de la especialidad.\nGracias."));
  await take(
    calendarMail(ctx, third, {
      method: "COUNTER",
      partstat: "TENTATIVE",
      subject: "Nueva hora propuesta: Energía solar",
      later: 2 * 3_600_000,
      comment: "A esa hora tengo clases, ¿puede ser dos horas después?",
    }),
  );
  await take(
    calendarMail(ctx, fourth, { partstat: "DECLINED", subject: "Rechazada: Energía solar", from: { name: "Secretaría Académica", email: "secretaria@otroliceo.example" } }),
  );
  await take(calendarMail(ctx, fifth, { partstat: "DECLINED", subject: "Rechazada: Energía solar", from: { name: fifth.name, email: "avisos@banco.example" } }));
  await take(words(ctx, null, "Buenas tardes, ¿dónde encuentro las reuniones de mi región?"));
  const dead = { email: "antiguo.correo@liceos.example", hard: 2, soft: 0, last_status: "5.1.1", last_text: "550 5.1.1 User unknown" };
  await ctx.db
    .insertInto("mail_bounces")
    .values({ ...dead, last_at: ctx.now, stopped_at: ctx.now })
    .onConflict((oc) => oc.column("email").doNothing())
    .execute();
}

const head = (ctx: Ctx, from: { name: string; email: string }, to: string, subject: string): string =>
  `From: "${from.name}" <${from.email}>\nTo: <${to}>\nSubject: =?utf-8?B?${Buffer.from(subject).toString("base64")}?=\nDate: ${new Date(ctx.now).toUTCString()}\nMIME-Version: 1.0\n`;

function words(ctx: Ctx, to: Invited | null, text: string): string {
  const from = to ?? { name: "Elena Fuentes", email: "elena.fuentes@vecina.example" };
  const address = to ? replyAddress(ctx.deployment, to.id) : ctx.deployment.mailFrom.address;
  return `${head(ctx, from, address, to ? "Re: Invitación: Energía solar" : "Consulta")}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${text}\n`;
}

interface Saying {
  partstat: string;
  subject: string;
  method?: string;
  later?: number;
  comment?: string;
  from?: { name: string; email: string };
}

function calendarMail(ctx: Ctx, to: Invited, { partstat, subject, method = "REPLY", later = 0, comment = "", from }: Saying): string {
  const utc = (instant: string, more = 0) => new Date(Date.parse(instant) + more).toISOString().replace(/[-:]|\.\d+/g, "");
  const sender = from ?? { name: to.name, email: to.email };
  const calendar = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `METHOD:${method}`,
    "BEGIN:VEVENT",
    `UID:${to.event_id}@${new URL(ctx.deployment.publicUrl).hostname}`,
    `DTSTAMP:${utc(ctx.now)}`,
    `DTSTART:${utc(to.starts_at, later)}`,
    `DTEND:${utc(to.ends_at, later)}`,
    `ATTENDEE;PARTSTAT=${partstat};CN="${sender.name}":mailto:${sender.email}`,
    ...(comment ? [`COMMENT:${comment.replaceAll(",", "\\,")}`] : []),
    "END:VEVENT",
    "END:VCALENDAR",
  ].join("\n");
  const address = replyAddress(ctx.deployment, to.id);
  return `${head(ctx, sender, address, subject)}Content-Type: text/calendar; charset=utf-8; method=${method}\nContent-Transfer-Encoding: 8bit\n\n${calendar}\n`;
}
