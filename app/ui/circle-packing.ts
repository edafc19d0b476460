/** Discs side by side, apart and close. d3-hierarchy's packing, tried in several ways: alone it leaves half of a ring empty where all discs are alike. Pure. */
import { packEnclose, packSiblings } from "d3-hierarchy";

export interface Packing {
  /** The middle of each disc, from the middle of the circle around all. */
  spots: { x: number; y: number }[];
  r: number;
}

const TRIES = 20;
const MOST_IN_WREATH = 8;
const WOBBLE = 0.06;

/** In the smallest circle that was found. The same discs are packed in the same way. */
export function packingOf(radii: readonly number[]): Packing {
  const few = radii.length <= MOST_IN_WREATH ? [wreath(radii, null), ...(radii.length > 5 ? radii.map((_, middle) => wreath(radii, middle)) : [])] : [];
  const tried = [...few, ...siblings(radii)];
  const best = tried.flatMap((each) => (each ? [each] : [])).sort((a, b) => a.r - b.r)[0];
  if (!best) throw new Error("d3 packs whatever there is");
  return best;
}

/** d3's, as it comes and with its ties broken in a few ways. */
function siblings(radii: readonly number[]): Packing[] {
  const random = numbers();
  const tries = radii.length > 3 ? TRIES : 1;
  return Array.from({ length: tries }, (_, attempt) => {
    const wider = radii.map((r) => ({ r: attempt === 0 ? r : r * (1 + WOBBLE * random()), x: 0, y: 0 }));
    const spots = packSiblings(wider);
    return around(spots.map(({ x, y }, n) => ({ x, y, r: radii[n] ?? 0 })));
  });
}

/** All around a middle, empty or with one disc in it: the fairest picture of a few. null where they would overlap. */
function wreath(radii: readonly number[], middle: number | null): Packing | null {
  const ring = radii.map((r, n) => ({ r, n })).filter(({ n }) => n !== middle);
  if (ring.length < 3) return null;
  const next = (n: number) => ring[(n + 1) % ring.length]?.r ?? 0;
  const angle = (distance: number, n: number) => 2 * Math.asin(Math.min(1, ((ring[n]?.r ?? 0) + next(n)) / (2 * distance)));
  const turn = (distance: number) => ring.reduce((sum, _, n) => sum + angle(distance, n), 0);
  const most = radii.reduce((sum, r) => sum + r, 0);
  let [close, far] = [0, most];
  while (far - close > 0.001) {
    const between = (close + far) / 2;
    if (turn(between) > 2 * Math.PI) close = between;
    else far = between;
  }
  const least = middle === null ? 0 : (radii[middle] ?? 0) + Math.max(...ring.map(({ r }) => r));
  const distance = Math.max(far, least);
  const spare = (2 * Math.PI - turn(distance)) / ring.length;
  const discs = radii.map((r) => ({ r, x: 0, y: 0 }));
  let at = -Math.PI / 2;
  for (const [n, { n: index, r }] of ring.entries()) {
    discs[index] = { r, x: distance * Math.cos(at), y: distance * Math.sin(at) };
    at += angle(distance, n) + spare;
  }
  return apart(discs) ? around(discs) : null;
}

interface Disc {
  x: number;
  y: number;
  r: number;
}

const apart = (discs: readonly Disc[]): boolean => discs.every((a, n) => discs.slice(n + 1).every((b) => Math.hypot(a.x - b.x, a.y - b.y) >= a.r + b.r - 1e-6));

function around(discs: readonly Disc[]): Packing {
  const whole = packEnclose(discs.map((disc) => ({ ...disc })));
  return { spots: discs.map(({ x, y }) => ({ x: x - whole.x, y: y - whole.y })), r: whole.r };
}

/** Numbers from 0 to 1 that look like chance, the same each time. */
function numbers(): () => number {
  let seed = 1;
  return () => {
    seed = (seed * 1664525 + 1013904223) % 4294967296;
    return seed / 4294967296;
  };
}
