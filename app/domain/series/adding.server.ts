/** One more date of a series that people know of already. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid } from "#app/domain/errors.ts";
import { insertChange } from "#app/domain/events/event-writes.repo.server.ts";
import { copyInvitations } from "#app/domain/invitations/inviting.server.ts";
import { startSeriesMailing } from "#app/domain/invitations/series-mailings.server.ts";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { MOST_DATES } from "./rule.ts";
import { heldForChange, isOpen, nextSequence, noteSeriesChange } from "./scope.server.ts";
import { dayIn, timesAt } from "./series.ts";
import { insertDates, updateSeries } from "./series-writes.repo.server.ts";

/**
 * At the hour of the series, like its other dates; for everyone on their lists. Each is told with the whole series: calendars know no date that its rule does not
 * name, so a mail of that date alone would be lost.
 */
export async function addDate(ctx: Ctx, eventId: string, { day, message }: { day: string; message?: string | undefined }): Promise<{ id: string; mails: number }> {
  const result = await inTransaction(ctx, async (tx) => {
    const held = await heldForChange(tx, eventId);
    const { series, dates } = held;
    if (!series) throw new DomainError("conflict", { reason: "no_series" });
    const iso = dayIn(day);
    if (!iso) throw invalid("add", day.trim() === "" ? "required" : "date");
    const slot = `${iso}T${series.first_local.slice(11)}`;
    const times = timesAt(series, slot);
    if (!times) throw invalid("add", `time_gap_on:${iso}`);
    refuse(dates, slot, times, tx.now);
    const model = dates.findLast((date) => isOpen(date, tx.now) && date.differs_at === null) ?? dates.findLast((date) => date.status === "published") ?? dates[0];
    if (!model) throw new DomainError("conflict", { reason: "no_series" });
    const { nodeIds: _, ...row } = model;
    const id = newId();
    const sequence = nextSequence(held);
    await insertDates(tx.db, { ...row, status: "published", published_at: tx.now, sequence, zone: series.zone }, [{ ...times, id }], tx.now);
    await insertChange(tx.db, { eventId: id, kind: "published", sequence, byPersonId: tx.actor?.id ?? null, at: tx.now });
    const extra = JSON.parse(series.extra) as string[];
    await updateSeries(tx.db, series.id, { extra: JSON.stringify([...new Set([...extra, slot])].sort()) });
    await noteSeriesChange(tx, held, sequence);
    await copyInvitations(tx, series.id, id);
    const mails = await startSeriesMailing(tx, series.id, "update", message ?? null);
    await refreshSearch(tx.db, "event", [id]);
    await bumpRevision(tx.db, "public", tx.now);
    return { id, mails };
  });
  ctx.wake();
  return result;
}

function refuse(dates: { slot_local: string | null; starts_local: string; status: string }[], slot: string, times: { ends_at: string }, now: string): void {
  if (dates.some((date) => date.slot_local === slot || (date.status === "published" && date.starts_local === slot))) throw invalid("add", "slot_taken");
  if (dates.length >= MOST_DATES) throw invalid("add", "too_many_dates");
  if (times.ends_at <= now) throw invalid("add", "past");
}
