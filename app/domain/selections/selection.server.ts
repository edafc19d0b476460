/** The selection as a kind of process: how it is read from a form, what only the database knows, what it brings about, how it is told. */
import type { Ctx } from "#app/domain/context.ts";
import { invalid } from "#app/domain/errors.ts";
import { challengeAgreement } from "#app/domain/logbook/logbook.server.ts";
import { findNamed } from "#app/domain/processes/facilitator.server.ts";
import type { ProcessKind, ProcessRow } from "#app/domain/processes/kind.ts";
import type { Act, NewAct } from "#app/domain/processes/machine.ts";
import { countBallots } from "#app/domain/processes/processes.repo.server.ts";
import { calledTo, type SelectionReader, selectionWords } from "#app/i18n/selection-words.ts";
import { proclaim } from "./proclaiming.server.ts";
import { selectionMachine } from "./selection.machine.ts";
import { sayAct, selectionResult } from "./selection.text.ts";
import { SelectionActs, type SelectionState, type SelectionView, standing, textOf } from "./selection.ts";

/** A nomination of somebody who is not in the list names them by address or whole name; a count gets the ballots. */
async function enrich(tx: Ctx, process: ProcessRow, state: SelectionState, act: NewAct): Promise<NewAct> {
  if (act.kind === "count") return { kind: "count", data: { ...Object(act.data), tally: await countBallots(tx.db, process.id, state.round) } };
  if (act.kind !== "nominate" && act.kind !== "change") return act;
  const typed = textOf(act.data, "other");
  if (typed === "") {
    if (textOf(act.data, "nominee") === "") throw invalid("nominee", "required");
    return { kind: act.kind, data: { nominee: textOf(act.data, "nominee"), reason: textOf(act.data, "reason") } };
  }
  const nominee = await findNamed(tx.db, typed);
  if (!nominee) throw invalid("other", "person_unknown");
  return { kind: act.kind, data: { nominee, reason: textOf(act.data, "reason"), named: true } };
}

async function effects(tx: Ctx, process: ProcessRow, before: SelectionState, after: SelectionState, act: Act): Promise<void> {
  if (before.outcome === null && after.outcome === "proclaimed") return proclaim(tx, process, after, act.by);
  const challenged = before.outcome === "proclaimed" && act.kind === "object" && act.person;
  if (challenged) await challengeAgreement(tx, process.id, { personId: challenged, reason: textOf(act.data, "words") });
}

/** While nominations are written, one's own alone: not even whoever conducts sees the others'. */
export function selectionView(state: SelectionState, reader: { person: string | null }): SelectionView {
  return state.shown ? state : { ...state, nominations: state.nominations.filter((each) => each.person === reader.person) };
}

/** As whom the page speaks to them: first what is theirs to do. */
function readerOf(state: SelectionState, { person, conducts, hasVoice }: { person: string | null; conducts: boolean; hasVoice: boolean }): SelectionReader {
  const { spoken, asks } = selectionMachine.shape(state);
  const nominee = state.phase === "accept" || state.phase === "proclaimed" ? standing(state)?.nominee : null;
  if (person !== null && person === nominee) return "nominee";
  if (asks.who === "facilitator") return conducts ? "facilitator" : hasVoice ? "voice" : "looks";
  if (hasVoice && person !== null && !spoken.includes(person)) return "voice";
  return conducts ? "facilitator" : hasVoice ? "spoken" : "looks";
}

/** Resolving objections is on the way only where there are any. */
function phasesOf({ setup, phase, objections }: SelectionState): readonly string[] {
  const voted = setup.method === "vote" && !["propose", "consent", "integrate"].includes(phase);
  const between = voted ? ["vote"] : objections.length > 0 ? ["propose", "consent", "integrate"] : ["propose", "consent"];
  return ["describe", "nominate", "change", ...between, "accept", "proclaimed"];
}

export const selectionKind: ProcessKind<SelectionState> = {
  kind: "selection",
  machine: selectionMachine,
  schema: SelectionActs,
  enrich,
  secret: (act) => (act.kind === "vote" ? { act: { kind: "vote", data: {} }, choice: textOf(act.data, "choice") } : null),
  effects,
  view: selectionView,
  // Whom it asks for a yes may be from outside the circle.
  concerns: (state) => (state.phase === "accept" || state.phase === "proclaimed" ? [standing(state)?.nominee ?? ""].filter(Boolean) : []),
  phases: phasesOf,
  words: (phase, state, reader) => selectionWords(phase, reader ? readerOf(state, reader) : calledTo(phase)),
  say: (act, { state, reader, name }) => sayAct(act, state, reader.person, name),
  result: selectionResult,
  // An objection that crosses the end of its round is not lost: the machine says where it goes.
  late: (act) => act.kind === "object",
};
