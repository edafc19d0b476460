import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, notFound } from "#app/domain/errors.ts";
import type { LockedEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { heldByManager } from "#app/domain/events/managing.server.ts";
import { heldForChange } from "#app/domain/series/scope.server.ts";
import { seriesIdOf } from "#app/domain/series/series-writes.repo.server.ts";
import { bumpRevision } from "#db/revision.ts";
import { deleteRulesNaming } from "./audience.repo.server.ts";
import { listOwnDates, readInvitation, type StoredInvitation, updateInvitation } from "./invitation-writes.repo.server.ts";
import { findRecipient } from "./mailings.repo.server.ts";
import { tellRemoval } from "./mailings.server.ts";
import { releaseSeat } from "./recording.server.ts";
import { tellSeriesRemoval } from "./series-mailings.server.ts";

/** The same from all dates of the series that are still to come, with one CANCEL for all of it. */
export async function uninviteFromSeries(ctx: Ctx, invitationId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const known = await readInvitation(tx.db, invitationId);
    const seriesId = known && (await seriesIdOf(tx.db, known.event_id));
    if (!known || !seriesId) throw notFound();
    const held = await heldForChange(tx, known.event_id);
    if (held.event.status !== "published") throw new DomainError("conflict", { reason: held.event.status });
    const rows = await listOwnDates(tx.db, seriesId, known, tx.now);
    for (const row of rows) {
      const event = held.dates.find((date) => date.id === row.event_id);
      if (event) await takeOff(tx, event, row);
    }
    await deleteRulesNaming(tx.db, seriesId, known);
    const told = await findRecipient(tx.db, known.id);
    if (told && rows.some((row) => row.mailed_sequence !== null)) await tellSeriesRemoval(tx, seriesId, told, rows);
    await bumpRevision(tx.db, "public", tx.now);
  });
  ctx.wake();
}

async function takeOff(tx: Ctx, event: LockedEvent, invitation: StoredInvitation): Promise<void> {
  await updateInvitation(tx.db, invitation.id, {
    removed_at: tx.now,
    previous_answer: invitation.answer ?? invitation.previous_answer,
    answer: null,
    seat: null,
    seat_at: null,
    mode: null,
    round: invitation.round + 1,
  });
  await releaseSeat(tx, event, invitation);
}

/** Takes a person off the list: if they had been told, they get a CANCEL; their seat goes to the next. Twice is the same as once. */
export async function uninvite(ctx: Ctx, invitationId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const known = await readInvitation(tx.db, invitationId);
    if (!known) throw notFound();
    const event = await heldByManager(tx, known.event_id);
    if (event.status !== "published") throw new DomainError("conflict", { reason: event.status });
    const invitation = await readInvitation(tx.db, invitationId);
    if (!invitation || invitation.removed_at) return;
    await takeOff(tx, event, invitation);
    // Of one date of a series they are still called to the others.
    if (!event.series_id) await deleteRulesNaming(tx.db, event.id, invitation);
    const recipient = await findRecipient(tx.db, invitationId);
    if (recipient && invitation.mailed_sequence !== null && event.ends_at > tx.now) await tellRemoval(tx, event.id, recipient);
    await bumpRevision(tx.db, "public", tx.now);
  });
  ctx.wake();
}
