/** Who may do what with a node: by rights (domain/rights.ts). Pure: the same predicate shows the button and guards the act. */
import type { Actor } from "#app/domain/context.ts";
import { mayIn } from "#app/domain/rights.ts";

type MaybeActor = Actor | null;

export const isMember = (actor: MaybeActor, nodeId: string): boolean => actor?.memberOf.includes(nodeId) ?? false;

/** Its own page: name, summary, description. */
export const canEditNode = (actor: MaybeActor, nodeId: string): boolean => mayIn(actor, "publish", nodeId);

/** Its people and its schools. */
export const canSeeRequests = (actor: MaybeActor, nodeId: string): boolean => mayIn(actor, "approve_members", nodeId);
export const canInviteToNode = canSeeRequests;
export const canRemoveMember = canSeeRequests;
export const canChangeSchools = canSeeRequests;

/** Which schools come: for those who call them. */
export const canSeeParticipation = (actor: MaybeActor, nodeId: string): boolean => mayIn(actor, "call_meetings", nodeId);
export const canCallMeetings = canSeeParticipation;

export const canCreateNode = (actor: MaybeActor): boolean => actor?.admin ?? false;
export const canArchiveNode = canCreateNode;
export const canNameCoordinators = canCreateNode;

/**
 * Names of members: for people with an account. A node by invitation is a closed table: its names are for those who sit at it, and for whoever
 * answers who may. Visitors see only the role holders who agreed to it.
 */
export function canSeeMembers(actor: MaybeActor, node: { id: string; joining: string }): boolean {
  if (!actor) return false;
  return node.joining !== "invitation" || isMember(actor, node.id) || canSeeRequests(actor, node.id) || canCallMeetings(actor, node.id);
}
