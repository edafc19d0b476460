import { AsyncLocalStorage } from "node:async_hooks";

interface Tally {
  queries: number;
  sql: string[];
  /** How long each took, as long as `sql`. */
  ms: number[];
}

const tallies = new AsyncLocalStorage<Tally>();

/** Runs `work` and says how many queries it sent, and which. */
export async function countingQueries<T>(work: () => Promise<T>): Promise<{ result: T } & Tally> {
  const tally: Tally = { queries: 0, sql: [], ms: [] };
  const result = await tallies.run(tally, work);
  return { result, ...tally };
}

/** Runs `work` inside a tally that can be read at any time (a request that is still being answered). */
export function withTally<T>(work: (tally: Readonly<Tally>) => T): T {
  const tally: Tally = { queries: 0, sql: [], ms: [] };
  return tallies.run(tally, () => work(tally));
}

/** Kysely's `log`: failed queries count too. */
export function countQuery(event: { query: { sql: string }; queryDurationMillis: number }): void {
  const tally = tallies.getStore();
  if (!tally) return;
  tally.queries += 1;
  if (tally.sql.length >= 200) return;
  tally.sql.push(event.query.sql);
  tally.ms.push(event.queryDurationMillis);
}
