/** Answering. Every answer takes the event's lock, so that seats are given one after the other and never twice. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, notFound } from "#app/domain/errors.ts";
import { canManage, whyNotAnswer } from "#app/domain/events/event.policy.ts";
import type { Answer, Seat } from "#app/domain/events/event.ts";
import { type LockedEvent, lockEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { isVisible } from "#app/domain/events/events.repo.server.ts";
import { readToken } from "#app/domain/signed-token.server.ts";
import { bumpRevision } from "#db/revision.ts";
import { addSeatsTaken, insertInvitations, readInvitation, readOwnInvitation, type StoredInvitation, updateInvitation } from "./invitation-writes.repo.server.ts";
import { fillFreeSeats } from "./promotion.server.ts";
import { seatAfter } from "./seats.ts";

export interface AnswerResult {
  event_id: string;
  invitation_id: string;
  answer: Answer;
  /** held: has a seat; waiting: all are taken, in line for the next; null: needs none. */
  seat: Seat | null;
}

interface Said {
  answer: Answer;
  /** undefined keeps what was there; "" takes it away. */
  comment?: string | null | undefined;
}

/** One's own, signed in. conflict reasons: cancelled, past, nobody_invited, draft; gone: uninvited. */
export async function answerInvitation(ctx: Ctx, input: Said & { invitationId: string }): Promise<AnswerResult> {
  const { actor } = ctx;
  if (!actor) throw new DomainError("signed_out");
  return answering(ctx, input.invitationId, input, (_, invitation) => {
    const own = invitation.person_id === actor.id || (invitation.person_id === null && invitation.email === actor.email);
    if (!own) throw notFound();
  });
}

/** By the link of the mail: whoever holds it answers for the one it was sent to. */
export async function answerByToken(ctx: Ctx, token: string, input: Said): Promise<AnswerResult> {
  const id = readToken(ctx.deployment.secret, "answer", token);
  if (!id) throw notFound();
  return answering(ctx, id, input, (event) => {
    if (event.status === "draft") throw notFound();
  });
}

/** The coordinator writes down what somebody told them. */
export async function setAnswerFor(ctx: Ctx, input: Said & { invitationId: string }): Promise<AnswerResult> {
  return answering(ctx, input.invitationId, input, async (event, _, tx) => {
    if (!(await isVisible(tx.db, tx.actor, event.id, tx.now))) throw notFound();
    if (!canManage(tx.actor, event)) throw forbidden();
  });
}

/** Somebody signed in who was not called, to a meeting that they can see. Whoever was called simply answers. */
export async function joinEvent(ctx: Ctx, eventId: string, input: Said): Promise<AnswerResult> {
  const { actor } = ctx;
  if (!actor) throw new DomainError("signed_out");
  const result = await inTransaction(ctx, async (tx) => {
    const event = await lockEvent(tx.db, eventId);
    if (!event || !(await isVisible(tx.db, actor, eventId, tx.now))) throw notFound();
    refuseLate(event, tx.now);
    const known = await readOwnInvitation(tx.db, eventId, actor);
    if (!known) {
      const newcomer = { person_id: actor.id, email: actor.email, name: actor.name, establishment_id: actor.establishmentId };
      // The page told them what the mails would have.
      await insertInvitations(tx.db, eventId, [{ ...newcomer, invited_at: tx.now, mailed_sequence: event.sequence }]);
    }
    const own = known ?? (await readOwnInvitation(tx.db, eventId, actor));
    if (!own) throw new DomainError("conflict", { reason: "address_in_use" });
    return record(tx, event, own, input);
  });
  ctx.wake();
  return result;
}

type Check = (event: LockedEvent, invitation: StoredInvitation, tx: Ctx) => void | Promise<void>;

async function answering(ctx: Ctx, invitationId: string, said: Said, check: Check): Promise<AnswerResult> {
  const result = await inTransaction(ctx, async (tx) => {
    const known = await readInvitation(tx.db, invitationId);
    const event = known && (await lockEvent(tx.db, known.event_id));
    // Read again: another answer may have been waiting for the same lock.
    const invitation = event && (await readInvitation(tx.db, invitationId));
    if (!event || !invitation) throw notFound();
    await check(event, invitation, tx);
    return record(tx, event, invitation, said);
  });
  ctx.wake();
  return result;
}

function refuseLate(event: LockedEvent, now: string): void {
  const reason = whyNotAnswer(event, now);
  if (reason) throw new DomainError("conflict", { reason });
}

/** Writes an answer down, moves the seat, and gives what it frees to the next in line. The event is held. */
async function record(tx: Ctx, event: LockedEvent, invitation: StoredInvitation, said: Said): Promise<AnswerResult> {
  refuseLate(event, tx.now);
  if (invitation.removed_at) throw new DomainError("gone", { reason: "uninvited" });
  const before = invitation.seat as Seat | null;
  const seat = seatAfter(said.answer, before, event);
  const result = { event_id: event.id, invitation_id: invitation.id, answer: said.answer, seat };
  const comment = said.comment === undefined ? invitation.comment : said.comment || null;
  if (invitation.answer === said.answer && before === seat && invitation.comment === comment) return result;
  await updateInvitation(tx.db, invitation.id, {
    answer: said.answer,
    answered_at: tx.now,
    comment,
    seat,
    ...(seat === before ? {} : { seat_at: seat === null ? null : tx.now }),
  });
  await moveSeat(tx, event, before, seat);
  await bumpRevision(tx.db, "public", tx.now);
  return result;
}

/** Keeps the count of seats as the seats are, and promotes. */
export async function moveSeat(tx: Ctx, event: LockedEvent, before: Seat | null, after: Seat | null): Promise<void> {
  const by = Number(after === "held") - Number(before === "held");
  if (by === 0) return;
  await addSeatsTaken(tx.db, event.id, by);
  if (by < 0) await fillFreeSeats(tx, event.id, { capacity: event.capacity, seats_taken: event.seats_taken + by });
}
