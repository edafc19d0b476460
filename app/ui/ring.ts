/** Where the seats of a ring stand, and what is inside it. Pure. */

export interface Spot {
  x: number;
  y: number;
  r: number;
}

export interface RingPlan {
  size: number;
  middle: number;
  /** Of the ring itself. */
  r: number;
  seats: Spot[];
  inside: Spot[];
  /** Names fit under the seats. */
  named: boolean;
}

export const RING_SIZE = 360;
const MOST_INSIDE = 12;
const LETTERED = 8;

const around = (count: number, index: number, r: number): { x: number; y: number } => {
  const angle = (index / count) * 2 * Math.PI - Math.PI / 2;
  return { x: round(RING_SIZE / 2 + r * Math.cos(angle)), y: round(RING_SIZE / 2 + r * Math.sin(angle)) };
};

const round = (value: number) => Math.round(value * 10) / 10;

/** The first seat at the top, the others clockwise, as big as there is room for. Smaller circles sit inside. */
export function ringPlan(seats: number, inside: number): RingPlan {
  const r = 120;
  const seat = seats <= 1 ? 30 : Math.min(30, round(0.8 * r * Math.sin(Math.PI / seats)));
  const shown = Math.min(inside, MOST_INSIDE);
  return {
    size: RING_SIZE,
    middle: RING_SIZE / 2,
    r,
    seats: Array.from({ length: seats }, (_, index) => ({ ...around(seats, index, r), r: seat })),
    inside: insideSpots(shown),
    named: seats <= LETTERED,
  };
}

function insideSpots(count: number): Spot[] {
  if (count === 0) return [];
  if (count === 1) return [{ x: RING_SIZE / 2, y: RING_SIZE / 2, r: 26 }];
  const r = count <= 6 ? 38 : 52;
  const each = Math.min(22, round(0.85 * r * Math.sin(Math.PI / count)));
  return Array.from({ length: count }, (_, index) => ({ ...around(count, index, r), r: each }));
}

/** The arc of what is left of a term, clockwise from the top; null where it is whole. */
export function arcPath(spot: Spot, left: number): string | null {
  if (left >= 0.999) return null;
  const part = Math.max(left, 0.02);
  const angle = part * 2 * Math.PI - Math.PI / 2;
  const [x, y] = [round(spot.x + spot.r * Math.cos(angle)), round(spot.y + spot.r * Math.sin(angle))];
  return `M${spot.x} ${round(spot.y - spot.r)}A${spot.r} ${spot.r} 0 ${part > 0.5 ? 1 : 0} 1 ${x} ${y}`;
}
