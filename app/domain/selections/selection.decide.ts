/** Whether an act of a selection may be done. Total: whatever an act says, the answer is a refusal or null. */
import type { NewAct, Refusal, Situation } from "#app/domain/processes/machine.ts";
import { BLANK, candidatesOf, fieldsOf, monthsOf, namedOutside, numberOf, openObjections, type SelectionPhase, type SelectionState, standing, textOf } from "./selection.ts";

type Rule = (state: SelectionState, data: unknown, situation: Situation) => Refusal | null;

const inPhase =
  (...phases: SelectionPhase[]) =>
  (rule: Rule): Rule =>
  (state, data, situation) =>
    phases.includes(state.phase) ? rule(state, data, situation) : "not_now";

/** What was seen when the button was pressed; where the form did not say, what there is. A page of an earlier round does not close a later one. */
const ofThisRound = (state: SelectionState, data: unknown): boolean => (numberOf(data, "round") ?? state.round) === state.round;
const ofThisProposal = (state: SelectionState, data: unknown): boolean => standing(state) !== null && numberOf(data, "proposal") === standing(state)?.n;

/** Only members speak, each for themselves; in a live meeting whoever conducts may write down what somebody says. */
const voice =
  (rule: Rule): Rule =>
  (state, data, situation) => {
    const { person, by, members, conducts } = situation;
    if (person === null || !members.includes(person)) return "no_voice";
    if (by !== person && !(by !== null && conducts && state.setup.mode === "live")) return "not_yours";
    return rule(state, data, situation);
  };

const led =
  (rule: Rule): Rule =>
  (state, data, situation) =>
    situation.conducts && situation.by !== null && situation.person === situation.by ? rule(state, data, situation) : "not_yours";

/** Going on to the next phase: whoever conducts, or the clock when the time has come. */
const goesOn =
  (rule: Rule): Rule =>
  (state, data, situation) => {
    const clock = situation.person === null && situation.by === null;
    if (clock && !situation.due) return "too_early";
    if (!clock && !(situation.conducts && situation.by !== null && situation.person === situation.by)) return "not_yours";
    return ofThisRound(state, data) ? rule(state, data, situation) : "not_now";
  };

/** Of `people`, those who have a voice today, each once. */
const present = (people: readonly string[], { members }: Situation): number => new Set(people.filter((each) => members.includes(each))).size;
const everyone = ({ members }: Situation): number => new Set(members).size;

/** A round closes when all have spoken; before that only when it is due, and with a quorum of voices. */
function closable(spoken: readonly string[], quorate: readonly string[], situation: Situation): Refusal | null {
  if (present(spoken, situation) < everyone(situation) && !situation.due) return "too_early";
  return present(quorate, situation) < Math.max(1, situation.quorum) ? "no_quorum" : null;
}

/** Members, those who were named already, and anybody with an account (`named` is added by the store, which knows). */
function nameable(state: SelectionState, data: unknown, { members }: Situation): boolean {
  const nominee = textOf(data, "nominee");
  if (nominee === "" || nominee === BLANK) return false;
  return members.includes(nominee) || namedOutside(state).includes(nominee) || fieldsOf(data).named === true;
}

const nominates: Rule = (state, data, situation) => {
  if (!nameable(state, data, situation) || textOf(data, "reason") === "") return "unknown";
  const own = state.nominations.find((each) => each.person === situation.person);
  return own && own.nominee === textOf(data, "nominee") && own.reason === textOf(data, "reason") ? "unchanged" : null;
};

/** Proposing is of somebody of the circle, or whom a member named; not of whom nobody has thought. */
const proposes: Rule = (state, data, situation) => {
  const nominee = textOf(data, "nominee");
  const known = nominee !== BLANK && (situation.members.includes(nominee) || namedOutside(state).includes(nominee));
  return !known || textOf(data, "reason") === "" || monthsOf(data) === null ? "unknown" : null;
};

const amends: Rule = (state, data, situation) => {
  const open = openObjections(state).length;
  if (open === 0) return "no_objection";
  if (open > (numberOf(data, "objections") ?? 0)) return "objection_open"; // one came that the author of the amendment has not seen
  const now = standing(state);
  const same = now && now.nominee === textOf(data, "nominee") && now.months === monthsOf(data) && now.conditions === textOf(data, "conditions");
  return same ? "unchanged" : proposes(state, data, situation);
};

const speaksOf =
  (says: "consent" | "concern"): Rule =>
  (state, data, { person }) => {
    if (!ofThisProposal(state, data)) return "unknown"; // said of a proposal that has been amended meanwhile: it would count for one they have not read
    if (says === "concern" && textOf(data, "words") === "") return "unknown";
    const own = state.voices.find((each) => each.person === person);
    if (state.phase !== "consent") return own || state.late.some((each) => each.person === person && each.phase === state.phase) ? "spoken" : null;
    return own && own.says === says && own.words === textOf(data, "words") ? "unchanged" : null;
  };

/** An objection is taken whenever there is still something to object to; of whichever proposal it speaks, it is not lost. */
const objects: Rule = (state, data, { person }) => {
  if (textOf(data, "words") === "" || standing(state) === null) return "unknown";
  if (state.outcome !== null) return state.late.some((each) => each.person === person && each.phase === "proclaimed") ? "spoken" : null;
  if (state.phase === "accept" && standing(state)?.from === "vote") return "not_now"; // the vote has decided; whoever is voted for is still free to say no
  const own = openObjections(state).find((each) => each.person === person);
  if (!own) return null;
  if (own.reason === textOf(data, "words")) return "unchanged";
  return state.phase === "consent" ? null : "spoken";
};

