/** The index of the search: what each thing can be found by, and by whom. Conventions as in tables.ts. */
import type { Generated } from "kysely";

type Instant = string;

/** One row a thing that can be found. Written in the transaction of the change of the thing, by domain/search. */
export interface SearchEntriesTable {
  id: Generated<number>; // rowid of its words
  kind: string; // key of SEARCH_KINDS in domain/search/search.ts
  ref_id: string; // id of the thing
  audience: string; // who may find it, in words: `public`, `members`, `node:<id> …`, `circle:<id>`, `person:<id>`
  title: string;
  body: string; // what snippets are cut from, as people read it
  at: Instant; // of the thing: newer first where equal
}

export interface SearchTables {
  search_entries: SearchEntriesTable;
}
