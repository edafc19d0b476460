/** THE rule of who sees which collection. */
import { type SqlBool, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { nodesOfReader } from "#app/domain/resources/resource.policy.ts";

/** For a query over `collections c`. One's own is for oneself alone: for administration too. */
export function collectionVisibleTo(actor: Actor | null) {
  if (!actor) return sql<SqlBool>`(c.archived_at IS NULL AND c.visibility = 'public')`;
  const nodes = nodesOfReader(actor);
  const ofNodes = actor.admin ? sql` OR c.visibility = 'node'` : nodes.length === 0 ? sql`` : sql` OR (c.visibility = 'node' AND c.node_id IN (${sql.join(nodes)}))`;
  return sql<SqlBool>`(c.created_by = ${actor.id} OR (c.archived_at IS NULL AND (c.visibility IN ('public', 'members')${ofNodes})))`;
}
