import type { Actor } from "#app/domain/context.ts";
import { visibleTo } from "#app/domain/events/visibility.server.ts";
import type { Db } from "#db/create.ts";

/** The meetings where the chosen ones may be shown: those to come of the node (all that the actor may see, for the network). */
export async function listEncounters(db: Db, actor: Actor | null, nodeId: string | null, now: string): Promise<{ id: string; title: string; starts_local: string }[]> {
  let query = db
    .selectFrom("events")
    .select(["events.id", "events.title", "events.starts_local"])
    .where(visibleTo(actor, now))
    .where("events.kind", "!=", "milestone")
    .where("events.status", "=", "published")
    .where("events.starts_at", ">", now);
  if (nodeId) query = query.where("events.id", "in", (eb) => eb.selectFrom("event_nodes").select("event_id").where("node_id", "=", nodeId));
  return query.orderBy("events.starts_at").orderBy("events.id").limit(60).execute();
}

/** The one that was chosen, if the reader may see it. */
export async function findEncounter(db: Db, actor: Actor | null, id: string, now: string) {
  return db
    .selectFrom("events")
    .select(["events.id", "events.title", "events.starts_local", "events.zone"])
    .where("events.id", "=", id)
    .where(visibleTo(actor, now))
    .executeTakeFirst();
}
