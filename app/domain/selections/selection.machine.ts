/**
 * The selection for a role as a pure machine (S3: Role Selection; app/config/decisions/0013-role-selection.md draws it):
 * describe → nominate → change → propose → consent ⇄ integrate → accept → proclaimed; with a secret vote in place of propose and consent where the circle chose it.
 */
import type { Machine, NewAct, Shape, Situation } from "#app/domain/processes/machine.ts";
import { countable, decideSelection } from "./selection.decide.ts";
import { evolveSelection } from "./selection.evolve.ts";
import { beginSelection, openObjections, type SelectionPhase, type SelectionState, standing } from "./selection.ts";

const EVERYONE: ReadonlySet<SelectionPhase> = new Set(["describe", "nominate", "change", "consent", "vote"]);

function asks(state: SelectionState): Shape["asks"] {
  if (EVERYONE.has(state.phase)) return { who: "everyone" };
  if (state.phase === "propose" || state.phase === "integrate") return { who: "facilitator" };
  const nominee = standing(state)?.nominee;
  return state.phase === "accept" && nominee ? { who: "person", person: nominee } : { who: "nobody" };
}

/** What closes the phase, if it can be closed. */
function closing(state: SelectionState): NewAct | null {
  const proposal = standing(state)?.n ?? 0;
  const objections = openObjections(state).length;
  if (state.phase === "describe") return { kind: "open_nominations", data: { round: state.round } };
  if (state.phase === "nominate") return { kind: "close_nominations", data: { round: state.round } };
  if (state.phase === "change") return { kind: "close_change", data: { round: state.round } };
  if (state.phase === "consent") return { kind: objections > 0 ? "take_up" : "close_consent", data: { proposal, objections } };
  return null;
}

function atDeadline(state: SelectionState, situation: Situation): NewAct | null {
  const clock = { ...situation, person: null, by: null, due: true };
  if (countable(state, clock)) return { kind: "count", data: { round: state.round } };
  const act = closing(state);
  return act && decideSelection(state, act, clock) === null ? act : null;
}

export const selectionMachine: Machine<SelectionState> = {
  begin: beginSelection,
  decide: decideSelection,
  evolve: evolveSelection,
  shape: (state) => ({ phase: state.phase, round: state.round, asks: asks(state), spoken: state.spoken, outcome: state.outcome }),
  atDeadline,
};
