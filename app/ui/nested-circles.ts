/**
 * A picture of circles within circles (d3-hierarchy's packing, wrapped in circle-packing.ts). Pure: a tree and a width come in, places come out.
 * All circles without others inside are of one size, the largest at which everything fits the width. A name stands where it fits, in up
 * to five lines; where it does not, the circle's number does, which the list beside the picture carries too. Letters never shrink.
 */
import { type Block, blockAbove, blockBetween, lines, numberBlock, roundBlock } from "./circle-label.ts";
import { packingOf } from "./circle-packing.ts";

export interface CircleTree {
  id: string;
  name: string;
  /** Has a drawing of its own beside its name. */
  marked: boolean;
  children: CircleTree[];
}

export interface PlacedCircle {
  id: string;
  /** 1, 2, 3… as in the list: a circle before those inside it. */
  number: number;
  depth: number;
  x: number;
  y: number;
  r: number;
  /** Middle of the words; null where not even the number fits. */
  label: (Block & { x: number; y: number; numbered: boolean }) | null;
}

export interface CirclePicture {
  width: number;
  height: number;
  /** Size of the letters, in units of the picture. */
  size: number;
  circles: PlacedCircle[];
}

/** Between two circles, and between a circle and the one around it. */
const GAP = 2.5;
const SIZES = [88, 82, 76, 72, 68, 64, 60, 55, 50, 46, 42, 38, 34, 31, 28, 25, 22, 20, 18, 16, 15, 14, 13, 12.5];
/** How much a ring may grow for its name, of the circles inside; 0: only its number stands in it. From the generous to the last resort. */
const RING_ROOM = [0.5, 0.15, 0];
/** The last resort, for hundreds: circles without words, in their places. */
const BARE = [8, 5, 3, 2, 1];
/** A picture of one circle need not fill the page. */
const MOST_GROWTH = 1.5;
const EDGE = 2;

export function pictureOf(trees: readonly CircleTree[], { width, size = 12 }: { width: number; size?: number }): CirclePicture {
  const room = width - 2 * EDGE;
  const packed = firstThatFits(trees, room, size);
  const growth = Math.min(MOST_GROWTH, room / (2 * packed.r));
  const scaled = packed.r * growth;
  const at = (value: number) => (value + packed.r) * growth + EDGE;
  return {
    width: round(2 * scaled + 2 * EDGE),
    height: round(2 * scaled + 2 * EDGE),
    size: round(size * Math.max(1, growth)),
    circles: packed.circles.map((circle) => ({
      ...circle,
      x: round(at(circle.x)),
      y: round(at(circle.y)),
      r: round(circle.r * growth),
      label: scaledLabel(circle.label, at, growth),
    })),
  };
}

const round = (value: number) => Math.round(value * 100) / 100;

function scaledLabel(label: PlacedCircle["label"], at: (value: number) => number, growth: number): PlacedCircle["label"] {
  if (!label || growth < 1) return null;
  const { lines: words, marked, numbered } = label;
  return { lines: words, marked, numbered, width: round(label.width * growth), height: round(label.height * growth), x: round(at(label.x)), y: round(at(label.y)) };
}

interface Packed {
  r: number;
  circles: PlacedCircle[];
}

function firstThatFits(trees: readonly CircleTree[], room: number, size: number): Packed {
  const leaves = countLeaves(trees);
  for (const rings of RING_ROOM) {
    // Names in the rings are not worth circles of the smallest size; and discs fill no more than the whole.
    const sizes = SIZES.filter((leaf) => (rings === 0 || leaf >= 16) && leaves * leaf * leaf < (room * room) / 4);
    const found = largest(sizes, room, (leaf) => packed(trees, { leaf, size, rings, bare: false }));
    if (found) return found;
  }
  const bare = (leaf: number) => packed(trees, { leaf, size, rings: 0, bare: true });
  return largest(BARE, room, bare) ?? bare(1);
}

