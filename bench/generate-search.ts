/** The index over everything that can be found. */

import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import { SEARCH_KIND_KEYS, type SearchKind } from "#app/domain/search/search.ts";
import type { Tables } from "#db/tables.ts";
import type { Making } from "./rows.ts";

const TABLE = {
  resource: "resources",
  collection: "collections",
  event: "events",
  node: "nodes",
  establishment: "establishments",
  person: "people",
  agreement: "circle_agreements",
} as const satisfies Record<SearchKind, keyof Tables>;

/** One transaction for so many: the whole index in one would be a long one, one for each thing a slow one. */
const PIECE = 2_000;

export async function generateSearch({ db, say }: Making): Promise<void> {
  for (const kind of SEARCH_KIND_KEYS) {
    const ids = (await db.selectFrom(TABLE[kind]).select("id").orderBy("id").execute()).map(({ id }) => id);
    say(`the index of ${ids.length} (${kind})`);
    for (let from = 0; from < ids.length; from += PIECE) await db.transaction().execute((tx) => refreshSearch(tx, kind, ids.slice(from, from + PIECE)));
  }
}
