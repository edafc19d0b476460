/**
 * What a person wrote in a mail, without the mail that they answer, their signature, and what their phone adds. Pure; works on lines, with `>` before
 * what is quoted (html-lines.server.ts makes such lines of HTML). In doubt words are kept: only what a program is known to write goes.
 */
import {
  headerBlockEnd,
  introducesQuote,
  isAttribution,
  isDeviceLine,
  isForwardRule,
  isOriginalRule,
  isOurMarker,
  isRule,
  isSureAttribution,
  QUOTE_BEGINS,
} from "./quote-marks.ts";

interface Line {
  depth: number;
  text: string;
}

type Part = { quoted: boolean; original: boolean; lines: Line[] };

/** Own words of the lines of a mail, trimmed; "" where there are none. */
export function ownWords(lines: readonly string[]): string {
  const whole = lines.map(readLine);
  const kept = whole.slice(0, endOf(whole));
  const parts = partsOf(kept);
  markOriginals(parts);
  return wordsOf(parts);
}

function readLine(raw: string): Line {
  const line = raw.replace(/[\u00a0\u2007\u202f]/g, " ").replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, "");
  const marks = /^(?:\s{0,2}>)+/.exec(line)?.[0] ?? "";
  const depth = marks.replace(/[^>]/g, "").length;
  return depth === 0 ? { depth, text: line.replace(/\t/g, " ") } : { depth, text: line.slice(marks.length).replace(/^ /, "") };
}

const isBlank = ({ text }: Line): boolean => text.trim() === "";

/** Where the answered mail begins that no `>` marks: from there on nothing is the person's. */
function endOf(lines: readonly Line[]): number {
  const texts = lines.map((line) => line.text);
  for (let at = 0; at < lines.length; at += 1) {
    if (lines[at]?.depth !== 0) continue;
    const behind = blockBehind(texts, at) ?? (isOurMarker(texts[at] ?? "") ? at + 1 : null) ?? attributionBehind(lines, texts, at);
    if (behind === null || quoteFollows(lines, behind)) continue;
    return at;
  }
  return lines.length;
}

/** Behind a block of headers, or behind «-----Mensaje original-----» and what it announces. A mail passed on is none. */
function blockBehind(texts: readonly string[], at: number): number | null {
  if (isOriginalRule(texts[at] ?? "")) {
    const next = nextFilled(texts, at + 1);
    return (
      headerBlockEnd(texts, next, true) ??
      (isAttribution(
        texts
          .slice(next, next + 3)
          .join(" ")
          .trim(),
      )
        ? next + 1
        : null) ??
      attributionEnd(texts, next)
    );
  }
  const end = headerBlockEnd(texts, at, false);
  return end !== null && !texts.slice(Math.max(0, at - 3), at).some(isForwardRule) ? end : null;
}

/** All of it must be of one depth. */
function attributionBehind(lines: readonly Line[], texts: readonly string[], at: number): number | null {
  const end = attributionEnd(texts, at, isSureAttribution);
  return end !== null && lines.slice(at, end).every((line) => line.depth === 0) ? end : null;
}

const ATTRIBUTION_LINES = 4;

/** Programs break the line where it gets long. */
function attributionEnd(texts: readonly string[], at: number, is: (words: string) => boolean = isAttribution): number | null {
  if ((texts[at] ?? "").trim() === "") return null;
  for (let size = 1; size <= ATTRIBUTION_LINES; size += 1) {
    const taken = texts.slice(at, at + size);
    if (taken.length < size || (size > 1 && (taken.at(-1) ?? "").trim() === "")) return null;
    if (is(taken.map((text) => text.trim()).join(" "))) return at + size;
  }
  return null;
}

const nextFilled = (texts: readonly string[], from: number): number => {
  let at = from;
  while (at < texts.length && (texts[at] ?? "").trim() === "") at += 1;
  return at;
};

/** A quote, not words, is what comes next. */
function quoteFollows(lines: readonly Line[], from: number): boolean {
  let at = from;
  while (at < lines.length && isBlank(lines[at] as Line) && lines[at]?.depth === 0) at += 1;
  return (lines[at]?.depth ?? 0) > 0;
}

/** Own lines and quoted ones in turn; blank lines between two quotes belong to them. */
function partsOf(lines: readonly Line[]): Part[] {
  const parts: Part[] = [];
  for (const line of lines) {
    const quoted = line.depth > 0;
    const last = parts.at(-1);
    if (last && last.quoted === quoted) last.lines.push(line);
    else parts.push({ quoted, original: false, lines: [line] });
  }
  const merged: Part[] = [];
  for (const part of parts) {
    const before = merged.at(-1);
    const hollow = !part.quoted && part.lines.every(isBlank);
    if (before && (hollow || before.quoted === part.quoted)) before.lines.push(...part.lines);
    else merged.push(part);
  }
  return merged;
}

/** Which quotes are of the mail that is answered: behind a line that says so, with our own mark in it, and all that follow such a one. Others somebody set by hand. */
function markOriginals(parts: Part[]): void {
  let begun = false;
  for (const [at, part] of parts.entries()) {
    if (!part.quoted) continue;
    const own = parts[at - 1];
    const announced = own !== undefined && takeAnnouncement(own);
    begun ||= announced || part.lines.some((line) => isOurMarker(line.text)) || beginsWithAttribution(part);
    part.original = begun;
  }
}

