/** What a message means for a meeting, and doing it. Inside the transaction that stores the message: either both are there, or neither. */
import type { Ctx } from "#app/domain/context.ts";
import { readInvitation, type StoredInvitation } from "#app/domain/invitations/invitation-writes.repo.server.ts";
import { noteBounces } from "#app/domain/mail/bounces.server.ts";
import { answerThread } from "#app/domain/threads/mail-answers.server.ts";
import { type MailedPost, NOTHING_SAID } from "#app/domain/threads/read-post.server.ts";
import { threadNamed } from "#app/domain/threads/thread-mail-id.ts";
import { type CalendarReply, COMMENT_MAX, type ReplyAttendee } from "./calendar-reply.ts";
import { findEventId, findPersonIdByEmail, findSent, isTakenMessage, listDatesOf, listOtherInvitees, type MeetingDate } from "./incoming.repo.server.ts";
import type { IncomingKind, IncomingReason, IncomingState } from "./incoming.ts";
import type { IncomingMessage } from "./read-message.server.ts";
import { isOurMailbox, readReplyAddress, readThreadAddress } from "./reply-address.ts";
import { likenessOf, sameMailbox } from "./same-mailbox.ts";
import { type Said, sayForDates } from "./say.server.ts";
import type { Verdict } from "./sender.server.ts";

export interface Outcome {
  kind: IncomingKind;
  state: IncomingState;
  reason: IncomingReason | null;
  to: string;
  event_id: string | null;
  invitation_id: string | null;
  thread_id: string | null;
  post_id: string | null;
  answer: string | null;
  comment: string | null;
}

export interface Arrived {
  /** Of the row of incoming_mails. */
  id: string;
  message: IncomingMessage;
  /** What it says and brings, where it came to the address of a thread. */
  said: MailedPost | null;
  /** Of the envelope: where it really went. */
  recipients: readonly string[];
  /** null: it was not asked, for nothing depends on it. */
  verdict: Verdict | null;
  receivedAt: string;
}

type Verdictless = Pick<Outcome, "state" | "reason"> & Partial<Outcome>;
const tray = (reason: IncomingReason, more: Partial<Outcome> = {}): Verdictless => ({ ...more, state: "tray", reason });
const ignored = (reason: IncomingReason, more: Partial<Outcome> = {}): Verdictless => ({ ...more, state: "ignored", reason });
const refused = (reason: IncomingReason): Verdictless => ({ state: "refused", reason });

export interface Addressed {
  address: string;
  invitationId: string | null;
  /** Whose answers to which thread come there. */
  readerId: string | null;
}

/** Which of the addresses it came to is ours, and whose invitation (or which reader of a thread) it names. */
export function addressedTo(ctx: Pick<Ctx, "deployment">, recipients: readonly string[], message: IncomingMessage): Addressed {
  const all = [...recipients, ...message.deliveredTo];
  for (const address of all) {
    const invitationId = readReplyAddress(ctx.deployment, address);
    const readerId = invitationId ? null : readThreadAddress(ctx.deployment, address);
    if (invitationId || readerId) return { address: address.toLowerCase(), invitationId, readerId };
  }
  const ours = all.find((address) => isOurMailbox(ctx.deployment, address));
  return { address: (ours ?? all[0] ?? "").toLowerCase().slice(0, 254), invitationId: null, readerId: null };
}

export async function decide(tx: Ctx, arrived: Arrived): Promise<Outcome> {
  const { message } = arrived;
  const to = addressedTo(tx, arrived.recipients, message);
  const invitation = to.invitationId ? await readInvitation(tx.db, to.invitationId) : null;
  const thread_id = threadNamed(tx.deployment, message.refersTo);
  const base = {
    kind: message.kind,
    to: to.address,
    event_id: invitation?.event_id ?? null,
    invitation_id: invitation?.id ?? null,
    thread_id,
    post_id: null,
    answer: null,
    comment: null,
  };
  return { ...base, ...(await meaningOf(tx, arrived, invitation, to)) };
}

