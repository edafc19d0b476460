/** A resource as an act takes it: seen by the actor, theirs to do, and held until the transaction ends. */
import { type Actor, type Ctx, signedIn } from "#app/domain/context.ts";
import { forbidden, notFound } from "#app/domain/errors.ts";
import { lockRow } from "#db/dialect.server.ts";
import { canEditResource } from "./resource.policy.ts";
import { findVisible, type StandingResource } from "./resources.repo.server.ts";

/** Held, for who sees it and may do this with it. */
export async function heldResource(tx: Ctx, id: string, may: (actor: Actor, resource: StandingResource) => boolean): Promise<StandingResource> {
  const actor = signedIn(tx);
  await lockRow(tx.db, "resources", id);
  const resource = await findVisible(tx.db, actor, { id });
  if (!resource) throw notFound();
  if (!may(actor, resource)) throw forbidden();
  return resource;
}

export const heldForEdit = (tx: Ctx, id: string): Promise<StandingResource> => heldResource(tx, id, canEditResource);
