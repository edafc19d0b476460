/**
 * A message comes in: it is read, its sender looked up, and then stored together with what follows from it, in one transaction. Whoever delivered it
 * may let go of it once this has returned. The same bytes again are nothing new. Mail is never answered from
 * here; what somebody wrote to a thread in vain is told to the address of their account.
 */
import { createHash } from "node:crypto";
import type { Ctx } from "#app/domain/context.ts";
import { type MailedPost, readPost } from "#app/domain/threads/read-post.server.ts";
import { newId } from "#db/ids.ts";
import { addressedTo, decide, type Outcome } from "./decide.server.ts";
import { insertIncoming, isKnownDigest, type NewIncomingRow, updateIncoming } from "./incoming.repo.server.ts";
import { type IncomingState, LARGEST_MAIL, LARGEST_THREAD_MAIL } from "./incoming.ts";
import { type IncomingMessage, readMessage } from "./read-message.server.ts";
import { isOurMailbox } from "./reply-address.ts";
import { type SenderChecks, TryLater, type Verdict, verdictOf } from "./sender.server.ts";

export interface Delivery {
  source: "imap" | "lmtp";
  raw: Buffer;
  /** RCPT TO, where there was one. */
  recipients?: readonly string[];
  /** MAIL FROM, HELO and address of the server that handed it over, where somebody trustworthy says so. */
  mailFrom?: string;
  helo?: string;
  ip?: string;
  /** When our mailbox got it; now, if that is not known. */
  receivedAt?: string;
}

/** How long a silent DNS is waited for; then a person has to look at the message. */
const PATIENCE_MS = 48 * 3_600_000;

/** Throws TryLater where the sender cannot be looked up just now: nothing has been stored. */
export async function takeMail(ctx: Ctx, delivery: Delivery, checks: SenderChecks): Promise<{ state: IncomingState; reason: string | null }> {
  const digest = createHash("sha256").update(delivery.raw).digest("hex");
  if (await isKnownDigest(ctx.db, digest)) return { state: "ignored", reason: "doubled" };
  const { message, said } = await readIt(ctx, delivery);
  const receivedAt = delivery.receivedAt && delivery.receivedAt < ctx.now ? delivery.receivedAt : ctx.now;
  const recipients = delivery.recipients ?? [];
  const verdict = await lookUp(ctx, { delivery, message, recipients, receivedAt }, checks);
  const outcome = await ctx.db.transaction().execute(async (db) => {
    const tx = { ...ctx, db };
    const row = rowOf(delivery, message, { digest, now: ctx.now, largest: said ? LARGEST_THREAD_MAIL : LARGEST_MAIL });
    if (!(await insertIncoming(db, row))) return null;
    const decided = await decide(tx, { id: row.id, message, said, recipients, verdict, receivedAt });
    await updateIncoming(db, row.id, columnsOf(decided));
    return decided;
  });
  ctx.wake();
  return outcome ? { state: outcome.state, reason: outcome.reason } : { state: "ignored", reason: "doubled" };
}

/** What came to the address of a thread may be large, and is read as what somebody says there. */
async function readIt(ctx: Ctx, { raw, recipients = [] }: Delivery): Promise<{ message: IncomingMessage; said: MailedPost | null }> {
  const first = await readMessage(raw);
  if (!isForThread(ctx, recipients, first)) return { message: first, said: null };
  const message = first.problem === "too_large" ? await readMessage(raw, LARGEST_THREAD_MAIL) : first;
  return { message, said: message.problem || message.kind !== "message" || message.automatic ? null : await readPost(raw) };
}

const isForThread = (ctx: Ctx, recipients: readonly string[], message: IncomingMessage): boolean => addressedTo(ctx, recipients, message).readerId !== null;

interface Seen {
  delivery: Delivery;
  message: IncomingMessage;
  recipients: readonly string[];
  receivedAt: string;
}

/** Only where something depends on it: an answer, or words to somebody's meeting. */
async function lookUp(ctx: Ctx, { delivery, message, recipients, receivedAt }: Seen, checks: SenderChecks): Promise<Verdict | null> {
  if (message.problem || message.kind === "bounce" || isOurMailbox(ctx.deployment, message.from.address)) return null;
  const { invitationId, readerId } = addressedTo(ctx, recipients, message);
  const addressed = invitationId !== null || readerId !== null;
  if (message.kind === "message" && (message.automatic || !addressed)) return null;
  const { ip, helo, mailFrom } = delivery;
  try {
    return await verdictOf(delivery.raw, message, { ip, helo, mailFrom, receivedAt }, checks);
  } catch (error) {
    const tooLong = Date.parse(ctx.now) - Date.parse(receivedAt) > PATIENCE_MS;
    if (error instanceof TryLater && tooLong) return "unproven";
    throw error;
  }
}

function rowOf({ source, raw }: Delivery, message: IncomingMessage, { digest, now, largest }: { digest: string; now: string; largest: number }): NewIncomingRow {
  return {
    id: newId(),
    digest,
    source,
    received_at: now,
    message_id: message.messageId,
    from_email: message.from.address,
    from_name: message.from.name,
    to_email: "",
    subject: message.subject,
    kind: message.kind,
    state: "tray",
    reason: null,
    event_id: null,
    invitation_id: null,
    answer: null,
    comment: null,
    handled_at: null,
    handled_by: null,
    raw: raw.length > largest ? "" : raw.toString("base64"),
  };
}

const columnsOf = ({ kind, state, reason, to, event_id, invitation_id, thread_id, post_id, answer, comment }: Outcome) => ({
  kind,
  state,
  reason,
  to_email: to,
  event_id,
  invitation_id,
  thread_id,
  post_id,
  answer,
  comment,
});
