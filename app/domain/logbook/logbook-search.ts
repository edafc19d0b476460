/** What somebody looks for in a logbook, and where a text says it. Pure. */
import { searchWords } from "#db/search-text.ts";

export interface LogbookQuery {
  /** Each must begin some word of the agreement. */
  stems: string[];
  /** Each must stand in it word for word: what was typed between quotation marks. */
  phrases: string[];
}

const MOST_WORDS = 8;
const LEAST_STEM = 4;

/** «acuerdos», «reuniones» also find «acuerdo» and «reunión»: a plural is looked for by its singular, and whatever begins so is found. */
function stemOf(word: string): string {
  for (const ending of ["es", "s"]) {
    const stem = word.slice(0, -ending.length);
    if (word.endsWith(ending) && stem.length >= LEAST_STEM) return stem;
  }
  return word;
}

/** A single letter begins half of all words. */
const tells = (word: string): boolean => word.length > 1 || /\d/.test(word);

export function readQuery(typed: string): LogbookQuery {
  const phrases = [...typed.matchAll(/["«“]([^"»”]+)["»”]/g)].map((match) => searchWords(match[1])).filter((phrase) => phrase.includes(" "));
  const stems = [...new Set(searchWords(typed).split(" ").filter(tells).map(stemOf))].slice(0, MOST_WORDS);
  return { stems, phrases: phrases.slice(0, 2) };
}

export interface Snip {
  text: string;
  hit: boolean;
}

const isHit = (word: string, stems: readonly string[]): boolean => {
  const plain = searchWords(word);
  return stems.some((stem) => plain.startsWith(stem));
};

/** A text in pieces, those that were looked for apart. */
export function marked(text: string, stems: readonly string[]): Snip[] {
  const pieces: Snip[] = [];
  for (const [piece] of text.matchAll(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu)) {
    const hit = stems.length > 0 && isHit(piece, stems);
    const last = pieces.at(-1);
    if (last && last.hit === hit) last.text += piece;
    else pieces.push({ text: piece, hit });
  }
  return pieces;
}

const BEFORE = 60;

/** About so many letters around the first word that was looked for; the beginning, where there is none. */
export function excerpt(text: string, stems: readonly string[], length = 220): Snip[] {
  const flowing = text.replace(/\s+/g, " ").trim();
  const first = stems.length === 0 ? undefined : [...flowing.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].find(([word]) => isHit(word, stems));
  let from = Math.max(0, (first?.index ?? 0) - BEFORE);
  if (from > 0) from = flowing.indexOf(" ", from) + 1;
  let to = Math.min(flowing.length, from + length);
  if (to < flowing.length) to = Math.max(flowing.lastIndexOf(" ", to), from + 1);
  const cut = flowing.slice(from, to);
  return marked(`${from > 0 ? "… " : ""}${cut}${to < flowing.length ? " …" : ""}`, stems);
}
