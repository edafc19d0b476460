/** Asking those who came what they take with them. The mail is part of the day's reminder (domain/reminders): one a day. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, notFound } from "#app/domain/errors.ts";
import { heldByManager } from "#app/domain/events/managing.server.ts";
import { findInvitation } from "#app/domain/invitations/invitations.repo.server.ts";
import { readToken } from "#app/domain/signed-token.server.ts";
import { newId } from "#db/ids.ts";
import { findHarvest, findOwnHarvestAnswer, type HarvestAnswerRow, insertHarvest, upsertHarvestAnswer } from "./harvest.repo.server.ts";
import { type HarvestInput, OPEN_DAYS } from "./harvest.ts";

const DAY = 86_400_000;

/** Once the meeting has begun; again to keep it open longer. conflict: not_begun, cancelled. */
export async function openHarvest(ctx: Ctx, eventId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const event = await heldByManager(tx, eventId);
    if (event.status !== "published") throw new DomainError("conflict", { reason: "cancelled" });
    if (event.starts_at > tx.now) throw new DomainError("conflict", { reason: "not_begun" });
    const closes_at = new Date(Date.parse(tx.now) + OPEN_DAYS * DAY).toISOString();
    await insertHarvest(tx.db, { event_id: eventId, opened_at: tx.now, opened_by: tx.actor?.id ?? null, closes_at });
  });
  ctx.wake();
}

export interface HarvestLink {
  event_id: string;
  open: boolean;
  answer: HarvestAnswerRow | null;
}

/** What the mailed link shows. not_found: no such link, or nothing was asked. */
export async function readHarvestLink(ctx: Ctx, token: string): Promise<HarvestLink> {
  const { invitation, harvest } = await linked(ctx, token);
  return { event_id: harvest.event_id, open: harvest.closes_at > ctx.now, answer: await findOwnHarvestAnswer(ctx.db, invitation.id) };
}

/** Again is a correction. gone: too late. */
export async function answerHarvest(ctx: Ctx, token: string, input: HarvestInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { invitation, harvest } = await linked(tx, token);
    if (harvest.closes_at <= tx.now) throw new DomainError("gone", { reason: "closed" });
    await upsertHarvestAnswer(tx.db, { ...input, id: newId(), event_id: harvest.event_id, invitation_id: invitation.id, answered_at: tx.now });
  });
}

async function linked(ctx: Ctx, token: string) {
  const id = readToken(ctx.deployment.secret, "harvest", token);
  const invitation = id ? await findInvitation(ctx.db, id) : null;
  const harvest = invitation ? await findHarvest(ctx.db, invitation.event_id) : null;
  if (!invitation || !harvest) throw notFound();
  return { invitation, harvest };
}
