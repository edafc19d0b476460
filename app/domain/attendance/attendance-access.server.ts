/** Who may take the attendance of a meeting: whoever runs its attendance, and whom they asked to stand at the door, until the day after. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import { DomainError, forbidden, notFound } from "#app/domain/errors.ts";
import { canRunAttendance, canTakeAttendance } from "#app/domain/events/event.policy.ts";
import { isId } from "#app/domain/events/event.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import { type LockedEvent, lockEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { findVisibleEvent, isVisible } from "#app/domain/events/events.repo.server.ts";
import type { Db } from "#db/create.ts";
import { keeperUntil } from "./attendance.ts";

export async function isKeeper(db: Db, event: { id: string; ends_at: string }, personId: string, now: string): Promise<boolean> {
  if (now > keeperUntil(event.ends_at)) return false;
  const row = await db.selectFrom("door_keepers").select("id").where("event_id", "=", event.id).where("person_id", "=", personId).where("ended_at", "is", null).executeTakeFirst();
  return row !== undefined;
}

export interface DoorAccess {
  event: EventDetail;
  /** Runs the whole attendance, not only the door of this meeting. */
  manages: boolean;
}

/** For the pages of the door: 404 for those who may not know of it, 403 for whoever only sees it; also where nobody is received. */
export async function doorOf(ctx: Ctx & { actor: Actor }, id: string | undefined): Promise<DoorAccess> {
  const event = id && isId(id) ? await findVisibleEvent(ctx.db, ctx.actor, id, ctx.now) : null;
  if (!event) throw notFound();
  const manages = canRunAttendance(ctx.actor, event);
  const keeper = !manages && (await isKeeper(ctx.db, event, ctx.actor.id, ctx.now));
  if (!canTakeAttendance(ctx.actor, event, keeper)) throw forbidden();
  if (event.all_day || event.status === "draft") throw notFound();
  return { event, manages };
}

/** The event, held for this transaction, for whoever may take its attendance. */
export async function heldAtDoor(tx: Ctx, id: string): Promise<LockedEvent> {
  const { actor } = tx;
  const event = isId(id) ? await lockEvent(tx.db, id) : null;
  if (!actor || !event || !(await isVisible(tx.db, actor, id, tx.now))) throw notFound();
  const keeper = !canRunAttendance(actor, event) && (await isKeeper(tx.db, event, actor.id, tx.now));
  if (!canTakeAttendance(actor, event, keeper)) throw forbidden();
  refuseUnheld(event);
  return event;
}

/** A draft and a date to know receive nobody; neither does what was cancelled. */
export function refuseUnheld(event: { status: string; kind: string }): void {
  if (event.status === "draft" || event.kind === "milestone") throw notFound();
  if (event.status === "cancelled") throw new DomainError("conflict", { reason: "cancelled" });
}

export function refuseClosed(event: { attendance_closed_at: string | null }): void {
  if (event.attendance_closed_at) throw new DomainError("conflict", { reason: "list_closed" });
}
