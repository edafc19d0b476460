/** What a blind jury reads: the same words without whatever says whose they are. Pure. */
import { searchText } from "#db/search-text.ts";
import type { Answer, WorkSnapshot } from "./application.ts";

const RESERVED = "[reservado]";

/** Everything by which an application is known. */
interface Identity {
  person: string | null;
  school: string | null;
  comuna: string | null;
  team: string;
  work: Pick<WorkSnapshot, "authors" | "schools"> | null;
}

/** Kinds of school: what stands behind them in a name is what people call it. */
const KIND_OF_SCHOOL =
  /^((liceo|escuela|colegio|complejo|instituto|centro|politécnico|polivalente|industrial|comercial|técnico|técnica|profesional|educacional|bicentenario|agrícola|de|del|la|el)\s+)+/iu;
/** Two capitalised words or more, with what joins them. */
const NAME_IN_TEXT = /\p{Lu}[\p{L}'’-]+(?:\s+(?:(?:de|del|la|las|los|y)\s+)*\p{Lu}[\p{L}'’-]+)+/gu;
const SHORTEST = 4;
/** More than these are not a name. */
const NAME_WORDS = 8;

/** The words that are not to be read, the longest first. */
function wordsOf({ person, school, comuna, team, work }: Identity): string[] {
  const people = [...(person ? [person] : []), ...(work?.authors ?? []), ...(team.match(NAME_IN_TEXT) ?? [])];
  const schools = [...(school ? [school] : []), ...(work?.schools ?? []).map(({ name }) => name)];
  const all = [...people.flatMap(waysToName), ...schools.flatMap(waysToCall), ...(comuna ? [comuna] : [])];
  return [...new Set(all.map((each) => each.trim()).filter((each) => each.length >= SHORTEST))].sort((a, b) => b.length - a.length);
}

/** «Teresa Soto Araya»: also «Teresa Soto» and «Soto Araya»; the longer ones stand first, so that no part of a name is left over. */
function waysToName(name: string): string[] {
  const words = name.split(/\s+/).slice(0, NAME_WORDS);
  const runs = words.flatMap((_, from) => words.slice(from + 1).map((_last, more) => words.slice(from, from + more + 2).join(" ")));
  return [name, ...runs.filter((run) => searchText(run).length > 6)];
}

function waysToCall(school: string): string[] {
  const short = school.replace(KIND_OF_SCHOOL, "");
  return short !== school && short.includes(" ") ? [school, short] : [school];
}

const FOLDED: Record<string, string> = { a: "aáàäâã", e: "eéèëê", i: "iíìïî", o: "oóòöôõ", u: "uúùüû", n: "nñ", c: "cç" };

/** Case, accents and the width of spaces do not matter. */
function pattern(words: readonly string[]): RegExp | null {
  if (words.length === 0) return null;
  const each = words.map((word) =>
    [...word.normalize("NFC")]
      .map((letter) => {
        if (/\s/.test(letter)) return "\\s+";
        const folded = FOLDED[searchText(letter)];
        return folded ? `[${folded}]` : letter.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
      })
      .join("")
      .replace(/(\\s\+)+/g, "\\s+"),
  );
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${each.join("|")})(?![\\p{L}\\p{N}])`, "giu");
}

/** Pages of a hub that tell whose something is. */
const LINK_HOME = /(?:https?:\/\/[^\s/<>"]+)?\/(?:experiencias|recursos|colecciones|establecimientos|archivos|postulaciones)\/[^\s<>"]+/giu;
const MAIL_ADDRESS = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/giu;

/** One application's own veil: the same names are taken out of every text of it. */
export function veilOf(identity: Identity): { text: (value: string) => string; html: (value: string) => string; answer: (value: Answer) => Answer } {
  const names = pattern(wordsOf(identity));
  const inHtml = pattern(wordsOf(identity).map((word) => word.replaceAll("&", "&amp;")));
  const without = (value: string, found: RegExp | null) => (found ? value.replace(found, RESERVED) : value).replace(LINK_HOME, RESERVED).replace(MAIL_ADDRESS, RESERVED);
  const text = (value: string) => without(value, names);
  return {
    text,
    answer: (value) => (Array.isArray(value) ? value.map(text) : text(value)),
    // Links and pictures lead to who made them: their words stay.
    html: (value) =>
      value
        .split(/(<[^>]*>)/)
        .map((piece) => (piece.startsWith("<") ? (/^<\/?(a|img)\b/i.test(piece) ? "" : piece) : without(piece, inHtml)))
        .join(""),
  };
}

/** «Archivo 3.pdf»: only what it is, and which. */
export const reservedName = (name: string, index: number): string => {
  const extension = /\.[a-z0-9]{1,5}$/i.exec(name)?.[0].toLowerCase() ?? "";
  return `Archivo ${index + 1}${extension}`;
};
