import type { Db } from "#db/create.ts";
import { countEach, listMeant } from "./corrections.repo.server.ts";
import { editsBetween, editsFor } from "./corrections.ts";
import type { SearchWord, SearchWords } from "./search.ts";
import { stemming, type TokenQuery } from "./tokens.ts";

/** A word that was not found, and the one that was probably meant. */
export interface Mended {
  typed: string;
  meant: string;
}

/** A word that finds so few may be a mistyped one. */
const FEW = 2;

/** Words by which the asker finds nothing (or next to nothing), with those that were probably meant and by which they do find something. */
export async function mendedWords(db: Db, { words }: SearchWords, within: TokenQuery, few = FEW): Promise<Mended[]> {
  const mendable = words.filter((word) => !word.exact && editsFor(word.plain) > 0);
  const found = await countEach(db, mendable, within);
  const typed = mendable.filter((word) => (found.get(word.plain) ?? 0) <= few);
  if (typed.length === 0) return [];
  const meant = await listMeant(db, typed);
  const stem = stemming();
  const candidates = [...new Set([...meant.values()].flat())].map((plain): SearchWord => ({ plain, stem: stem(plain), begun: false, exact: false, also: [] }));
  const counts = await countEach(db, candidates, within);
  return typed.flatMap(({ plain }) => {
    const better = (meant.get(plain) ?? []).filter((term) => (counts.get(term) ?? 0) > (found.get(plain) ?? 0));
    const edits = (term: string) => editsBetween(plain, term, editsFor(plain));
    const [best] = better.sort((a, b) => edits(a) - edits(b) || (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
    return best === undefined ? [] : [{ typed: plain, meant: best }];
  });
}

/** The same search with what was meant as well. */
export function withMended({ words }: SearchWords, mended: readonly Mended[]): SearchWords {
  return { words: words.map((word) => ({ ...word, also: mended.filter(({ typed }) => typed === word.plain).map(({ meant }) => meant) })) };
}
