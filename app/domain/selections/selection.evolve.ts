/** What an act makes of a selection. Total and pure: the record is a fact, and time comes with the act. */
import type { Act } from "#app/domain/processes/machine.ts";
import {
  candidatesOf,
  fieldsOf,
  monthsOf,
  type Objection,
  openObjections,
  roleTextOf,
  type SelectionPhase,
  type SelectionProposal,
  type SelectionState,
  standing,
  textOf,
  type Voice,
  winnerOf,
} from "./selection.ts";

type Step = (state: SelectionState, act: Act) => SelectionState;

/** A phase begins: another round, in which nobody has spoken yet. */
const enter = (state: SelectionState, phase: SelectionPhase): SelectionState => ({ ...state, phase, round: state.round + 1, spoken: [] });
const speaks = (state: SelectionState, person: string | null): SelectionState =>
  person === null || state.spoken.includes(person) ? state : { ...state, spoken: [...state.spoken, person] };

const goTo =
  (phase: SelectionPhase): Step =>
  (state) =>
    enter(state, phase);

/** One nomination each: another takes its place. */
const nominate: Step = (state, act) => {
  if (act.person === null) return state;
  const own = state.nominations.find((each) => each.person === act.person);
  const before = state.phase === "change" && own ? (own.before ?? { nominee: own.nominee, reason: own.reason }) : null;
  const nomination = { person: act.person, nominee: textOf(act.data, "nominee"), reason: textOf(act.data, "reason"), before, kept: false };
  const nominations = own ? state.nominations.map((each) => (each === own ? nomination : each)) : [...state.nominations, nomination];
  return speaks({ ...state, nominations }, act.person);
};

const keep: Step = (state, act) => speaks({ ...state, nominations: state.nominations.map((each) => (each.person === act.person ? { ...each, kept: true } : each)) }, act.person);

function proposalOf(state: SelectionState, act: Act, from: SelectionProposal["from"]): SelectionProposal {
  const { data, at, by } = act;
  const words = { nominee: textOf(data, "nominee"), reason: textOf(data, "reason"), conditions: textOf(data, "conditions") };
  return { n: state.proposals.length + 1, ...words, months: monthsOf(data) ?? state.months, at, by, from };
}

/** A proposal is on the table: everyone is asked, from the beginning. */
const put = (state: SelectionState, proposal: SelectionProposal, phase: "consent" | "accept"): SelectionState => ({
  ...enter(state, phase),
  proposals: [...state.proposals, proposal],
  earlier: [...state.earlier, ...state.voices.map((each) => ({ ...each, proposal: standing(state)?.n ?? 0 }))],
  voices: [],
});

const propose: Step = (state, act) => put(state, proposalOf(state, act, "facilitator"), "consent");

const amend: Step = (state, act) => {
  const proposal = proposalOf(state, act, "amendment");
  const objections = state.objections.map((each): Objection => (each.state === "open" ? { ...each, state: "integrated", by: proposal.n } : each));
  return put({ ...state, objections }, proposal, "consent");
};

const withdrawn = (state: SelectionState, owner: string | null, why: string): SelectionState => ({
  ...state,
  objections: state.objections.map((each): Objection => (each.state === "open" && each.person === owner ? { ...each, state: "withdrawn", why } : each)),
});

const voiceOf = (act: Act, person: string, says: Voice["says"]): Voice => ({ person, says, words: textOf(act.data, "words"), at: act.at });
const heard = (state: SelectionState, voice: Voice): SelectionState =>
  speaks({ ...state, voices: [...state.voices.filter((each) => each.person !== voice.person), voice] }, voice.person);
const keptLate = (state: SelectionState, act: Act, voice: Voice): SelectionState => ({ ...state, late: [...state.late, { ...voice, id: act.id, phase: state.phase }] });

/** Said in the round, it counts, and takes back an objection of one's own; said afterwards, it is kept. */
const speak =
  (says: "consent" | "concern"): Step =>
  (state, act) => {
    if (act.person === null) return state;
    const voice = voiceOf(act, act.person, says);
    return state.phase === "consent" ? heard(withdrawn(state, act.person, voice.words), voice) : keptLate(state, act, voice);
  };

