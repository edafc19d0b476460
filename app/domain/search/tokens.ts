/** From a text to the tokens that the index keeps, and from words to what asks for them. Both databases are given the same. Pure. */
import snowball from "snowball-stemmers";
import { searchWords } from "#db/search-text.ts";
import type { SearchWord, SearchWords } from "./search.ts";

/** In every other text, and telling nothing. */
const STOP = new Set(
  "a al algo ante antes bajo cada como con contra cual cuando de del desde donde durante e el ella ellas ellos en entre era es esa ese eso esta este esto fue ha han hasta hay la las le les lo los mas me mi muy ni no nos o para pero por porque que quien se segun ser si sin sobre son su sus tambien te tu u un una uno unos unas y ya".split(
    " ",
  ),
);

/** Fields, the strongest first: the sign before each word in the index. A word stands in its strongest field alone. */
const FIELDS = ["=", "+", "", "~"] as const;
/** Words in the title; in summary, tags and names; in the text; in its files. */
export const FIELD_TITLE = 1;
export const FIELD_HEAD = 2;
export const FIELD_BODY = 3;
export const FIELD_ALL = 4;

type Stem = (plain: string) => string;

/** Keeps what it has stemmed: make one for a batch. */
export function stemming(): Stem {
  const stemmer = snowball.newStemmer("spanish");
  const kept = new Map<string, string>();
  return (plain) => {
    let stem = kept.get(plain);
    if (stem === undefined) {
      stem = stemOf(plain, stemmer.stem.bind(stemmer));
      kept.set(plain, stem);
    }
    return stem;
  };
}

/**
 * Accents are gone before (people leave them out), and some endings are known to the stemmer by their accent only: those get it back. Short plurals,
 * which it leaves alone, lose their s («años»).
 */
function stemOf(plain: string, snowball: Stem): string {
  if (/\d/.test(plain)) return plain;
  const stem = searchWords(snowball(plain.replace(/([acu])cion$/, "$1ción").replace(/logia(s?)$/, "logía$1"))) || plain;
  return stem === plain && /[aeiou]s$/.test(plain) && plain.length > 3 ? plain.slice(0, -1) : stem;
}

const plainWords = (...texts: (string | null | undefined)[]): string[] => searchWords(...texts).split(" ");
const tells = (word: string): boolean => word !== "" && !STOP.has(word);

/** What a thing is found by. */
export interface Findable {
  title: string;
  /** Summary, tags, names. */
  head: readonly (string | null)[];
  body: readonly (string | null)[];
  files?: readonly (string | null)[];
}

/** Each word as it stands and its stem, once, in the strongest field that has it; of files, the stems alone. */
export function tokensOf(thing: Findable, stem: Stem): string[] {
  const seen = new Set<string>();
  const tokens: string[] = [];
  const add = (word: string, field: string) => {
    if (seen.has(word)) return;
    seen.add(word);
    tokens.push(field + word);
  };
  const fields = [[thing.title], thing.head, thing.body, thing.files ?? []];
  for (const [nth, texts] of fields.entries()) {
    const field = FIELDS[nth] as string;
    for (const word of new Set(plainWords(...texts))) {
      if (!tells(word)) continue;
      add(word, field);
      add(stem(word), field);
    }
  }
  return tokens;
}

const TERM_LEAST = 4;

/** The words of titles, names and tags, by which mistyped ones are mended. */
export function termsOf(thing: Findable): string[] {
  return [...new Set(plainWords(thing.title, ...thing.head))].filter((word) => word.length >= TERM_LEAST && word.length <= 30 && !/\d/.test(word) && tells(word));
}

const TYPED_MOST = 400;
const WORDS_MOST = 8;
/** Fewer letters begin half of all words. */
const BEGUN_LEAST = 3;

/** Reads what somebody typed, whatever it is; null where there is no word in it. */
export function readWords(typed: string): SearchWords | null {
  const text = typed.slice(0, TYPED_MOST);
  const stem = stemming();
  const words: SearchWord[] = [];
  const open = !/[\s"»”]$/.test(text);
  const pieces = text.split(/(["«“][^"»”]*["»”])/);
  for (const piece of pieces) {
    const exact = /^["«“].*["»”]$/su.test(piece);
    for (const plain of plainWords(piece)) if (plain) words.push({ plain, stem: stem(plain), begun: false, exact, also: [] });
  }
  const last = words.at(-1);
  if (last && open && !last.exact && last.plain.length >= BEGUN_LEAST) last.begun = true;
  const telling = words.filter((word) => tells(word.plain));
  const kept = telling.length > 0 ? telling : words;
  const once = [...new Map(kept.map((word) => [word.plain, word])).values()].slice(0, WORDS_MOST);
  return once.length === 0 ? null : { words: once };
}

/** A token, or all that begin so. */
export interface Asked {
  token: string;
  prefix: boolean;
}
/** All groups must be met, each by one of its tokens. */
export type TokenQuery = readonly (readonly Asked[])[];

function formsOf(word: SearchWord, stem: Stem): Asked[] {
  if (word.exact) return [{ token: word.plain, prefix: false }];
  const forms: Asked[] = [{ token: word.stem, prefix: false }];
  if (word.begun) forms.push({ token: word.plain, prefix: true });
  for (const other of word.also) forms.push({ token: stem(other), prefix: false });
  return forms;
}

/** Asks for all words within the first `fields` fields. */
export function askFor({ words }: SearchWords, fields = FIELD_ALL): TokenQuery {
  const stem = stemming();
  return words.map((word) => FIELDS.slice(0, fields).flatMap((field) => formsOf(word, stem).map(({ token, prefix }) => ({ token: field + token, prefix }))));
}

/** Asks for all words as they were typed, in title and head. */
export function askExactly({ words }: SearchWords): TokenQuery {
  return words.map((word) => FIELDS.slice(0, FIELD_HEAD).map((field) => ({ token: field + word.plain, prefix: false })));
}

/** Signs of who may find a thing, and of where it belongs: no word can be one of these. */
export const sign = (kind: string, id = ""): string => `@${kind}${id.toLowerCase().replace(/[^a-z0-9]/g, "")}`;
export const anyOf = (tokens: readonly string[]): readonly Asked[] => tokens.map((token) => ({ token, prefix: false }));
