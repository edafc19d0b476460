import type { Insertable, Selectable, Updateable } from "kysely";
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import type { Db } from "#db/create.ts";
import { likeWords } from "#db/dialect.server.ts";
import type { NodesTable, Tables } from "#db/tables.ts";
import type { NodeTagData } from "./node.ts";

export type NodeRow = Selectable<NodesTable>;

export interface NodeListRow extends NodeTagData {
  id: string;
  kind: string;
  joining: string;
  summary: string;
  members: number;
}

export interface NodeFilter {
  kind?: string | undefined;
  region?: string | undefined;
  q?: string | undefined;
  page?: number | undefined;
  size?: number | undefined;
}

export async function findNodeBySlug(db: Db, slug: string): Promise<NodeRow | undefined> {
  return db.selectFrom("nodes").selectAll().where("slug", "=", slug).executeTakeFirst();
}

export async function findNodeById(db: Db, id: string): Promise<NodeRow | undefined> {
  return db.selectFrom("nodes").selectAll().where("id", "=", id).executeTakeFirst();
}

export interface NodePageRow extends NodeRow {
  members: number;
  /** The circle that governs it. */
  circle_id: string | null;
  /** Requests without an answer. */
  waiting: number;
  /** How the reader stands there by their membership; null: outside. */
  own: "member" | "invited" | "requested" | null;
}

/** The node as its pages show it, with its counts and how a person stands in it, in one query. */
export async function findNodePage(db: Db, slug: string, personId = ""): Promise<NodePageRow | undefined> {
  return db
    .selectFrom("nodes")
    .selectAll()
    .select([memberCount("nodes.id").as("members"), waitingCount("nodes.id").as("waiting")])
    .select(sql<string | null>`(SELECT c.id FROM circles c WHERE c.node_id = nodes.id AND c.top = 1 AND c.closed_at IS NULL)`.as("circle_id"))
    .select(
      sql<NodePageRow["own"]>`(SELECT CASE WHEN m.joined_at IS NOT NULL THEN 'member' WHEN m.invited_at IS NOT NULL THEN 'invited' ELSE 'requested' END
        FROM memberships m WHERE m.node_id = nodes.id AND m.person_id = ${personId} AND m.open = 1)`.as("own"),
    )
    .where("slug", "=", slug)
    .executeTakeFirst();
}

function waitingCount(column: string) {
  return sql<number>`(SELECT count(*) FROM memberships m WHERE m.node_id = ${sql.ref(column)} AND m.open = 1 AND m.joined_at IS NULL AND m.requested_at IS NOT NULL)`;
}

/**
 * One page of the directory with its members counted, in one query: archived ones are left out. By kind, then by name. Their schools are
 * counted from listNodeReach (withSchools): school by school and node by node it is the dearest thing that a page could ask.
 */
export async function listNodes(db: Db, filter: NodeFilter = {}): Promise<{ rows: NodeListRow[]; total: number }> {
  const size = filter.size ?? 24;
  const page = filteredNodes(db, filter)
    .select(["id", "slug", "name", "kind", "joining", "summary", "colour", "glyph", "search_text", kindOrder.as("kind_order"), sql<number>`count(*) over ()`.as("total")])
    .orderBy("kind_order")
    .orderBy("search_text")
    .orderBy("id")
    .limit(size)
    .offset(((filter.page ?? 1) - 1) * size);
  const rows = await db
    .with("page", () => page)
    .selectFrom("page")
    .select(["id", "slug", "name", "kind", "joining", "summary", "colour", "glyph", "total"])
    .select(memberCount("page.id").as("members"))
    .orderBy("kind_order")
    .orderBy("search_text")
    .orderBy("id")
    .execute();
  const total = rows[0]?.total ?? ((filter.page ?? 1) > 1 ? await countNodes(db, filter) : 0);
  return { rows, total };
}

const kindOrder = sql<number>`CASE kind WHEN 'thematic' THEN 1 WHEN 'community' THEN 2 WHEN 'territorial' THEN 3 ELSE 4 END`;

function filteredNodes(db: Db, filter: NodeFilter) {
  let query = db.selectFrom("nodes").where("archived_at", "is", null);
  if (filter.kind) query = query.where("kind", "=", filter.kind);
  if (filter.q) query = query.where(likeWords("nodes.search_text", filter.q));
  if (filter.region) query = query.where((eb) => reaches(eb, filter.region ?? ""));
  return query;
}

async function countNodes(db: Db, filter: NodeFilter): Promise<number> {
  const row = await filteredNodes(db, filter)
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  return row.total;
}

/** All there ever were, archived ones too. */
export async function countAllNodes(db: Db): Promise<number> {
  const row = await db
    .selectFrom("nodes")
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  return row.total;
}

