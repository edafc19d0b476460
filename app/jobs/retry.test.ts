import fc from "fast-check";
import { expect, test } from "vitest";
import { PATIENCE_MS, retryAt } from "./retry.ts";

const MINUTE = 60_000;

test("the first hours come quickly: 1, 2, 5, 15, 30, 60 minutes, then two to four hours", () => {
  const middle = [0, 1, 2, 3, 4, 5, 6, 20].map((attempts) => (retryAt({ attempts, createdAt: 0, now: 0, random: () => 0.5 }) ?? 0) / MINUTE);
  expect(middle).toEqual([1, 2, 5, 15, 30, 60, 180, 180]);
});

/** The instants of all attempts of a mail that is always refused for now, from the first try at `firstTry`. */
function attemptsOf(firstTry: number, random: () => number): number[] {
  const all: number[] = [];
  for (let at: number | null = firstTry; at !== null; ) {
    all.push(at);
    at = retryAt({ attempts: all.length - 1, createdAt: 0, now: at, random });
  }
  return all;
}

test("a mail is tried for 48 hours at least, and not for days more", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer(), (first, seed) => {
      let state = seed;
      const random = () => {
        state = (state * 1103515245 + 12345) & 0x7fffffff;
        return (state / 0x80000000 + first) % 1;
      };
      const attempts = attemptsOf(0, random);
      expect(attempts.at(-1)).toBeGreaterThanOrEqual(PATIENCE_MS);
      expect(attempts.at(-1)).toBeLessThan(PATIENCE_MS + 4 * 60 * MINUTE + 1);
      expect(attempts.length).toBeLessThan(35);
    }),
  );
});

test("a mail that waited three days for the worker is still tried ten times", () => {
  expect(attemptsOf(1.5 * PATIENCE_MS, () => 0.5).length).toBe(10);
});

test("a thousand refused together do not come back together", () => {
  const times = new Set(Array.from({ length: 1_000 }, () => retryAt({ attempts: 2, createdAt: 0, now: 0, random: Math.random })));
  expect(times.size).toBeGreaterThan(900);
  expect(Math.max(...[...times].map(Number)) - Math.min(...[...times].map(Number))).toBeGreaterThan(MINUTE);
});
