import { type Insertable, sql } from "kysely";
import { tellsOfSeries, visibleTo } from "#app/domain/events/visibility.server.ts";
import type { Db } from "#db/create.ts";
import type { FeedsTable } from "#db/tables.ts";

export interface FeedRow {
  id: string;
  person_id: string;
  label: string;
  filter: string;
  created_at: string;
  last_fetched_at: string | null;
}

const COLUMNS = ["feeds.id", "feeds.person_id", "feeds.label", "feeds.filter", "feeds.created_at", "feeds.last_fetched_at"] as const;

/** The feed, unless it was revoked. Whether its person may still come in is loadActor's to say. */
export async function findLiveFeed(db: Db, id: string): Promise<FeedRow | undefined> {
  return db.selectFrom("feeds").select(COLUMNS).where("id", "=", id).where("revoked_at", "is", null).executeTakeFirst();
}

/** A person's feeds that are not revoked, the newest first. */
export async function listFeedsOf(db: Db, personId: string): Promise<FeedRow[]> {
  return db
    .selectFrom("feeds")
    .select(COLUMNS)
    .where("person_id", "=", personId)
    .where("revoked_at", "is", null)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(100)
    .execute();
}

export async function countLiveFeeds(db: Db, personId: string): Promise<number> {
  const row = await db
    .selectFrom("feeds")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("person_id", "=", personId)
    .where("revoked_at", "is", null)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** The same id twice is one feed. */
export async function insertFeed(tx: Db, row: Insertable<FeedsTable>): Promise<void> {
  await tx
    .insertInto("feeds")
    .values(row)
    .onConflict((oc) => oc.column("id").doNothing())
    .execute();
}

export async function updateFeedRevoked(tx: Db, id: string, personId: string, now: string): Promise<void> {
  await tx.updateTable("feeds").set({ revoked_at: now }).where("id", "=", id).where("person_id", "=", personId).where("revoked_at", "is", null).execute();
}

/** Notes that a program read the feed, unless that was noted after `notSince`. */
export async function updateFeedFetched(db: Db, id: string, now: string, notSince: string): Promise<void> {
  await db
    .updateTable("feeds")
    .set({ last_fetched_at: now })
    .where("id", "=", id)
    .where((eb) => eb.or([eb("last_fetched_at", "is", null), eb("last_fetched_at", "<", notSince)]))
    .execute();
}

/** A meeting as news tells it. */
export interface NewsRow {
  id: string;
  title: string;
  kind: string;
  status: string;
  zone: string;
  starts_at: string;
  ends_at: string;
  published_at: string;
  calendar_at: string;
  description_html: string;
  place: string | null;
  /** Of a series, of which this is the first date: which, and its rule. */
  series_id: string | null;
  rule: string | null;
}

/** The public meetings announced last, the newest first; of one node, or of all. A series is told once. */
export async function listLatestPublic(db: Db, now: string, limit: number, nodeId?: string): Promise<NewsRow[]> {
  let query = db
    .selectFrom("events")
    .leftJoin("establishments as host", "host.id", "events.host_establishment_id")
    .leftJoin("series", "series.id", "events.series_id")
    .select([
      "series.rule",
      "events.series_id",
      "events.id",
      "events.title",
      "events.kind",
      "events.status",
      "events.zone",
      "events.starts_at",
      "events.ends_at",
      "events.calendar_at",
      "events.description_html",
    ])
    .select([sql<string>`coalesce(events.published_at, events.created_at)`.as("published_at"), sql<string | null>`coalesce(host.name, events.address)`.as("place")])
    .where("events.visibility", "=", "public") // said again for the index
    .where("events.published_at", "is not", null)
    .where(visibleTo(null, now))
    .where(tellsOfSeries);
  if (nodeId) query = query.where("events.id", "in", db.selectFrom("event_nodes").select("event_id").where("node_id", "=", nodeId));
  return query.orderBy("events.published_at", "desc").orderBy("events.id", "desc").limit(limit).execute();
}

/** Every public page that search engines should know: slugs of nodes and schools, ids of public meetings to come. */
export async function listPublicPages(db: Db, from: string, limit: number): Promise<{ nodes: string[]; establishments: string[]; events: string[] }> {
  const nodes = await db.selectFrom("nodes").select("slug").where("archived_at", "is", null).orderBy("slug").limit(limit).execute();
  const establishments = await db.selectFrom("establishments").select("slug").orderBy("slug").limit(limit).execute();
  const events = await db
    .selectFrom("events")
    .select("id")
    .where("visibility", "=", "public")
    .where("status", "=", "published")
    .where("starts_at", ">", from)
    .orderBy("starts_at")
    .limit(limit)
    .execute();
  return { nodes: nodes.map((row) => row.slug), establishments: establishments.map((row) => row.slug), events: events.map((row) => row.id) };
}
