/** From the plan of a series to its dates. */
import { listParts } from "#app/domain/agenda/agenda.repo.server.ts";
import { copyAgenda } from "#app/domain/agenda/agenda.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { invalid } from "#app/domain/errors.ts";
import { insertChange, type LockedEvent, updateEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { newId } from "#db/ids.ts";
import type { SeriesRow } from "./series.repo.server.ts";
import { plannedSlots, timesAt } from "./series.ts";
import { insertDates, updateSeries } from "./series-writes.repo.server.ts";

/** Makes an event of each of its dates; the caller has published the first, holds it, and invites. */
export async function makeDates(tx: Ctx, first: LockedEvent, series: SeriesRow): Promise<void> {
  const { nodeIds: _, ...model } = first;
  const dates = plannedSlots(series)
    .filter((slot) => slot !== series.first_local)
    .map((slot) => {
      const times = timesAt(series, slot);
      if (!times) throw invalid("date", `time_gap_on:${slot.slice(0, 10)}`);
      return { ...times, id: newId() };
    });
  const published = { ...model, status: "published", published_at: tx.now, series_id: series.id };
  await insertDates(tx.db, published, dates, tx.now);
  for (const date of dates) await insertChange(tx.db, { eventId: date.id, kind: "published", sequence: 0, byPersonId: tx.actor?.id ?? null, at: tx.now });
  // What was prepared for the first is what each begins with.
  if ((await listParts(tx.db, first.id)).length > 0) for (const date of dates) await copyAgenda(tx, first.id, date.id);
  await updateEvent(tx.db, first.id, { slot_local: series.first_local });
  await updateSeries(tx.db, series.id, { calendar_at: tx.now });
}
