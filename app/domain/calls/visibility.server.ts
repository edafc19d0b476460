/** THE rules of who sees which call and which application. */
import { type SqlBool, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { nodesOfReader } from "#app/domain/resources/resource.policy.ts";
import { nodesCalling } from "./call.policy.ts";

/** For `call_jurors j` beside `calls k`: sits in the jury and has declared with all applications at hand. After an extension others came: they declare anew. */
export const declared = sql<SqlBool>`(j.accepted_at IS NOT NULL AND j.removed_at IS NULL AND j.declared_at IS NOT NULL AND j.declared_at >= k.closes_at)`;

/** For a query over `calls k`. Published ones by their visibility, cancelled and archived too; drafts for who organises them; one's own for whoever was asked into its jury, who may think again after declining. */
export function callVisibleTo(actor: Actor | null) {
  if (!actor) return sql<SqlBool>`(k.published_at IS NOT NULL AND k.visibility = 'public')`;
  if (actor.admin) return sql<SqlBool>`1 = 1`;
  const nodes = nodesOfReader(actor);
  const ofNodes = nodes.length === 0 ? sql`` : sql` OR (k.visibility = 'node' AND k.node_id IN (${sql.join(nodes)}))`;
  const own = nodesCalling(actor);
  const organised = own.length === 0 ? sql`` : sql` OR k.node_id IN (${sql.join(own)})`;
  return sql<SqlBool>`((k.published_at IS NOT NULL AND (k.visibility IN ('public', 'members')${ofNodes}
      OR EXISTS (SELECT 1 FROM call_jurors j WHERE j.call_id = k.id AND j.person_id = ${actor.id} AND j.removed_at IS NULL)
      OR EXISTS (SELECT 1 FROM applications a WHERE a.call_id = k.id AND a.person_id = ${actor.id})))${organised})`;
}

/** What lists, searches and counts hold. */
export function callListedFor(actor: Actor | null) {
  return sql<SqlBool>`(k.published_at IS NOT NULL AND k.archived_at IS NULL AND ${callVisibleTo(actor)})`;
}

/**
 * For a query over `applications a` joined to `calls k`. Whoever made it, always. What was sent in and not withdrawn: the organisers, from then on; the jury that has
 * accepted and declared its conflicts of interest, from the closing on and while it has none with it. Winners are shown on the call's page, from columns of their own.
 */
export function applicationVisibleTo(actor: Actor | null, now: string) {
  if (!actor) return sql<SqlBool>`1 = 0`;
  const own = nodesCalling(actor);
  const organised = actor.admin ? sql`1 = 1` : own.length === 0 ? sql`1 = 0` : sql`k.node_id IN (${sql.join(own)})`;
  return sql<SqlBool>`(a.person_id = ${actor.id} OR (a.state IN ('submitted', 'out') AND ${organised})
    OR (a.state = 'submitted' AND k.closes_at <= ${now} AND k.cancelled_at IS NULL
      AND EXISTS (SELECT 1 FROM call_jurors j WHERE j.call_id = k.id AND j.person_id = ${actor.id} AND ${declared})
      AND NOT EXISTS (SELECT 1 FROM call_conflicts x WHERE x.application_id = a.id AND x.person_id = ${actor.id} AND x.lifted_at IS NULL)))`;
}
