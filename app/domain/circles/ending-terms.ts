/** Terms that run out, and when their circle hears of it (S3: Role, term). Pure. */

const DAY = 86_400_000;

/** Days before the end of a term at which its circle is told. */
export const STAGES = [60, 30, 7] as const;
type Stage = (typeof STAGES)[number];

/** How near the end of a term is; null: not near, or over. A short term is not told of at its beginning: a stage counts in its second half only. */
export function endingStage({ since, ends_at }: { since: string; ends_at: string }, now: string): Stage | null {
  const left = Date.parse(ends_at) - Date.parse(now);
  const whole = Date.parse(ends_at) - Date.parse(since);
  if (left <= 0) return null;
  return STAGES.findLast((stage) => left <= stage * DAY && whole >= 2 * stage * DAY) ?? null;
}

/** As far ahead as anybody looks. */
export const horizon = (now: string): string => new Date(Date.parse(now) + STAGES[0] * DAY).toISOString();