/** Of sizes that fall, the first that fits, looked for by halves. */
function largest(sizes: readonly number[], room: number, pack: (leaf: number) => Packed): Packed | null {
  let found: Packed | null = null;
  let [from, to] = [0, sizes.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const tried = pack(sizes[middle] ?? 1);
    if (2 * tried.r <= room) [found, to] = [tried, middle];
    else from = middle + 1;
  }
  return found;
}

const countLeaves = (trees: readonly CircleTree[]): number => trees.reduce((sum, { children }) => sum + (children.length === 0 ? 1 : countLeaves(children)), 0);

interface Options {
  leaf: number;
  size: number;
  rings: number;
  bare: boolean;
}

/** A circle and what is inside, around its own middle. */
interface Nest {
  r: number;
  circles: PlacedCircle[];
}

function packed(trees: readonly CircleTree[], options: Options): Packed {
  let number = 0;
  const nestOf = (tree: CircleTree, depth: number): Nest => {
    number += 1;
    const own = { id: tree.id, number, depth, x: 0, y: 0 };
    const inside = together(tree.children.map((child) => nestOf(child, depth + 1)));
    if (!inside) return leafOf(own, tree, options);
    return ringOf(own, tree, inside, options);
  };
  const all = together(trees.map((tree) => nestOf(tree, 0)));
  return all ? { r: all.r, circles: all.circles.sort((a, b) => a.number - b.number) } : { r: 1, circles: [] };
}

type Own = Pick<PlacedCircle, "id" | "number" | "depth" | "x" | "y">;

function leafOf(own: Own, tree: CircleTree, { leaf, size, bare }: Options): Nest {
  const block = bare ? null : (roundBlock(tree.name, leaf, size, tree.marked) ?? numberBlock(own.number, leaf, size, tree.marked));
  const label = block && { ...block.block, x: 0, y: 0, numbered: block.numbered };
  return { r: leaf, circles: [{ ...own, r: leaf, label }] };
}

/** The words stand between the circles inside, the higher the better; or above them, in a ring that grows as far as it must. */
function ringOf(own: Own, tree: CircleTree, inside: Nest, { leaf, size, rings, bare }: Options): Nest {
  const least = inside.r + GAP;
  if (bare) return ring(own, inside, { r: least, down: 0, label: null });
  const most = least + rings * Math.max(inside.r, 2 * leaf);
  const below = inside.circles.filter((circle) => circle.depth === own.depth + 1);
  const place = (block: Block) => ({ block, ...(blockBetween(block, least, below) ?? blockAbove(block, inside.r, GAP)) });
  const ways = (marked: boolean) => (rings === 0 ? [] : [3, 2, 1].map((count) => place(lines(tree.name, count, size, marked))).filter(({ r }) => r <= most));
  const [best] = [...(tree.marked ? ways(true).sort(smallest) : []), ...ways(false).sort(smallest)];
  const { block, r, down, x, y } = best ?? place(lines(String(own.number), 1, size, false));
  return ring(own, inside, { r, down, label: { ...block, x, y, numbered: best === undefined } });
}

const smallest = (a: { r: number }, b: { r: number }): number => a.r - b.r;

function ring(own: Own, inside: Nest, { r, down, label }: { r: number; down: number; label: PlacedCircle["label"] }): Nest {
  return { r, circles: [{ ...own, r, label }, ...inside.circles.map((circle) => moved(circle, 0, down))] };
}

function moved(circle: PlacedCircle, dx: number, dy: number): PlacedCircle {
  const label = circle.label && { ...circle.label, x: circle.label.x + dx, y: circle.label.y + dy };
  return { ...circle, x: circle.x + dx, y: circle.y + dy, label };
}

/** Side by side and close, in the smallest circle around them; null where there is none. */
function together(nests: Nest[]): Nest | null {
  if (nests.length === 0) return null;
  const { spots, r } = packingOf(nests.map((nest) => nest.r + GAP / 2));
  return { r, circles: nests.flatMap(({ circles }, n) => circles.map((circle) => moved(circle, spots[n]?.x ?? 0, spots[n]?.y ?? 0))) };
}
