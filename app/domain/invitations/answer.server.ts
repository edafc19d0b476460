/**
 * Answering. Every answer takes the lock of its event (of a series: of all its dates, in the order of their ids), so that seats are given one after the
 * other and never twice.
 */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, notFound } from "#app/domain/errors.ts";
import { canManage, whyNotAnswer } from "#app/domain/events/event.policy.ts";
import type { Answer, Mode, Seat } from "#app/domain/events/event.ts";
import { type LockedEvent, lockEvents } from "#app/domain/events/event-writes.repo.server.ts";
import { isVisible } from "#app/domain/events/events.repo.server.ts";
import { readToken } from "#app/domain/signed-token.server.ts";
import { bumpRevision } from "#db/revision.ts";
import { listOwnDates, readInvitation, type StoredInvitation } from "./invitation-writes.repo.server.ts";
import { recordAnswer } from "./recording.server.ts";

export interface AnswerResult {
  event_id: string;
  invitation_id: string;
  answer: Answer;
  /** held: has a seat; waiting: all are taken, in line for the next; null: needs none. */
  seat: Seat | null;
  /** Of a meeting held both ways. */
  mode: Mode | null;
  /** On how many dates it was written down. */
  dates: number;
  /** Of them, on how many they are in line for a seat. */
  waiting: number;
}

export interface Said {
  answer: Answer;
  /** undefined keeps what was there; "" takes it away. */
  comment?: string | null | undefined;
  /** Of a meeting held both ways: how they come. undefined: as they said before, else in person. */
  mode?: Mode | null | undefined;
  /** Of a series: this date, or all that are still to come. */
  scope?: "one" | "series" | undefined;
}

/** One's own, signed in. conflict reasons: cancelled, past, nobody_invited, draft; gone: uninvited. */
export async function answerInvitation(ctx: Ctx, input: Said & { invitationId: string }): Promise<AnswerResult> {
  const { actor } = ctx;
  if (!actor) throw new DomainError("signed_out");
  return taken(
    await answering(ctx, input.invitationId, input, (_, invitation) => {
      const own = invitation.person_id === actor.id || (invitation.person_id === null && invitation.email === actor.email);
      if (!own) throw notFound();
    }),
  );
}

/** By the link of the mail: whoever holds it answers for the one it was sent to. `eventId`: another date of the same series. */
export async function answerByToken(ctx: Ctx, token: string, input: Said & { eventId?: string | undefined }): Promise<AnswerResult> {
  const id = readToken(ctx.deployment.secret, "answer", token);
  if (!id) throw notFound();
  const invitationId = input.eventId ? await ownRowOn(ctx, id, input.eventId) : id;
  return taken(
    await answering(ctx, invitationId, input, (event) => {
      if (event.status === "draft") throw notFound();
    }),
  );
}

/** The row of the same person on another date of the same series. */
async function ownRowOn(ctx: Ctx, invitationId: string, eventId: string): Promise<string> {
  const known = await readInvitation(ctx.db, invitationId);
  if (known?.event_id === eventId) return invitationId;
  const rows = known ? await ownRows(ctx, known) : [];
  const found = rows.find((row) => row.event_id === eventId);
  if (!found) throw notFound();
  return found.id;
}

async function ownRows(ctx: Ctx, known: StoredInvitation): Promise<StoredInvitation[]> {
  const series = await ctx.db.selectFrom("events").select("series_id").where("id", "=", known.event_id).executeTakeFirst();
  return series?.series_id ? listOwnDates(ctx.db, series.series_id, known, ctx.now) : [];
}

/** The coordinator writes down what somebody told them. */
export async function setAnswerFor(ctx: Ctx, input: Said & { invitationId: string }): Promise<AnswerResult> {
  return taken(
    await answering(ctx, input.invitationId, input, async (event, _, tx) => {
      if (!(await isVisible(tx.db, tx.actor, event.id, tx.now))) throw notFound();
      if (!canManage(tx.actor, event)) throw forbidden();
    }),
  );
}

export interface SaidByMail extends Said {
  invitationId: string;
  /** When it was said (DTSTAMP): what was said later stands, whatever comes first. */
  saidAt: string;
}

/**
 * For whom the caller has made sure that they are whom the invitation is for: an answer by mail. Stale where they have said something since. May be
 * called within a transaction (`ctx` of it) or outside; conflict and gone as for the others.
 */
export async function answerAs(ctx: Ctx, { saidAt, invitationId, ...said }: SaidByMail): Promise<(AnswerResult & { stale: false }) | { stale: true }> {
  const result = await answering(ctx, invitationId, said, () => undefined, saidAt);
  return result ? { ...result, stale: false } : { stale: true };
}

type Check = (event: LockedEvent, invitation: StoredInvitation, tx: Ctx) => void | Promise<void>;

/** null: all of it had been said otherwise since. */
async function answering(ctx: Ctx, invitationId: string, said: Said, check: Check, saidAt = ctx.now): Promise<AnswerResult | null> {
  const result = await inTransaction(ctx, async (tx) => {
    const known = await readInvitation(tx.db, invitationId);
    if (!known) throw notFound();
    const others = said.scope === "series" ? (await ownRows(tx, known)).filter((row) => row.id !== known.id) : [];
    const events = await lockEvents(tx.db, [known.event_id, ...others.map((row) => row.event_id)]);
    return writeAll(tx, { ids: [known.id, ...others.map((row) => row.id)], events, said, check, saidAt });
  });
  ctx.wake();
  return result;
}

interface Writing {
  ids: string[];
  events: LockedEvent[];
  said: Said;
  check: Check;
  saidAt: string;
}

/** The first of `ids` is the one that was asked for: what is wrong with it is said; of the others only those that still take answers are answered. */
async function writeAll(tx: Ctx, { ids, events, said, check, saidAt }: Writing): Promise<AnswerResult | null> {
  const results: Omit<AnswerResult, "dates" | "waiting">[] = [];
  let refused: unknown = null;
  let changed = false;
  for (const [index, id] of ids.entries()) {
    // Read again: another answer may have been waiting for the same lock.
    const invitation = await readInvitation(tx.db, id);
    const event = events.find((each) => each.id === invitation?.event_id);
    if (!event || !invitation) throw notFound();
    await check(event, invitation, tx);
    const refusal = whyNot(event, invitation, tx.now);
    if (refusal && index === 0) refused = refusal;
    if (refusal || (invitation.said_at !== null && invitation.said_at > saidAt)) continue;
    const { moved, seat, mode } = await recordAnswer(tx, event, invitation, { ...said, saidAt });
    changed ||= moved;
    results.push({ event_id: event.id, invitation_id: id, answer: said.answer, seat, mode });
  }
  if (refused && (results.length === 0 || said.scope !== "series")) throw refused;
  if (changed) await bumpRevision(tx.db, "public", tx.now);
  return summed(results);
}

function summed(results: Omit<AnswerResult, "dates" | "waiting">[]): AnswerResult | null {
  const [first] = results;
  return first ? { ...first, dates: results.length, waiting: results.filter((each) => each.seat === "waiting").length } : null;
}

function whyNot(event: LockedEvent, invitation: StoredInvitation, now: string): DomainError | null {
  const reason = whyNotAnswer(event, now);
  if (reason) return new DomainError("conflict", { reason });
  return invitation.removed_at ? new DomainError("gone", { reason: "uninvited" }) : null;
}

/** Whoever answers here and now has the last word. */
function taken(result: AnswerResult | null): AnswerResult {
  if (!result) throw new DomainError("conflict", { reason: "said_since" });
  return result;
}
