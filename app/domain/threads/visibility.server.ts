/** THE rule of who reads which thread, and with it its posts and their files. */
import { type SqlBool, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { nodesOfReader } from "#app/domain/resources/resource.policy.ts";
import { nodesModerated } from "./thread.policy.ts";

/**
 * For a query over `threads h`. Published ones by their visibility; a draft is for whoever began it, a removed one for whoever moderates its node and
 * for whoever began it and took it away. Visitors read the first post of a public announcement and nothing else: posts are asked for with `postVisibleTo`.
 */
export function threadVisibleTo(actor: Actor | null) {
  if (!actor) return sql<SqlBool>`(h.visibility = 'public' AND h.published_at IS NOT NULL AND h.removed_at IS NULL)`;
  if (actor.admin) return sql<SqlBool>`(h.published_at IS NOT NULL OR h.created_by = ${actor.id})`;
  const nodes = nodesOfReader(actor);
  const ofNodes = nodes.length === 0 ? sql`` : sql` OR h.node_id IN (${sql.join(nodes)})`;
  const moderated = nodesModerated(actor);
  const removed = moderated.length === 0 ? sql`` : sql` OR (h.removed_at IS NOT NULL AND h.published_at IS NOT NULL AND h.node_id IN (${sql.join(moderated)}))`;
  return sql<SqlBool>`((h.published_at IS NOT NULL AND h.removed_at IS NULL AND (h.visibility IN ('public', 'members')${ofNodes}))
    OR (h.created_by = ${actor.id} AND (h.published_at IS NULL OR h.removed_by = ${actor.id}))${removed})`;
}

/** What lists, counts, the search and the digest hold: published and not removed, of those the actor may read. */
export function threadListedFor(actor: Actor | null) {
  return sql<SqlBool>`(h.published_at IS NOT NULL AND h.removed_at IS NULL AND ${threadVisibleTo(actor)})`;
}

/** For a query over `posts o` joined to a thread `h` that the actor was found to read: published and standing; a draft for whoever writes it. */
export function postVisibleTo(actor: Actor | null) {
  if (!actor) return sql<SqlBool>`(o.first = 1 AND o.published_at IS NOT NULL AND o.removed_at IS NULL)`;
  return sql<SqlBool>`(o.published_at IS NOT NULL OR o.person_id = ${actor.id})`;
}
