/**
 * Normalises text for matching with LIKE on both databases: lower case, no accents, single spaces.
 * Goes in: the parts of a row that should be found. Comes out: one line; the query goes through the same function.
 */
export function searchText(...parts: (string | null | undefined)[]): string {
  return parts
    .filter((part) => part)
    .join(" ")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
}

/** The LIKE pattern that finds `query` anywhere in a `search_text` column. Use with `ESCAPE '\'` (see dialect.ts likeSearch). */
export function searchPattern(query: string): string {
  return `%${searchText(query).replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
}

/** Longer ones are no words, and a database's index would refuse them. */
const WORD_MAX = 60;

/** The same as words alone, for full text search: letters and digits, single spaces. */
export function searchWords(...parts: (string | null | undefined)[]): string {
  return searchText(...parts)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => word.slice(0, WORD_MAX))
    .join(" ");
}
