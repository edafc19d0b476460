/**
 * A proposal by consent (S3: Consent Decision-Making), as a pure machine: clarify → react → consent → (integrate → consent)* → adopted.
 * Drawn, with its rules, in config/decisions/0014-consent.md.
 */
import type { Act, Machine, NewAct, Refusal, Shape, Situation } from "#app/domain/processes/machine.ts";
import { leads, ProposalAct, readAct } from "./proposal.ts";
import { currentVersion, type Objection, openObjections, type ProposalState, readSetup, type Version, type Voice } from "./proposal-state.ts";

const uniq = (ids: readonly string[]): string[] => [...new Set(ids)];

function spokenIn(state: ProposalState): string[] {
  if (state.phase === "clarify") return uniq([...state.clear, ...state.questions.map((each) => each.person)]);
  if (state.phase === "react") return state.reactions.map((each) => each.person);
  if (state.phase === "consent") return state.voices.map((each) => each.person);
  return [];
}

const objects = (state: ProposalState): boolean => openObjections(state).length > 0 || state.voices.some((each) => each.stance === "objection");

/** Their own words, or written down for them by whoever conducts. */
function voiceRefused(situation: Situation): Refusal | null {
  if (situation.person === null || !situation.members.includes(situation.person)) return "no_voice";
  return situation.by !== situation.person && !situation.conducts ? "not_yours" : null;
}

const isClock = ({ person, by, due }: Situation): boolean => person === null && by === null && due;

/** Whether a round may end: its time came, or everyone has spoken. */
const mayEnd = (state: ProposalState, { due, members }: Situation): boolean => due || members.every((member) => spokenIn(state).includes(member));

const heard = (state: ProposalState, { members }: Situation): number => spokenIn(state).filter((person) => members.includes(person)).length;

const NEXT: Partial<Record<ProposalState["phase"], readonly string[]>> = { clarify: ["react"], react: ["consent"], consent: ["integrate", "adopted"] };

type Of<K extends ProposalAct["act"]> = Extract<ProposalAct, { act: K }>;

function advanceRefused(state: ProposalState, act: Of<"advance">, situation: Situation): Refusal | null {
  if (!situation.conducts && !isClock(situation)) return "not_yours";
  if (!NEXT[state.phase]?.includes(act.to)) return "not_now";
  if (act.version !== currentVersion(state).n) return "unknown";
  // Who closes said what they saw: an objection that came meanwhile is not passed over.
  if (act.to === "adopted" && objects(state)) return "objection_open";
  if (act.to === "integrate" && !objects(state)) return "no_objection";
  if (!mayEnd(state, situation)) return "too_early";
  return act.to === "adopted" && heard(state, situation) < situation.quorum ? "no_quorum" : null;
}

function stanceRefused(state: ProposalState, act: Of<"stance">, situation: Situation): Refusal | null {
  const refused = voiceRefused(situation);
  if (refused) return refused;
  const same = (each: Voice) => each.person === situation.person && each.stance === act.stance && each.words === act.words;
  const current = currentVersion(state).n;
  if (state.phase === "consent") {
    if (act.version !== current) return "unknown";
    return state.voices.some(same) ? "unchanged" : null;
  }
  if (state.phase === "adopted") return state.late.some(same) ? "unchanged" : null;
  if (state.phase !== "integrate") return "not_now";
  // The round ended while they were writing: an objection still becomes an item, the rest is kept beside.
  if (act.version > current) return "unknown";
  if (openObjections(state).some((each) => each.person === situation.person)) return "spoken";
  return state.late.some(same) ? "unchanged" : null;
}

function resolvingRefused(state: ProposalState, act: Of<"withdraw_objection"> | Of<"integrate">, situation: Situation): Refusal | null {
  if (state.phase !== "integrate") return "not_now";
  const found = state.objections.find((each) => each.id === act.objection);
  if (found?.state !== "open") return "unknown";
  if (act.act === "withdraw_objection") {
    // Of somebody who left the circle: whoever conducts may set it aside, saying why.
    if (!situation.members.includes(found.person)) return situation.conducts ? null : "not_theirs";
    if (situation.person !== found.person) return "not_theirs";
    return voiceRefused(situation);
  }
  if (!leads(state.author, situation)) return "not_yours";
  const current = currentVersion(state);
  return isNew(current, act) || current.n > found.version ? null : "unchanged";
}

const isNew = (current: Version, act: { text: string; review_on?: string | undefined }): boolean =>
  act.text !== current.text || (act.review_on !== undefined && act.review_on !== current.review_on);

function refusalOf(state: ProposalState, act: ProposalAct, situation: Situation): Refusal | null {
  if (act.act === "stance") return stanceRefused(state, act, situation);
  if (state.phase === "adopted" || state.phase === "withdrawn") return "closed";
  const early = state.phase === "clarify" || state.phase === "react";
  switch (act.act) {
    case "ask":
    case "clear":
      if (state.phase !== "clarify") return voiceRefused(situation) ?? "not_now";
      return voiceRefused(situation) ?? (act.act === "clear" && state.clear.includes(situation.person ?? "") ? "unchanged" : null);
    case "answer":
      if (!early) return voiceRefused(situation) ?? "not_now";
      return voiceRefused(situation) ?? (state.questions.some((each) => each.id === act.question) ? null : "unknown");
    case "react": {
      const before = state.reactions.find((each) => each.person === situation.person);
      return voiceRefused(situation) ?? (state.phase !== "react" ? "not_now" : before?.text === act.text ? "unchanged" : null);
    }
    case "version":
      if (!leads(state.author, situation)) return "not_yours";
      return early ? (isNew(currentVersion(state), act) ? null : "unchanged") : "not_now";
    case "advance":
      return advanceRefused(state, act, situation);
    case "withdraw_objection":
    case "integrate":
      return resolvingRefused(state, act, situation);
    case "withdraw":
      return leads(state.author, situation) ? null : "not_yours";
  }
}