async function meaningOf(tx: Ctx, arrived: Arrived, invitation: StoredInvitation | null, { address: to, readerId }: Addressed): Promise<Verdictless> {
  const { message, verdict } = arrived;
  if (message.problem) return tray(message.problem);
  if (isOurMailbox(tx.deployment, message.from.address)) return ignored("own_mail");
  if (message.kind === "bounce") return bounced(tx, message);
  if (message.kind === "message" && message.automatic) return ignored("automatic");
  if (message.fromCount > 1) return refused("several_senders");
  if (verdict === "forged") return refused("forged");
  if (readerId) return toThread(tx, arrived, readerId);
  if (invitation && message.messageId && (await isTakenMessage(tx.db, invitation.id, message.messageId))) return ignored("doubled");
  if (message.kind === "message") return written(tx, message, invitation);
  const { calendar } = message;
  const uid = uidOf(calendar?.replies[0]);
  if (!invitation) {
    // Behind the plus stands what looks like a token and is none: that is no slip of a mail program.
    if (to.includes("+") && isOurMailbox(tx.deployment, to)) return refused("wrong_token");
    return tray("no_token", { event_id: uid ? await findEventId(tx.db, uid) : null });
  }
  return answered(tx, arrived, invitation);
}

/** A calendar's answer says nothing in a thread. */
async function toThread(tx: Ctx, { id, message, verdict, said }: Arrived, readerId: string): Promise<Verdictless> {
  if (message.kind === "reply") return tray("other_calendar");
  if (said?.automatic) return ignored("automatic");
  const { messageId, from, subject, winmail } = message;
  return answerThread(tx, { mailId: id, readerId, messageId, from: from.address, subject, verdict, said: said ?? NOTHING_SAID, winmail });
}

/** Words, from a person. */
async function written(tx: Ctx, message: IncomingMessage, invitation: StoredInvitation | null): Promise<Verdictless> {
  const reason = message.winmail ? "winmail" : message.calendar ? "other_calendar" : "message";
  if (invitation) return tray(reason);
  const sent = await findSent(tx.db, message.refersTo);
  return tray(reason, { event_id: sent?.event_id ?? null, invitation_id: sent && sameMailbox(sent.to_email, message.from.address) ? sent.invitation_id : null });
}

async function bounced(tx: Ctx, message: IncomingMessage): Promise<Verdictless> {
  const report = message.bounce;
  const sent = report && (await findSent(tx.db, report.messageIds));
  if (!report || !sent) return ignored("bounce_unknown");
  const about = { event_id: sent.event_id, invitation_id: sent.invitation_id };
  const ours = report.recipients.filter((one) => one.addresses.some((address) => sameMailbox(address, sent.to_email)));
  if (ours.length === 0) return ignored("bounce_elsewhere", about);
  const known = await noteBounces(tx, sent, ours);
  return known ? { state: "taken", reason: null, ...about } : ignored("bounce_known", about);
}

/** `<id>@<host>`: of the host only that it is there matters, for the token says whose it is. */
function uidOf(reply: CalendarReply | undefined): string | null {
  return /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(@|$)/i.exec(reply?.uid ?? "")?.[1]?.toLowerCase() ?? null;
}

