/** Writing down an answer that came by mail: for one date of a series or for all, unless something newer was said or the meeting has changed since. */
import type { Ctx } from "#app/domain/context.ts";
import { isDomainError } from "#app/domain/errors.ts";
import type { Answer } from "#app/domain/events/event.ts";
import { lockEvents } from "#app/domain/events/event-writes.repo.server.ts";
import { answerAs } from "#app/domain/invitations/answer.server.ts";
import type { StoredInvitation } from "#app/domain/invitations/invitation-writes.repo.server.ts";
import type { CalendarTime } from "./calendar-reply.ts";
import { keepAsPrevious, lastMoved, listOwnInvitations, type MeetingDate } from "./incoming.repo.server.ts";
import type { IncomingReason, IncomingState } from "./incoming.ts";
import { dateNamed } from "./which-dates.ts";

export interface Said {
  answer: Answer;
  comment: string | null;
  saidAt: string;
  /** Of the meeting as they know it; null where it is not written. */
  sequence: number | null;
  /** One date of a series; null: all of it. */
  recurrence: CalendarTime | null;
}

export interface SaidOutcome {
  state: IncomingState;
  reason: IncomingReason | null;
  event_id: string;
  invitation_id: string;
}

interface Target {
  date: MeetingDate;
  invitationId: string;
}

export async function sayForDates(tx: Ctx, invitation: StoredInvitation, dates: readonly MeetingDate[], said: Said): Promise<SaidOutcome> {
  const about = { event_id: invitation.event_id, invitation_id: invitation.id };
  const inSeries = dates.length > 1 || dates.some((date) => date.series_id !== null);
  const named = inSeries && said.recurrence ? dateNamed(dates, said.recurrence) : null;
  if (named === undefined) return { state: "tray", reason: "unknown_date", ...about };
  const wanted = named ? [named] : dates;
  const own = await listOwnInvitations(
    tx.db,
    wanted.map((date) => date.id),
    invitation,
  );
  const targets = wanted.flatMap((date) => own.filter((row) => row.event_id === date.id && row.removed_at === null).map((row) => ({ date, invitationId: row.id })));
  if (targets.length === 0) return { state: "tray", reason: "uninvited", ...about };
  // Held from here on: a change of the meeting comes wholly before this answer or wholly after it.
  const held = await lockEvents(
    tx.db,
    targets.map((target) => target.date.id),
  );
  const open = targets
    .map((target) => ({ ...target, date: held.find((event) => event.id === target.date.id) ?? target.date }))
    .filter(({ date }) => date.status === "published" && date.ends_at > tx.now);
  const [first] = open;
  if (!first) return { state: "ignored", reason: targets.some(({ date }) => date.ends_at > tx.now) ? "cancelled" : "past", ...about };
  const whole = inSeries && !named;
  return saidOf(tx, { open, first, whole, inSeries, said });
}

async function saidOf(tx: Ctx, { open, first, whole, inSeries, said }: { open: Target[]; first: Target; whole: boolean; inSeries: boolean; said: Said }): Promise<SaidOutcome> {
  const about = { event_id: first.date.id, invitation_id: first.invitationId };
  const old: Target[] = [];
  for (const target of open) if (await isOfBefore(tx, target.date, inSeries, said)) old.push(target);
  await keepAsPrevious(
    tx.db,
    old.map((target) => target.invitationId),
    said.answer,
  );
  const fresh = open.filter((target) => !old.includes(target));
  if (fresh.length === 0) return { state: "ignored", reason: "before_change", ...about };
  const all = whole && old.length === 0;
  let written = 0;
  for (const { invitationId } of all ? fresh.slice(0, 1) : fresh) {
    const reason = await say(tx, invitationId, all ? "series" : "one", said);
    if (reason && reason !== "older") return { state: reason === "uninvited" ? "tray" : "ignored", reason, ...about };
    written += Number(reason === null);
  }
  return written > 0 ? { state: "taken", reason: null, ...about } : { state: "ignored", reason: "older", ...about };
}

/** They speak of the date as it was before its time, place or status changed. */
async function isOfBefore(tx: Ctx, date: MeetingDate, inSeries: boolean, { sequence, saidAt }: Said): Promise<boolean> {
  if (sequence !== null && sequence < date.sequence) return true;
  // A series counts for all its dates together: there, and where no number is given, the clock has to say it.
  if (sequence !== null && !inSeries) return false;
  const moved = await lastMoved(tx.db, date.id);
  return moved !== null && saidAt < moved;
}

/** null: it is written down. */
async function say(tx: Ctx, invitationId: string, scope: "one" | "series", { answer, comment, saidAt }: Said): Promise<IncomingReason | null> {
  try {
    const result = await answerAs(tx, { invitationId, answer, scope, saidAt, ...(comment === null ? {} : { comment }) });
    return result.stale ? "older" : null;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    if (error.code === "gone") return "uninvited";
    if (error.code === "conflict") return error.reason === "past" ? "past" : "cancelled";
    return "unknown_meeting";
  }
}
