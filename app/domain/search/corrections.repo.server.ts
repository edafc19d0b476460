/** Mends mistyped words by those of the index. The words of hidden things are in it too: nobody is told one without finding something by it. */
import { sql } from "kysely";
import type { Db } from "#db/create.ts";
import { entriesWith } from "#db/dialect.server.ts";
import { editsFor, nearest, wholeEnds } from "./corrections.ts";
import type { SearchWord } from "./search.ts";
import { askFor, stemming, type TokenQuery } from "./tokens.ts";

const MOST_TERMS = 3_000;
const LAST = "\uFFFF";

const reversed = (text: string): string => [...text].reverse().join("");

/** For each word (long enough to be mended) the terms that may have been meant, the nearest first; in one query. */
export async function listMeant(db: Db, words: readonly SearchWord[]): Promise<Map<string, string[]>> {
  if (words.length === 0) return new Map();
  const parts = words.flatMap(({ plain }) => {
    const { beginning, ending } = wholeEnds(plain);
    const most = editsFor(plain);
    const near = sql`length(term) BETWEEN ${plain.length - most} AND ${plain.length + most} LIMIT ${MOST_TERMS}`;
    const from = reversed(ending);
    return [
      sql`SELECT * FROM (SELECT ${plain} AS word, term FROM search_terms WHERE term >= ${beginning} AND term < ${beginning + LAST} AND ${near}) b`,
      sql`SELECT * FROM (SELECT ${plain} AS word, term FROM search_terms WHERE reversed >= ${from} AND reversed < ${from + LAST} AND ${near}) e`,
    ];
  });
  const { rows } = await sql<{ word: string; term: string }>`${sql.join(parts, sql` UNION `)}`.execute(db);
  const stem = stemming();
  return new Map(
    words.map((word) => {
      const terms = rows.filter((row) => row.word === word.plain && stem(row.term) !== word.stem).map((row) => row.term);
      return [word.plain, nearest(word.plain, terms)];
    }),
  );
}

const COUNTED = 100;

/** How much somebody finds by each of some words alone, as far as it matters; in one query. */
export async function countEach(db: Db, words: readonly SearchWord[], within: TokenQuery): Promise<Map<string, number>> {
  if (words.length === 0) return new Map();
  const counts = words.map(
    (word) => sql`SELECT ${word.plain} AS word, (SELECT count(*) FROM (${entriesWith(db, [...within, ...askFor({ words: [word] })])} LIMIT ${COUNTED}) f) AS found`,
  );
  const { rows } = await sql<{ word: string; found: number }>`${sql.join(counts, sql` UNION ALL `)}`.execute(db);
  return new Map(rows.map((row) => [row.word, Number(row.found)]));
}
