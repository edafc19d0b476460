/** Coming along to what one was not called to. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, notFound } from "#app/domain/errors.ts";
import { whyNotAnswer } from "#app/domain/events/event.policy.ts";
import { type LockedEvent, lockEvents } from "#app/domain/events/event-writes.repo.server.ts";
import { isVisible } from "#app/domain/events/events.repo.server.ts";
import { type AnswerResult, answerInvitation, type Said } from "./answer.server.ts";
import { insertInvitations, readOwnInvitation } from "./invitation-writes.repo.server.ts";

/** Somebody signed in who was not called, to a meeting that they can see (of a series: to all its dates, if they say so). Whoever was called simply answers. */
export async function joinEvent(ctx: Ctx, eventId: string, input: Said): Promise<AnswerResult> {
  const { actor } = ctx;
  if (!actor) throw new DomainError("signed_out");
  const result = await inTransaction(ctx, async (tx) => {
    const dates = input.scope === "series" ? await openDates(tx, eventId) : [];
    const events = await lockEvents(tx.db, [...new Set([eventId, ...dates])]);
    const event = events.find((each) => each.id === eventId);
    if (!event || !(await isVisible(tx.db, actor, eventId, tx.now))) throw notFound();
    const reason = whyNotAnswer(event, tx.now);
    if (reason) throw new DomainError("conflict", { reason });
    for (const each of events) await putOnList(tx, each, actor);
    const own = await readOwnInvitation(tx.db, eventId, actor);
    if (!own) throw new DomainError("conflict", { reason: "address_in_use" });
    return answerInvitation(tx, { ...input, invitationId: own.id });
  });
  ctx.wake();
  return result;
}

async function openDates(tx: Ctx, eventId: string): Promise<string[]> {
  const event = await tx.db.selectFrom("events").select("series_id").where("id", "=", eventId).executeTakeFirst();
  if (!event?.series_id) return [];
  const rows = await tx.db.selectFrom("events").select("id").where("series_id", "=", event.series_id).where("status", "=", "published").where("ends_at", ">", tx.now).execute();
  return rows.map((row) => row.id);
}

async function putOnList(tx: Ctx, event: LockedEvent, actor: NonNullable<Ctx["actor"]>): Promise<void> {
  if (await readOwnInvitation(tx.db, event.id, actor)) return;
  const newcomer = { person_id: actor.id, email: actor.email, name: actor.name, establishment_id: actor.establishmentId };
  // The page told them what the mails would have.
  await insertInvitations(tx.db, event.id, [{ ...newcomer, invited_at: tx.now, mailed_sequence: event.sequence }]);
}
