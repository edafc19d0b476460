/** Which dates an act is about: the one it was begun on, that and those after it, or all that are still to come. */
import type { Ctx } from "#app/domain/context.ts";
import type { Scope } from "#app/domain/events/event.ts";
import type { LockedEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { heldByManager } from "#app/domain/events/managing.server.ts";
import type { SeriesRow } from "./series.repo.server.ts";
import { lockSeries, seriesIdOf, updateSeries } from "./series-writes.repo.server.ts";

export interface Held {
  event: LockedEvent;
  series: SeriesRow | null;
  /** All dates of the series, by slot; of a meeting of its own, that one. */
  dates: LockedEvent[];
  scope: Scope;
}

/** The event, and of a series all of its dates, held for this transaction, if the actor may manage it. A draft has one date. */
export async function heldForChange(tx: Ctx, id: string, scope: Scope = "one"): Promise<Held> {
  const seriesId = await seriesIdOf(tx.db, id);
  const held = seriesId ? await lockSeries(tx.db, seriesId) : null;
  const event = await heldByManager(tx, id);
  if (!held || event.status === "draft") return { event, series: null, dates: [event], scope: "one" };
  return { event, ...held, scope };
}

export const isOpen = (event: { status: string; ends_at: string }, now: string): boolean => event.status === "published" && event.ends_at > now;

/** Those of the dates that the act reaches. What was once changed by itself keeps to itself, unless `withDiffering`. */
export function reached({ event, dates, scope }: Held, now: string, { withDiffering = false } = {}): LockedEvent[] {
  if (scope === "one") return [event];
  const from = scope === "following" ? (event.slot_local ?? "") : "";
  return dates.filter((date) => date.id === event.id || (isOpen(date, now) && (date.slot_local ?? "") >= from && (withDiffering || date.differs_at === null)));
}

/** SEQUENCE of what changes now: of a series one count for all its dates. */
export const nextSequence = ({ event, series }: Held): number => (series ? series.sequence : event.sequence) + 1;

/** Calendars are to look again; with a `sequence`, at what people promised each other. */
export async function noteSeriesChange(tx: Ctx, { series }: Held, sequence?: number): Promise<void> {
  if (series) await updateSeries(tx.db, series.id, { calendar_at: tx.now, ...(sequence === undefined ? {} : { sequence }) });
}
