/** A series that ends earlier. */
import type { Ctx } from "#app/domain/context.ts";
import { addDays } from "#app/i18n/dates.ts";
import { expandRule, parseRule } from "./rule.ts";
import { type Held, isOpen } from "./scope.server.ts";
import { updateSeries } from "./series-writes.repo.server.ts";

/**
 * After dates were cancelled to the end: the rule stops before them, so that nothing is promised that is not there. Their events stay, as cancelled. Nothing
 * happens where a date after them is held all the same, or where none is left before.
 */
export async function endSeriesBefore(tx: Ctx, { event, series, dates, scope }: Held): Promise<void> {
  if (!series?.rule) return;
  const first = scope === "all" ? dates.find((date) => isOpen(date, tx.now))?.slot_local : event.slot_local;
  if (!first || first <= series.first_local) return;
  const rule = parseRule(series.rule);
  const until = addDays(first.slice(0, 10), -1);
  const named = new Set([series.first_local, ...expandRule({ ...rule, until, count: null }, series.first_local)]);
  const extra = dates.map((date) => date.slot_local ?? "").filter((slot) => slot !== "" && slot < first && !named.has(slot));
  await updateSeries(tx.db, series.id, { rule: JSON.stringify({ ...rule, until, count: null }), extra: JSON.stringify(extra) });
}
