/** Somebody at a resource: how they marked it, and where it stands on the path by which they came. */
import { sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import type { Marks } from "#app/domain/marks/mark.ts";
import { resourceListedFor } from "#app/domain/resources/visibility.server.ts";
import type { Db } from "#db/create.ts";
import { collectionVisibleTo } from "./visibility.server.ts";

export interface CollectionStep {
  slug: string;
  title: string;
  at: number;
  of: number;
  previous: { kind: string; slug: string; title: string } | null;
  next: { kind: string; slug: string; title: string } | null;
}

export interface Reading {
  /** null: a visitor. */
  marks: Marks | null;
  /** Among the items of the collection that they may see; null where it is not on that path, or they did not come by one. */
  step: CollectionStep | null;
}

interface Row {
  what: "mark" | "step";
  id: string;
  kind: string;
  slug: string;
  title: string;
  collection: string;
  position: number;
  item: string;
}

/** One query, or none. */
export async function readingOf(db: Db, actor: Actor | null, resourceId: string, collectionSlug: string | null): Promise<Reading> {
  const known = collectionSlug !== null && /^[a-z0-9-]{1,120}$/.test(collectionSlug);
  const marks = sql`SELECT 'mark' AS what, '' AS id, kind, '' AS slug, '' AS title, '' AS collection, 0 AS position, '' AS item FROM resource_marks
    WHERE resource_id = ${resourceId} AND person_id = ${actor?.id ?? ""}`;
  const steps = sql`SELECT 'step' AS what, r.id, r.kind, r.slug, r.title, c.title AS collection, i.position, i.id AS item
    FROM collections c JOIN collection_items i ON i.collection_id = c.id JOIN resources r ON r.id = i.resource_id
    WHERE c.slug = ${collectionSlug ?? ""} AND ${collectionVisibleTo(actor)} AND ${resourceListedFor(actor)}`;
  const asked = [...(actor ? [marks] : []), ...(known ? [steps] : [])];
  const rows = asked.length === 0 ? [] : (await sql<Row>`SELECT * FROM (${sql.join(asked, sql` UNION ALL `)}) found ORDER BY position, item`.execute(db)).rows;
  const marked = rows.filter((row) => row.what === "mark").map((row) => row.kind);
  return {
    marks: actor && { saved: marked.includes("saved"), useful: marked.includes("useful") },
    step: stepAt(
      rows.filter((row) => row.what === "step"),
      resourceId,
      collectionSlug ?? "",
    ),
  };
}

function stepAt(rows: readonly Row[], resourceId: string, slug: string): CollectionStep | null {
  const at = rows.findIndex((row) => row.id === resourceId);
  if (at < 0) return null;
  const step = (index: number) => {
    const row = rows[index];
    return row ? { kind: row.kind, slug: row.slug, title: row.title } : null;
  };
  return { slug, title: rows[at]?.collection ?? "", at: at + 1, of: rows.length, previous: step(at - 1), next: step(at + 1) };
}
