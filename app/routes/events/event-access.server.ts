/** The two questions that every page of a meeting asks first. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import { forbidden, notFound } from "#app/domain/errors.ts";
import { canManage } from "#app/domain/events/event.policy.ts";
import { isId } from "#app/domain/events/event.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import { findVisibleEvent } from "#app/domain/events/events.repo.server.ts";

/** The meeting of this address, or 404: what one may not see does not exist. */
export async function visibleEvent(ctx: Ctx, id: string | undefined): Promise<EventDetail> {
  const event = id && isId(id) ? await findVisibleEvent(ctx.db, ctx.actor, id, ctx.now) : null;
  if (!event) throw notFound();
  return event;
}

/** The same for the pages of what is done with it: seen but not theirs is 403. */
export async function eventFor(may: typeof canManage, ctx: Ctx & { actor: Actor }, id: string | undefined): Promise<EventDetail> {
  const event = await visibleEvent(ctx, id);
  if (!may(ctx.actor, event)) throw forbidden();
  return event;
}

export const managedEvent = (ctx: Ctx & { actor: Actor }, id: string | undefined): Promise<EventDetail> => eventFor(canManage, ctx, id);
