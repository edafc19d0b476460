/** The end of a call as a date to know: in the calendar of the node that organises it, in feeds. */
import type { Ctx } from "#app/domain/context.ts";
import { type Milestone, syncMilestone } from "#app/domain/events/milestone.server.ts";
import { absolute, paths } from "#app/paths.ts";
import { findCall, type StandingCall, updateCall } from "./calls.repo.server.ts";

/** Makes, moves or calls off the date with what holds now. In the transaction of its change. */
export async function syncCallClosing(tx: Ctx, callId: string): Promise<void> {
  const call = await findCall(tx.db, tx.actor, { id: callId });
  if (!call) return;
  const made = await syncMilestone(tx, call.event_id, wantedOf(tx, call));
  if (made) await updateCall(tx.db, call.id, { event_id: made });
}

function wantedOf(tx: Ctx, call: StandingCall): Milestone | null {
  if (!call.published_at || call.cancelled_at || call.archived_at) return null;
  return {
    title: `Cierra: ${call.title}`,
    date: call.closes_local.split("T")[0],
    description: `${call.summary}\n\nBases y postulación: ${absolute(tx.deployment, paths.call(call.slug))}`,
    ...{ zone: call.zone, visibility: call.visibility, nodeIds: call.node_id ? [call.node_id] : [], createdBy: call.created_by },
  };
}
