/** A selection in words: for the record, the logbook and the minutes. Pure. */
import type { SaidAct } from "#app/domain/processes/kind.ts";
import type { Act } from "#app/domain/processes/machine.ts";
import { monthsLater } from "#app/domain/terms.ts";
import { longDate } from "#app/i18n/dates.ts";
import { type SelectionState, standing, textOf } from "./selection.ts";

export type NameOf = (person: string) => string;

export const monthsInWords = (months: number): string => (months === 1 ? "1 mes" : months % 12 === 0 ? (months === 12 ? "1 año" : `${months / 12} años`) : `${months} meses`);
const untilInWords = (from: string, months: number): string => longDate(monthsLater(from, months));

/** What people typed is text, not Markdown: it may not begin a title, a list or a link of its own. */
export const plain = (text: string): string => text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|~]/g, "\\$&");
const quoted = (text: string): string => `«${plain(text).replace(/[.\s]+$/, "")}»`;

/**
 * How objections were resolved, without whose they were. In full only those that led to other terms for whoever was elected: what was said of
 * somebody who was not stays in the circle, on the page of the selection.
 */
function objectionLines(state: SelectionState, elected: string): string[] {
  const of = (n: number) => state.proposals.find((each) => each.n === n)?.nominee;
  const shown = state.objections.filter((each) => of(each.proposal) === elected);
  const others = state.objections.length - shown.length;
  const lines = shown.map(({ reason, state: how, why, by }) => {
    const result = how === "integrated" ? `Se integró en la propuesta ${by}.` : how === "withdrawn" ? `Se retiró${why ? `: ${quoted(why)}` : ""}.` : "";
    return `- ${quoted(reason)}. ${result}`.trimEnd();
  });
  if (others > 0) lines.push(`- ${others === 1 ? "Otra objeción llevó" : `Otras ${others} objeciones llevaron`} a una propuesta distinta.`);
  return lines;
}

const people = (count: number): string => (count === 1 ? "1 persona" : `${count} personas`);

/** How many, not who: a selection is of the circle. */
function voicesLine(state: SelectionState, elected: string): string {
  const counts = state.tallies.at(-1)?.counts;
  if (standing(state)?.from === "vote" && counts) {
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return `Obtuvo ${counts[elected] ?? 0} de ${all} votos${state.tallies.length > 1 ? ", en una segunda votación" : ""}.`;
  }
  const concerns = state.voices.filter((each) => each.says === "concern").length;
  const consented = state.voices.filter((each) => each.says === "consent").length;
  return `${people(consented)} ${consented === 1 ? "consintió" : "consintieron"}${concerns > 0 ? ` y ${people(concerns)} ${concerns === 1 ? "anotó una preocupación" : "anotaron una preocupación"}, sin objetar` : ""}.`;
}

/** Everyone who said something, each once. */
export const tookPart = (state: SelectionState, voted: readonly string[] = []): string[] => [
  ...new Set([
    ...state.comments.map((each) => each.person),
    ...state.nominations.map((each) => each.person),
    ...state.earlier.map((each) => each.person),
    ...state.voices.map((each) => each.person),
    ...voted,
  ]),
];

interface SelectionTold {
  state: SelectionState;
  name: NameOf;
  live: boolean;
  facilitator: string | null;
  at: string;
}

