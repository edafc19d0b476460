/** The index of the search: what each thing can be found by, and by whom. Conventions as in tables.ts. Decision 0018 says why it is so. */
import type { Generated } from "kysely";

type Instant = string;

/**
 * One row a thing that can be found. Written in the transaction of the change of the thing, by domain/search. Its words are beside it, in a table
 * that each database keeps in its own way (search_words: dialect.server.ts): by which words, in which field, and who may find it.
 */
export interface SearchEntriesTable {
  id: Generated<number>; // id of its words
  kind: string; // key of SEARCH_KINDS in domain/search/search.ts
  ref_id: string; // id of the thing
  at: Instant; // of the thing: newer first where equal
}

/** What is shown of an entry. */
export interface SearchTextsTable {
  id: number; // of the entry
  title: string;
  body: string; // what snippets are cut from, as people read it; of files, the file itself is asked
}

/** Words as they are written in titles, names, tags and summaries: what a mistyped word is mended by. Nobody is shown one without a hit of their own. */
export interface SearchTermsTable {
  term: string;
  reversed: string; // the same from its end: finds by endings
}

export interface SearchTables {
  search_entries: SearchEntriesTable;
  search_texts: SearchTextsTable;
  search_terms: SearchTermsTable;
}
