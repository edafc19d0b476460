/** Everything that differs between SQLite and PostgreSQL, in one file. */
import { type ExpressionBuilder, type RawBuilder, sql } from "kysely";
import type { Db } from "./create.ts";
import { searchPattern } from "./search-text.ts";
import type { Tables } from "./tables.ts";

/** True when `db` speaks PostgreSQL. */
export function isPostgres(db: Db): boolean {
  return db.getExecutor().adapter.supportsMultipleConnections !== false;
}

/**
 * Holds a row until the transaction ends, so that read-then-write on it is safe.
 * SQLite's BEGIN IMMEDIATE already holds everything; PostgreSQL needs FOR UPDATE.
 */
export async function lockRow(tx: Db, table: keyof Tables, id: string): Promise<void> {
  if (isPostgres(tx)) await sql`SELECT 1 FROM ${sql.table(table)} WHERE id = ${id} FOR UPDATE`.execute(tx);
}

/** A turn at a row that others hang on: like lockRow(), but rows that refer to it may be written meanwhile. */
export async function takeTurn(tx: Db, table: keyof Tables, id: string): Promise<void> {
  if (isPostgres(tx)) await sql`SELECT 1 FROM ${sql.table(table)} WHERE id = ${id} FOR NO KEY UPDATE`.execute(tx);
}

/** lockRow() for several rows, always in the order of their ids. */
export async function lockRows(tx: Db, table: keyof Tables, ids: readonly string[]): Promise<void> {
  if (ids.length > 0 && isPostgres(tx)) await sql`SELECT 1 FROM ${sql.table(table)} WHERE id IN (${sql.join([...ids])}) ORDER BY id FOR UPDATE`.execute(tx);
}

/** `column LIKE pattern` where the pattern's own % and _ were escaped by searchPattern(). */
export function like<DB, TB extends keyof DB>(_eb: ExpressionBuilder<DB, TB>, column: string, pattern: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} LIKE ${pattern} ESCAPE '\\'`;
}

/** True where `column` (a search_text) holds every word of `query`, in any order; at most eight words are looked at. */
export function likeWords(column: string, query: string): RawBuilder<boolean> {
  const words = query.split(/\s+/).filter(Boolean).slice(0, 8);
  if (words.length === 0) return sql<boolean>`1 = 1`;
  return sql<boolean>`(${sql.join(
    words.map((word) => sql`${sql.ref(column)} LIKE ${searchPattern(word)} ESCAPE '\\'`),
    sql` AND `,
  )})`;
}

/**
 * True for agreements of the logbook whose words begin with each of `words` (made by searchWords(): letters and digits alone). By the index on
 * both: FTS5 on SQLite, where triggers keep its table; on PostgreSQL a tsvector of the same words, unparsed, so that both find the same.
 */
export function agreementHasWords(db: Db, alias: string, words: readonly string[]): RawBuilder<boolean> {
  if (words.length === 0) return sql<boolean>`1 = 1`;
  if (isPostgres(db))
    return sql<boolean>`array_to_tsvector(string_to_array(${sql.ref(`${alias}.search_text`)}, ' ')) @@ CAST(${words.map((word) => `'${word}':*`).join(" & ")} AS tsquery)`;
  return sql<boolean>`${sql.ref(`${alias}.id`)} IN (SELECT agreement_id FROM agreement_words WHERE agreement_words MATCH ${words.map((word) => `"${word}"*`).join(" ")})`;
}

/** The row lock that lets two workers claim different rows (SKIP LOCKED); nothing on SQLite, where writers take turns. */
export function skipLocked(db: Db): RawBuilder<unknown> {
  return isPostgres(db) ? sql`FOR UPDATE SKIP LOCKED` : sql``;
}

/** Proves that the database can be written: a no-op write that is rolled forward. Throws when it cannot. */
export async function probeWrite(db: Db): Promise<void> {
  await sql`INSERT INTO settings (key, value) VALUES ('probe', '1') ON CONFLICT (key) DO UPDATE SET value = '1'`.execute(db);
}

export async function tableExists(db: Db, table: string): Promise<boolean> {
  const found = isPostgres(db)
    ? await sql<{ there: number }>`SELECT 1 AS there WHERE to_regclass(${table}) IS NOT NULL`.execute(db)
    : await sql<{ there: number }>`SELECT 1 AS there FROM sqlite_master WHERE type = 'table' AND name = ${table}`.execute(db);
  return found.rows.length > 0;
}

/** A token of the search's index, or all that begin so; all groups must be met, each by one of its tokens. */
type TokenGroups = readonly (readonly { token: string; prefix: boolean }[])[];

/** Ids of the search's entries that have the tokens: FTS5 on SQLite, a tsvector on PostgreSQL, of the same tokens. */
export function entriesWith(db: Db, groups: TokenGroups): RawBuilder<unknown> {
  const asked = (or: string, and: string, write: (token: string, prefix: boolean) => string) =>
    groups.map((group) => `(${group.map(({ token, prefix }) => write(token, prefix)).join(or)})`).join(and);
  if (isPostgres(db)) return sql`SELECT w.id FROM search_entries_with(CAST(${asked(" | ", " & ", (token, prefix) => `'${token}'${prefix ? ":*" : ""}`)} AS tsquery)) AS w(id)`;
  return sql`SELECT w.rowid AS id FROM search_words w WHERE w.search_words MATCH ${asked(" OR ", " AND ", (token, prefix) => `"${token}"${prefix ? "*" : ""}`)}`;
}

/** Puts the tokens of entries in the place of those they had. */
export async function putTokens(tx: Db, entries: readonly { id: number; tokens: readonly string[] }[]): Promise<void> {
  if (entries.length === 0) return;
  await dropTokens(
    tx,
    entries.map((entry) => entry.id),
  );
  const rows = entries.map(({ id, tokens }) => (isPostgres(tx) ? sql`(${id}::int, array_to_tsvector(${[...tokens]}::text[]))` : sql`(${id}, ${tokens.join(" ")})`));
  await sql`INSERT INTO search_words (${isPostgres(tx) ? sql`id` : sql`rowid`}, words) VALUES ${sql.join(rows)}`.execute(tx);
}

export async function dropTokens(tx: Db, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await sql`DELETE FROM search_words WHERE ${isPostgres(tx) ? sql`id` : sql`rowid`} IN (${sql.join([...ids])})`.execute(tx);
}
