import { sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { resourceListedFor, resourceVisibleTo } from "#app/domain/resources/visibility.server.ts";
import type { Db } from "#db/create.ts";
import { CHAIN_DEPTH, CHAIN_MAX, type Chain, type ChainLink } from "./replication.ts";

type Row = Omit<ChainLink, "schools"> & { school_slug: string | null; school: string | null; comuna: string | null; lat: number | null; lon: number | null; showings: number };

/**
 * What a resource comes from, and what came of it, as far as the reader sees: a link that they may not see ends the chain there, so that nothing
 * beyond it can be told from what is shown. One query.
 */
export async function chainOf(db: Db, actor: Actor | null, resourceId: string): Promise<Chain> {
  const listed = resourceListedFor(actor);
  const { rows } = await sql<Row>`
    WITH RECURSIVE
      up (id, depth) AS (
        SELECT o.adapted_from_id, -1 FROM resources o WHERE o.id = ${resourceId} AND o.adapted_from_id IS NOT NULL
        UNION ALL
        SELECT r.adapted_from_id, up.depth - 1 FROM up JOIN resources r ON r.id = up.id
        WHERE r.adapted_from_id IS NOT NULL AND up.depth > ${sql.lit(-CHAIN_DEPTH)} AND ${listed}
      ),
      down (id, depth) AS (
        SELECT r.id, 1 FROM resources r WHERE r.adapted_from_id = ${resourceId} AND ${listed}
        UNION ALL
        SELECT r.id, down.depth + 1 FROM down JOIN resources r ON r.adapted_from_id = down.id
        WHERE down.depth < ${sql.lit(CHAIN_DEPTH)} AND ${listed}
      ),
      links AS (
        SELECT r.id, r.kind, r.slug, r.title, r.adapted_from_id AS from_id, r.published_at, l.depth
        FROM (SELECT id, depth FROM up UNION ALL SELECT id, depth FROM down) l JOIN resources r ON r.id = l.id
        WHERE ${listed} AND r.id <> ${resourceId} ORDER BY l.depth, r.published_at, r.id LIMIT ${sql.lit(CHAIN_MAX)}
      ),
      shown AS (
        SELECT * FROM links
        UNION ALL
        SELECT r.id, r.kind, r.slug, r.title, r.adapted_from_id, r.published_at, 0 FROM resources r WHERE r.id = ${resourceId} AND ${resourceVisibleTo(actor)}
      )
    SELECT l.id, l.kind, l.slug, l.title, l.from_id, l.depth, e.slug AS school_slug, e.name AS school, c.name AS comuna, c.lat, c.lon,
      CASE WHEN l.depth = 0 THEN (SELECT count(*) FROM event_experiences x WHERE x.resource_id = l.id) ELSE 0 END AS showings
    FROM shown l LEFT JOIN resource_schools s ON s.resource_id = l.id LEFT JOIN establishments e ON e.id = s.establishment_id LEFT JOIN comunas c ON c.code = e.comuna_code
    ORDER BY l.depth, l.published_at, l.id, e.search_text`.execute(db);
  const links = linksOf(rows);
  const own = links.find((link) => link.depth === 0);
  // Whoever may not see the work itself learns nothing from its chain.
  if (!own) return { origin: [], showings: 0, ancestors: [], adaptations: [] };
  return {
    origin: own.schools,
    showings: Number(rows.find((row) => row.depth === 0)?.showings ?? 0),
    ancestors: links.filter((link) => link.depth < 0),
    adaptations: inOrder(links.filter((link) => link.depth > 0)),
  };
}

/** Rows are one a school. */
function linksOf(rows: readonly Row[]): ChainLink[] {
  const links = new Map<string, ChainLink>();
  for (const { school_slug, school, comuna, lat, lon, showings: _, ...row } of rows) {
    const link = links.get(row.id) ?? { ...row, schools: [] };
    links.set(row.id, link);
    if (link.depth === row.depth && school_slug && school && !link.schools.some((one) => one.slug === school_slug))
      link.schools.push({ slug: school_slug, name: school, comuna: comuna ?? "", lat, lon });
  }
  return [...links.values()].map(({ id, kind, slug, title, from_id, depth, schools }) => ({ id, kind, slug, title, from_id, depth, schools }));
}

/** Each link right behind what it comes from. */
function inOrder(links: ChainLink[]): ChainLink[] {
  const after = (from: ChainLink): ChainLink[] => [from, ...links.filter((link) => link.from_id === from.id && link.depth === from.depth + 1).flatMap(after)];
  return links.filter((link) => link.depth === 1).flatMap(after);
}

/** Whether `id` stands among what `resourceId` comes from, seen or not: an adaptation of itself would be a ring. */
export async function comesFrom(db: Db, resourceId: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    WITH RECURSIVE up (id, depth) AS (
      SELECT o.adapted_from_id, 1 FROM resources o WHERE o.id = ${resourceId} AND o.adapted_from_id IS NOT NULL
      UNION ALL
      SELECT o.adapted_from_id, up.depth + 1 FROM up JOIN resources o ON o.id = up.id WHERE o.adapted_from_id IS NOT NULL AND up.depth < 40
    )
    SELECT id FROM up WHERE id = ${id} LIMIT 1`.execute(db);
  return rows.length > 0;
}

/**
 * Says of a work that it comes from another, where it says nothing yet: in what stands now and in its versions, so that it stays when the next one
 * is published.
 */
export async function linkAdaptation(tx: Db, workId: string, fromId: string): Promise<void> {
  const changed = await tx.updateTable("resources").set({ adapted_from_id: fromId }).where("id", "=", workId).where("adapted_from_id", "is", null).executeTakeFirst();
  if (Number(changed.numUpdatedRows) === 0) return;
  const versions = await tx.selectFrom("resource_versions").select(["id", "content"]).where("resource_id", "=", workId).where("state", "<>", "past").execute();
  for (const version of versions) {
    const content = JSON.stringify({ ...JSON.parse(version.content), adapted_from_id: fromId });
    await tx.updateTable("resource_versions").set({ content }).where("id", "=", version.id).execute();
  }
}
