/** Everything that is new to somebody in their nodes counts as seen: for whoever comes back after weeks. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import { nodesOfReader } from "#app/domain/resources/resource.policy.ts";
import { newId } from "#db/ids.ts";
import { listThreads } from "./listing.repo.server.ts";

/** So many at once; who has more presses again. */
const MOST = 500;

export async function markAllRead({ db, actor }: Ctx & { actor: Actor }): Promise<void> {
  const { rows } = await listThreads(db, actor, { nodeIds: nodesOfReader(actor), unreadFirst: true, size: MOST });
  const seen = rows.filter((thread) => thread.unread).map(({ id, last_at }) => ({ id: newId(), thread_id: id, person_id: actor.id, follows: null, read_at: last_at }));
  if (seen.length === 0) return;
  await db
    .insertInto("thread_readers")
    .values(seen)
    .onConflict((oc) => oc.columns(["thread_id", "person_id"]).doUpdateSet((eb) => ({ read_at: eb.ref("excluded.read_at") })))
    .execute();
}
