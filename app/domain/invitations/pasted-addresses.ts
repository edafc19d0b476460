/** Addresses as people paste them: from Outlook, Gmail, a spreadsheet, a WhatsApp message. */
import { cleanLine, isEmailAddress } from "#app/domain/text.ts";

export interface PastedAddress {
  name: string;
  address: string;
}

export interface BadAddress {
  /** 1-based. */
  line: number;
  text: string;
  /** no_address: nothing like one there. bad_address: one that no server takes. too_many: past the limit. */
  reason: "no_address" | "bad_address" | "too_many";
}

export interface PastedAddresses {
  /** Each address once, as it came first. `name` is "" where none was given. */
  good: PastedAddress[];
  bad: BadAddress[];
  duplicates: number;
}

export const PASTED_MAX = 2_000;
const SHOWN = 120;
const BAD_MAX = 500;
/** No name and address are longer together; what is, is not read at all. */
const PIECE_MAX = 500;

export function parsePastedAddresses(text: string): PastedAddresses {
  const good = new Map<string, PastedAddress>();
  const bad: BadAddress[] = [];
  let duplicates = 0;
  const report = (one: BadAddress) => bad.length < BAD_MAX && bad.push(one);
  for (const [index, line] of joinedLines(text)) {
    for (const found of readLine(line)) {
      const known = "address" in found ? good.get(found.address) : undefined;
      if (!("address" in found)) report({ line: index, text: found.text.slice(0, SHOWN), reason: found.reason });
      else if (known) {
        duplicates += 1;
        known.name ||= found.name;
      } else if (good.size >= PASTED_MAX) report({ line: index, text: found.address, reason: "too_many" });
      else good.set(found.address, found);
    }
  }
  return { good: [...good.values()], bad, duplicates };
}

// Invisible characters that come along when copying from web pages, and the wide separators of some keyboards.
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\u202A-\u202E]/g;

/** Lines with their numbers; a line that begins with "<" goes on from the one before. */
function joinedLines(text: string): [number, string][] {
  const lines: [number, string][] = [];
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = cleanLine(raw.replace(INVISIBLE, "").replace(/；/g, ";").replace(/，/g, ","));
    const last = lines.at(-1);
    if (line.startsWith("<") && last && !last[1].includes("@")) last[1] += ` ${line}`;
    else if (line !== "") lines.push([index + 1, line]);
  }
  return lines;
}

interface Piece {
  text: string;
  /** What ended it: "," may also stand inside a name («Soto, Luis»), ";" never does. */
  end: string;
}

/** Cuts at commas and semicolons that are in no quotes, angles or parentheses. */
function pieces(line: string): Piece[] {
  const closing: Record<string, string> = { '"': '"', "<": ">", "(": ")" };
  const found: Piece[] = [];
  const unclosed = new Set<string>();
  let start = 0;
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] as string;
    const close = closing[char];
    if (close && !unclosed.has(close)) {
      // One that is never closed is only a character.
      const to = line.indexOf(close, at + 1);
      if (to > 0) at = to;
      else unclosed.add(close);
    } else if (char === "," || char === ";") {
      found.push({ text: line.slice(start, at).trim(), end: char });
      start = at + 1;
    }
  }
  found.push({ text: line.slice(start).trim(), end: "" });
  return found.filter((piece) => piece.text !== "");
}

type Found = PastedAddress | { text: string; reason: "no_address" | "bad_address" };

function readLine(line: string): Found[] {
  const all = pieces(line.replace(/^(?:para|cc|cco|de|to|bcc|from)\s*:\s*/i, ""));
  const withAddress = all.filter((piece) => piece.text.includes("@")).length;
  // «Juan, sin correo» is one thing to mend, not two.
  if (withAddress === 0 && all.length > 0) return [{ text: line.trim(), reason: "no_address" }];
  const result: Found[] = [];
  let before: string[] = [];
  const giveUp = () => {
    for (const text of before) result.push({ text, reason: "no_address" });
    before = [];
  };
  for (const [index, piece] of all.entries()) {
    if (piece.text.includes("@")) {
      const isAngled = /<[^<>]*@[^<>]*>/.test(piece.text);
      // «Soto, Luis <luis@y.cl>»: all of it is the name. «Luis Soto, Liceo, luis@y.cl»: the first cell is.
      const prefix = isAngled ? before.map((text) => `${text}, `).join("") : before.length > 0 ? `${before[0]} ` : "";
      const found = readPiece(prefix + piece.text);
      before = [];
      const only = found.length === 1 ? found[0] : undefined;
      const next = all[index + 1];
      // «luis@y.cl, Luis Soto»: a row of a table, with the name behind.
      if (withAddress === 1 && only && "address" in only && only.name === "" && next && all.every((each) => each.end !== ";")) {
        return [...result, { ...only, name: personName(next.text.slice(0, PIECE_MAX)) }];
      }
      result.push(...found);
      if (withAddress === 1 && all.every((each) => each.end !== ";")) return result;
    } else {
      before.push(piece.text);
      if (piece.end === ";") giveUp();
    }
  }
  giveUp();
  return result;
}

const BARE = /[^\s<>()[\]",;:]*@[^\s<>()[\]",;:]*/g;

/** One piece: a name with an address in angles, one address among words, or several addresses with blanks between. */
function readPiece(piece: string): Found[] {
  if (piece.length > PIECE_MAX) return [{ text: piece, reason: "bad_address" }];
  const text = piece.replace(/mailto:/gi, "");
  const angled = /^(.*?)<\s*([^<>]*@[^<>]*?)\s*>(.*)$/.exec(text);
  const found = angled ? [angled[2] as string] : (text.match(BARE) ?? []);
  if (found.length > 1) return found.map((each) => asAddress(each, "", each));
  const name = angled ? `${angled[1]} ${angled[3]}` : text.replace(BARE, " ");
  return [asAddress(found[0] ?? "", personName(name), piece)];
}

function asAddress(typed: string, name: string, text: string): Found {
  const address = typed
    .replace(/\?.*$/, "")
    .replace(/^['‘’“”`.]+|['‘’“”`.]+$/g, "")
    .toLowerCase();
  return isEmailAddress(address) ? { name: name.includes("@") ? "" : name, address } : { text, reason: "bad_address" };
}

/** «"Soto, Luis"» -> «Luis Soto»; bullets, quotes and brackets go. */
function personName(typed: string): string {
  const plain = typed
    .replace(/["<>()[\]{}“”«»\\]/g, " ")
    .replace(/^[\s\-–—•*·'’.:]+|[\s\-–—•*·'‘:]+$/g, "")
    .replace(/^\d+[.)\-\s]+/, "")
    .replace(/\s+/g, " ")
    .trim();
  const [last, first, ...more] = plain.split(/\s*[,;]\s*/).filter((part) => part !== "");
  const name = first !== undefined && more.length === 0 ? `${first} ${last}` : [last, first, ...more].filter(Boolean).join(" ");
  return name.slice(0, 100).trim();
}
