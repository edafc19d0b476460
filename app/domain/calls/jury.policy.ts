/** Who looks after a jury and who sees its scores. Pure. */
import type { Actor } from "#app/domain/context.ts";
import { canOrganise } from "./call.policy.ts";
import { type CallStanding, phaseOf } from "./call.ts";

interface Judged extends CallStanding {
  node_id: string | null;
  /** The actor sits in its jury. */
  juror: boolean;
}

/** Whoever assesses does not look after the jury: not even when a role gives them the right later. */
export const canRunJury = (actor: Actor | null, call: Judged): boolean => canOrganise(actor, call) && !call.juror;

/** Named until the results are out. */
export const canNameJurors = (actor: Actor | null, call: Judged, now: string): boolean =>
  canRunJury(actor, call) && ["draft", "upcoming", "open", "assessing"].includes(phaseOf(call, now));

/** No juror sees what others found before the results are published; organisers see it as it comes. */
export const canSeeRanking = (actor: Actor | null, call: Judged): boolean => canRunJury(actor, call) || (call.juror && call.results_at !== null);

export const canAward = (actor: Actor | null, call: Judged, now: string): boolean => canRunJury(actor, call) && phaseOf(call, now) === "assessing";

export const canWithdrawResults = (actor: Actor | null, call: Judged, now: string): boolean => canRunJury(actor, call) && phaseOf(call, now) === "decided";
