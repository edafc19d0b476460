/** A series as the pages of its dates read it. */
import type { Ctx } from "#app/domain/context.ts";
import { parseRule, ruleWords } from "#app/domain/series/rule.ts";
import { findSeries } from "#app/domain/series/series.repo.server.ts";
import { rhythmWords } from "#app/domain/series/series.ts";

const list = (json: string) => JSON.parse(json) as string[];

export async function readSeries(ctx: Ctx, id: string) {
  const row = await findSeries(ctx.db, id);
  if (!row) return null;
  const rule = row.rule === null ? null : parseRule(row.rule);
  return { ...row, row, rule, words: rule ? ruleWords(rule) : null, rhythm: rule ? rhythmWords(rule) : null, extra: list(row.extra), skipped: list(row.skipped) };
}
