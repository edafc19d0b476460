import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { resourceListedFor, resourceVisibleTo } from "#app/domain/resources/visibility.server.ts";
import type { Db } from "#db/create.ts";
import type { ReplicationsTable } from "#db/repository-tables.ts";

export type ReplicationRow = Selectable<ReplicationsTable>;

/** One as its readers see it. */
export interface ListedReplication {
  id: string;
  used_on: string;
  place: string;
  changed_html: string;
  happened_html: string;
  evidence_url: string | null;
  school: string | null;
  school_slug: string | null;
  comuna: string | null;
  lat: number | null;
  lon: number | null;
  person_id: string | null;
  person: string | null;
  adaptation: { kind: string; slug: string; title: string } | null;
  /** How many files it has, or had. */
  evidence: number;
}

/** Those of a resource that the reader may see, the earliest first: a chain grows at its end. */
export async function listReplications(db: Db, actor: Actor | null, resourceId: string, { page, size }: { page: number; size: number }) {
  const rows = await db
    .selectFrom("replications as x")
    .innerJoin("resources as r", "r.id", "x.resource_id")
    .leftJoin("establishments as e", "e.id", "x.establishment_id")
    .leftJoin("comunas as c", "c.code", "e.comuna_code")
    .leftJoin("people as p", "p.id", "x.person_id")
    .select(["x.id", "x.used_on", "x.place", "x.changed_html", "x.happened_html", "x.evidence_url", "x.person_id"])
    .select(["e.name as school", "e.slug as school_slug", "c.name as comuna", "c.lat", "c.lon", "p.name as person"])
    .select(sql<string | null>`(SELECT r.kind || ' ' || r.slug || ' ' || r.title FROM resources r WHERE r.id = x.adaptation_id AND ${resourceListedFor(actor)})`.as("adaptation"))
    .select(sql<number>`(SELECT count(*) FROM attachments a WHERE a.owner_kind = 'replication' AND a.owner_id = x.id)`.as("evidence"))
    .select(sql<number>`count(*) over ()`.as("total"))
    .where("x.resource_id", "=", resourceId)
    .where("x.removed_at", "is", null)
    .where(resourceVisibleTo(actor))
    .orderBy("x.used_on")
    .orderBy("x.id")
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  const listed = rows.map(({ total: _, adaptation, ...row }): ListedReplication => ({ ...row, adaptation: adaptationOf(adaptation) }));
  return { rows: listed, total: rows[0]?.total ?? (page > 1 ? await countReplications(db, resourceId) : 0) };
}

/** «experience slug The title»: neither kinds nor slugs have spaces. */
function adaptationOf(words: string | null): ListedReplication["adaptation"] {
  const [, kind, slug, title] = /^(\S+) (\S+) (.*)$/s.exec(words ?? "") ?? [];
  return kind && slug ? { kind, slug, title: title ?? "" } : null;
}

export async function countReplications(db: Db, resourceId: string): Promise<number> {
  const { count } = await db
    .selectFrom("replications")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("resource_id", "=", resourceId)
    .where("removed_at", "is", null)
    .executeTakeFirstOrThrow();
  return count;
}

export async function findReplication(db: Db, resourceId: string, id: string): Promise<ReplicationRow | null> {
  return (await db.selectFrom("replications").selectAll().where("resource_id", "=", resourceId).where("id", "=", id).executeTakeFirst()) ?? null;
}

/** False when the id is taken. */
export async function insertReplication(tx: Db, row: Insertable<ReplicationsTable>): Promise<boolean> {
  const result = await tx
    .insertInto("replications")
    .values(row)
    .onConflict((oc) => oc.column("id").doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) === 1;
}

export async function updateReplication(tx: Db, id: string, change: Updateable<ReplicationsTable>): Promise<void> {
  await tx.updateTable("replications").set(change).where("id", "=", id).execute();
}

/** The counter of a resource says what stands, whatever happened in between. */
export async function recountReplications(tx: Db, resourceId: string): Promise<void> {
  await tx
    .updateTable("resources")
    .set({ replications_count: await countReplications(tx, resourceId) })
    .where("id", "=", resourceId)
    .execute();
}

export interface ReplicatedRow {
  id: string;
  slug: string;
  kind: string;
  title: string;
  state: string;
  visibility: string;
  created_by: string | null;
}

/** The resource, for who may see it: by its id, or by its slug. */
export async function findReplicated(db: Db, actor: Actor | null, by: { id: string } | { slug: string }): Promise<ReplicatedRow | null> {
  const query = db.selectFrom("resources as r").select(["r.id", "r.slug", "r.kind", "r.title", "r.state", "r.visibility", "r.created_by"]).where(resourceVisibleTo(actor));
  return (await ("id" in by ? query.where("r.id", "=", by.id) : query.where("r.slug", "=", by.slug)).executeTakeFirst()) ?? null;
}

export async function listNodeIds(db: Db, resourceId: string): Promise<string[]> {
  const rows = await db.selectFrom("resource_nodes").select("node_id").where("resource_id", "=", resourceId).execute();
  return rows.map((row) => row.node_id);
}

/** Who made it, with an account: they are told that it was used. */
export async function listMakers(db: Db, resourceId: string): Promise<{ id: string; name: string; email: string }[]> {
  return db
    .selectFrom("people as p")
    .select(["p.id", "p.name", "p.email"])
    .where("p.suspended_at", "is", null)
    .where((eb) =>
      eb.or([
        eb.exists(eb.selectFrom("resources as r").select("r.id").where("r.id", "=", resourceId).whereRef("r.created_by", "=", "p.id")),
        eb.exists(eb.selectFrom("resource_authors as a").select("a.id").where("a.resource_id", "=", resourceId).whereRef("a.person_id", "=", "p.id")),
      ]),
    )
    .orderBy("p.id")
    .execute();
}

/** What somebody made, for saying «this came of it». The latest first. */
export async function listOwnWorks(db: Db, personId: string, without: string): Promise<{ id: string; title: string }[]> {
  return db
    .selectFrom("resources as r")
    .select(["r.id", "r.title"])
    .where("r.created_by", "=", personId)
    .where("r.id", "<>", without)
    .where("r.title", "<>", "")
    .where("r.state", "in", ["draft", "in_review", "published"])
    .orderBy("r.updated_at", "desc")
    .orderBy("r.id")
    .limit(50)
    .execute();
}