/** The node has a school in the region: one of its own, or that of a member. */
function reaches(eb: ExpressionBuilder<Tables, "nodes">, region: string): Expression<SqlBool> {
  return eb.or([
    eb.exists(
      eb
        .selectFrom("node_establishments as ne")
        .innerJoin("establishments as e", "e.id", "ne.establishment_id")
        .select("ne.node_id")
        .whereRef("ne.node_id", "=", "nodes.id")
        .where("ne.until", "is", null)
        .where("e.region_code", "=", region),
    ),
    eb.exists(
      eb
        .selectFrom("memberships as m")
        .innerJoin("people as p", "p.id", "m.person_id")
        .innerJoin("establishments as e", "e.id", "p.establishment_id")
        .select("m.node_id")
        .whereRef("m.node_id", "=", "nodes.id")
        .where("m.open", "=", 1)
        .where("m.joined_at", "is not", null)
        .where("e.region_code", "=", region),
    ),
  ]);
}

/** How many are in, for a query that has the node's id in `column`. Answered from the index alone. */
export function memberCount(column: string) {
  return sql<number>`(SELECT count(*) FROM memberships m WHERE m.node_id = ${sql.ref(column)} AND m.open = 1 AND m.joined_at IS NOT NULL)`;
}

/** How many schools: its own and those of its members, each once. For a node or three; for many, withSchools. */
export function schoolCount(column: string) {
  return sql<number>`(SELECT count(*) FROM (${schoolIds(column)}) s)`;
}

/** The ids of a node's schools, for a query that has the node's id in `column`. */
export function schoolIds(column: string) {
  return sql`SELECT ne.establishment_id FROM node_establishments ne WHERE ne.node_id = ${sql.ref(column)} AND ne.until IS NULL
    UNION SELECT p.establishment_id FROM memberships m JOIN people p ON p.id = m.person_id
    WHERE m.node_id = ${sql.ref(column)} AND m.open = 1 AND m.joined_at IS NOT NULL AND p.establishment_id IS NOT NULL`;
}

export interface NodeOption extends NodeTagData {
  id: string;
  kind: string;
}

/** For selects: all that are alive, by name; `ids` narrows to some (those one coordinates). */
export async function nodeOptions(db: Db, ids?: string[]): Promise<NodeOption[]> {
  if (ids?.length === 0) return [];
  let query = db.selectFrom("nodes").select(["id", "slug", "name", "kind", "colour", "glyph"]).where("archived_at", "is", null);
  if (ids) query = query.where("id", "in", ids);
  return query.orderBy("search_text").execute();
}

/** Where a node's schools are: one row a comuna, with how many schools; for la franja. */
export interface NodeReachRow {
  node_id: string;
  comuna_code: string;
  region_code: string;
  lat: number | null;
  lon: number | null;
  schools: number;
}

/** The reach of some nodes (all that are alive without `nodeIds`), in one query. */
export async function listNodeReach(db: Db, nodeIds?: string[]): Promise<NodeReachRow[]> {
  if (nodeIds?.length === 0) return [];
  const chosen = nodeIds ? sql`AND n.id IN (${sql.join(nodeIds)})` : sql``;
  const { rows } = await sql<NodeReachRow>`
    SELECT s.node_id, e.comuna_code, e.region_code, c.lat, c.lon, count(*) AS schools FROM (
      SELECT ne.node_id, ne.establishment_id FROM nodes n JOIN node_establishments ne ON ne.node_id = n.id
        WHERE n.archived_at IS NULL ${chosen} AND ne.until IS NULL
      UNION SELECT m.node_id, p.establishment_id FROM nodes n JOIN memberships m ON m.node_id = n.id JOIN people p ON p.id = m.person_id
        WHERE n.archived_at IS NULL ${chosen} AND m.open = 1 AND m.joined_at IS NOT NULL AND p.establishment_id IS NOT NULL
    ) s JOIN establishments e ON e.id = s.establishment_id JOIN comunas c ON c.code = e.comuna_code
    GROUP BY s.node_id, e.comuna_code, e.region_code, c.lat, c.lon`.execute(db);
  return rows;
}

/** Each node with how many schools it has: its own and those of its members, each once. */
export function withSchools<T extends { id: string }>(nodes: readonly T[], reach: readonly NodeReachRow[]): (T & { schools: number })[] {
  const counts = new Map<string, number>();
  for (const { node_id, schools } of reach) counts.set(node_id, (counts.get(node_id) ?? 0) + schools);
  return nodes.map((node) => ({ ...node, schools: counts.get(node.id) ?? 0 }));
}

export async function insertNode(tx: Db, node: Insertable<NodesTable>): Promise<void> {
  await tx.insertInto("nodes").values(node).execute();
  await refreshSearch(tx, "node", [node.id]);
}

export async function updateNode(tx: Db, id: string, change: Updateable<NodesTable>): Promise<void> {
  await tx.updateTable("nodes").set(change).where("id", "=", id).execute();
  await refreshSearch(tx, "node", [id]);
}
