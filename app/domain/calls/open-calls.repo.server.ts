/** Calls that are open and take an experience of the repository: where whoever made one may apply with it. */
import { sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import { nodesCalling } from "./call.policy.ts";
import { callListedFor } from "./visibility.server.ts";

const MOST = 2;

/** The next to close first; not those that the actor organises or assesses. */
export async function openCallsFor(db: Db, actor: Actor | null, now: string): Promise<{ slug: string; title: string }[]> {
  if (!actor) return [];
  const own = nodesCalling(actor);
  const { rows } = await sql<{ slug: string; title: string }>`SELECT k.slug, k.title FROM calls k
    WHERE k.opens_at <= ${now} AND k.closes_at > ${now} AND k.cancelled_at IS NULL AND k.results_at IS NULL AND k.work <> 'none' AND ${callListedFor(actor)}
      ${own.length > 0 ? sql`AND (k.node_id IS NULL OR k.node_id NOT IN (${sql.join(own)}))` : sql``}
      AND NOT EXISTS (SELECT 1 FROM call_jurors j WHERE j.call_id = k.id AND j.person_id = ${actor.id} AND j.removed_at IS NULL AND j.declined_at IS NULL)
    ORDER BY k.closes_at, k.id LIMIT ${MOST}`.execute(db);
  return rows;
}
