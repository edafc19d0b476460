/** What a person does with messages that nobody else could understand. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, notFound } from "#app/domain/errors.ts";
import type { Answer } from "#app/domain/events/event.ts";
import { setAnswerFor } from "#app/domain/invitations/answer.server.ts";
import { findInvitation } from "#app/domain/invitations/invitations.repo.server.ts";
import { updateIncoming } from "./incoming.repo.server.ts";
import { LARGEST_THREAD_MAIL } from "./incoming.ts";
import { readMessage } from "./read-message.server.ts";
import { findTrayMail, type TrayMail, type TrayOf } from "./tray.repo.server.ts";
import { instantOf } from "./which-dates.ts";

export interface OpenedMail extends Omit<TrayMail, "raw"> {
  /** null: it is not kept any more, or never was. */
  text: string | null;
  hasOriginal: boolean;
  /** The time that is proposed instead. */
  proposal: { starts_at: string; ends_at: string } | null;
}

/** The message, read again from its bytes. Whoever calls has made sure that the actor may see this tray. */
export async function openMail(ctx: Ctx, of: TrayOf, id: string): Promise<OpenedMail> {
  const found = await findTrayMail(ctx.db, of, id);
  if (!found) throw notFound();
  const { raw, ...mail } = found;
  if (raw === "") return { ...mail, text: null, hasOriginal: false, proposal: null };
  const message = await readMessage(Buffer.from(raw, "base64"), LARGEST_THREAD_MAIL);
  const reply = message.calendar?.method === "COUNTER" ? message.calendar.replies[0] : undefined;
  const starts = reply?.starts ? instantOf(reply.starts) : null;
  const ends = reply?.ends ? instantOf(reply.ends) : null;
  return { ...mail, text: message.text, hasOriginal: true, proposal: starts && ends && starts < ends ? { starts_at: starts, ends_at: ends } : null };
}

/** The bytes as they came. */
export async function originalOf(ctx: Ctx, of: TrayOf, id: string): Promise<Buffer> {
  const found = await findTrayMail(ctx.db, of, id);
  if (!found || found.raw === "") throw notFound();
  return Buffer.from(found.raw, "base64");
}

/** Writes it down as the answer of one of those invited; the message leaves the tray with it. */
export async function answerFromTray(ctx: Ctx, of: Exclude<TrayOf, "nobody">, id: string, said: { invitationId: string; answer: Answer }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const mail = await waiting(tx, of, id);
    const invitation = await findInvitation(tx.db, said.invitationId);
    if (!invitation || !(await isOf(tx, of, invitation.event_id))) throw notFound();
    await setAnswerFor(tx, { invitationId: said.invitationId, answer: said.answer, ...(mail.comment ? { comment: mail.comment } : {}) });
    await updateIncoming(tx.db, id, { ...handled(tx), invitation_id: said.invitationId, answer: said.answer });
  });
}

/** Nothing needs to be done. Said twice is said once. */
export async function dismissMail(ctx: Ctx, of: TrayOf, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await waiting(tx, of, id);
    await updateIncoming(tx.db, id, handled(tx));
  });
}

/** Back into the tray. What was written down stays: it is changed where answers are. */
export async function reopenMail(ctx: Ctx, of: TrayOf, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await waiting(tx, of, id);
    await updateIncoming(tx.db, id, { handled_at: null, handled_by: null });
  });
}

async function waiting(tx: Ctx, of: TrayOf, id: string): Promise<TrayMail> {
  if (!tx.actor) throw forbidden();
  if (of === "nobody" && !tx.actor.admin) throw notFound();
  const mail = await findTrayMail(tx.db, of, id);
  if (!mail) throw notFound();
  if (mail.state !== "tray") throw new DomainError("conflict", { reason: "not_waiting" });
  return mail;
}

const handled = (tx: Ctx) => ({ handled_at: tx.now, handled_by: tx.actor?.id ?? null });

async function isOf(tx: Ctx, { eventId, seriesId }: Exclude<TrayOf, "nobody">, id: string): Promise<boolean> {
  if (id === eventId) return true;
  if (!seriesId) return false;
  const row = await tx.db.selectFrom("events").select("id").where("id", "=", id).where("series_id", "=", seriesId).executeTakeFirst();
  return row !== undefined;
}
