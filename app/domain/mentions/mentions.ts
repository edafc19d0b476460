/** «@Teresa Soto» in a text: which words are a name, and whose. Pure. */
import { searchText } from "#db/search-text.ts";

/** Names after an @ that stands at the beginning of a word (an e-mail address is none); at most so many in one text. */
const MENTION = /(?<![\p{L}\p{N}._%+@-])@(\p{L}[\p{L}'’-]*(?: \p{L}[\p{L}'’-]*){0,5})/gu;
export const MENTIONS_MOST = 10;

export interface Person {
  id: string;
  name: string;
  school: string | null;
}

export interface Mention {
  /** «@Teresa Soto», as typed, as far as it is a name. */
  typed: string;
  at: number;
  /** Empty: nobody found. One: found. Several: who writes has to choose. */
  people: Person[];
}

interface Candidate {
  words: string[];
  at: number;
}

function candidates(text: string): Candidate[] {
  return [...text.matchAll(MENTION)].slice(0, MENTIONS_MOST).map((found) => ({ words: (found[1] ?? "").split(" "), at: found.index }));
}

/** What the database is asked for. */
export const firstWordsOf = (text: string): string[] => candidates(text).map(({ words }) => words[0] ?? "");

/** «teresa soto» is Teresa Isabel Soto Araya: her first name, and words of hers in their order. */
function isName(words: readonly string[], name: readonly string[]): boolean {
  if (words[0] !== name[0]) return false;
  let from = 1;
  for (const word of words.slice(1)) {
    const found = name.indexOf(word, from);
    if (found < 0) return false;
    from = found + 1;
  }
  return true;
}

/** As many words as somebody's name holds: «@Teresa Soto muchas gracias» names her with two. */
export function mentionsIn(text: string, people: readonly Person[]): Mention[] {
  const names = people.map((person) => ({ person, words: searchText(person.name).split(" ") }));
  return candidates(text).map(({ words, at }) => {
    const typed = words.map((word) => searchText(word));
    for (let count = words.length; count > 0; count -= 1) {
      const found = names.filter(({ words: name }) => isName(typed.slice(0, count), name)).map(({ person }) => person);
      if (found.length > 0) return { typed: `@${words.slice(0, count).join(" ")}`, at, people: found };
    }
    return { typed: `@${words[0]}`, at, people: [] };
  });
}

/** The text with whole names where somebody is meant, so that all readers know who. From the end, for places before it stay. */
export function withWholeNames(text: string, meant: readonly { mention: Mention; person: Person }[]): string {
  return [...meant]
    .sort((a, b) => b.mention.at - a.mention.at)
    .reduce((said, { mention, person }) => `${said.slice(0, mention.at)}@${person.name}${said.slice(mention.at + mention.typed.length)}`, text);
}

/** Typed name -> the id chosen for it, or "nobody": stays as plain text. */
export type Chosen = Record<string, string>;

export interface MentionsRead {
  /** The text with whole names. */
  body: string;
  /** Nobody's here, or several people's, and not chosen. */
  unclear: Mention[];
  /** Who is meant, each once. */
  people: Person[];
}

/** Whom a text names, of the people that may be named in it. */
export function readMentions(text: string, people: readonly Person[], chosen: Chosen): MentionsRead {
  const unclear: Mention[] = [];
  const meant: { mention: Mention; person: Person }[] = [];
  for (const mention of mentionsIn(text, people)) {
    const choice = chosen[mention.typed];
    if (choice === "nobody") continue;
    const [only] = choice ? mention.people.filter((person) => person.id === choice) : mention.people;
    if (only && (choice || mention.people.length === 1)) meant.push({ mention, person: only });
    else unclear.push(mention);
  }
  return { body: withWholeNames(text, meant), unclear, people: [...new Map(meant.map(({ person }) => [person.id, person])).values()] };
}
