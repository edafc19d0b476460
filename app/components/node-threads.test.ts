import { describe, expect, it } from "vitest";
import { nodeThread } from "./node-threads.ts";

const node = { id: "n", name: "Electricidad", colour: 3 };
const place = (lat: number | null, node_id = "n") => ({ node_id, lat, lon: -71 });

describe("a node as a thread", () => {
  it("joins its own places from north to south, leaving out those without coordinates", () => {
    const thread = nodeThread(node, [place(-35), place(-18), place(null), place(-20, "other")]);
    expect(thread).toEqual({
      kind: 3,
      label: "Electricidad",
      points: [
        [-18, -71],
        [-35, -71],
      ],
    });
  });

  it("thins many places evenly, keeping both ends", () => {
    const { points } = nodeThread(
      node,
      Array.from({ length: 300 }, (_, index) => place(-18 - index / 10)),
    );
    expect(points).toHaveLength(14);
    expect(points[0]?.[0]).toBe(-18);
    expect(points.at(-1)?.[0]).toBeCloseTo(-47.9);
  });
});
