/** Ten connections that ask one address as fast as it answers, for some seconds. */
import { askForAWhile } from "./client.ts";

export const CONNECTIONS = 10;

export interface Round {
  /** Requests a second. */
  rate: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Answers that were not of the status expected. */
  bad: number;
}

export async function load(
  url: string,
  headers: Record<string, string>,
  { seconds, status, body, connections = CONNECTIONS }: { seconds: number; status: number; body?: (() => string) | undefined; connections?: number },
): Promise<Round> {
  const answers = await askForAWhile({ url, headers, connections, seconds, body });
  const times = Float64Array.from(answers.times).sort();
  return { rate: times.length / answers.seconds, p50: quantile(times, 0.5), p99: quantile(times, 0.99), bad: times.length - (answers.statuses.get(status) ?? 0) };
}

/** Of sorted numbers; 0 where there are none. */
function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
