/** Ten connections that ask one address as fast as it answers, for some seconds. */
import type { EventEmitter } from "node:events";
import { createRequire } from "node:module";

interface Asked {
  url: string;
  connections: number;
  /** Seconds. */
  duration: number;
  headers: Record<string, string>;
}

interface Found {
  duration: number;
  errors: number;
  timeouts: number;
}

// It brings no types: this is the little that we use of it.
const autocannon = createRequire(import.meta.url)("autocannon") as (asked: Asked) => EventEmitter & Promise<Found>;

export const CONNECTIONS = 10;

export interface Round {
  /** Requests a second. */
  rate: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Answers that were not of this status, and requests that got none. */
  bad: number;
}

export async function load(url: string, headers: Record<string, string>, { seconds, status }: { seconds: number; status: number }): Promise<Round> {
  const times: number[] = [];
  let bad = 0;
  const run = autocannon({ url, headers, connections: CONNECTIONS, duration: seconds });
  // Its own histogram knows whole milliseconds only.
  run.on("response", (_client: unknown, answered: number, _bytes: number, ms: number) => {
    times.push(ms);
    if (answered !== status) bad += 1;
  });
  const result = await run;
  times.sort((a, b) => a - b);
  return { rate: times.length / result.duration, p50: quantile(times, 0.5), p99: quantile(times, 0.99), bad: bad + result.errors + result.timeouts };
}

/** Of sorted numbers; 0 where there are none. */
function quantile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
