/** Another hour, or another day, for all the dates of a series that are still to come. */
import type { Ctx } from "#app/domain/context.ts";
import { invalid } from "#app/domain/errors.ts";
import type { EventTimesRow } from "#app/domain/events/event.ts";
import type { LockedEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE, wallToInstant } from "#app/i18n/zones.ts";
import { expandRule, nthOf, parseRule, type Rule, type Weekday } from "./rule.ts";
import { type Held, reached } from "./scope.server.ts";
import { moveSlot, updateSeries } from "./series-writes.repo.server.ts";

const dayOf = (wall: string): string => wall.slice(0, 10);
const hourOf = (wall: string): string => wall.slice(11);
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / 86_400_000);

export interface Move {
  /** By how many days, to which hour, for how long. */
  days: number;
  starts: string;
  ends: string;
  lasts: number;
  zone: string;
}

/** What was changed of one date, as what it means for another. */
export function moveOf(event: Pick<LockedEvent, "starts_local">, to: { starts_local: string; ends_local: string; zone: string }): Move {
  return {
    days: daysBetween(event.starts_local, to.starts_local),
    starts: hourOf(to.starts_local),
    ends: hourOf(to.ends_local),
    lasts: daysBetween(to.starts_local, to.ends_local),
    zone: to.zone,
  };
}

export function moved(wall: string, move: Move): EventTimesRow {
  const zone = isZone(move.zone) ? move.zone : MAIN_ZONE;
  const starts_local = `${addDays(dayOf(wall), move.days)}T${move.starts}`;
  const ends_local = `${addDays(dayOf(starts_local), move.lasts)}T${move.ends}`;
  const starts = wallToInstant(starts_local, zone);
  const ends = wallToInstant(ends_local, zone);
  if (!starts.ok || !ends.ok) throw invalid("start_time", `time_gap_on:${dayOf(starts.ok ? ends_local : starts_local)}`);
  return { starts_local, ends_local, starts_at: starts.instant, ends_at: ends.instant };
}

/**
 * The slots of what is still to come go with the move, also of dates that keep their own time or were cancelled; what is over keeps its slot. The rule goes with
 * them where it still names all of them; where it does not, only the list of dates is left of it. Slots that the rule does not name are added ones.
 */
export async function moveSlots(tx: Ctx, held: Held, move: Move): Promise<void> {
  const { series, dates } = held;
  if (!series) return;
  const ahead = dates.filter((date) => date.ends_at > tx.now);
  const slots = new Map(dates.map((date) => [date.id, date.slot_local ?? date.starts_local]));
  for (const date of ahead) slots.set(date.id, moved(slots.get(date.id) ?? "", move).starts_local);
  if (new Set(slots.values()).size !== slots.size) throw invalid("date", "slot_taken");
  // None first: on the way two dates may want the same one.
  for (const date of ahead) await moveSlot(tx.db, date.id, null);
  for (const date of ahead) await moveSlot(tx.db, date.id, slots.get(date.id) ?? null);
  const first_local = moved(series.first_local, move).starts_local;
  const wanted = ahead.filter((date) => date.status === "published").map((date) => slots.get(date.id) ?? "");
  const rule = series.rule === null ? null : (candidates(parseRule(series.rule), first_local, move.days).find((each) => names(each, first_local, wanted)) ?? null);
  const all = [...slots.values()].sort();
  const begins = rule === null && series.rule !== null ? (all[0] ?? first_local) : first_local;
  const named = new Set([begins, ...(rule ? expandRule(rule, begins) : [])]);
  await updateSeries(tx.db, series.id, {
    rule: rule && JSON.stringify(rule),
    zone: move.zone,
    first_local: begins,
    ends_local: `${addDays(dayOf(begins), move.lasts)}T${move.ends}`,
    extra: JSON.stringify(all.filter((slot) => !named.has(slot))),
  });
}

function candidates(rule: Rule, first: string, days: number): Rule[] {
  if (days === 0) return [rule];
  const until = rule.until === null ? null : addDays(rule.until, days);
  if (rule.freq === "weekly") return [{ ...rule, until, weekdays: rule.weekdays.map((weekday) => ((((weekday - 1 + days) % 7) + 7) % 7) + 1).sort((a, b) => a - b) as Weekday[] }];
  if ("day" in rule.on) return [{ ...rule, until, on: { day: Number(first.slice(8, 10)) } }];
  return [{ ...rule, until, on: nthOf(dayOf(first)) }];
}

function names(rule: Rule, first: string, wanted: string[]): boolean {
  const slots = new Set(expandRule(rule, first));
  return wanted.every((slot) => slots.has(slot));
}

/** The dates that move, each with where it goes. */
export function movesOf(held: Held, now: string, move: Move): Map<string, EventTimesRow> {
  return new Map(reached(held, now).map((date) => [date.id, moved(date.starts_local, move)]));
}
