/**
 * What a role lets its holder do in the hub. Which role has which right is the network's table (role_rights, /admin/permisos); who holds a role
 * today is in role_terms. Rights are loaded with the actor at every request: they follow the role and end with the term. Pure.
 */
import type { Actor } from "./context.ts";

export const RIGHTS = ["call_meetings", "take_attendance", "keep_minutes", "publish", "edit_repository", "approve_members", "run_circle"] as const;
export type Right = (typeof RIGHTS)[number];

/** The rows of the table: the four default roles of a circle, and one for all others that are given any. */
export const ROLE_KEYS = ["ambassador", "coordinator", "secretary", "facilitator", "other"] as const;
export type RoleKey = (typeof ROLE_KEYS)[number];

export const isRight = (value: string): value is Right => (RIGHTS as readonly string[]).includes(value);

type MaybeActor = Actor | null;

/** In a node: by a role of its governing circle, or as who coordinates it where it has no circle; and administration. */
export const mayIn = (actor: MaybeActor, right: Right, nodeId: string): boolean => actor !== null && (actor.admin || (actor.rights[nodeId]?.includes(right) ?? false));

/** In at least one of some nodes: two nodes may meet together, and it is enough to hold the right in one of them. */
export const mayInOne = (actor: MaybeActor, right: Right, nodeIds: readonly string[]): boolean => nodeIds.some((nodeId) => mayIn(actor, right, nodeId));

/** In any node at all. */
export const maySomewhere = (actor: MaybeActor, right: Right): boolean => actor !== null && (actor.admin || nodesWith(actor, right).length > 0);

/** The nodes in which somebody holds a right by their roles (administration, which may everywhere, has to be asked for apart). */
export const nodesWith = (actor: Actor, right: Right): string[] => Object.keys(actor.rights).filter((nodeId) => actor.rights[nodeId]?.includes(right));

/** The nodes in which somebody has any part by their roles. */
export const nodesWithRights = (actor: Actor): string[] => Object.keys(actor.rights);

/** In a circle: by a role of the circle itself, or of the governing circle of its node. */
export const mayInCircle = (actor: MaybeActor, right: Right, circle: { id: string; node_id: string | null }): boolean =>
  actor !== null && (actor.admin || (actor.circleRights[circle.id]?.includes(right) ?? false) || (circle.node_id !== null && mayIn(actor, right, circle.node_id)));

/** Speaks in it: a member, or a link holder of a circle right below. Administration has no voice by itself. */
export const hasVoice = (actor: MaybeActor, circleId: string): boolean => actor?.circles.includes(circleId) ?? false;
