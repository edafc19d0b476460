/** Text as a PDF takes it: runs of one font each, cut into lines that fit. The fonts are Archivo's; what they lack is shown as a box, never left out. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Style {
  bold?: boolean;
  italic?: boolean;
  strike?: boolean;
  link?: string;
  colour?: string;
}

/** A piece of text in one style. */
export interface Run extends Style {
  text: string;
}

/** The same in one font, measured. */
export interface Piece extends Style {
  text: string;
  font: string;
  width: number;
}

type Doc = PDFKit.PDFDocument;

/** Latin, then what is added to it: first the font that knows a character draws it. */
const FAMILIES = { regular: ["archivo-latin-400", "archivo-latin-ext-400"], bold: ["archivo-latin-700", "archivo-latin-ext-700"] } as const;
/** Stands for a character that no font of ours has. */
const UNKNOWN = "[?]";

let read: Map<string, Buffer> | undefined;
/** The characters of each font, by their code points. Kept once a process: fonts never change. */
const drawable = new Map<string, ReadonlySet<number>>();

/** This file is run from app/pdf and, bundled, from build/server: the project is the first folder above that has the fonts. */
function fontFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const fonts = join(folder, "app/pdf/fonts");
    if (existsSync(fonts)) return fonts;
    if (folder === dirname(folder)) throw new Error("app/pdf/fonts is missing");
    folder = dirname(folder);
  }
}

/** They are opened when first used. */
export function registerFonts(doc: Doc): void {
  const folder = read ? "" : fontFolder();
  read ??= new Map([...FAMILIES.regular, ...FAMILIES.bold].map((name) => [name, readFileSync(join(folder, `${name}.woff`))]));
  for (const [name, bytes] of read) doc.registerFont(name, bytes as unknown as ArrayBuffer);
}

function has(doc: Doc, font: string, point: number): boolean {
  let points = drawable.get(font);
  if (!points) {
    doc.font(font);
    points = new Set((doc as unknown as { _font: { font: { characterSet: number[] } } })._font.font.characterSet);
    drawable.set(font, points);
  }
  return points.has(point);
}

export const REGULAR = FAMILIES.regular[0];
export const BOLD = FAMILIES.bold[0];

/** What can be drawn of a text: composed, without invisible characters; what no font has stands as its bare letter, else as «[?]». */
function inFonts(doc: Doc, text: string, bold: boolean): { text: string; font: string }[] {
  const chain = bold ? FAMILIES.bold : FAMILIES.regular;
  const parts: { text: string; font: string }[] = [];
  const add = (piece: string, font: string) => {
    const last = parts.at(-1);
    if (last?.font === font) last.text += piece;
    else parts.push({ text: piece, font });
  };
  const plain = text
    .normalize("NFC")
    .replace(/\u00AD|[\u200B-\u200F]|\u2060|[\uFE00-\uFE0F]|\uFEFF/g, "")
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F\t]/g, " ")
    .replace(/[\u2010\u2011]/g, "-");
  for (const character of plain) {
    const point = character.codePointAt(0) ?? 0;
    const font = chain.find((name) => has(doc, name, point));
    if (font) add(character, font);
    else if (point >= 32) add(closest(doc, character, chain[0]), chain[0]);
  }
  return parts;
}

function closest(doc: Doc, character: string, font: string): string {
  const bare = character.normalize("NFKD").replace(/\p{M}/gu, "");
  const same = bare !== "" && bare !== character && [...bare].every((each) => has(doc, font, each.codePointAt(0) ?? 0));
  return same ? bare : UNKNOWN;
}

/** Lines of at most `width` points. A word longer than a line is broken; «\n» always is one. */
export function wrap(doc: Doc, runs: readonly Run[], size: number, width: number): Piece[][] {
  const lines: Piece[][] = [[]];
  let used = 0;
  const newLine = () => {
    lines.push([]);
    used = 0;
  };
  const put = (piece: Piece) => {
    lines.at(-1)?.push(piece);
    used += piece.width;
  };
  for (const word of wordsOf(doc, runs, size)) {
    if (word.breaks) {
      newLine();
      continue;
    }
    const wide = word.pieces.reduce((sum, piece) => sum + piece.width, 0);
    if (used > 0 && used + wide - word.trailing > width) newLine();
    if (wide - word.trailing <= width) for (const piece of word.pieces) put(piece);
    else
      for (const piece of word.pieces.flatMap((each) => letters(doc, each, size))) {
        if (used > 0 && used + piece.width > width) newLine();
        put(piece);
      }
  }
  return lines.map(joined);
}

interface Word {
  pieces: Piece[];
  /** Width of the space behind it. */
  trailing: number;
  breaks: boolean;
}

function wordsOf(doc: Doc, runs: readonly Run[], size: number): Word[] {
  const words: Word[] = [];
  let current: Piece[] = [];
  const end = (trailing: number) => {
    if (current.length > 0) words.push({ pieces: current, trailing, breaks: false });
    current = [];
  };
  for (const run of runs) {
    for (const part of run.text.split(/(\n|[ \t]+)/)) {
      if (part === "") continue;
      if (part === "\n") {
        end(0);
        words.push({ pieces: [], trailing: 0, breaks: true });
      } else if (/^[ \t]+$/.test(part)) {
        const space = measured(doc, { ...run, text: " ", font: run.bold ? BOLD : REGULAR }, size);
        current.push(space);
        end(space.width);
      } else {
        for (const piece of inFonts(doc, part, Boolean(run.bold))) current.push(measured(doc, { ...run, ...piece }, size));
      }
    }
  }
  end(0);
  return words;
}

function measured(doc: Doc, piece: Omit<Piece, "width">, size: number): Piece {
  return { ...piece, width: doc.font(piece.font).fontSize(size).widthOfString(piece.text) };
}

function letters(doc: Doc, piece: Piece, size: number): Piece[] {
  return [...piece.text].map((text) => measured(doc, { ...piece, text }, size));
}

/** Neighbours of one look as one piece, so that what is drawn can be found and copied again. */
function joined(line: Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of line) {
    const last = result.at(-1);
    if (last && last.font === piece.font && last.italic === piece.italic && last.strike === piece.strike && last.link === piece.link && last.colour === piece.colour) {
      last.text += piece.text;
      last.width += piece.width;
    } else result.push({ ...piece });
  }
  return result;
}
