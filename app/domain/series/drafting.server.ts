/** A series while nobody knows of it yet: its rule, and which of its dates are left out or added. Of its dates only the first has an event. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid, notFound } from "#app/domain/errors.ts";
import { type EventInput, isAllDay } from "#app/domain/events/event.ts";
import { type LockedEvent, updateEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { findVisibleEvent } from "#app/domain/events/events.repo.server.ts";
import { createDraft, editEvent } from "#app/domain/events/scheduling.server.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { MOST_DATES, slotsOf } from "./rule.ts";
import { heldForChange } from "./scope.server.ts";
import { findSeries } from "./series.repo.server.ts";
import { dayIn, daysIn, gapsIn, type Plan, ruleFor, type SeriesInput, timesAt } from "./series.ts";
import { deleteSeries, insertSeries, updateSeries } from "./series-writes.repo.server.ts";

/**
 * What the form of a new meeting says, with its repeating. Back, a correction, and «Guardar» again: the draft is there already, and what counts is what
 * the form says now.
 */
export async function saveDraft(ctx: Ctx, input: EventInput, repeat: SeriesInput | null, options: { copyOf?: string } = {}): Promise<{ repeats: boolean }> {
  return inTransaction(ctx, async (tx) => {
    const there = await findVisibleEvent(tx.db, tx.actor, input.id, tx.now);
    if (there?.status === "draft") await editEvent(tx, input.id, input);
    else await createDraft(tx, input, options);
    return repeat ? setSeries(tx, input.id, repeat) : { repeats: false };
  });
}

/** What the form says about repeating, of a draft. Dates that had been left out or added stay so where they still can. */
export async function setSeries(ctx: Ctx, eventId: string, input: SeriesInput): Promise<{ repeats: boolean }> {
  return inTransaction(ctx, async (tx) => {
    const { event } = await heldForChange(tx, eventId);
    if (event.status !== "draft") throw new DomainError("conflict", { reason: "published" });
    const known = event.series_id ? await findSeries(tx.db, event.series_id) : undefined;
    if (input.repeats === "no" || isAllDay(event.kind)) {
      if (known) await deleteSeries(tx.db, known.id);
      return { repeats: false };
    }
    const plan = planOf(event, input, known);
    refuseGaps(plan);
    if (slotsOf(plan).length < 2) throw invalid(input.repeats === "dates" ? "more_dates" : input.ends, "one_date_only");
    const row = { ...plan, zone: isZone(event.zone) ? event.zone : MAIN_ZONE, calendar_at: tx.now };
    if (known) await updateSeries(tx.db, known.id, row);
    else await insertSeries(tx.db, { ...row, id: event.id, created_at: tx.now });
    await updateEvent(tx.db, event.id, { series_id: event.id, slot_local: event.starts_local });
    return { repeats: true };
  });
}

function planOf(event: LockedEvent, input: SeriesInput, known: Plan | undefined): Plan {
  const [day = "", hour = ""] = event.starts_local.split("T");
  const at = (days: string[]) => JSON.stringify(days.filter((each) => each !== day).map((each) => `${each}T${hour}`));
  const { days } = daysIn(input.more_dates);
  const rule = ruleFor(input, day);
  const extra = input.repeats === "dates" ? days.filter((each) => each > day) : daysOf(known?.extra, known?.rule !== null);
  if (input.repeats === "dates" && days.some((each) => each < day)) throw invalid("more_dates", "before_first");
  const plan = { rule: rule && JSON.stringify(rule), zone: event.zone, first_local: event.starts_local, ends_local: event.ends_local, extra: at(extra), skipped: "[]" };
  const slots = new Set(slotsOf(plan));
  const skipped = daysOf(known?.skipped).map((each) => `${each}T${hour}`);
  return { ...plan, skipped: JSON.stringify(skipped.filter((slot) => slots.has(slot) && slot !== plan.first_local)) };
}

/** The days of stored slots; none where they were the whole series, which the form said anew. */
function daysOf(slots: string | undefined, added = true): string[] {
  return slots === undefined || !added ? [] : (JSON.parse(slots) as string[]).map((slot) => slot.slice(0, 10));
}

function refuseGaps(plan: Plan): void {
  const [day] = gapsIn(plan);
  if (day) throw invalid("start_time", `time_gap_on:${day}`);
}

export interface DatesInput {
  /** Slots that stay; whatever else the rule gives is left out. */
  kept: string[];
  /** A day to be added; "" = none. */
  add: string;
}

/** Which dates are left out, and one more. The first one always stays: to begin another day, the day of the meeting is changed. */
export async function setDates(ctx: Ctx, eventId: string, { kept, add }: DatesInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { event } = await heldForChange(tx, eventId);
    if (event.status !== "draft") throw new DomainError("conflict", { reason: "published" });
    const series = event.series_id ? await findSeries(tx.db, event.series_id) : undefined;
    if (!series) throw notFound();
    const [, hour = ""] = series.first_local.split("T");
    const extra = new Set(JSON.parse(series.extra) as string[]);
    const wanted = new Set([series.first_local, ...kept]);
    if (add.trim() !== "") {
      const day = dayIn(add);
      if (!day) throw invalid("add", "date");
      const slot = `${day}T${hour}`;
      if (day < series.first_local.slice(0, 10)) throw invalid("add", "before_first");
      if (timesAt(series, slot) === null) throw invalid("add", `time_gap_on:${day}`);
      if (!slotsOf(series).includes(slot)) extra.add(slot);
      wanted.add(slot);
    }
    const all = slotsOf({ ...series, extra: JSON.stringify([...extra]) });
    if (all.length > MOST_DATES) throw invalid("add", "too_many_dates");
    const skipped = all.filter((slot) => !wanted.has(slot));
    if (all.length - skipped.length < 2) throw invalid("kept", "one_date_only");
    // What had been added by hand and is not wanted any more is simply gone.
    const stays = [...extra].filter((slot) => wanted.has(slot) || series.rule === null).sort();
    await updateSeries(tx.db, series.id, {
      extra: JSON.stringify(stays),
      skipped: JSON.stringify(skipped.filter((slot) => !extra.has(slot) || series.rule === null)),
      calendar_at: tx.now,
    });
  });
}
