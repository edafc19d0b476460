/** Who may do what with a tension of a circle. Pure. */
import { type CircleStanding, canRun } from "#app/domain/circles/circle.policy.ts";
import type { Actor } from "#app/domain/context.ts";
import { canPrepare } from "#app/domain/events/event.policy.ts";
import { hasVoice } from "#app/domain/rights.ts";

type MaybeActor = Actor | null;

interface OfTension {
  raised_by: string | null;
  source: string;
  settled_at: string | null;
}

export const canRaise = (actor: MaybeActor, circle: CircleStanding): boolean => hasVoice(actor, circle.id);

const isOwn = (actor: MaybeActor, tension: OfTension): boolean => actor !== null && tension.raised_by === actor.id;

/** Its words are of whoever raised it; what the house raised has its own. */
export const canEdit = (actor: MaybeActor, tension: OfTension): boolean => isOwn(actor, tension) && tension.source === "person" && tension.settled_at === null;

export const canSettle = (actor: MaybeActor, tension: OfTension, circle: CircleStanding): boolean =>
  tension.settled_at === null && (canRun(actor, circle) || (isOwn(actor, tension) && tension.source === "person"));

/** Whoever may edit the agenda of that meeting, or runs the circle. */
export const canTakeToMeeting = (actor: MaybeActor, event: { nodeIds: readonly string[]; circle_id: string | null; created_by: string | null }, circle: CircleStanding): boolean =>
  canRun(actor, circle) || canPrepare(actor, event);
