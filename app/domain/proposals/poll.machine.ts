/** A simple poll for light matters: voting → counted. One voice each, changeable until it closes; names are visible in the circle. */
import { z } from "zod";
import type { Machine, Refusal, Situation } from "#app/domain/processes/machine.ts";
import { type Driver, leads, NOTHING_TOLD, PollAct, readAct, told } from "./proposal.ts";

export interface PollOption {
  id: string;
  label: string;
}

export interface PollState {
  phase: "voting" | "counted" | "withdrawn";
  round: number;
  author: string;
  driver: Driver;
  text: string;
  options: PollOption[];
  choices: { person: string; option: string; at: string }[];
  withdrawn: { by: string | null; reason: string } | null;
}

export const OPTIONS_MIN = 2;
export const OPTIONS_MAX = 10;

const Setup = z
  .object({
    ...told,
    options: z.array(z.object({ id: z.string(), label: z.string() })).catch([]),
  })
  .catch({ ...NOTHING_TOLD, options: [] });

const heard = (state: PollState, { members }: Situation): number => state.choices.filter((each) => members.includes(each.person)).length;

function refusalOf(state: PollState, act: PollAct, situation: Situation): Refusal | null {
  if (state.phase !== "voting") return "closed";
  const { person, by, members, conducts, due, quorum } = situation;
  if (act.act === "withdraw") return leads(state.author, situation) ? null : "not_yours";
  if (act.act === "count") {
    const clock = person === null && by === null && due;
    if (!leads(state.author, situation) && !clock) return "not_yours";
    if (!due && heard(state, situation) < members.length) return "too_early";
    return heard(state, situation) < quorum ? "no_quorum" : null;
  }
  if (person === null || !members.includes(person)) return "no_voice";
  if (by !== person && !conducts) return "not_yours";
  if (!state.options.some((each) => each.id === act.option)) return "unknown";
  return state.choices.some((each) => each.person === person && each.option === act.option) ? "unchanged" : null;
}

export const pollMachine: Machine<PollState> = {
  begin(setup) {
    return { phase: "voting", round: 1, ...Setup.parse(setup), choices: [], withdrawn: null };
  },
  decide(state, act, situation) {
    const read = readAct(PollAct, act);
    return read ? refusalOf(state, read, situation) : "unknown";
  },
  evolve(state, act) {
    const read = readAct(PollAct, act);
    if (!read) return state;
    const person = act.person ?? "";
    if (read.act === "choose") return { ...state, choices: [...state.choices.filter((each) => each.person !== person), { person, option: read.option, at: act.at }] };
    if (read.act === "count") return { ...state, phase: "counted", round: state.round + 1 };
    return { ...state, phase: "withdrawn", round: state.round + 1, withdrawn: { by: act.by, reason: read.reason } };
  },
  shape: (state) => ({
    phase: state.phase,
    round: state.round,
    asks: { who: state.phase === "voting" ? "everyone" : "nobody" },
    spoken: state.phase === "voting" ? state.choices.map((each) => each.person) : [],
    outcome: state.phase === "voting" ? null : state.phase,
  }),
  atDeadline: (state, situation) => (state.phase === "voting" && heard(state, situation) >= situation.quorum ? { kind: "count", data: {} } : null),
};

/** Votes by option, in the order of the form. */
export const tally = (state: PollState): (PollOption & { votes: number; people: string[] })[] =>
  state.options.map((option) => {
    const people = state.choices.filter((each) => each.option === option.id).map((each) => each.person);
    return { ...option, votes: people.length, people };
  });
