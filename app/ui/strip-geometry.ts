import { project } from "./strip-projection.ts";

/** As many rows for names as Chile has regions. */
export const STRIP_SLOTS = 16;

/** Gives each region, from north to south, the row nearest to where it lies, in order and without two in one. `shares` are 0 (north) to 1. */
export function slotsOf(shares: number[]): number[] {
  const slots: number[] = [];
  for (const share of shares) {
    const wished = Math.round(share * STRIP_SLOTS + 0.5);
    slots.push(Math.max(wished, (slots[slots.length - 1] ?? 0) + 1));
  }
  let limit = STRIP_SLOTS;
  for (let index = slots.length - 1; index >= 0; index -= 1) {
    slots[index] = Math.max(1, Math.min(slots[index] ?? 1, limit));
    limit = (slots[index] ?? 1) - 1;
  }
  return slots;
}

/** A thread through places from north to south: each stretch bows away from the land, more the longer it is; threads take turns of side. */
export function threadPath(places: [lat: number, lon: number][], turn: number): string {
  const seen = new Set<string>();
  const stops = places
    .map(([lat, lon]) => project(lat, lon))
    .sort((a, b) => a.y - b.y)
    .filter(({ x, y }) => {
      const key = `${x},${y}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  const side = turn % 2 === 0 ? 1 : -1;
  return stops
    .map((stop, index) => {
      const before = stops[index - 1];
      if (!before) return `M${stop.x} ${stop.y}`;
      const length = Math.hypot(stop.x - before.x, stop.y - before.y);
      const bow = side * Math.min(length * 0.5, 44);
      return `Q${round((before.x + stop.x) / 2 + bow)} ${round((before.y + stop.y) / 2)} ${stop.x} ${stop.y}`;
    })
    .join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
