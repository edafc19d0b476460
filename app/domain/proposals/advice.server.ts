/** Asking for advice as a kind of process. */
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import type { ProcessKind } from "#app/domain/processes/kind.ts";
import type { NewAct } from "#app/domain/processes/machine.ts";
import { readerOf, stepWords } from "#app/i18n/proposal-words.ts";
import { type AdviceState, adviceMachine } from "./advice.machine.ts";
import { namesOf, release, settle } from "./closing.server.ts";
import { AdviceAct, readAct } from "./proposal.ts";

export interface AdviceView extends AdviceState {
  html: string;
  decisionHtml: string;
}

export const adviceKind: ProcessKind<AdviceState> = {
  kind: "advice",
  machine: adviceMachine,
  schema: AdviceAct.transform(({ act, ...data }): NewAct => ({ kind: act, data })),
  async effects(tx, process, before, after, act) {
    if (before.phase === after.phase) return;
    if (after.phase === "withdrawn") return release(tx, process);
    const name = await namesOf(
      tx,
      after.advice.map((each) => each.person),
    );
    const { text, heard } = after.decision ?? { text: "", heard: "" };
    await settle(tx, process, {
      kind: "advice",
      driver: after.driver,
      bodyMd: `${text}\n\n**Cómo se recogieron los consejos:** ${heard}`,
      roleId: after.role_id,
      ownerPersonId: after.author || null,
      reviewOn: after.review_on || null,
      notes: after.advice.map((each) => `- Consejo de ${name(each.person)}: «${each.text}»`).join("\n"),
      adoptedBy: act.by,
    });
  },
  view: (state): AdviceView => ({ ...state, html: renderMarkdown(state.text), decisionHtml: renderMarkdown(state.decision?.text ?? "") }),
  phases: () => ["asking", "decided"],
  words: (phase, state, reader) => stepWords("advice", phase, readerOf(state, reader)),
  say(act, { name }) {
    const read = readAct(AdviceAct, act);
    if (!read) return null;
    const who = act.person ? name(act.person) : "El plazo";
    if (read.act === "advise") return { text: `${who} aconseja`, quote: read.text };
    return read.act === "decide" ? { text: `${who} decide`, quote: read.text } : { text: `${who} retira la consulta`, quote: read.reason };
  },
  result(state, name) {
    if (state.phase === "withdrawn") return `La consulta se retiró: ${state.withdrawn?.reason ?? ""}`;
    return state.phase === "decided"
      ? `${name(state.author)} escuchó ${state.advice.length === 1 ? "un consejo" : `${state.advice.length} consejos`} y decidió: ${state.decision?.text ?? ""}`
      : null;
  },
};
