import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, notFound } from "#app/domain/errors.ts";
import type { Seat } from "#app/domain/events/event.ts";
import { heldByManager } from "#app/domain/events/managing.server.ts";
import { bumpRevision } from "#db/revision.ts";
import { moveSeat } from "./answer.server.ts";
import { deleteRulesNaming } from "./audience.repo.server.ts";
import { readInvitation, updateInvitation } from "./invitation-writes.repo.server.ts";
import { findRecipient } from "./mailings.repo.server.ts";
import { tellRemoval } from "./mailings.server.ts";

/** Takes a person off the list: if they had been told, they get a CANCEL; their seat goes to the next. Twice is the same as once. */
export async function uninvite(ctx: Ctx, invitationId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const known = await readInvitation(tx.db, invitationId);
    if (!known) throw notFound();
    const event = await heldByManager(tx, known.event_id);
    if (event.status !== "published") throw new DomainError("conflict", { reason: event.status });
    const invitation = await readInvitation(tx.db, invitationId);
    if (!invitation || invitation.removed_at) return;
    await updateInvitation(tx.db, invitationId, {
      removed_at: tx.now,
      previous_answer: invitation.answer ?? invitation.previous_answer,
      answer: null,
      seat: null,
      seat_at: null,
      round: invitation.round + 1,
    });
    await deleteRulesNaming(tx.db, event.id, invitation);
    const recipient = await findRecipient(tx.db, invitationId);
    if (recipient && invitation.mailed_sequence !== null && event.ends_at > tx.now) await tellRemoval(tx, event.id, recipient);
    await moveSeat(tx, event, invitation.seat as Seat | null, null);
    await bumpRevision(tx.db, "public", tx.now);
  });
  ctx.wake();
}