async function answered(tx: Ctx, arrived: Arrived, invitation: StoredInvitation): Promise<Verdictless> {
  const { message, verdict } = arrived;
  const replies = message.calendar?.replies ?? [];
  const uid = uidOf(replies[0]);
  const dates = uid ? await listDatesOf(tx.db, uid) : [];
  if (dates.length === 0) return tray("unknown_meeting");
  const sameMeeting = dates.some((date) => date.id === invitation.event_id) && replies.every((reply) => uidOf(reply) === uid);
  if (!sameMeeting) return tray("wrong_meeting");
  const others = await listOtherInvitees(tx.db, invitation.event_id, invitation.id);
  const outcomes: Verdictless[] = [];
  for (const reply of replies) {
    const who = await whoAnswers(tx, message, reply, { invitation, others });
    outcomes.push(typeof who === "string" ? tray(who, asSaid(reply)) : await oneReply(tx, arrived, { invitation, dates, reply, who, proven: verdict !== "unproven" }));
  }
  // Of several dates in one message what a person must look at weighs most.
  const found = outcomes.find((each) => each.state === "tray") ?? outcomes.find((each) => each.state === "taken") ?? outcomes[0];
  return found ?? tray("unreadable");
}

const asSaid = (reply: CalendarReply): Partial<Outcome> => {
  const [first] = reply.attendees;
  return { answer: first && first.says !== "delegated" ? first.says : null, comment: reply.comment || first?.comment || null };
};

interface OneReply {
  invitation: StoredInvitation;
  dates: MeetingDate[];
  reply: CalendarReply;
  who: ReplyAttendee;
  proven: boolean;
}

async function oneReply(tx: Ctx, { message, receivedAt }: Arrived, { invitation, dates, reply, who, proven }: OneReply): Promise<Verdictless> {
  const comment = (reply.comment || who.comment).slice(0, COMMENT_MAX) || null;
  const more = { answer: who.says === "delegated" ? null : who.says, comment };
  if (!proven) return tray("unproven", more);
  if (message.calendar?.method === "COUNTER") return tray("counter", more);
  if (who.says === "delegated") return tray("delegated", more);
  if (who.says === null) return tray("no_answer", more);
  const said: Said = { answer: who.says, comment, saidAt: saidAt(reply, message, invitation, receivedAt), sequence: reply.sequence, recurrence: reply.recurrence };
  const result = await sayForDates(tx, invitation, dates, said);
  return { ...more, ...result };
}

/**
 * When it was said, to the end of its second, for DTSTAMP has no smaller parts; never later than it came. Some programs copy the invitation's own
 * stamp: then the mail's date says it.
 */
function saidAt(reply: CalendarReply, message: IncomingMessage, invitation: StoredInvitation, receivedAt: string): string {
  const copied = reply.stamp !== null && reply.stamp <= invitation.invited_at;
  const stamp = (copied ? null : reply.stamp) ?? message.date ?? reply.stamp ?? receivedAt;
  const end = stamp.replace(/\.\d{3}Z$/, ".999Z");
  return end < receivedAt ? end : receivedAt;
}

/** The attendee who answers, if it is the one who was invited; else why a person must look at it. */
async function whoAnswers(
  tx: Ctx,
  message: IncomingMessage,
  reply: CalendarReply,
  { invitation, others }: { invitation: StoredInvitation; others: readonly string[] },
): Promise<ReplyAttendee | IncomingReason> {
  const invited = { address: invitation.email, name: invitation.name };
  const given = reply.attendees.length > 0 ? reply.attendees : [{ ...message.from, says: null, comment: "" }];
  const likeness = (one: ReplyAttendee) => likenessOf(invited, { address: one.address || message.from.address, name: one.name || message.from.name });
  const own = given.find((one) => likeness(one) === "same") ?? given.find((one) => likeness(one) === "alias");
  if (!own) return given.some((one) => others.some((other) => sameMailbox(other, one.address))) ? "other_invitee" : "stranger";
  for (const address of [own.address, message.from.address].filter((each) => each !== "")) {
    if (sameMailbox(address, invitation.email)) continue;
    if (others.some((other) => sameMailbox(other, address))) return "other_invitee";
    // Of the same school, and known to be somebody else.
    const known = await findPersonIdByEmail(tx.db, address);
    if (known && known !== invitation.person_id) return "stranger";
  }
  return likenessOf(invited, { address: message.from.address, name: message.from.name }) === null ? "stranger" : own;
}
