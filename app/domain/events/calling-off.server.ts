/** Putting a meeting off, and calling it off; of a series one date, this and those after it, or all that are still to come. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid } from "#app/domain/errors.ts";
import { startMailing } from "#app/domain/invitations/mailings.server.ts";
import { startSeriesMailing } from "#app/domain/invitations/series-mailings.server.ts";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import { moveOf, moveSlots, movesOf } from "#app/domain/series/moving.server.ts";
import { type Held, heldForChange, nextSequence, noteSeriesChange, reached } from "#app/domain/series/scope.server.ts";
import { endSeriesBefore } from "#app/domain/series/shortening.server.ts";
import { bumpRevision } from "#db/revision.ts";
import { applyChange, factsBefore, noteChange } from "./applying.server.ts";
import type { CancelInput, PostponeInput, Scope } from "./event.ts";
import { refusePast, timesFor } from "./event-fields.server.ts";
import { updateEvent } from "./event-writes.repo.server.ts";
import { refuseIfOver } from "./managing.server.ts";

interface Options {
  scope?: Scope | undefined;
}

/** Another date for the same meeting. Everyone is asked again; seats stay with those who have them until they answer. */
export async function postponeEvent(ctx: Ctx, id: string, input: PostponeInput, { scope = "one" }: Options = {}): Promise<{ mails: number }> {
  const mails = await inTransaction(ctx, async (tx) => {
    const held = await heldForChange(tx, id, scope);
    const { event, series } = held;
    if (event.status === "draft") throw new DomainError("conflict", { reason: "draft" });
    refuseIfOver(event, tx.now);
    const times = { ...timesFor(input, event.kind), zone: input.zone };
    if (times.starts_local === event.starts_local && times.ends_local === event.ends_local && input.zone === event.zone) throw invalid("date", "unchanged");
    const sequence = nextSequence(held);
    const move = moveOf(event, times);
    const moves = held.scope === "one" ? new Map([[event.id, times]]) : movesOf(held, tx.now, move);
    for (const date of reached(held, tx.now)) {
      const own = moves.get(date.id) ?? times;
      refusePast(own, tx.now);
      const differs_at = series && held.scope !== "all" ? tx.now : date.differs_at;
      await applyChange(tx, date, { fields: { ...own, zone: input.zone }, nodeIds: null, sequence, kind: "postponed", message: input.message, differs_at });
    }
    if (held.scope === "all") await moveSlots(tx, held, move);
    await noteSeriesChange(tx, held, sequence);
    return tell(tx, held, "update", input.message);
  });
  ctx.wake();
  return { mails };
}

/** It will not be held: one CANCEL to everyone who had been told of it. Cancelled already: nothing happens. */
export async function cancelEvent(ctx: Ctx, id: string, input: CancelInput, { scope = "one" }: Options = {}): Promise<{ mails: number }> {
  const mails = await inTransaction(ctx, async (tx) => {
    const held = await heldForChange(tx, id, scope);
    const { event } = held;
    if (event.status === "cancelled") return 0;
    if (event.status === "draft") throw new DomainError("conflict", { reason: "draft" });
    refuseIfOver(event, tx.now);
    const sequence = nextSequence(held);
    for (const date of reached(held, tx.now, { withDiffering: true })) {
      const before = await factsBefore(tx, date);
      await updateEvent(tx.db, date.id, { status: "cancelled", cancelled_at: tx.now, sequence, calendar_at: tx.now, updated_at: tx.now });
      await noteChange(tx, date, { kind: "cancelled", sequence, before, message: input.message });
    }
    if (held.scope !== "one") await endSeriesBefore(tx, held);
    await noteSeriesChange(tx, held, sequence);
    return tell(tx, held, "cancellation", input.message);
  });
  ctx.wake();
  return { mails };
}

async function tell(tx: Ctx, { event, series, scope }: Held, kind: "update" | "cancellation", message: string): Promise<number> {
  const told = series && scope !== "one" ? await startSeriesMailing(tx, series.id, kind, message) : await startMailing(tx, event.id, kind, { message });
  await refreshSearch(tx.db, "event", [event.id]);
  await bumpRevision(tx.db, "public", tx.now);
  return told;
}