const enter = (state: ProposalState, phase: ProposalState["phase"]): ProposalState => ({ ...state, phase, round: state.round + 1 });

function advanced(state: ProposalState, act: Of<"advance">): ProposalState {
  const concerns = [...state.concerns, ...state.voices.filter((each) => each.stance === "concern")];
  if (act.to === "adopted") return { ...enter(state, "adopted"), concerns, adopted: currentVersion(state).n };
  if (act.to !== "integrate") return { ...enter(state, act.to), voices: [] };
  const items = state.voices.filter((each) => each.stance === "objection").map(objectionOf);
  return { ...enter(state, "integrate"), concerns, objections: [...state.objections, ...items] };
}

const objectionOf = ({ id, person, words, version }: Voice): Objection => ({
  id,
  person,
  reason: words,
  version,
  state: "open",
  words: "",
  integrated_in: null,
  resolved_by: null,
});

function withStance(state: ProposalState, said: Voice): ProposalState {
  if (state.phase === "consent") return { ...state, voices: [...state.voices.filter((each) => each.person !== said.person), said] };
  if (state.phase === "integrate" && said.stance === "objection") return { ...state, objections: [...state.objections, objectionOf(said)] };
  return { ...state, late: [...state.late, said] };
}

const withVersion = (state: ProposalState, act: { text: string; review_on?: string | undefined }, changed: string, { by, at }: Act): ProposalState => {
  const current = currentVersion(state);
  if (!isNew(current, act)) return state;
  return { ...state, versions: [...state.versions, { n: current.n + 1, text: act.text, review_on: act.review_on ?? current.review_on, changed, by, at }] };
};

/** S3: Resolve Objections. When the last one is, everyone is asked again, on the version as it is now. */
function resolved(state: ProposalState, id: string, how: Pick<Objection, "state" | "words" | "integrated_in" | "resolved_by">): ProposalState {
  const objections = state.objections.map((each) => (each.id === id ? { ...each, ...how } : each));
  const next = { ...state, objections };
  return openObjections(next).length > 0 ? next : { ...enter(next, "consent"), voices: [] };
}

function madeOf(state: ProposalState, read: ProposalAct, act: Act): ProposalState {
  const { id, at } = act;
  const person = act.person ?? "";
  switch (read.act) {
    case "ask":
      return { ...state, questions: [...state.questions, { id, person, text: read.text, at, answers: [] }] };
    case "clear":
      return { ...state, clear: uniq([...state.clear, person]) };
    case "answer":
      return {
        ...state,
        questions: state.questions.map((each) => (each.id === read.question ? { ...each, answers: [...each.answers, { id, person, text: read.text, at }] } : each)),
      };
    case "react":
      return { ...state, reactions: [...state.reactions.filter((each) => each.person !== person), { person, text: read.text, version: currentVersion(state).n, at }] };
    case "version":
      return withVersion(state, read, read.changed, act);
    case "stance":
      return withStance(state, { id, person, stance: read.stance, words: read.words, version: read.version, at });
    case "advance":
      return advanced(state, read);
    case "withdraw_objection":
      return resolved(state, read.objection, { state: "withdrawn", words: read.reason, integrated_in: null, resolved_by: act.by });
    case "integrate": {
      const next = withVersion(state, read, read.how, act);
      return resolved(next, read.objection, { state: "integrated", words: read.how, integrated_in: currentVersion(next).n, resolved_by: act.by });
    }
    case "withdraw":
      return { ...enter(state, "withdrawn"), withdrawn: { by: act.by, reason: read.reason } };
  }
}

function asks(state: ProposalState): Shape["asks"] {
  if (state.phase === "adopted" || state.phase === "withdrawn") return { who: "nobody" };
  return state.phase === "integrate" ? { who: "person", person: state.author } : { who: "everyone" };
}

export const proposalMachine: Machine<ProposalState> = {
  begin(setup) {
    const { text, review_on, ...rest } = readSetup(setup);
    const first: Version = { n: 1, text, review_on, changed: "", by: null, at: null };
    const empty = { questions: [], clear: [], reactions: [], voices: [], objections: [], concerns: [], late: [] };
    return { phase: "clarify", round: 1, ...rest, versions: [first], ...empty, adopted: null, withdrawn: null };
  },
  decide(state, act, situation) {
    const read = readAct(ProposalAct, act);
    return read ? refusalOf(state, read, situation) : "unknown";
  },
  evolve(state, act) {
    const read = readAct(ProposalAct, act);
    return read ? madeOf(state, read, act) : state;
  },
  shape: (state) => ({
    phase: state.phase,
    round: state.round,
    asks: asks(state),
    spoken: spokenIn(state),
    outcome: state.phase === "adopted" || state.phase === "withdrawn" ? state.phase : null,
  }),
  atDeadline(state, situation): NewAct | null {
    const to = (phase: string): NewAct => ({ kind: "advance", data: { to: phase, version: currentVersion(state).n } });
    if (state.phase === "clarify") return to("react");
    const enough = heard(state, situation) >= situation.quorum;
    if (state.phase === "react") return enough ? to("consent") : null;
    if (state.phase !== "consent") return null;
    return objects(state) ? to("integrate") : enough ? to("adopted") : null;
  },
};
