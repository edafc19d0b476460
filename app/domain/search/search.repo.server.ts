/** The index, for the lists of each section: which of their rows have the words, and how well. Who sees a row is their own matter. */
import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import { entriesWith } from "#db/dialect.server.ts";
import { findableBy } from "./audience.server.ts";
import { mendedWords, withMended } from "./mending.server.ts";
import type { SearchKind, SearchWords } from "./search.ts";
import { anyOf, askFor, FIELD_BODY, FIELD_HEAD, FIELD_TITLE, readWords, sign, type TokenQuery } from "./tokens.ts";

/**
 * Reads what was typed; null where there is no word in it. A word by which the asker finds nothing at all is looked for as it was probably meant too.
 */
export async function wordsIn(db: Db, q: string, actor: Actor | null = null): Promise<SearchWords | null> {
  const words = readWords(q);
  return words && withMended(words, await mendedWords(db, words, findableBy(actor), 0));
}

const refsWith = (db: Db, kind: SearchKind, query: TokenQuery) =>
  sql`(SELECT e.ref_id FROM search_entries e WHERE e.id IN (${entriesWith(db, [anyOf([sign("k", kind)]), ...query])}))`;

/** True where the thing whose id stands in `idRef` has all words. */
export function entryMatches(db: Db, words: SearchWords, kind: SearchKind, idRef: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(idRef)} IN ${refsWith(db, kind, askFor(words))}`;
}

/** The better it matches the higher: all words in the title, in what stands above the text, in the text, in its files. */
export function entryRank(db: Db, words: SearchWords, kind: SearchKind, idRef: string): RawBuilder<number> {
  const tier = (fields: number) => sql`CASE WHEN ${sql.ref(idRef)} IN ${refsWith(db, kind, askFor(words, fields))} THEN 1 ELSE 0 END`;
  return sql<number>`(${tier(FIELD_TITLE)} + ${tier(FIELD_HEAD)} + ${tier(FIELD_BODY)})`;
}
