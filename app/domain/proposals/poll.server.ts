/** The simple poll as a kind of process. */
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import type { ProcessKind } from "#app/domain/processes/kind.ts";
import type { NewAct } from "#app/domain/processes/machine.ts";
import { readerOf, stepWords } from "#app/i18n/proposal-words.ts";
import { release, settle } from "./closing.server.ts";
import { type PollState, pollMachine, tally } from "./poll.machine.ts";
import { PollAct, readAct } from "./proposal.ts";

export interface PollView extends PollState {
  html: string;
  tally: ReturnType<typeof tally>;
}

const votesIn = (votes: number): string => (votes === 1 ? "1 preferencia" : `${votes} preferencias`);

/** «Gana «Martes», con 4 de 6 preferencias»; two that are level are both named. */
export function winner(state: PollState): string {
  const counted = tally(state);
  const most = Math.max(0, ...counted.map((each) => each.votes));
  if (most === 0) return "Nadie eligió una opción.";
  const first = counted.filter((each) => each.votes === most).map((each) => `«${each.label}»`);
  const all = votesIn(state.choices.length);
  return first.length === 1
    ? `La más elegida es ${first[0]}, con ${most} de ${all}.`
    : `Empatan ${first.slice(0, -1).join(", ")} y ${first.at(-1)}, con ${most} de ${all} cada una.`;
}

export const pollKind: ProcessKind<PollState> = {
  kind: "poll",
  machine: pollMachine,
  schema: PollAct.transform(({ act, ...data }): NewAct => ({ kind: act, data })),
  async effects(tx, process, before, after, act) {
    if (before.phase === after.phase) return;
    if (after.phase === "withdrawn") return release(tx, process);
    const lines = tally(after).map((each) => `- ${each.label}: ${votesIn(each.votes)}`);
    await settle(tx, process, {
      kind: "poll",
      driver: after.driver,
      bodyMd: [after.text, winner(after), lines.join("\n")].filter(Boolean).join("\n\n"),
      roleId: null,
      ownerPersonId: after.author || null,
      reviewOn: null,
      notes: "",
      adoptedBy: act.by,
    });
  },
  view: (state): PollView => ({ ...state, html: renderMarkdown(state.text), tally: tally(state) }),
  phases: () => ["voting", "counted"],
  words: (phase, state, reader) => stepWords("poll", phase, readerOf(state, reader)),
  say(act, { state, name }) {
    const read = readAct(PollAct, act);
    if (!read) return null;
    const who = act.person ? name(act.person) : "El plazo";
    if (read.act === "choose") return { text: `${who} elige «${state.options.find((each) => each.id === read.option)?.label ?? ""}».` };
    return read.act === "count" ? { text: "Se cierra el sondeo." } : { text: `${who} retira el sondeo`, quote: read.reason };
  },
  result: (state) => (state.phase === "withdrawn" ? `El sondeo se retiró: ${state.withdrawn?.reason ?? ""}` : state.phase === "counted" ? winner(state) : null),
};
