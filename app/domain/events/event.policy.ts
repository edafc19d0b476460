/** Who may do what with a meeting: by rights (domain/rights.ts), in one of its nodes, or in the circle whose meeting it is. Pure. */
import type { Actor } from "#app/domain/context.ts";
import { mayIn, mayInCircle, mayInOne, maySomewhere, nodesWith, type Right } from "#app/domain/rights.ts";
import type { EventKind, EventStatus } from "./event.ts";

export interface EventOwners {
  created_by: string | null;
  nodeIds: readonly string[];
  /** The circle whose meeting it is; its node, if it has one, is among nodeIds. */
  circle_id?: string | null;
}

function mayAt(actor: Actor | null, right: Right, event: Pick<EventOwners, "nodeIds" | "circle_id">): boolean {
  if (actor === null) return false;
  return actor.admin || mayInOne(actor, right, event.nodeIds) || (event.circle_id ? mayInCircle(actor, right, { id: event.circle_id, node_id: null }) : false);
}

/** The circles in which somebody holds one of some rights by a role of the circle itself. */
export const circlesWith = (actor: Actor, rights: readonly Right[]): string[] =>
  Object.keys(actor.circleRights).filter((circleId) => rights.some((right) => actor.circleRights[circleId]?.includes(right)));

/** Shows "Convocar reunión" at all. */
export function canScheduleSomewhere(actor: Actor | null): boolean {
  return maySomewhere(actor, "call_meetings") || (actor !== null && circlesWith(actor, ["call_meetings"]).length > 0);
}

/** Two nodes may meet together: it is enough to call meetings in one of them. A circle calls its own. */
export function canSchedule(actor: Actor | null, nodeIds: readonly string[], circleId: string | null = null): boolean {
  return (nodeIds.length > 0 || circleId !== null) && mayAt(actor, "call_meetings", { nodeIds, circle_id: circleId });
}

/** Writing to all the people of a node, or to the counterparts of its schools, is for those who call its meetings. */
export const canInviteNode = (actor: Actor | null, nodeId: string): boolean => mayIn(actor, "call_meetings", nodeId);

/**
 * Edit, invite, postpone, cancel, remind, and see who answered what by name (everybody else sees the counts). Whoever calls meetings in one of its nodes today: the author only while they still do,
 * for a role that ended must not go on writing to hundreds of people.
 */
export const canManage = (actor: Actor | null, event: EventOwners): boolean => mayAt(actor, "call_meetings", event);

/** The whole of the attendance: list, door, who stands at it. */
export const canRunAttendance = (actor: Actor | null, event: EventOwners): boolean => mayAt(actor, "take_attendance", event);

/** Taking attendance: whoever runs it, and whom they asked to stand at the door (`keeper`), for that meeting alone. */
export function canTakeAttendance(actor: Actor | null, event: EventOwners, keeper: boolean): boolean {
  return canRunAttendance(actor, event) || (actor !== null && keeper);
}

/** Writing and publishing the minutes, and the agreements in them. */
export const canKeepMinutes = (actor: Actor | null, event: EventOwners): boolean => mayAt(actor, "keep_minutes", event);

/** The agenda, what is to be read before, the materials, and keeping the meeting as a template. Whoever calls it prepares it too. */
export const canPrepare = (actor: Actor | null, event: EventOwners): boolean => mayAt(actor, "edit_repository", event) || mayAt(actor, "call_meetings", event);

/** What somebody may do with a meeting, for its page and its buttons. */
export interface EventMay {
  manage: boolean;
  attendance: boolean;
  minutes: boolean;
  prepare: boolean;
}
export const mayWith = (actor: Actor | null, event: EventOwners): EventMay => ({
  manage: canManage(actor, event),
  attendance: canRunAttendance(actor, event),
  minutes: canKeepMinutes(actor, event),
  prepare: canPrepare(actor, event),
});

/** What opens a meeting that is not (or no longer) shown to all: whoever has something to do in it. */
const WORK: readonly Right[] = ["call_meetings", "take_attendance", "keep_minutes", "edit_repository"];
export const nodesWorkedIn = (actor: Actor): string[] => [...new Set(WORK.flatMap((right) => nodesWith(actor, right)))];
export const circlesWorkedIn = (actor: Actor): string[] => circlesWith(actor, WORK);

/** Why an answer is not taken (any more), or null when it is. */
export function whyNotAnswer(event: { kind: EventKind | string; status: EventStatus | string; ends_at: string }, now: string): AnswerRefusal | null {
  if (event.kind === "milestone") return "nobody_invited";
  if (event.status === "draft") return "draft";
  if (event.status === "cancelled") return "cancelled";
  return event.ends_at <= now ? "past" : null;
}
export type AnswerRefusal = "nobody_invited" | "draft" | "cancelled" | "past";
