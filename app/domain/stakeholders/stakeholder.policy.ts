/** Who may do what with the map of actors of a node. Pure: the same predicate shows the button and guards the act. */
import { canSeeInside } from "#app/domain/circles/circle.policy.ts";
import type { Actor } from "#app/domain/context.ts";
import { isMember } from "#app/domain/nodes/node.policy.ts";
import { mayIn } from "#app/domain/rights.ts";

type MaybeActor = Actor | null;

/** The node of the map, with the circle that governs it, if it has one. */
export interface MapOwner {
  nodeId: string;
  circleId: string | null;
}

const holdsAnyRight = (actor: Actor, nodeId: string): boolean => (actor.rights[nodeId]?.length ?? 0) > 0;

/** Names, addresses and telephones of people outside, and what was talked with them: for the circle alone. */
export function canSeeContacts(actor: MaybeActor, { nodeId, circleId }: MapOwner): boolean {
  if (!actor) return false;
  if (actor.admin) return true;
  return circleId ? canSeeInside(actor, { id: circleId, node_id: nodeId, parent_id: null, top: 1 }) : holdsAnyRight(actor, nodeId);
}

export const canEditMap = (actor: MaybeActor, owner: MapOwner): boolean =>
  canSeeContacts(actor, owner) || mayIn(actor, "publish", owner.nodeId) || mayIn(actor, "call_meetings", owner.nodeId);

/** Institutions, their place and the strategy: for the people of the node. */
export const canSeeMap = (actor: MaybeActor, owner: MapOwner): boolean => isMember(actor, owner.nodeId) || canEditMap(actor, owner);

/** Writes to the contact in the node's name, so both: sees the address, and calls meetings. */
export const canInviteActors = (actor: MaybeActor, owner: MapOwner): boolean => canSeeContacts(actor, owner) && mayIn(actor, "call_meetings", owner.nodeId);
