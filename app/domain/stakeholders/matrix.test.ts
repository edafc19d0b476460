import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pointOf, radiusFor, SIDE, spread } from "./matrix.ts";
import { type Place, quadrantOf } from "./stakeholder.ts";

const quadrantAt = ({ x, y }: { x: number; y: number }) => quadrantOf({ power: ((SIDE - y) / SIDE) * 100, interest: (x / SIDE) * 100 });
const nearest = (points: { x: number; y: number }[]) => Math.min(...points.flatMap((one, n) => points.slice(n + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y))));

describe("where points are drawn", () => {
  it("one alone stands where it belongs", () => {
    expect(spread([{ power: 80, interest: 25 }])).toEqual([pointOf({ power: 80, interest: 25 })]);
  });

  it("twelve in one place stand apart, in their own quadrant, the same every time", () => {
    const places = Array.from({ length: 12 }, () => ({ power: 50, interest: 50 }));
    const drawn = spread(places);
    expect(nearest(drawn)).toBeGreaterThan(radiusFor(12) * 2);
    expect(drawn.every((point) => quadrantAt(point) === "manage")).toBe(true);
    expect(spread(places)).toEqual(drawn);
  });

  it("sixty in one corner are still told apart", () => {
    expect(nearest(spread(Array.from({ length: 60 }, () => ({ power: 100, interest: 100 }))))).toBeGreaterThan(radiusFor(60) * 1.2);
  });

  it("whatever the places, nobody is drawn in another quadrant or off the picture", () => {
    const place = fc.record({ power: fc.integer({ min: 0, max: 100 }), interest: fc.integer({ min: 0, max: 100 }) });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), (places: Place[]) => {
        const drawn = spread(places);
        return drawn.every((point, n) => point.x >= 0 && point.x <= SIDE && point.y >= 0 && point.y <= SIDE && quadrantAt(point) === quadrantOf(places[n] as Place));
      }),
      { numRuns: 40 },
    );
  });
});
