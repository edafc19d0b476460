/** Where a text says what was looked for. Pure. */
import { searchWords } from "#db/search-text.ts";
import type { SearchWords, Snip } from "./search.ts";
import { stemming } from "./tokens.ts";

type IsHit = (word: string) => boolean;

/** Tells whether a word, as it is written, is one of those that were looked for. */
export function hitting({ words }: SearchWords): IsHit {
  const stem = stemming();
  const stems = new Set(words.filter((word) => !word.exact).flatMap((word) => [word.stem, ...word.also.map(stem)]));
  const plains = new Set(words.map((word) => word.plain));
  const begun = words.filter((word) => word.begun).map((word) => word.plain);
  // Stemming every word of a page is dear: nearly all of them begin with another letter.
  const letters = new Set([...stems, ...plains].map((word) => word[0]));
  return (written) => {
    if (!letters.has(written.charAt(0).normalize("NFD").charAt(0).toLowerCase())) return false;
    const plain = searchWords(written);
    return plain !== "" && (plains.has(plain) || stems.has(stem(plain)) || begun.some((start) => plain.startsWith(start)));
  };
}

const PIECES = /[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu;
const WORDS = /[\p{L}\p{N}\p{M}]+/gu;

/** A text in pieces, those that were looked for apart. */
export function marked(text: string, isHit: IsHit): Snip[] {
  const pieces: Snip[] = [];
  for (const [piece] of text.matchAll(PIECES)) {
    const hit = isHit(piece);
    const last = pieces.at(-1);
    if (last && last.hit === hit) last.text += piece;
    else pieces.push({ text: piece, hit });
  }
  return pieces;
}

export const hasHit = (snips: readonly Snip[]): boolean => snips.some((snip) => snip.hit);

const BEFORE = 60;
const LENGTH = 220;

/** About so many letters around the first word that was looked for; the beginning, where there is none. */
export function excerpt(text: string, isHit: IsHit): Snip[] {
  const flowing = text.replace(/\s+/g, " ").trim();
  let first = 0;
  for (const match of flowing.matchAll(WORDS)) {
    if (!isHit(match[0])) continue;
    first = match.index;
    break;
  }
  return around(flowing, first, isHit);
}

function around(flowing: string, first: number, isHit: IsHit): Snip[] {
  let from = Math.max(0, first - BEFORE);
  if (from > 0) from = flowing.indexOf(" ", from) + 1 || from;
  let to = Math.min(flowing.length, from + LENGTH);
  if (to < flowing.length) to = Math.max(flowing.lastIndexOf(" ", to), first + 1, from + 1);
  return marked(`${from > 0 ? "… " : ""}${flowing.slice(from, to)}${to < flowing.length ? " …" : ""}`, isHit);
}

/**
 * The same of a long text, which is not read word by word: the first place where a word begins as one that was looked for does. Null where there is
 * none. Letter by letter the normalised text is as long as the composed one, or it is not looked at.
 */
export function excerptOfLong(text: string, words: SearchWords): Snip[] | null {
  const flowing = text.normalize("NFC").replace(/\s+/g, " ").trim();
  const flat = flowing.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  if (flat.length !== flowing.length) return hasHit(excerpt(flowing.slice(0, 20_000), hitting(words))) ? excerpt(flowing.slice(0, 20_000), hitting(words)) : null;
  const stem = stemming();
  const starts = words.words.flatMap((word) => (word.exact ? [word.plain] : [word.stem, ...(word.begun ? [word.plain] : []), ...word.also.map(stem)]));
  const isHit = hitting(words);
  for (const match of flat.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${starts.join("|")})[\\p{L}\\p{N}]*`, "gu"))) {
    if (isHit(match[0])) return around(flowing, match.index, isHit);
  }
  return null;
}
