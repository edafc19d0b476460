/** Asks the index. Who may find what is in the query (`TokenQuery`), so that counts and pages are of the asker alone. */
import { type RawBuilder, sql } from "kysely";
import type { Db } from "#db/create.ts";
import { entriesWith } from "#db/dialect.server.ts";
import { ofKind } from "./entry.ts";
import { SEARCH_KIND_KEYS, type SearchKind, type SearchWords } from "./search.ts";
import { anyOf, askExactly, askFor, FIELD_ALL, FIELD_BODY, FIELD_HEAD, FIELD_TITLE, type TokenQuery } from "./tokens.ts";

/** What a page is taken from. */
export interface Asking {
  words: SearchWords;
  /** Who asks, and where it must belong. */
  within: TokenQuery;
  kind: SearchKind | undefined;
  size: number;
  page: number;
}

export interface Finding {
  id: number;
  kind: SearchKind;
  ref_id: string;
  title: string;
  body: string;
  at: string;
}

export interface Counts {
  kinds: Record<SearchKind, number>;
  /** The strongest fields that fill the page by themselves. */
  fields: number;
}

/** Those that often fill a page by themselves, and are soon read. */
const STRONG = [FIELD_TITLE, FIELD_HEAD] as const;
const TIERS = [...STRONG, FIELD_BODY] as const;

const narrowed = ({ within, kind }: Pick<Asking, "within" | "kind">): TokenQuery => (kind ? [...within, anyOf([ofKind(kind)])] : within);

/** How many there are of each kind, and how far down the fields one has to go for this page: in one query. */
export async function countFindings(db: Db, asking: Asking): Promise<Counts> {
  const all = entriesWith(db, [...asking.within, ...askFor(asking.words)]);
  const kinds = sql`SELECT e.kind AS name, count(*) AS found FROM search_entries e WHERE e.id IN (${all}) GROUP BY e.kind`;
  const enough = asking.page * asking.size;
  const strong = STRONG.map(
    (fields) =>
      sql`SELECT ${String(fields)} AS name, (SELECT count(*) FROM (${entriesWith(db, [...narrowed(asking), ...askFor(asking.words, fields)])} LIMIT ${enough}) t) AS found`,
  );
  const { rows } = await sql<{ name: string; found: number }>`${sql.join([kinds, ...strong], sql` UNION ALL `)}`.execute(db);
  const found = new Map(rows.map((row) => [row.name, Number(row.found)]));
  const fields = STRONG.find((each) => (found.get(String(each)) ?? 0) >= enough) ?? FIELD_ALL;
  return { kinds: Object.fromEntries(SEARCH_KIND_KEYS.map((kind) => [kind, found.get(kind) ?? 0])) as Record<SearchKind, number>, fields };
}

/**
 * One page, the best first: all words in the title, in the head, in the text, anywhere; in the same place, as they were typed before other forms; then
 * the newest. What stands in stronger fields comes before the rest, so that where those fill the page nothing else is looked at.
 */
export async function listFindings(db: Db, asking: Asking, fields: number): Promise<Finding[]> {
  const base = narrowed(asking);
  const among = (query: TokenQuery): RawBuilder<number> => sql<number>`CASE WHEN e.id IN (${entriesWith(db, [...base, ...query])}) THEN 1 ELSE 0 END`;
  const tiers = TIERS.filter((tier) => tier < fields).map((tier) => among(askFor(asking.words, tier)));
  const score = sql<number>`(${sql.join([...tiers.map((tier) => sql`2 * ${tier}`), among(askExactly(asking.words))], sql` + `)})`;
  const page = db
    .selectFrom("search_entries as e")
    .select(["e.id", "e.kind", "e.ref_id", "e.at", score.as("score")])
    .where(sql<boolean>`e.id IN (${entriesWith(db, [...base, ...askFor(asking.words, fields)])})`)
    .orderBy("score", "desc")
    .orderBy("e.at", "desc")
    .orderBy("e.id", "desc")
    .limit(asking.size)
    .offset((asking.page - 1) * asking.size);
  return db
    .selectFrom(page.as("p"))
    .innerJoin("search_texts as t", "t.id", "p.id")
    .select(["p.id", sql<SearchKind>`p.kind`.as("kind"), "p.ref_id", "p.at", "t.title", "t.body"])
    .orderBy("p.score", "desc")
    .orderBy("p.at", "desc")
    .orderBy("p.id", "desc")
    .execute();
}
