import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LINE, MARK } from "./circle-label.ts";
import { type CirclePicture, type CircleTree, type PlacedCircle, pictureOf } from "./nested-circles.ts";
import { textWidth } from "./text-width.ts";

const PHONE = 328; // what a screen of 360 px leaves
const DESK = 640;
const SLACK = 0.05; // of rounding

const circle = (name: string, children: CircleTree[] = [], marked = true): CircleTree => ({ id: name, name, marked, children });

const LONG = [
  "Círculo general de la Red Futuro Técnico de O'Higgins y del Maule",
  "Comunidad de aprendizaje de Orientación vocacional y Acompañamiento",
  "Electricidad, Electrónica e Instrumentación industrial",
  "Hotelería, Turismo y Gastronomía (HOTUGA)",
];

/** Forty: the network, twelve nodes, and their sub-circles. */
function forty(): CircleTree {
  const nodes = Array.from({ length: 12 }, (_, n) => {
    const below = Array.from({ length: n < 3 ? 3 : 2 }, (_, m) => circle(`Comisión ${n}.${m} de experiencias y replicaciones`, [], false));
    return circle(`${LONG[n % 4]} ${n}`, below);
  });
  return circle("Círculo general", nodes);
}

const flat = (trees: readonly CircleTree[]): CircleTree[] => trees.flatMap((tree) => [tree, ...flat(tree.children)]);
const found = (picture: CirclePicture, id: string): PlacedCircle => {
  const all = picture.circles.find((each) => each.id === id);
  if (!all) throw new Error(`no ${id}`);
  return all;
};
const apart = (a: PlacedCircle, b: PlacedCircle) => Math.hypot(a.x - b.x, a.y - b.y);

/** Everything that a picture must be, whatever the tree. */
function check(trees: readonly CircleTree[], width: number): CirclePicture {
  const picture = pictureOf(trees, { width });
  expect(picture.circles.map(({ id }) => id)).toEqual(flat(trees).map(({ id }) => id));
  expect(picture.circles.map(({ number }) => number)).toEqual(picture.circles.map((_, n) => n + 1));
  expect(picture.width).toBeLessThanOrEqual(width + SLACK);
  if (picture.circles.some((each) => each.label)) expect(picture.size).toBeGreaterThanOrEqual(12);
  for (const each of picture.circles) {
    expect(each.r).toBeGreaterThan(0);
    for (const [at, side] of [
      [each.x, picture.width],
      [each.y, picture.height],
    ] as const) {
      expect(at - each.r).toBeGreaterThanOrEqual(-SLACK);
      expect(at + each.r).toBeLessThanOrEqual(side + SLACK);
    }
  }
  disjoint(picture, trees);
  for (const tree of flat(trees)) {
    const parent = found(picture, tree.id);
    for (const child of tree.children) expect(apart(parent, found(picture, child.id)) + found(picture, child.id).r).toBeLessThanOrEqual(parent.r + SLACK);
    disjoint(picture, tree.children);
    wordsFit(picture, tree);
  }
  return picture;
}

function disjoint(picture: CirclePicture, siblings: readonly CircleTree[]): void {
  for (const [n, a] of siblings.entries()) {
    for (const b of siblings.slice(n + 1)) {
      const [one, other] = [found(picture, a.id), found(picture, b.id)];
      expect(apart(one, other)).toBeGreaterThanOrEqual(one.r + other.r - SLACK);
    }
  }
}

