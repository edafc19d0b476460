/** Where the points of a map are drawn: as near as can be to where they belong, in their own quadrant, and none upon another. Pure. */
import { type Place, type Quadrant, quadrantOf } from "./stakeholder.ts";

export interface Point {
  x: number;
  y: number;
}

/** The side of the square in which points are drawn, in the units of the picture. */
export const SIDE = 300;

/** A point's radius: as large as the finger wants while there is room. */
export const radiusFor = (count: number): number => (count <= 24 ? 12 : count <= 80 ? 9 : 6);

/** Where a place belongs: interest to the right, power upwards. */
export const pointOf = ({ power, interest }: Place): Point => ({ x: (interest / 100) * SIDE, y: SIDE - (power / 100) * SIDE });

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What a point may not leave, so that nobody reads it in another quadrant. */
function boxOf(place: Place, radius: number): Box {
  const half = SIDE / 2;
  const quadrant = quadrantOf(place);
  const left = quadrant === "satisfy" || quadrant === "monitor" ? 0 : half;
  const top = quadrant === "satisfy" || quadrant === "manage" ? 0 : half;
  return { left: left + radius, right: left + half - radius, top: top + radius, bottom: top + half - radius };
}

const clamp = (value: number, from: number, to: number): number => Math.min(to, Math.max(from, value));
const round = (value: number): number => Math.round(value * 10) / 10;

/** The drawn places, in the order given: the same places come out the same every time. Quadrants never touch each other, so each is filled by itself. */
export function spread(places: readonly Place[], radius = radiusFor(places.length)): Point[] {
  const fields = new Map<Quadrant, Point[]>();
  const counts = new Map<Quadrant, number>();
  for (const place of places) counts.set(quadrantOf(place), (counts.get(quadrantOf(place)) ?? 0) + 1);
  return places.map((place) => {
    const quadrant = quadrantOf(place);
    const taken = fields.get(quadrant) ?? [];
    const spot = freeSpot(place, radius, taken, counts.get(quadrant) ?? 1);
    fields.set(quadrant, [...taken, spot]);
    return spot;
  });
}

const TURN = 2.399963; // the golden angle: the spiral leaves no direction out
const STEPS = 1_600;

/** The first free spot on a spiral around where it belongs; where a quadrant is full, points stand closer. */
function freeSpot(place: Place, radius: number, taken: readonly Point[], crowd: number): Point {
  const box = boxOf(place, radius);
  const home = pointOf(place);
  const start = { x: clamp(home.x, box.left, box.right), y: clamp(home.y, box.top, box.bottom) };
  const width = box.right - box.left;
  const roomy = Math.min(radius * 2 + 1, Math.sqrt((width * width) / (crowd * 1.3)) + 1);
  for (let apart = roomy; apart > 1; apart *= 0.85) {
    for (let step = 0; step < STEPS; step++) {
      const reach = width * 1.45 * Math.sqrt(step / STEPS);
      const spot = { x: round(start.x + Math.cos(step * TURN) * reach), y: round(start.y + Math.sin(step * TURN) * reach) };
      const inside = spot.x >= box.left && spot.x <= box.right && spot.y >= box.top && spot.y <= box.bottom;
      if (inside && taken.every((other) => Math.hypot(other.x - spot.x, other.y - spot.y) >= apart)) return spot;
    }
  }
  return start;
}
