/**
 * A message comes in: it is read, its sender looked up, and then stored together with what follows from it, in one transaction. Whoever delivered it
 * may let go of it once this has returned. The same bytes again are nothing new. Mail is never answered from here.
 */
import { createHash } from "node:crypto";
import type { Ctx } from "#app/domain/context.ts";
import { newId } from "#db/ids.ts";
import { addressedTo, decide, type Outcome } from "./decide.server.ts";
import { insertIncoming, isKnownDigest, type NewIncomingRow, updateIncoming } from "./incoming.repo.server.ts";
import { type IncomingState, LARGEST_MAIL } from "./incoming.ts";
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
  const message = await readMessage(delivery.raw);
  const receivedAt = delivery.receivedAt && delivery.receivedAt < ctx.now ? delivery.receivedAt : ctx.now;
  const recipients = delivery.recipients ?? [];
  const verdict = await lookUp(ctx, { delivery, message, recipients, receivedAt }, checks);
  const outcome = await ctx.db.transaction().execute(async (db) => {
    const tx = { ...ctx, db };
    const row = rowOf(delivery, message, { digest, now: ctx.now });
    if (!(await insertIncoming(db, row))) return null;
    const decided = await decide(tx, { message, recipients, verdict, receivedAt });
    await updateIncoming(db, row.id, columnsOf(decided));
    return decided;
  });
  ctx.wake();
  return outcome ? { state: outcome.state, reason: outcome.reason } : { state: "ignored", reason: "doubled" };
}

interface Seen {
  delivery: Delivery;
  message: IncomingMessage;
  recipients: readonly string[];
  receivedAt: string;
}

/** Only where something depends on it: an answer, or words to somebody's meeting. */
async function lookUp(ctx: Ctx, { delivery, message, recipients, receivedAt }: Seen, checks: SenderChecks): Promise<Verdict | null> {
  if (message.problem || message.kind === "bounce" || isOurMailbox(ctx.deployment, message.from.address)) return null;
  const addressed = addressedTo(ctx, recipients, message).invitationId !== null;
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

function rowOf({ source, raw }: Delivery, message: IncomingMessage, { digest, now }: { digest: string; now: string }): NewIncomingRow {
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
    raw: raw.length > LARGEST_MAIL ? "" : raw.toString("base64"),
  };
}

const columnsOf = ({ kind, state, reason, to, event_id, invitation_id, answer, comment }: Outcome) => ({
  kind,
  state,
  reason,
  to_email: to,
  event_id,
  invitation_id,
  answer,
  comment,
});
