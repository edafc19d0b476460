import type { Ctx } from "#app/domain/context.ts";
import { DomainError, forbidden, notFound } from "#app/domain/errors.ts";
import { canManage } from "./event.policy.ts";
import { type CalendarRow, placeInWords } from "./event-rows.ts";
import type { Facts, LockedEvent } from "./event-writes.repo.server.ts";
import { lockEvent } from "./event-writes.repo.server.ts";
import { isVisible } from "./events.repo.server.ts";

/** The event, held for this transaction, if the actor may do this with it: 404 for those who may not even know of it. */
export async function heldBy(may: typeof canManage, tx: Ctx, id: string): Promise<LockedEvent> {
  const event = await lockEvent(tx.db, id);
  if (!event || !(await isVisible(tx.db, tx.actor, id, tx.now))) throw notFound();
  if (!may(tx.actor, event)) throw forbidden();
  return event;
}

export const heldByManager = (tx: Ctx, id: string): Promise<LockedEvent> => heldBy(canManage, tx, id);

/** Refuses what can no longer be changed; a draft always can. */
export function refuseIfOver(event: { status: string; ends_at: string }, now: string): void {
  if (event.status === "cancelled") throw new DomainError("conflict", { reason: "already_cancelled" });
  if (event.status === "published" && event.ends_at <= now) throw new DomainError("conflict", { reason: "past" });
}

export function factsOf(event: LockedEvent, row: CalendarRow): Facts {
  const { starts_local, ends_local, starts_at, ends_at, zone, online_url } = event;
  return { starts_local, ends_local, starts_at, ends_at, zone, online_url, place: placeInWords(row) };
}
