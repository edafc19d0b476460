/** What every text must pass before it enters a calendar file, and what the finished file must pass before it leaves. */

// C0 but LF, DEL, C1, BOM and non-characters, lone surrogates (Cs): one NUL and GNOME shows nothing; the others are refused here or there.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what we take out
const FORBIDDEN = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF\p{Cs}]/gu;
const LINE_ENDS = /\r\n|[\r\u2028\u2029]/g;
// Nearly every text is clean already, and a feed has thousands: one look is cheaper than four replacements.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what we take out
const SUSPECT = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF\uD800-\uDFFF]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what we take out
const SUSPECT_LINE = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF\uD800-\uDFFF]| {2}/;

/** Text of several lines: line ends are LF (the writer makes them `\n`), control characters and lone surrogates are gone. */
export function calendarText(value: string): string {
  if (!SUSPECT.test(value)) return value.trim();
  return value.replace(LINE_ENDS, "\n").replace(/\t/g, " ").replace(FORBIDDEN, "").trim();
}

/** Text of one line: a title with a line break is cut off, or refused, by more than one calendar program. */
export function calendarLine(value: string): string {
  if (!SUSPECT_LINE.test(value)) return value.trim();
  return calendarText(value).replace(/[\n ]+/g, " ");
}

/**
 * A person's name as a parameter (CN): RFC 5545 has no escape for a quote there, few programs know RFC 6868's caret, and simple ones split at the
 * semicolon although it stands between quotes.
 */
export function calendarName(value: string): string {
  return calendarLine(value.replace(/["^]/g, "").replace(/;/g, ","));
}

/** One category: a comma parts categories, and Outlook allows neither comma nor semicolon within one. */
export function calendarCategory(value: string): string {
  return calendarLine(value.replace(/\s*[,;]/g, " ·").replace(/\\/g, "/"));
}

/** A URL stands unescaped in the file, so what ends a value or begins a list is percent-encoded. */
export function calendarUrl(value: string): string {
  return calendarLine(value).replace(/[\s\\,;"]/g, (character) => encodeURIComponent(character));
}

/** The mailbox was validated when it was stored; nothing that could end the value or begin another goes through all the same. */
export function calendarAddress(value: string): string {
  return calendarLine(value).replace(/[\s\\",;:<>]/g, "");
}

/** Escapes as RFC 5545 §3.3.11 says, for the few properties that ical-generator writes as they come (NAME, X-WR-CALNAME, X-WR-CALDESC). */
export function escapeText(value: string): string {
  return value.replace(/[\\;,]/g, (character) => `\\${character}`).replace(/\n/g, "\\n");
}

/**
 * Readers that look for components with a search instead of line by line (ts-ics does) take "END:VEVENT" in a title for the end of the event.
 * A fold after the colon is nothing to a reader that unfolds first, and hides the words from one that does not.
 */
export function hideComponentsInText(file: string): string {
  return file.replace(/(?<=[^\n])(BEGIN|END):(?=[VSD])/g, "$1:\r\n ");
}

const MAX_OCTETS = 75;
const CR = 13;
const LF = 10;

/**
 * Folds every line at 75 octets, never within a character (RFC 5545 §3.1). ical-generator can do it too, but joins character by character, which is
 * half of the time that a feed of 500 events takes.
 */
export function fold(file: string): string {
  const parts: string[] = [];
  let start = 0;
  let octets = 0;
  for (let at = 0; at < file.length; at += 1) {
    const code = file.charCodeAt(at);
    if (code === LF) octets = 0;
    // The second half of a surrogate pair was counted with its first.
    if (code === LF || code === CR || (code >= 0xdc00 && code <= 0xdfff)) continue;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code <= 0xdbff ? 4 : 3;
    octets += size;
    if (octets > MAX_OCTETS) {
      parts.push(file.slice(start, at));
      start = at;
      octets = 1 + size; // with the blank that begins the next line
    }
  }
  parts.push(file.slice(start));
  return parts.join("\r\n ");
}
