/** Who may do what with a circle. Pure: the same predicate shows the button and guards the act. */
import type { Actor } from "#app/domain/context.ts";
import { hasVoice, mayIn, mayInCircle } from "#app/domain/rights.ts";

type MaybeActor = Actor | null;

/** What the policies need to know of a circle. */
export interface CircleStanding {
  id: string;
  node_id: string | null;
  parent_id: string | null;
  top: number;
  logbook?: string;
}

const runsParent = (actor: MaybeActor, circle: CircleStanding): boolean =>
  circle.top === 0 && circle.parent_id !== null && mayInCircle(actor, "run_circle", { id: circle.parent_id, node_id: circle.node_id });

/** Its members, its roles, its processes: whoever holds run_circle in it, in its node, or (for a sub-circle) right above it; and administration. */
export const canRun = (actor: MaybeActor, circle: CircleStanding): boolean => mayInCircle(actor, "run_circle", circle) || runsParent(actor, circle);

/** What the circle talks about before it is decided. */
export const canSeeInside = (actor: MaybeActor, circle: CircleStanding): boolean => actor !== null && (actor.admin || hasVoice(actor, circle.id) || canRun(actor, circle));

export const canCreateGeneral = (actor: MaybeActor): boolean => actor?.admin ?? false;
export const canCreateNodeCircle = (actor: MaybeActor, nodeId: string): boolean => mayIn(actor, "run_circle", nodeId);
/** In the circle above it. */
export const canCreateSubcircle = (actor: MaybeActor, parent: CircleStanding): boolean => canRun(actor, parent);

/** Names of people: for whoever is signed in; in a node by invitation, for those who sit at its table. Visitors read the published ones alone. */
export const canSeeNames = (actor: MaybeActor, circle: CircleStanding & { node_joining: string | null }): boolean =>
  actor !== null && (circle.node_joining !== "invitation" || canSeeInside(actor, circle) || actor.memberOf.includes(circle.node_id ?? ""));

/** Only sub-circles are dissolved: a node, and the network, keep the one that governs them. */
export const canClose = (actor: MaybeActor, circle: CircleStanding): boolean => circle.top === 0 && actor !== null && (actor.admin || runsParent(actor, circle));

export const canCallCircleMeeting = (actor: MaybeActor, circle: CircleStanding): boolean =>
  mayInCircle(actor, "call_meetings", circle) || (circle.node_id === null && canRun(actor, circle));

/** By administration alone: a person without a selection, one more holder, the end of a term, what a role of its own lets one do. */
export const canName = (actor: MaybeActor): boolean => actor?.admin ?? false;
/** Somebody without account, who gets no rights by it: a facilitator from outside, for instance. */
export const canNameExternal = canRun;

export function canReadLogbook(actor: MaybeActor, circle: CircleStanding & { logbook: string }): boolean {
  if (circle.logbook === "public") return true;
  return circle.logbook === "network" ? actor !== null : canSeeInside(actor, circle);
}
