import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { nodesWith } from "#app/domain/rights.ts";

const among = (column: string, ids: readonly string[]): RawBuilder<SqlBool> =>
  ids.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`${sql.ref(column)} IN (${sql.join([...ids])})`;

/**
 * THE rule of who reads which agreement (alias `a`) of which circle (alias `c`): what canReadLogbook says of one circle, within the query. Lists, search,
 * counts and exports all go through it. Who was selected for a role stands in those texts by name: they are for people with an account.
 */
export function readsLogbook(actor: Actor | null): RawBuilder<SqlBool> {
  if (actor?.admin) return sql<SqlBool>`1 = 1`;
  if (!actor) return sql<SqlBool>`(c.logbook = 'public' AND a.kind <> 'selection')`;
  const runs = Object.keys(actor.circleRights).filter((id) => actor.circleRights[id]?.includes("run_circle"));
  const nodes = nodesWith(actor, "run_circle");
  return sql<SqlBool>`(c.logbook IN ('public', 'network') OR ${among("c.id", [...actor.circles, ...runs])} OR ${among("c.node_id", nodes)}
    OR (c.top = 0 AND ${among("c.parent_id", runs)}))`;
}