/** The agreement, as the logbook and the minutes keep it: what was decided and how, fit for readers who were not there. The page of the selection keeps the rest. */
export function selectionText({ state, name, live, facilitator, at }: SelectionTold): string {
  const proposal = standing(state);
  if (!proposal) return "";
  const how = proposal.from === "vote" ? "por votación secreta" : "por consentimiento";
  const objections = objectionLines(state, proposal.nominee);
  return [
    `**${plain(name(proposal.nominee))}** ejerce el rol de **${plain(state.role.name)}** por ${monthsInWords(proposal.months)}, hasta el ${untilInWords(at, proposal.months)}.`,
    proposal.conditions && `Condiciones: ${plain(proposal.conditions)}`,
    `Se eligió ${how}, ${live ? "en una reunión" : "en varios días, por correo"}.${facilitator ? ` Facilitó ${plain(name(facilitator))}.` : ""} Participaron ${people(tookPart(state).length)}. ${voicesLine(state, proposal.nominee)}`,
    objections.length > 0 && `### Objeciones resueltas\n\n${objections.join("\n")}`,
    `${plain(name(proposal.nominee))} aceptó el ${longDate(at)}. Quienes son del círculo pueden leer lo conversado en la página de la elección.`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** What came out, in a sentence. */
export function selectionResult(state: SelectionState, name: NameOf): string | null {
  const proposal = standing(state);
  if (state.outcome === "withdrawn") return `La elección se retiró: «${state.ended?.words ?? ""}». El rol queda como estaba.`;
  if (state.outcome === null || !proposal || !state.ended) return null;
  const conditions = proposal.conditions ? ` Condiciones: ${proposal.conditions}` : "";
  return `${name(proposal.nominee)} ejerce el rol de ${state.role.name} hasta el ${untilInWords(state.ended.at, proposal.months)}.${conditions}`;
}

const LED: Record<string, string> = {
  describe: "ajustó la descripción del rol.",
  open_nominations: "pidió los nombres.",
  close_nominations: "mostró los nombres y sus razones.",
  close_change: "cerró los cambios.",
  close_consent: "cerró la ronda: no quedan objeciones.",
  take_up: "cerró la ronda para resolver las objeciones.",
  count: "contó los votos.",
  no_answer: "siguió adelante: no hubo respuesta de la persona propuesta.",
};

const BY_CLOCK: Record<string, string> = {
  open_nominations: "Se cumplió el plazo: se piden los nombres.",
  close_nominations: "Se cumplió el plazo: se muestran los nombres y sus razones.",
  close_change: "Se cumplió el plazo de los cambios.",
  close_consent: "Se cumplió el plazo de la ronda: no quedan objeciones.",
  take_up: "Se cumplió el plazo de la ronda: hay objeciones por resolver.",
  count: "Se cumplió el plazo: se contaron los votos.",
};

/** An act as a sentence of the record. While nominations are written, others' say no more than that they wrote one. */
export function sayAct(act: Act, state: SelectionState, reader: string | null, name: NameOf): SaidAct | null {
  if (act.person === null) return BY_CLOCK[act.kind] ? { text: BY_CLOCK[act.kind] as string } : null;
  const who = name(act.person);
  const words = textOf(act.data, "words");
  const quote = (text: string, said: string): SaidAct => (said ? { text, quote: said } : { text: `${text}.` });
  const nominee = textOf(act.data, "nominee");
  if (LED[act.kind]) return { text: `${name(act.by ?? act.person)} ${LED[act.kind]}` };
  switch (act.kind) {
    case "comment":
      return quote(`${who} dice del rol`, words);
    case "nominate":
      if (!state.shown && reader !== act.person) return { text: `${who} ya propuso a alguien.` };
      return quote(nominee === act.person ? `${who} se propone` : `${who} propone a ${name(nominee)}`, textOf(act.data, "reason"));
    case "keep":
      return { text: `${who} mantiene su propuesta.` };
    case "change":
      return quote(nominee === act.person ? `${who} ahora se propone` : `${who} ahora propone a ${name(nominee)}`, textOf(act.data, "reason"));
    case "propose":
      return quote(`${who} propone al círculo a ${name(nominee)}`, textOf(act.data, "reason"));
    case "amend":
      return quote(`${who} cambia la propuesta: ${name(nominee)}`, textOf(act.data, "reason"));
    case "consent":
      return quote(`${who} consiente`, words);
    case "concern":
      return quote(`${who} tiene una preocupación`, words);
    case "object":
      return quote(`${who} objeta`, words);
    case "withdraw_objection":
      return quote(`${who} retira su objeción`, textOf(act.data, "why"));
    case "vote":
      return { text: `${who} votó.` };
    case "accept":
      return { text: `${who} aceptó el rol.` };
    case "decline":
      return quote(`${who} no acepta`, words);
    case "withdraw":
      return quote(`${who} retiró la elección`, words);
    default:
      return null;
  }
}
