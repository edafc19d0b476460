/** Whom the names in a text may mean. */
import { type RawBuilder, sql } from "kysely";
import type { Db } from "#db/create.ts";
import { searchText } from "#db/search-text.ts";
import type { Person } from "./mentions.ts";

const MOST = 300;

/**
 * Those whose names hold one of the first words of the mentions, of the people `p` that `among` lets through (who can read what names them, and is
 * known around it); which of them is meant, `mentions.ts` says.
 */
export async function listNamesakes(db: Db, firstWords: readonly string[], among: RawBuilder<unknown>): Promise<Person[]> {
  const words = [...new Set(firstWords.map((word) => searchText(word)).filter(Boolean))].slice(0, 20);
  if (words.length === 0) return [];
  const named = sql.join(
    words.map((word) => sql`(' ' || p.search_text) LIKE ${`% ${word.replace(/[\\%_]/g, (c) => `\\${c}`)}%`} ESCAPE '\\'`),
    sql` OR `,
  );
  const { rows } = await sql<Person>`SELECT p.id, p.name, e.name AS school FROM people p LEFT JOIN establishments e ON e.id = p.establishment_id
    WHERE p.suspended_at IS NULL AND (${named}) AND (${among}) ORDER BY p.name, p.id LIMIT ${MOST}`.execute(db);
  return rows;
}
