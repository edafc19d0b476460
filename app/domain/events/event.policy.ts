import type { Actor } from "#app/domain/context.ts";
import type { EventKind, EventStatus } from "./event.ts";

export interface EventOwners {
  created_by: string | null;
  nodeIds: readonly string[];
}

const coordinatesOne = (actor: Actor, nodeIds: readonly string[]): boolean => nodeIds.some((nodeId) => actor.coordinates.includes(nodeId));

/** Shows "Convocar reunión" at all. */
export function canScheduleSomewhere(actor: Actor | null): boolean {
  return actor !== null && (actor.admin || actor.coordinates.length > 0);
}

/** Two nodes may meet together: it is enough to coordinate one of them. */
export function canSchedule(actor: Actor | null, nodeIds: readonly string[]): boolean {
  return actor !== null && nodeIds.length > 0 && (actor.admin || coordinatesOne(actor, nodeIds));
}

/** Writing to all the people of a node, or to the counterparts of its schools, is for those who coordinate it. */
export function canInviteNode(actor: Actor | null, nodeId: string): boolean {
  return actor !== null && (actor.admin || actor.coordinates.includes(nodeId));
}

/**
 * Edit, invite, postpone, cancel, remind, and see who answered what by name (everybody else sees the counts). Whoever coordinates one of its nodes today: the author only while they still do,
 * for a role that ended must not go on writing to hundreds of people.
 */
export function canManage(actor: Actor | null, event: EventOwners): boolean {
  return actor !== null && (actor.admin || coordinatesOne(actor, event.nodeIds));
}

/** Taking attendance: whoever manages the meeting, and whom they asked to stand at the door (`keeper`), for that meeting alone. */
export function canTakeAttendance(actor: Actor | null, event: EventOwners, keeper: boolean): boolean {
  return canManage(actor, event) || (actor !== null && keeper);
}

/** Why an answer is not taken (any more), or null when it is. */
export function whyNotAnswer(event: { kind: EventKind | string; status: EventStatus | string; ends_at: string }, now: string): AnswerRefusal | null {
  if (event.kind === "milestone") return "nobody_invited";
  if (event.status === "draft") return "draft";
  if (event.status === "cancelled") return "cancelled";
  return event.ends_at <= now ? "past" : null;
}
export type AnswerRefusal = "nobody_invited" | "draft" | "cancelled" | "past";
