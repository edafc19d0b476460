/** How long a role is held. Pure. */

/** The same day and hour, `months` later; where that month is shorter, its last day. UTC instants: a term does not end on the minute of anybody's clock. */
export function monthsLater(instant: string, months: number): string {
  const from = new Date(instant);
  const day = from.getUTCDate();
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(to.getUTCMonth() + months);
  const last = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(day, last));
  return to.toISOString();
}

/** The day half-way between two instants: when a term is looked at together (S3: Role, evaluation). */
export function halfway(from: string, to: string): string {
  return new Date((Date.parse(from) + Date.parse(to)) / 2).toISOString().slice(0, 10);
}
