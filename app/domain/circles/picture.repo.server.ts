import { sql } from "kysely";
import type { Db } from "#db/create.ts";
import { inForce } from "#db/in-force.ts";
import type { CircleOfTree } from "./circle-tree.ts";

/** More than a picture, or a page, can hold; the largest network has a tenth of it. */
const MOST = 1_000;

/** The open circles of the network (or of one node), by name, with how many of their roles somebody holds at `now`. */
export async function listOpenCircles(db: Db, now: string, nodeSlug: string | null): Promise<CircleOfTree[]> {
  const ofNode = nodeSlug === null ? sql`` : sql`AND n.slug = ${nodeSlug}`;
  const { rows } = await sql<CircleOfTree>`
    SELECT c.id, c.parent_id, c.top, c.name, n.slug AS node_slug, n.name AS node_name, n.colour, n.glyph, coalesce(s.roles, 0) AS roles, coalesce(s.held, 0) AS held
    FROM circles c LEFT JOIN nodes n ON n.id = c.node_id
      LEFT JOIN (
        SELECT r.circle_id, count(*) AS roles, count(t.role_id) AS held
        FROM circle_roles r LEFT JOIN (SELECT DISTINCT t.role_id FROM role_terms t WHERE t.role_id IS NOT NULL AND ${inForce("t", now)}) t ON t.role_id = r.id
        WHERE r.archived_at IS NULL GROUP BY r.circle_id
      ) s ON s.circle_id = c.id
    WHERE c.closed_at IS NULL AND n.archived_at IS NULL ${ofNode}
    ORDER BY c.top DESC, c.search_text, c.id LIMIT ${MOST}`.execute(db);
  return rows;
}

/** Nodes that have a circle, by name: what the picture is narrowed to. */
export async function listNodesWithCircle(db: Db): Promise<{ id: string; slug: string; name: string }[]> {
  return db
    .selectFrom("circles as c")
    .innerJoin("nodes as n", "n.id", "c.node_id")
    .select(["n.id", "n.slug", "n.name"])
    .where("c.top", "=", 1)
    .where("c.closed_at", "is", null)
    .where("n.archived_at", "is", null)
    .orderBy("n.search_text")
    .orderBy("n.id")
    .limit(MOST)
    .execute();
}

/** Of these nodes, the ones that have no circle yet. */
export async function listNodesWithoutCircle(db: Db, nodeIds: readonly string[]): Promise<{ slug: string; name: string }[]> {
  if (nodeIds.length === 0) return [];
  return db
    .selectFrom("nodes as n")
    .leftJoin("circles as c", (join) => join.onRef("c.node_id", "=", "n.id").on("c.top", "=", 1).on("c.closed_at", "is", null))
    .select(["n.slug", "n.name"])
    .where("n.id", "in", nodeIds)
    .where("n.archived_at", "is", null)
    .where("c.id", "is", null)
    .orderBy("n.search_text")
    .limit(20)
    .execute();
}
