import { sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { resourceListedFor } from "#app/domain/resources/visibility.server.ts";
import type { Db } from "#db/create.ts";
import type { Tables } from "#db/tables.ts";
import { collectionVisibleTo } from "./visibility.server.ts";

export interface CollectionCard {
  id: string;
  slug: string;
  title: string;
  summary: string;
  visibility: string;
  node: string | null;
  /** Those that the reader may see. */
  items: number;
  archived_at: string | null;
}

interface Filter {
  /** Only what somebody made, put away or not. */
  madeBy?: string;
  nodeId?: string;
  page: number;
  size: number;
}

/** What the reader may find, the latest changed first. */
export async function listCollections(db: Db, actor: Actor | null, { madeBy, nodeId, page, size }: Filter): Promise<{ rows: CollectionCard[]; total: number }> {
  const made = madeBy === undefined ? sql`c.archived_at IS NULL` : sql`c.created_by = ${madeBy}`;
  const ofNode = nodeId === undefined ? sql`` : sql` AND c.node_id = ${nodeId}`;
  // The page first: items are counted for its rows alone, and from the items (CROSS JOIN is SQLite's word for this order), not from all resources.
  const { rows } = await sql<CollectionCard & { total: number; updated_at: string }>`
    SELECT p.*, (SELECT COUNT(*) FROM collection_items i CROSS JOIN resources r WHERE i.collection_id = p.id AND r.id = i.resource_id AND ${resourceListedFor(actor)}) AS items
    FROM (SELECT c.id, c.slug, c.title, c.summary, c.visibility, c.archived_at, c.updated_at, n.name AS node, COUNT(*) OVER () AS total
      FROM collections c LEFT JOIN nodes n ON n.id = c.node_id WHERE ${made}${ofNode} AND ${collectionVisibleTo(actor)}
      ORDER BY c.updated_at DESC, c.id DESC LIMIT ${size} OFFSET ${(page - 1) * size}) p
    ORDER BY p.updated_at DESC, p.id DESC`.execute(db);
  return { rows: rows.map(({ total: _total, updated_at: _at, ...row }) => row), total: rows[0]?.total ?? 0 };
}

export type CollectionRow = Tables["collections"] & { node: string | null; node_slug: string | null; author: string | null };

export async function findCollection(db: Db, actor: Actor | null, by: { slug: string } | { id: string }): Promise<CollectionRow | undefined> {
  const is = "id" in by ? sql`c.id = ${by.id}` : sql`c.slug = ${by.slug}`;
  const { rows } = await sql<CollectionRow>`SELECT c.*, n.name AS node, n.slug AS node_slug, p.name AS author FROM collections c
    LEFT JOIN nodes n ON n.id = c.node_id LEFT JOIN people p ON p.id = c.created_by WHERE ${is} AND ${collectionVisibleTo(actor)}`.execute(db);
  return rows[0];
}

export interface CollectionItem {
  resource_id: string;
  slug: string;
  kind: string;
  title: string;
  summary: string;
  note_md: string;
  note_html: string;
}

/** In their order; of those only that the reader may see. */
export async function listItems(db: Db, actor: Actor | null, collectionId: string): Promise<CollectionItem[]> {
  const { rows } =
    await sql<CollectionItem>`SELECT i.resource_id, r.slug, r.kind, r.title, r.summary, i.note_md, i.note_html FROM collection_items i JOIN resources r ON r.id = i.resource_id
    WHERE i.collection_id = ${collectionId} AND ${resourceListedFor(actor)} ORDER BY i.position, i.id`.execute(db);
  return rows;
}

/** All of them, seen or not: for keeping their order. */
export async function listOrder(db: Db, collectionId: string): Promise<{ id: string; resource_id: string; position: number; note_md: string }[]> {
  return db
    .selectFrom("collection_items")
    .select(["id", "resource_id", "position", "note_md"])
    .where("collection_id", "=", collectionId)
    .orderBy("position")
    .orderBy("id")
    .execute();
}

/** The collections that somebody may add to, with whether this resource is in them. */
export async function listEditable(db: Db, actor: Actor, curated: readonly string[], resourceId: string): Promise<{ id: string; title: string; holds: number }[]> {
  const ofNodes = curated.length === 0 ? sql`` : sql` OR (c.visibility <> 'mine' AND c.node_id IN (${sql.join([...curated])}))`;
  const { rows } = await sql<{ id: string; title: string; holds: number }>`SELECT c.id, c.title,
      CASE WHEN EXISTS (SELECT 1 FROM collection_items i WHERE i.collection_id = c.id AND i.resource_id = ${resourceId}) THEN 1 ELSE 0 END AS holds
    FROM collections c WHERE c.archived_at IS NULL AND (c.created_by = ${actor.id}${ofNodes}) ORDER BY c.updated_at DESC, c.id LIMIT 100`.execute(db);
  return rows;
}

export async function insertCollection(tx: Db, row: Tables["collections"]): Promise<void> {
  await tx.insertInto("collections").values(row).execute();
}

export async function updateCollection(tx: Db, id: string, change: Partial<Tables["collections"]>): Promise<void> {
  await tx.updateTable("collections").set(change).where("id", "=", id).execute();
}

export async function insertItem(tx: Db, row: Tables["collection_items"]): Promise<void> {
  await tx
    .insertInto("collection_items")
    .values(row)
    .onConflict((oc) => oc.columns(["collection_id", "resource_id"]).doNothing())
    .execute();
}

export async function deleteItem(tx: Db, collectionId: string, resourceId: string): Promise<void> {
  await tx.deleteFrom("collection_items").where("collection_id", "=", collectionId).where("resource_id", "=", resourceId).execute();
}

export async function updateNote(tx: Db, collectionId: string, resourceId: string, note: { note_md: string; note_html: string }): Promise<void> {
  await tx.updateTable("collection_items").set(note).where("collection_id", "=", collectionId).where("resource_id", "=", resourceId).execute();
}

/** Numbers them anew in this order, in one statement. */
export async function writeOrder(tx: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const cases = sql.join(
    ids.map((id, index) => sql`WHEN ${id} THEN CAST(${index + 1} AS INTEGER)`),
    sql` `,
  );
  await sql`UPDATE collection_items SET position = CASE id ${cases} END WHERE id IN (${sql.join([...ids])})`.execute(tx);
}
