/** Builds the index from the things: whole by the command line, and little by little where it has never been built. */
import type { Db } from "#db/create.ts";
import { refreshSearch } from "./refresh.server.ts";
import { SEARCH_KIND_KEYS, type SearchKind } from "./search.ts";

const TABLES = {
  resource: "resources",
  collection: "collections",
  event: "events",
  thread: "threads",
  announcement: "threads",
  call: "calls",
  node: "nodes",
  establishment: "establishments",
  person: "people",
  agreement: "circle_agreements",
} as const satisfies Record<SearchKind, string>;

const CHUNK = 200;

async function idsAfter(db: Db, kind: SearchKind, after: string): Promise<string[]> {
  const rows = await db.selectFrom(TABLES[kind]).select("id").where("id", ">", after).orderBy("id").limit(CHUNK).execute();
  return rows.map((row) => row.id);
}

/** Entries of things that are no more. */
async function orphansOf(db: Db, kind: SearchKind): Promise<string[]> {
  const rows = await db
    .selectFrom("search_entries as e")
    .select("e.ref_id")
    .where("e.kind", "=", kind)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom(TABLES[kind]).select("id").whereRef("id", "=", "e.ref_id"))))
    .execute();
  return rows.map((row) => row.ref_id);
}

/** Everything anew, in short transactions: people go on searching and writing meanwhile. Tells how many things it has read. */
export async function rebuildSearch(db: Db, tell: (read: number, kind: SearchKind) => void = () => undefined): Promise<number> {
  await db.deleteFrom("search_terms").execute();
  let read = 0;
  for (const kind of SEARCH_KIND_KEYS) {
    let after = "";
    for (let ids = await idsAfter(db, kind, after); ids.length > 0; ids = await idsAfter(db, kind, after)) {
      await db.transaction().execute((tx) => refreshSearch(tx, kind, ids));
      after = ids.at(-1) ?? after;
      read += ids.length;
      tell(read, kind);
    }
    const orphans = await orphansOf(db, kind);
    if (orphans.length > 0) await db.transaction().execute((tx) => refreshSearch(tx, kind, orphans));
  }
  await note(db, DONE);
  return read;
}

/** In settings: how far the first filling has come, as «kind id», or that it is done. */
const KEY = "search_filled";
const DONE = "done";

async function note(db: Db, value: string): Promise<void> {
  await db
    .insertInto("settings")
    .values({ key: KEY, value })
    .onConflict((oc) => oc.column("key").doUpdateSet({ value }))
    .execute();
}

/** One step of the first filling, after the migration that brought the index. True: there is more to do. */
export async function fillSearch(db: Db): Promise<boolean> {
  const noted = await db.selectFrom("settings").select("value").where("key", "=", KEY).executeTakeFirst();
  if (noted?.value === DONE) return false;
  const [kind = SEARCH_KIND_KEYS[0] as SearchKind, after = ""] = (noted?.value ?? "").split(" ").filter(Boolean) as [SearchKind?, string?];
  const ids = await idsAfter(db, kind, after);
  const next = ids.length > 0 ? kind : SEARCH_KIND_KEYS[SEARCH_KIND_KEYS.indexOf(kind) + 1];
  await db.transaction().execute(async (tx) => {
    await refreshSearch(tx, kind, ids);
    await note(tx, next === undefined ? DONE : `${next} ${ids.at(-1) ?? ""}`.trim());
  });
  return next !== undefined;
}
