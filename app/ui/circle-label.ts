/** Words inside circles: how they break into lines, and where they fit. Pure. */
import { textWidth } from "./text-width.ts";

/** Lines of words, with the drawing above them where `marked`: a box around their middle. */
export interface Block {
  lines: string[];
  marked: boolean;
  width: number;
  height: number;
}

export const LINE = 1.15; // of the size
export const MARK = 1.5; // side of the drawing, of the size
/** Between the words and the ring. */
const AIR = 2;
const MOST_LINES = 5;

const markHeight = (marked: boolean, size: number) => (marked ? (MARK + 0.2) * size : 0);

function boxed(words: string[], size: number, marked: boolean): Block {
  const width = Math.max(...words.map((word) => textWidth(word, size)), marked ? MARK * size : 0);
  return { lines: words, marked, width, height: words.length * LINE * size + markHeight(marked, size) };
}

/** The words in `count` lines, as even as they come. */
export function lines(name: string, count: number, size: number, marked: boolean): Block {
  const text = name.trim().replace(/\s+/g, " ");
  const whole = textWidth(text, size);
  let best = boxed([text], size, marked);
  for (let most = whole / count; most < whole; most += size / 2) {
    const words = broken(text, () => most, size);
    if (words.length > count) continue;
    best = boxed(words, size, marked);
    break;
  }
  return best;
}

/** Greedy lines; a word that is wider than its line stands alone and is too wide. */
function broken(text: string, widthOf: (line: number) => number, size: number): string[] {
  const found: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer, size) > widthOf(found.length)) {
      found.push(line);
      line = word;
    } else line = longer;
  }
  return line === "" ? found : [...found, line];
}

/** Half of the chord of a circle of radius `r`, at `y` from its middle. */
const halfChord = (r: number, y: number) => Math.sqrt(Math.max(0, r * r - y * y));

/** The name inside a circle of its own, in as few lines as it fits in; null where it does not. */
export function roundBlock(name: string, r: number, size: number, marked: boolean): { block: Block; numbered: boolean } | null {
  for (const withMark of marked ? [true, false] : [false]) {
    for (let count = 1; count <= MOST_LINES; count++) {
      const block = fitting(name, r - AIR, size, count, withMark);
      if (block) return { block, numbered: false };
    }
  }
  return null;
}

function fitting(name: string, r: number, size: number, count: number, marked: boolean): Block | null {
  const height = count * LINE * size + markHeight(marked, size);
  if (height > 2 * r) return null;
  const top = -height / 2;
  const begin = top + markHeight(marked, size);
  const roomAt = (line: number) => 2 * Math.min(halfChord(r, begin + line * LINE * size), halfChord(r, begin + (line + 1) * LINE * size));
  const words = broken(name, (line) => roomAt(Math.min(line, count - 1)), size);
  if (words.length !== count || words.some((word, line) => textWidth(word, size) > roomAt(line))) return null;
  if (marked && halfChord(r, top) * 2 < MARK * size) return null;
  return boxed(words, size, marked);
}

export function numberBlock(number: number, r: number, size: number, marked: boolean): { block: Block; numbered: boolean } | null {
  const found = roundBlock(String(number), r, size, marked && r > 24);
  return found && { ...found, numbered: true };
}

interface Disc {
  x: number;
  y: number;
  r: number;
}

interface Spot {
  /** Of the ring, and how far what it holds moves down from its middle. */
  r: number;
  down: number;
  /** The middle of the words. */
  x: number;
  y: number;
}

const ROWS = 30;
const STEPS = 7;

/** Between the discs that a ring of radius `r` holds, as high as there is room and next to the middle; null where there is none. */
export function blockBetween(block: Block, r: number, discs: readonly Disc[]): Spot | null {
  const free = (x: number, y: number) =>
    discs.every((disc) => squared(outside(disc.x - x, block.width / 2)) + squared(outside(disc.y - y, block.height / 2)) >= squared(disc.r + 1));
  for (let row = -ROWS; row <= ROWS; row++) {
    const y = (row / ROWS) * (r - AIR - block.height / 2);
    for (let n = 0; n <= 2 * STEPS; n++) {
      const x = ((n % 2 === 0 ? n : -n - 1) / 2 / STEPS) * r;
      if (squared(Math.abs(x) + block.width / 2) + squared(Math.abs(y) + block.height / 2) <= squared(r - AIR) && free(x, y)) return { r, down: 0, x, y };
    }
  }
  return null;
}

/** Asked a million times for a large picture: Math.hypot() would be most of its time. */
const squared = (value: number) => value * value;

/** How far outside of an interval around zero. */
const outside = (at: number, half: number) => Math.max(0, Math.abs(at) - half);

/** Above a circle of radius `inner`, inside the smallest ring around both. */
export function blockAbove(block: Block, inner: number, gap: number): Spot {
  const fits = (down: number): Spot | null => {
    const r = inner + gap + down;
    const bottom = down - inner - gap; // the highest point of the inner circle, with its gap
    const top = bottom - block.height;
    return Math.hypot(block.width / 2 + AIR, Math.max(-top, bottom)) <= r - AIR ? { r, down, x: 0, y: (top + bottom) / 2 } : null;
  };
  let [none, some] = [0, block.height];
  let found = fits(0);
  if (found) return found;
  for (found = fits(some); !found; found = fits(some)) some *= 2;
  while (some - none > 0.25) {
    const middle = (none + some) / 2;
    const there = fits(middle);
    if (there) [found, some] = [there, middle];
    else none = middle;
  }
  return found;
}
