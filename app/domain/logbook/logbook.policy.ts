/** Who may do what with a logbook. Who reads it is in the query: logbook-visibility.server.ts. */
import { type CircleStanding, canRun } from "#app/domain/circles/circle.policy.ts";
import type { Actor } from "#app/domain/context.ts";
import { hasVoice, mayInCircle } from "#app/domain/rights.ts";

type MaybeActor = Actor | null;
type Open = CircleStanding & { closed_at: string | null };

/** Writes down what was agreed, and what a review decided: whoever keeps the circle's minutes, or runs it. */
export const canKeepLogbook = (actor: MaybeActor, circle: Open): boolean => circle.closed_at === null && (mayInCircle(actor, "keep_minutes", circle) || canRun(actor, circle));

/** Asks the circle to change an agreement: everyone who has a voice in it. */
export const canAskForChange = (actor: MaybeActor, circle: Open): boolean => circle.closed_at === null && hasVoice(actor, circle.id);
