/** Keeps the index as the things are: in the transaction of each change. */
import type { Db } from "#db/create.ts";
import { dropTokens, putTokens } from "#db/dialect.server.ts";
import { ADMINISTRATION, type Entry, ofKind } from "./entry.ts";
import type { SearchKind } from "./search.ts";
import { announcementEntries, callEntries, threadEntries } from "./talks.repo.server.ts";
import { agreementEntries, establishmentEntries, eventEntries, nodeEntries, personEntries } from "./things.repo.server.ts";
import { stemming, termsOf, tokensOf } from "./tokens.ts";
import { collectionEntries, resourceEntries } from "./works.repo.server.ts";

const READ: Record<SearchKind, (db: Db, ids: readonly string[]) => Promise<Entry[]>> = {
  resource: resourceEntries,
  collection: collectionEntries,
  event: eventEntries,
  thread: threadEntries,
  announcement: announcementEntries,
  call: callEntries,
  node: nodeEntries,
  establishment: establishmentEntries,
  person: personEntries,
  agreement: agreementEntries,
};

/** So many are read and written at once: their files' text is in memory meanwhile. */
const CHUNK = 50;

/**
 * Writes anew what some things are found by, and by whom; takes out those that cannot be found (any more). Within the transaction of their change:
 * whoever reads after it finds them as they are. A thread is refreshed as what visitors find of it, too.
 */
export async function refreshSearch(tx: Db, kind: SearchKind, ids: readonly string[]): Promise<void> {
  const all = kind === "event" ? await withSiblings(tx, ids) : [...new Set(ids)];
  all.sort();
  for (let from = 0; from < all.length; from += CHUNK) await refreshChunk(tx, kind, all.slice(from, from + CHUNK));
  if (kind === "thread") await refreshSearch(tx, "announcement", all);
}

/** Who reads a circle's logbook has changed, or what it is called. */
export async function refreshAgreementsOf(tx: Db, circleId: string): Promise<void> {
  const rows = await tx.selectFrom("circle_agreements").select("id").where("circle_id", "=", circleId).execute();
  await refreshSearch(
    tx,
    "agreement",
    rows.map((row) => row.id),
  );
}

/** Who sits in the jury of a call, or applies to it, has changed: where it is for the people of a node, they find it too. */
export async function refreshReadersOfCall(tx: Db, callId: string): Promise<void> {
  const call = await tx.selectFrom("calls").select("visibility").where("id", "=", callId).executeTakeFirst();
  if (call?.visibility === "node") await refreshSearch(tx, "call", [callId]);
}

async function refreshChunk(tx: Db, kind: SearchKind, ids: readonly string[]): Promise<void> {
  const entries = await READ[kind](tx, ids);
  const found = new Set(entries.map((entry) => entry.ref_id));
  await dropEntries(
    tx,
    kind,
    ids.filter((id) => !found.has(id)),
  );
  if (entries.length === 0) return;
  const numbers = await putEntries(tx, kind, entries);
  const stem = stemming();
  const rows = entries.flatMap((entry) => {
    const id = numbers.get(entry.ref_id);
    return id === undefined ? [] : [{ id, tokens: [...new Set([...entry.signs, ...(entry.own ? [] : [ADMINISTRATION]), ofKind(kind)]), ...tokensOf(entry, stem)] }];
  });
  await putTokens(tx, rows);
  await putTerms(tx, new Set(entries.flatMap(termsOf)));
}

async function putEntries(tx: Db, kind: SearchKind, entries: readonly Entry[]): Promise<Map<string, number>> {
  const rows = await tx
    .insertInto("search_entries")
    .values(entries.map(({ ref_id, at }) => ({ kind, ref_id, at })))
    .onConflict((oc) => oc.columns(["kind", "ref_id"]).doUpdateSet((eb) => ({ at: eb.ref("excluded.at") })))
    .returning(["id", "ref_id"])
    .execute();
  const ids = new Map(rows.map((row) => [row.ref_id, row.id]));
  await tx
    .insertInto("search_texts")
    .values(entries.map(({ ref_id, title, shown }) => ({ id: ids.get(ref_id) as number, title, body: shown })))
    .onConflict((oc) => oc.column("id").doUpdateSet((eb) => ({ title: eb.ref("excluded.title"), body: eb.ref("excluded.body") })))
    .execute();
  return ids;
}

async function dropEntries(tx: Db, kind: SearchKind, refIds: readonly string[]): Promise<void> {
  if (refIds.length === 0) return;
  const gone = await tx
    .deleteFrom("search_entries")
    .where("kind", "=", kind)
    .where("ref_id", "in", [...refIds])
    .returning("id")
    .execute();
  const ids = gone.map((row) => row.id);
  if (ids.length > 0) await tx.deleteFrom("search_texts").where("id", "in", ids).execute();
  await dropTokens(tx, ids);
}

const TERMS_AT_ONCE = 500;

/** Words of what is gone stay until the index is built anew: nobody is shown one that finds them nothing. */
async function putTerms(tx: Db, terms: ReadonlySet<string>): Promise<void> {
  const rows = [...terms].sort().map((term) => ({ term, reversed: [...term].reverse().join("") }));
  for (let from = 0; from < rows.length; from += TERMS_AT_ONCE)
    await tx
      .insertInto("search_terms")
      .values(rows.slice(from, from + TERMS_AT_ONCE))
      .onConflict((oc) => oc.doNothing())
      .execute();
}

/** Which date stands for a series depends on the others. */
async function withSiblings(tx: Db, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const series = tx
    .selectFrom("events")
    .select("series_id")
    .where("id", "in", [...ids])
    .where("series_id", "is not", null);
  const siblings = await tx.selectFrom("events").select("id").where("series_id", "in", series).execute();
  return [...new Set([...ids, ...siblings.map((row) => row.id)])];
}