/** Whose objection the proposal on the table is to integrate: they are heard before the round closes, unless over days their time ran out. */
function ownersUnheard(state: SelectionState, { members, due }: Situation): boolean {
  if (due && state.setup.mode === "days") return false;
  const owners = state.objections.filter((each) => each.state === "integrated" && each.by === standing(state)?.n).map((each) => each.person);
  return owners.some((owner) => members.includes(owner) && !state.spoken.includes(owner));
}

const closesConsent: Rule = (state, data, situation) => {
  if (openObjections(state).length > 0) return "objection_open";
  if (!ofThisProposal(state, data)) return "not_now";
  return closable(state.spoken, state.spoken, situation) ?? (ownersUnheard(state, situation) ? "too_early" : null);
};

/** With an objection nothing is lost by stopping the round: no quorum is needed, only that nobody is cut off before their time. */
const takesUp: Rule = (state, data, situation) => {
  if (!ofThisProposal(state, data)) return "not_now";
  if (openObjections(state).length === 0) return "no_objection";
  return present(state.spoken, situation) < everyone(situation) && !situation.due ? "too_early" : null;
};

const withdrawsObjection: Rule = (state, data, { person }) => {
  const found = state.objections.find((each) => each.id === textOf(data, "objection"));
  if (found?.state !== "open" || textOf(data, "why") === "") return "unknown";
  return found.person === person ? null : "not_theirs";
};

const votes: Rule = (state, data, { person, by }) => {
  if (person !== by) return "not_yours"; // whoever wrote it down would know it
  if (person !== null && state.spoken.includes(person)) return "spoken"; // secret: it cannot be found again, nor changed
  const choice = textOf(data, "choice");
  return choice === BLANK || candidatesOf(state).includes(choice) ? null : "unknown";
};

/** The tally comes from the ballot box (kind.enrich): as many votes as people who voted. Asked before that, whether one may count. */
const counts: Rule = (state, data, situation) => {
  const { tally: box } = fieldsOf(data);
  if (box === undefined) return closable(state.spoken, state.spoken, situation);
  const tally = Object.values(fieldsOf(box));
  const whole = tally.every((each) => typeof each === "number" && Number.isInteger(each) && each >= 0);
  const sum = tally.reduce<number>((total, each) => total + (typeof each === "number" ? each : 0), 0);
  return closable(state.spoken, state.spoken, situation) ?? (whole && sum === state.spoken.length ? null : "unknown");
};

/** The nominee alone, with their own hand, and to the proposal as it stands: nobody writes down a yes for another. */
const answers =
  (withWords: boolean): Rule =>
  (state, data, { person, by }) => {
    if (person === null || person !== by || person !== standing(state)?.nominee) return "not_yours";
    if (!ofThisProposal(state, data)) return "unknown";
    return withWords && textOf(data, "words") === "" ? "unknown" : null;
  };

const always: Rule = () => null;
const worded =
  (name: string): Rule =>
  (_, data) =>
    textOf(data, name) === "" ? "unknown" : null;

const RULES: Record<string, Rule> = {
  comment: inPhase("describe")(voice(worded("words"))),
  fine: inPhase("describe")(voice((state, _, { person }) => (person !== null && state.spoken.includes(person) ? "spoken" : null))),
  describe: inPhase("describe")(led((_, data) => (monthsOf(data) === null ? "unknown" : null))),
  open_nominations: inPhase("describe")(goesOn(always)),
  nominate: inPhase("nominate")(voice(nominates)),
  close_nominations: inPhase("nominate")(goesOn((state, _, situation) => closable(state.spoken, state.spoken, situation))),
  keep: inPhase("change")(
    voice((state, _, { person }) => {
      const own = state.nominations.find((each) => each.person === person);
      if (!own) return "unknown";
      return own.kept ? "unchanged" : null;
    }),
  ),
  change: inPhase("change")(voice(nominates)),
  // Who says nothing in the change round keeps what they said: a nomination that stands is a voice.
  close_change: inPhase("change")(
    goesOn((state, _, situation) =>
      closable(
        state.spoken,
        state.nominations.map((each) => each.person),
        situation,
      ),
    ),
  ),
  propose: inPhase("propose")(led(proposes)),
  consent: inPhase("consent", "integrate", "accept")(voice(speaksOf("consent"))),
  concern: inPhase("consent", "integrate", "accept")(voice(speaksOf("concern"))),
  object: inPhase("consent", "integrate", "accept", "proclaimed")(voice(objects)),
  close_consent: inPhase("consent")(goesOn(closesConsent)),
  take_up: inPhase("consent")(goesOn(takesUp)),
  withdraw_objection: inPhase("consent", "integrate")(voice(withdrawsObjection)),
  amend: inPhase("integrate")(led(amends)),
  vote: inPhase("vote")(voice(votes)),
  count: inPhase("vote")(goesOn(counts)),
  accept: inPhase("accept")(answers(false)),
  decline: inPhase("accept")(answers(true)),
  no_answer: inPhase("accept")(led((state, data, { due }) => (!ofThisRound(state, data) ? "not_now" : due ? null : "too_early"))),
  withdraw: led(worded("words")),
};

export function decideSelection(state: SelectionState, act: NewAct, situation: Situation): Refusal | null {
  const rule = typeof act.kind === "string" && Object.hasOwn(RULES, act.kind) ? RULES[act.kind] : undefined;
  if (state.outcome !== null && !(state.outcome === "proclaimed" && act.kind === "object")) return "closed";
  return rule ? rule(state, act.data, situation) : "unknown";
}

/** Enough voices to count; the tally itself comes later. */
export const countable = (state: SelectionState, situation: Situation): boolean => state.phase === "vote" && closable(state.spoken, state.spoken, situation) === null;
