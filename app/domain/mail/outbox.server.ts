/** Queueing mail, in the transaction of what it announces: if the mail cannot be queued, the change is not saved. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { cleanLine } from "#app/domain/text.ts";
import { newId } from "#db/ids.ts";
import { listUnreachable } from "./bounces.repo.server.ts";
import type { MailKind, OutgoingMail } from "./mail.ts";
import { mailBytes, messageIdOf } from "./mime.server.ts";
import { insertOutbox, type NewOutboxRow, requeueFailed } from "./outbox.repo.server.ts";
import { listStops, listSuspended } from "./stops.repo.server.ts";

export async function enqueueMail(tx: Ctx, mail: OutgoingMail): Promise<void> {
  await enqueueMails(tx, [mail]);
}

/**
 * Writes the mails into the queue, their bytes fixed now. A key that was queued before is left as it is. Whoever asked not to be written to,
 * whoever is suspended, and addresses from which mail kept coming back get nothing.
 */
export async function enqueueMails(tx: Ctx, mails: readonly OutgoingMail[]): Promise<void> {
  if (mails.length === 0) return;
  const addresses = [...new Set(mails.map((mail) => mail.to.address))];
  const stops = await listStops(tx.db, addresses);
  const suspended = await listSuspended(tx.db, addresses);
  const unreachable = await listUnreachable(tx.db, addresses);
  const arrives = (mail: OutgoingMail) => mail.kind === "account" || !unreachable.has(mail.to.address);
  const wanted = mails.filter((mail) => !suspended.has(mail.to.address) && !isStopped(mail.kind, stops.get(mail.to.address)) && arrives(mail));
  await insertOutbox(tx.db, uniqueByMessageId(wanted.map((mail) => outboxRow(tx, mail))));
  tx.wake();
}

/** Mails about one's own account (a new password, a sign-in link) are asked for each time: no stop holds them. */
function isStopped(kind: MailKind, scopes: ReadonlySet<string> | undefined): boolean {
  if (!scopes || kind === "account") return false;
  return scopes.has("all") || (kind === "reminder" && scopes.has("reminders"));
}

/** A person waits at the screen for these: they go ahead of the invitations to a thousand others. */
const URGENT: ReadonlySet<MailKind> = new Set(["account", "promotion"]);
const AHEAD_MS = 24 * 3_600_000;

function outboxRow(ctx: Ctx, mail: OutgoingMail): NewOutboxRow {
  const caught = ctx.deployment.demo;
  const dueAt = URGENT.has(mail.kind) ? new Date(Date.parse(ctx.now) - AHEAD_MS).toISOString() : ctx.now;
  return {
    id: newId(),
    message_id: messageIdOf(ctx.deployment, mail.key),
    kind: mail.kind,
    to_email: mail.to.address,
    to_name: cleanLine(mail.to.name),
    subject: cleanLine(mail.content.subject),
    raw: mailBytes(ctx.deployment, ctx.now, mail),
    event_id: mail.eventId ?? null,
    invitation_id: mail.invitationId ?? null,
    sender_person_id: mail.senderPersonId ?? null,
    status: caught ? "caught" : "queued",
    next_attempt_at: dueAt,
    created_at: ctx.now,
    finished_at: caught ? ctx.now : null,
  };
}

function uniqueByMessageId(rows: NewOutboxRow[]): NewOutboxRow[] {
  return [...new Map(rows.map((row) => [row.message_id, row])).values()];
}

/** Puts a failed mail into the queue again, the same bytes. A mail that is waiting, or has left, stays as it is. */
export async function resendMail(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const found = await requeueFailed(tx.db, id, tx.now);
    if (!found) throw notFound();
  });
  ctx.wake();
}