const beginsWithAttribution = ({ lines }: Part): boolean => {
  const texts = lines.map((line) => line.text);
  return attributionEnd(texts, nextFilled(texts, 0)) !== null;
};

/** Takes «El … escribió:» (or a block of headers) off the end of what stands before a quote. */
function takeAnnouncement(part: Part): boolean {
  const { lines } = part;
  const texts = lines.map((line) => line.text);
  let end = texts.length;
  while (end > 0 && (texts[end - 1] ?? "").trim() === "") end -= 1;
  const cut = announcementStart(texts, end);
  if (cut === null) return false;
  part.lines = lines.slice(0, cut);
  while (part.lines.length > 0 && [isOriginalRule, isRule].some((is) => is(part.lines.at(-1)?.text ?? ""))) part.lines.pop();
  return true;
}

function announcementStart(texts: readonly string[], end: number): number | null {
  for (let size = 1; size <= ATTRIBUTION_LINES && end - size >= 0; size += 1) {
    const taken = texts.slice(end - size, end).map((text) => text.trim());
    if (taken[0] === "") break;
    if (size === 1 ? introducesQuote(taken[0] ?? "") : isAttribution(taken.join(" "))) return size === 1 ? wholeOf(texts, end) : end - size;
  }
  for (let at = Math.max(0, end - 14); at < end; at += 1) {
    const announced = at > 0 && isOriginalRule(texts[at - 1] ?? "");
    if (headerBlockEnd(texts, at, announced) === end && !texts.slice(Math.max(0, at - 3), at).some(isForwardRule)) return at;
  }
  return null;
}

/** «escribió:» alone on its line, or with the address: what stands before it belongs to it, where it makes a whole one. */
function wholeOf(texts: readonly string[], end: number): number {
  if (isAttribution(texts[end - 1] ?? "")) return end - 1;
  for (let size = 2; size <= ATTRIBUTION_LINES && end - size >= 0; size += 1) {
    const taken = texts.slice(end - size, end).map((text) => text.trim());
    if (taken[0] === "") break;
    if (isAttribution(taken.join(" "))) return end - size;
  }
  return end - 1;
}

function wordsOf(parts: readonly Part[]): string {
  const originals = parts.filter((part) => part.original).length;
  const own = parts.map((part, at) => (part.quoted ? [] : withoutSignature(part.lines, parts[at + 1]?.original ?? true)));
  const lastOwn = own.findLastIndex((lines) => lines.length > 0);
  const said = parts.map((part, at): string[] => {
    if (!part.quoted) return own[at] ?? [];
    if (!part.original) return asQuote(part.lines);
    // Answered line by line: the line that each answer is for stays with it. A whole mail above one answer does not.
    return originals > 1 && at < lastOwn ? asQuote(lastParagraph(part.lines)) : [];
  });
  return said
    .map((lines) => trimmed(lines, (line) => line.trim() === ""))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => line.trimEnd()).join("\n"))
    .join("\n\n")
    .replaceAll(QUOTE_BEGINS, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Without the blank lines at both ends. */
function trimmed(lines: readonly string[], blank: (line: string) => boolean): string[] {
  const from = lines.findIndex((line) => !blank(line));
  return from < 0 ? [] : lines.slice(from, lines.findLastIndex((line) => !blank(line)) + 1);
}

const asQuote = (lines: readonly Line[]): string[] =>
  trimmed(
    lines.map(({ depth, text }) => `${">".repeat(Math.max(1, depth))} ${text}`.trimEnd()),
    (line) => /^>+$/.test(line),
  );

const CONTEXT_LINES = 5;

function lastParagraph(lines: readonly Line[]): Line[] {
  const filled = [...lines];
  while (filled.length > 0 && isBlank(filled.at(-1) as Line)) filled.pop();
  const from = filled.findLastIndex(isBlank) + 1;
  return filled.slice(Math.max(from, filled.length - CONTEXT_LINES)).filter((line) => !isOurMarker(line.text));
}

/** Longer than this is no signature, whatever stands above it. */
const SIGNATURE_LINES = 20;
const LOOSE_SIGNATURE_LINES = 8;

/** `last`: it ends the mail, or the answered mail follows: there signatures stand. */
function withoutSignature(lines: readonly Line[], last: boolean): string[] {
  let texts = lines.map((line) => line.text);
  if (last) {
    const from = texts.findIndex((text, at) => isDelimiter(text, texts.length - at - 1));
    if (from >= 0) texts = texts.slice(0, from);
  }
  for (;;) {
    while (texts.length > 0 && ((texts.at(-1) ?? "").trim() === "" || (last && isRule(texts.at(-1) ?? "")))) texts.pop();
    if (!last || !isDeviceLine(texts.at(-1) ?? "")) return texts;
    texts.pop();
  }
}

/** «-- », which programs set; without its space somebody may have set it too, and it has to be short. */
function isDelimiter(text: string, below: number): boolean {
  if (text === "-- ") return below <= SIGNATURE_LINES;
  return /^\s*(?:--|—)\s*$/.test(text) && below <= LOOSE_SIGNATURE_LINES;
}
