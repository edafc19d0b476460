import { type SqlBool, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { nodesCurated, nodesOfReader } from "./resource.policy.ts";

/**
 * THE rule of who sees which resource, for a query over `resources` under the alias `r`. Published and archived ones by their visibility; drafts, what
 * waits for review and what was withdrawn: who made it, its authors, who cares for the repository of one of its nodes, administration.
 */
export function resourceVisibleTo(actor: Actor | null) {
  if (actor?.admin) return sql<SqlBool>`1 = 1`;
  if (!actor) return sql<SqlBool>`(r.visibility = 'public' AND r.state IN ('published', 'archived'))`;
  const nodes = nodesOfReader(actor);
  const ofNodes =
    nodes.length === 0 ? sql`` : sql` OR (r.visibility = 'node' AND EXISTS (SELECT 1 FROM resource_nodes x WHERE x.resource_id = r.id AND x.node_id IN (${sql.join(nodes)})))`;
  const ofCircles = actor.circles.length === 0 ? sql`` : sql` OR (r.visibility = 'circle' AND r.circle_id IN (${sql.join(actor.circles)}))`;
  const curated = nodesCurated(actor);
  const cared =
    curated.length === 0
      ? sql``
      : sql` OR (r.state <> 'draft' AND r.visibility <> 'circle' AND EXISTS (SELECT 1 FROM resource_nodes x WHERE x.resource_id = r.id AND x.node_id IN (${sql.join(curated)})))`;
  return sql<SqlBool>`((r.state IN ('published', 'archived') AND (r.visibility IN ('public', 'members')${ofNodes}${ofCircles}))
    OR r.created_by = ${actor.id} OR EXISTS (SELECT 1 FROM resource_authors a WHERE a.resource_id = r.id AND a.person_id = ${actor.id})${cared})`;
}

/** What lists, searches, counts and open formats hold: published ones, of those the actor may see. An archived one opens by its address only. */
export function resourceListedFor(actor: Actor | null) {
  return sql<SqlBool>`(r.state = 'published' AND ${resourceVisibleTo(actor)})`;
}

/** What anybody may harvest: feeds, OAI-PMH, the sitemap. */
export const resourceOpen = sql<SqlBool>`(r.state = 'published' AND r.visibility = 'public')`;
