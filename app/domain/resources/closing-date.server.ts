/** The end of an opportunity as a date to know: in the calendar of its nodes, in feeds, while it is published for the network or for anyone. */
import type { Ctx } from "#app/domain/context.ts";
import { type Milestone, syncMilestone } from "#app/domain/events/milestone.server.ts";
import { absolute, paths } from "#app/paths.ts";
import { findResource, type StandingResource, updateResource } from "./resources.repo.server.ts";

/** Makes, moves or calls off the date with what is live now. In the transaction of its change. */
export async function syncClosingDate(tx: Ctx, resourceId: string): Promise<void> {
  const resource = await findResource(tx.db, resourceId);
  if (!resource) return;
  const made = await syncMilestone(tx, resource.event_id, wantedOf(tx, resource));
  if (made) await updateResource(tx.db, resource.id, { event_id: made });
}

function wantedOf(tx: Ctx, resource: StandingResource): Milestone | null {
  if (resource.kind !== "opportunity" || resource.state !== "published" || resource.closes_local === null) return null;
  const url = absolute(tx.deployment, paths.resource(resource.slug));
  return {
    title: `Cierra: ${resource.title}`,
    date: resource.closes_local.split("T")[0],
    description: `${resource.summary}\n\nBases y detalles: ${url}`,
    ...{ zone: resource.zone, visibility: resource.visibility, nodeIds: resource.nodeIds, createdBy: resource.created_by },
  };
}