/** The corners of each line, and of the drawing, inside the ring; and no word of a circle in one of those inside it. */
function wordsFit(picture: CirclePicture, tree: CircleTree): void {
  const { x, y, r, label, number } = found(picture, tree.id);
  if (!label) return;
  expect(label.lines.join(" ")).toBe(label.numbered ? String(number) : tree.name.trim().split(/\s+/).join(" "));
  const mark = label.marked ? (MARK + 0.2) * picture.size : 0;
  const boxes = label.lines.map((line, n) => ({
    width: textWidth(line, picture.size),
    top: label.y - label.height / 2 + mark + n * LINE * picture.size,
    height: LINE * picture.size,
  }));
  if (label.marked) boxes.push({ width: MARK * picture.size, top: label.y - label.height / 2, height: mark });
  for (const box of boxes) {
    for (const side of [-1, 1]) {
      for (const edge of [box.top, box.top + box.height]) expect(Math.hypot(label.x - x + (side * box.width) / 2, edge - y)).toBeLessThanOrEqual(r + SLACK);
    }
    for (const child of tree.children) {
      const inner = found(picture, child.id);
      const middle = box.top + box.height / 2;
      const [beside, above] = [Math.abs(inner.x - label.x) - box.width / 2, Math.abs(inner.y - middle) - box.height / 2];
      expect(Math.hypot(Math.max(0, beside), Math.max(0, above))).toBeGreaterThanOrEqual(inner.r - SLACK);
    }
  }
}

const trees = fc.letrec<{ tree: CircleTree }>((tie) => ({
  tree: fc.record({
    id: fc.constant(""),
    name: fc.oneof(
      fc.constantFrom(...LONG, "TIC", "Minería", "Electromecanografiotecnología"),
      fc.array(fc.string({ minLength: 1, maxLength: 14 }), { minLength: 1, maxLength: 8 }).map((words) => words.join(" ").trim() || "x"),
    ),
    marked: fc.boolean(),
    children: fc.oneof({ depthSize: "small", withCrossShrink: true }, fc.constant<CircleTree[]>([]), fc.array(tie("tree"), { maxLength: 6 })),
  }),
})).tree;

/** Each with an id of its own. */
function named(all: CircleTree[]): CircleTree[] {
  let next = 0;
  const each = (tree: CircleTree): CircleTree => ({ ...tree, id: `c${next++}`, children: tree.children.map(each) });
  return all.map(each);
}

describe("the picture of nested circles", () => {
  test("is right for any tree: children inside, siblings apart, words inside their ring and outside of what it holds, numbers once each", () => {
    fc.assert(
      fc.property(fc.array(trees, { minLength: 1, maxLength: 5 }), fc.constantFrom(PHONE, DESK), (some, width) => {
        check(named(some), width);
      }),
      { numRuns: 40 },
    );
  });

  test("one circle carries its name, and does not fill the page", () => {
    const picture = check([circle("Círculo general de la Red Futuro Técnico")], PHONE);
    expect(picture.circles[0]?.label).toMatchObject({ numbered: false, marked: true });
    expect(picture.width).toBeLessThan(300);
  });

  test("four circles carry their names, on a phone too; the longest have a number there", () => {
    const four = (general: string, names: string[]) => [
      circle(
        general,
        names.map((name) => circle(name)),
      ),
    ];
    const namesIn = (picture: CirclePicture) => picture.circles.filter((each) => each.label && !each.label.numbered).length;
    expect(namesIn(check(four("Círculo general", ["Electricidad", "Hotelería, Turismo y Gastronomía", "Maestros Guías"]), PHONE))).toBe(4);
    const [general = "", ...longest] = LONG;
    expect(namesIn(check(four(general, longest), DESK))).toBe(4);
    expect(namesIn(check(four(general, longest), PHONE))).toBeGreaterThanOrEqual(2);
  });

  test("forty circles: each has its name or its number, at no less than 12 px on a phone", () => {
    for (const width of [PHONE, DESK]) {
      const picture = check([forty()], width);
      expect(picture.circles).toHaveLength(40);
      expect(picture.circles.every((each) => each.label)).toBe(true);
    }
  });

  test("hundreds of circles are still in their places, without words where there is no room for any", () => {
    const many = circle(
      "Red",
      Array.from({ length: 16 }, (_, n) =>
        circle(
          `Nodo ${n}`,
          Array.from({ length: 20 }, (_, m) => circle(`c${n}.${m}`)),
        ),
      ),
    );
    check([many], PHONE);
  });

  test("a network without circles has an empty picture", () => {
    expect(pictureOf([], { width: PHONE }).circles).toEqual([]);
  });

  test("is the same for the same tree", () => {
    expect(pictureOf([forty()], { width: DESK })).toEqual(pictureOf([forty()], { width: DESK }));
  });
});
