/** Records and sets of OAI-PMH. */
import { sql } from "kysely";
import { resourceOpen } from "#app/domain/resources/visibility.server.ts";
import type { Db } from "#db/create.ts";

export interface OpenRecord {
  id: string;
  changed_at: string;
  /** Public today; else it is told as deleted. */
  open: boolean;
  /** Slugs of its nodes. */
  nodes: string[];
}

export interface RecordFilter {
  from: string | null; // inclusive, instants
  until: string | null;
  nodeId: string | null;
}

const base = (db: Db, { from, until, nodeId }: RecordFilter) =>
  db
    .selectFrom("open_records as o")
    .innerJoin("resources as r", "r.id", "o.resource_id")
    .$if(from !== null, (query) => query.where("o.changed_at", ">=", from ?? ""))
    .$if(until !== null, (query) => query.where("o.changed_at", "<=", until ?? ""))
    .$if(nodeId !== null, (query) =>
      query.where((eb) => eb.exists(eb.selectFrom("open_record_nodes as s").select("s.node_id").whereRef("s.resource_id", "=", "o.resource_id").where("s.node_id", "=", nodeId))),
    );

// Whatever the record says: what is not public now has no metadata.
const isOpen = sql<number>`CASE WHEN o.gone_at IS NULL AND ${resourceOpen} THEN 1 ELSE 0 END`.as("open");

/** In the order in which they changed: what changes while somebody harvests moves to the end, so that nothing is missed. */
export async function listOpenRecords(db: Db, filter: RecordFilter, { after, limit }: { after: [changedAt: string, id: string] | null; limit: number }): Promise<OpenRecord[]> {
  const rows = await base(db, filter)
    .select(["o.resource_id as id", "o.changed_at", isOpen])
    .$if(after !== null, (query) =>
      query.where((eb) => eb.or([eb("o.changed_at", ">", after?.[0] ?? ""), eb.and([eb("o.changed_at", "=", after?.[0] ?? ""), eb("o.resource_id", ">", after?.[1] ?? "")])])),
    )
    .orderBy("o.changed_at")
    .orderBy("o.resource_id")
    .limit(limit)
    .execute();
  return withNodes(db, rows);
}

export async function countOpenRecords(db: Db, filter: RecordFilter): Promise<number> {
  const row = await base(db, filter)
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function findOpenRecord(db: Db, id: string): Promise<OpenRecord | undefined> {
  const row = await base(db, { from: null, until: null, nodeId: null }).select(["o.resource_id as id", "o.changed_at", isOpen]).where("o.resource_id", "=", id).executeTakeFirst();
  return row && (await withNodes(db, [row]))[0];
}

export async function earliestChange(db: Db): Promise<string | undefined> {
  return (await db.selectFrom("open_records").select("changed_at").orderBy("changed_at").limit(1).executeTakeFirst())?.changed_at;
}

export async function listSets(db: Db, limit: number): Promise<{ slug: string; name: string }[]> {
  return db.selectFrom("nodes").select(["slug", "name"]).where("archived_at", "is", null).orderBy("slug").limit(limit).execute();
}

export async function findSet(db: Db, slug: string): Promise<string | undefined> {
  return (await db.selectFrom("nodes").select("id").where("slug", "=", slug).executeTakeFirst())?.id;
}

async function withNodes(db: Db, rows: { id: string; changed_at: string; open: number }[]): Promise<OpenRecord[]> {
  const ids = rows.map((row) => row.id);
  const sets =
    ids.length === 0
      ? []
      : await db
          .selectFrom("open_record_nodes as s")
          .innerJoin("nodes as n", "n.id", "s.node_id")
          .select(["s.resource_id", "n.slug"])
          .where("s.resource_id", "in", ids)
          .orderBy("n.slug")
          .execute();
  return rows.map((row) => ({ ...row, open: row.open === 1, nodes: sets.filter((set) => set.resource_id === row.id).map((set) => set.slug) }));
}
