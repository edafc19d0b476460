/** Who may do what with a node. Pure: the same predicate shows the button and guards the act. */
import type { Actor } from "#app/domain/context.ts";

type MaybeActor = Actor | null;

/** Calls meetings, answers requests, edits: whoever coordinates it, and administration. */
export const canCoordinate = (actor: MaybeActor, nodeId: string): boolean => actor !== null && (actor.admin || actor.coordinates.includes(nodeId));

export const isMember = (actor: MaybeActor, nodeId: string): boolean => actor?.memberOf.includes(nodeId) ?? false;

export const canEditNode = canCoordinate;
export const canInviteToNode = canCoordinate;
export const canSeeRequests = canCoordinate;
export const canRemoveMember = canCoordinate;
export const canChangeSchools = canCoordinate;

export const canCreateNode = (actor: MaybeActor): boolean => actor?.admin ?? false;
export const canArchiveNode = canCreateNode;
export const canNameCoordinators = canCreateNode;

/**
 * Names of members: for people with an account. A node by invitation is a closed table: its names are for those who sit at it.
 * Visitors see only the role holders who agreed to it.
 */
export function canSeeMembers(actor: MaybeActor, node: { id: string; joining: string }): boolean {
  if (!actor) return false;
  return node.joining !== "invitation" || isMember(actor, node.id) || canCoordinate(actor, node.id);
}
