/** Text as drawn outlines, in the face of our titles: a picture made on the server has no fonts, and must look alike on every machine. */
import { readFileSync } from "node:fs";
import { create } from "fontkit";

const FONT = new URL("../../public/fonts/archivo-es.woff2", import.meta.url);

type Font = ReturnType<typeof create>;
/** Read once, at the first card: it is a file that never changes. */
let font: Font | undefined;
function face(): Font {
  font ??= create(readFileSync(FONT));
  return font;
}

/** What the face can write: letters of other tongues lose their marks, what is left over falls away. */
function writable(text: string): string {
  const letters = [...text.replace(/\s+/g, " ").trim()].map((letter) => {
    if (face().hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)) return letter;
    const [bare = ""] = letter.normalize("NFD");
    return bare !== letter && face().hasGlyphForCodePoint(bare.codePointAt(0) ?? 0) ? bare : "";
  });
  return letters.join("").replace(/\s+/g, " ").trim();
}

export function widthOf(text: string, size: number): number {
  const { positions } = face().layout(writable(text));
  return (positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) * size) / face().unitsPerEm;
}

export interface Ink {
  x: number;
  /** Of the baseline. */
  y: number;
  size: number;
  fill: string;
  anchor?: "start" | "middle" | "end";
}

/** One line, as a path. */
export function textPath(text: string, { x, y, size, fill, anchor = "start" }: Ink): string {
  const scale = size / face().unitsPerEm;
  const { glyphs, positions } = face().layout(writable(text));
  const begin = anchor === "start" ? x : x - widthOf(text, size) / (anchor === "middle" ? 2 : 1);
  let at = 0;
  const drawn = glyphs.map((glyph, index) => {
    const d = glyph.path.toSVG();
    const path = d === "" ? "" : `<path transform="translate(${Math.round(at)} 0)" d="${d}"/>`;
    at += positions[index]?.xAdvance ?? 0;
    return path;
  });
  // A font's y points up.
  return `<g fill="${fill}" transform="translate(${begin.toFixed(1)} ${y}) scale(${scale.toFixed(5)} ${(-scale).toFixed(5)})">${drawn.join("")}</g>`;
}

/** The text in lines no wider than `width`; what does not fit in `most` lines ends in «…». */
export function linesOf(text: string, { size, width, most }: { size: number; width: number; most: number }): { lines: string[]; whole: boolean } {
  const lines: string[] = [];
  let line = "";
  for (const word of writable(text)
    .split(" ")
    .flatMap((each) => pieces(each, size, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer, size) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== "") lines.push(line);
  if (lines.length <= most) return { lines, whole: true };
  const kept = lines.slice(0, most);
  kept[most - 1] = shortened(kept[most - 1] ?? "", size, width);
  return { lines: kept, whole: false };
}

/** A word wider than the line is cut. */
function pieces(word: string, size: number, width: number): string[] {
  const parts: string[] = [];
  let part = "";
  for (const letter of word) {
    if (part !== "" && widthOf(part + letter, size) > width) {
      parts.push(part);
      part = "";
    }
    part += letter;
  }
  return [...parts, part];
}

function shortened(line: string, size: number, width: number): string {
  let text = line;
  while (text !== "" && widthOf(`${text}…`, size) > width) text = text.slice(0, -1).trimEnd();
  return `${text.replace(/[,.;:–-]+$/, "")}…`;
}
