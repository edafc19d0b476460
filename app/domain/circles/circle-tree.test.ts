import { expect, test } from "vitest";
import { type CircleOfTree, flatten, seatsState, shortName, treeOf } from "./circle-tree.ts";

const row = (id: string, parent_id: string | null, change: Partial<CircleOfTree> = {}): CircleOfTree => ({
  ...{ id, parent_id, top: 0, name: id, node_slug: null, node_name: null, colour: null, glyph: null, roles: 4, held: 4 },
  ...change,
});
const drawn = (rows: CircleOfTree[]) => flatten(treeOf(rows)).map(({ id, number, children }) => `${number}${id}(${children.map((child) => child.id).join("")})`);

test("circles lie in each other in the order of the rows, each numbered before those inside it", () => {
  expect(drawn([row("g", null), row("a", "g"), row("b", "g"), row("x", "a")])).toEqual(["1g(ab)", "2a(x)", "3x()", "4b()"]);
});

test("a circle whose parent is not there stands by itself; a ring of circles is cut, and none is lost", () => {
  expect(drawn([row("a", "gone"), row("b", null)])).toEqual(["1a()", "2b()"]);
  expect(drawn([row("a", "b"), row("b", "a"), row("c", null)])).toHaveLength(3);
});

test("in the picture a circle is called by what is its own; its seats are all held, some vacant, or none there", () => {
  expect(["Círculo de Electricidad", "Círculo del Maule", "Círculo de la Red Austral", "Círculo general", "Equipo de energía", "Círculo de "].map(shortName)).toEqual([
    ...["Electricidad", "Maule", "Red Austral", "Círculo general", "Equipo de energía", "Círculo de "],
  ]);
  expect([seatsState({ roles: 4, held: 4 }), seatsState({ roles: 4, held: 3 }), seatsState({ roles: 0, held: 0 })]).toEqual(["all_held", "some_vacant", "no_roles"]);
});
