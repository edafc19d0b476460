/**
 * Asking for advice, then deciding (near S3: Delegate Influence; elsewhere «advice process»): asking → decided.
 * Everyone may advise once; the decision stays with who asked, in their own words.
 */
import { z } from "zod";
import type { Machine, Refusal, Situation } from "#app/domain/processes/machine.ts";
import { AdviceAct, type Driver, leads, NOTHING_TOLD, readAct, told } from "./proposal.ts";

export interface Advice {
  person: string;
  text: string;
  at: string;
}

export interface AdviceState {
  phase: "asking" | "decided" | "withdrawn";
  round: number;
  author: string;
  driver: Driver;
  /** What its author thinks of doing. */
  text: string;
  review_on: string | null;
  role_id: string | null;
  advice: Advice[];
  decision: { text: string; heard: string; at: string } | null;
  withdrawn: { by: string | null; reason: string } | null;
}

const Setup = z
  .object({
    ...told,
    review_on: z.string().nullable().catch(null),
    role_id: z.string().nullable().catch(null),
  })
  .catch({ ...NOTHING_TOLD, review_on: null, role_id: null });

const writtenByAnother = ({ person, by, conducts }: Situation): boolean => by !== person && !conducts;

function deciding(state: AdviceState, situation: Situation): Refusal | null {
  const { members, person, due } = situation;
  if (person !== state.author) return members.includes(person ?? "") ? "not_yours" : "no_voice";
  if (!members.includes(state.author)) return "no_voice";
  if (writtenByAnother(situation)) return "not_yours";
  // Everyone spoke, or its author has heard enough: one advice at least. When the time is over, also without any.
  return due || state.advice.length > 0 || members.every((member) => member === state.author) ? null : "too_early";
}

function refusalOf(state: AdviceState, act: AdviceAct, situation: Situation): Refusal | null {
  if (state.phase !== "asking") return "closed";
  const { person, members } = situation;
  if (act.act === "decide") return deciding(state, situation);
  if (act.act === "withdraw") return leads(state.author, situation) ? null : "not_yours";
  if (person === null || !members.includes(person)) return "no_voice";
  if (person === state.author || writtenByAnother(situation)) return "not_yours";
  return state.advice.some((each) => each.person === person && each.text === act.text) ? "unchanged" : null;
}

export const adviceMachine: Machine<AdviceState> = {
  begin(setup) {
    return { phase: "asking", round: 1, ...Setup.parse(setup), advice: [], decision: null, withdrawn: null };
  },
  decide(state, act, situation) {
    const read = readAct(AdviceAct, act);
    return read ? refusalOf(state, read, situation) : "unknown";
  },
  evolve(state, act) {
    const read = readAct(AdviceAct, act);
    if (!read) return state;
    const person = act.person ?? "";
    if (read.act === "advise") return { ...state, advice: [...state.advice.filter((each) => each.person !== person), { person, text: read.text, at: act.at }] };
    const round = state.round + 1;
    if (read.act === "decide") return { ...state, phase: "decided", round, decision: { text: read.text, heard: read.heard, at: act.at } };
    return { ...state, phase: "withdrawn", round, withdrawn: { by: act.by, reason: read.reason } };
  },
  shape: (state) => ({
    phase: state.phase,
    round: state.round,
    asks: { who: state.phase === "asking" ? "everyone" : "nobody" },
    // Whoever asks is not waited for.
    spoken: state.phase === "asking" ? [state.author, ...state.advice.map((each) => each.person)] : [],
    outcome: state.phase === "asking" ? null : state.phase,
  }),
  atDeadline: () => null, // only its author can decide
};
