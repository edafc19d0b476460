/** Who edits a collection. Pure. */
import type { Actor } from "#app/domain/context.ts";
import { mayIn } from "#app/domain/rights.ts";

interface Owned {
  created_by: string | null;
  node_id: string | null;
  visibility: string;
}

/** Whoever made it; of a node's, whoever cares for its repository; administration, what others see. */
export const canEditCollection = (actor: Actor | null, collection: Owned): boolean =>
  actor !== null &&
  (collection.created_by === actor.id ||
    (collection.visibility !== "mine" && (actor.admin || (collection.node_id !== null && mayIn(actor, "edit_repository", collection.node_id)))));