const object: Step = (state, act) => {
  if (act.person === null) return state;
  const voice = voiceOf(act, act.person, "object");
  if (state.outcome !== null) return keptLate(state, act, voice);
  const proposal = standing(state)?.n ?? 0;
  const own = openObjections(state).find((each) => each.person === act.person);
  const fresh: Objection = { id: act.id, person: act.person, proposal, reason: voice.words, at: act.at, state: "open", why: "", by: null };
  const objections = own ? state.objections.map((each) => (each === own ? { ...own, reason: voice.words } : each)) : [...state.objections, fresh];
  // After the round was closed, before the proclamation: it brings the selection back.
  const base = state.phase === "accept" ? enter(state, "integrate") : state;
  return heard({ ...base, objections }, voice);
};

/** The last one withdrawn: the same proposal goes on, and what all have said of it holds. */
const withdrawObjection: Step = (state, act) => {
  const why = textOf(act.data, "why");
  const words = (each: Voice): Voice => (each.person === act.person ? { ...each, says: "concern", words: why } : each);
  const next = { ...withdrawn(state, act.person, why), voices: state.voices.map(words) };
  if (next.phase !== "integrate" || openObjections(next).length > 0) return next;
  return { ...enter(next, "consent"), spoken: next.voices.map((each) => each.person) };
};

/** The most voted; a tie is voted on once more, and after that it is for the facilitator to propose. */
const count: Step = (state, act) => {
  const counts = Object.fromEntries(Object.entries(fieldsOf(fieldsOf(act.data).tally)).filter((each): each is [string, number] => typeof each[1] === "number"));
  const { winner, tied } = winnerOf(counts, candidatesOf(state));
  const counted = { ...state, tallies: [...state.tallies, { round: state.round, counts }] };
  if (winner !== null) {
    const proposal: SelectionProposal = { n: state.proposals.length + 1, nominee: winner, reason: "", months: state.months, conditions: "", at: act.at, by: act.by, from: "vote" };
    return put(counted, proposal, "accept");
  }
  return tied.length > 1 && state.tied === null ? enter({ ...counted, tied }, "vote") : enter(counted, "propose");
};

const accept: Step = (state, act) => ({
  ...enter(state, "proclaimed"),
  accepted: { person: act.person ?? "", proposal: standing(state)?.n ?? 0, at: act.at },
  outcome: "proclaimed",
  ended: { at: act.at, by: act.by, words: "" },
});

const decline: Step = (state, act) => ({
  ...enter(state, "propose"),
  declined: [...state.declined, { person: standing(state)?.nominee ?? "", proposal: standing(state)?.n ?? 0, words: textOf(act.data, "words"), at: act.at }],
});

const STEPS: Record<string, Step> = {
  comment: (state, act) => speaks({ ...state, comments: [...state.comments, { act: act.id, person: act.person ?? "", words: textOf(act.data, "words"), at: act.at }] }, act.person),
  fine: (state, act) => speaks(state, act.person),
  describe: (state, act) => ({ ...state, amended: true, role: { ...roleTextOf(act.data), name: state.role.name }, months: monthsOf(act.data) ?? state.months }),
  open_nominations: goTo("nominate"),
  nominate,
  close_nominations: (state) => ({ ...enter(state, "change"), shown: true }),
  keep,
  change: nominate,
  close_change: (state) => enter(state, state.setup.method === "vote" ? "vote" : "propose"),
  propose,
  consent: speak("consent"),
  concern: speak("concern"),
  object,
  close_consent: goTo("accept"),
  take_up: goTo("integrate"),
  withdraw_objection: withdrawObjection,
  amend,
  vote: (state, act) => speaks(state, act.person),
  count,
  accept,
  decline,
  no_answer: decline,
  withdraw: (state, act) => ({ ...enter(state, "withdrawn"), outcome: "withdrawn", ended: { at: act.at, by: act.by, words: textOf(act.data, "words") } }),
};

export function evolveSelection(state: SelectionState, act: Act): SelectionState {
  const step = typeof act.kind === "string" && Object.hasOwn(STEPS, act.kind) ? STEPS[act.kind] : undefined;
  return step ? step(state, act) : state;
}
