/** The proposal as a kind of process: how it is read from a form, what it brings about, how it is shown and told. */
import type { Ctx } from "#app/domain/context.ts";
import { challengeAgreement } from "#app/domain/logbook/logbook.server.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import type { ProcessKind, ProcessRow, SaidAct } from "#app/domain/processes/kind.ts";
import type { Act, NewAct } from "#app/domain/processes/machine.ts";
import { longDate } from "#app/i18n/dates.ts";
import { readerOf, stepWords } from "#app/i18n/proposal-words.ts";
import { type Change, changesBetween } from "./changes.ts";
import { namesOf, release, settle } from "./closing.server.ts";
import { proposalMachine } from "./proposal.machine.ts";
import { ProposalAct, readAct } from "./proposal.ts";
import { currentVersion, type ProposalState, type Version } from "./proposal-state.ts";

/** The state, with its texts ready to be read. */
export interface ProposalView extends ProposalState {
  html: string;
  /** Of every version but the first: what changed, newest first. */
  changes: { n: number; changed: string; by: string | null; at: string | null; review: { before: string; after: string } | null; blocks: Change[] }[];
}

export function viewOf(state: ProposalState): ProposalView {
  const changes = state.versions
    .flatMap((version, index) => {
      const before = state.versions[index - 1];
      return before ? [changeOf(before, version)] : [];
    })
    .reverse();
  return { ...state, html: renderMarkdown(currentVersion(state).text), changes };
}

const changeOf = (before: Version, { n, changed, by, at, text, review_on }: Version): ProposalView["changes"][number] => ({
  n,
  changed,
  by,
  at,
  review: before.review_on === review_on ? null : { before: before.review_on, after: review_on },
  blocks: before.text === text ? [] : changesBetween(before.text, text),
});

async function adopted(tx: Ctx, process: ProcessRow, state: ProposalState, act: Act): Promise<void> {
  const version = state.versions.find((each) => each.n === state.adopted) ?? currentVersion(state);
  const name = await namesOf(
    tx,
    [...state.objections, ...state.concerns].map((each) => each.person),
  );
  const resolved = state.objections.map(
    ({ person, reason, state: how, words }) => `- Objeción de ${name(person)}: «${reason}». ${how === "integrated" ? "Se integró" : "Se retiró"}: ${words}`,
  );
  const concerns = state.concerns.map(({ person, words }) => `- Preocupación de ${name(person)}: «${words}».`);
  await settle(tx, process, {
    kind: "consent",
    driver: state.driver,
    bodyMd: version.text,
    roleId: state.role_id,
    ownerPersonId: state.author || null,
    reviewOn: version.review_on || null,
    notes: [...resolved, ...concerns].join("\n"),
    adoptedBy: act.by,
    supersedes: state.supersedes,
  });
}

async function effects(tx: Ctx, process: ProcessRow, before: ProposalState, after: ProposalState, act: Act): Promise<void> {
  if (before.phase !== after.phase && after.phase === "adopted") return adopted(tx, process, after, act);
  if (before.phase !== after.phase && after.phase === "withdrawn") return release(tx, process);
  const read = before.phase === "adopted" ? readAct(ProposalAct, act) : null;
  if (read?.act === "stance" && read.stance === "objection" && act.person) await challengeAgreement(tx, process.id, { personId: act.person, reason: read.words });
}

/** Integrating is a step only where somebody objected, and then everyone is asked again. */
function phases({ phase, objections }: ProposalState): string[] {
  const round = objections.length === 0 ? ["consent"] : phase === "integrate" ? ["consent", "integrate"] : ["integrate", "consent"];
  return ["clarify", "react", ...round, "adopted"];
}

/** «Rosa objeta», and why. */
function sentence(read: ProposalAct, who: string, state: ProposalState, name: (person: string) => string): SaidAct {
  const owner = (id: string) => name(state.objections.find((each) => each.id === id)?.person ?? "");
  switch (read.act) {
    case "ask":
      return { text: `${who} pregunta`, quote: read.text };
    case "clear":
      return { text: `Para ${who} está claro.` };
    case "answer":
      return { text: `${who} responde`, quote: read.text };
    case "version":
      return { text: `${who} publica una nueva versión`, quote: read.changed };
    case "react":
      return read.text ? { text: `${who} reacciona`, quote: read.text } : { text: `${who} no tiene nada que agregar.` };
    case "stance": {
      const says = { consent: "consiente", concern: "tiene una preocupación", objection: "objeta" }[read.stance];
      return read.words ? { text: `${who} ${says}`, quote: read.words } : { text: `${who} ${says}.` };
    }
    case "advance":
      return {
        text: { react: "Comienzan las reacciones.", consent: "Comienza la ronda de consentimiento.", integrate: "Hay objeciones: se integran.", adopted: "Se adopta el acuerdo." }[
          read.to
        ],
      };
    case "withdraw_objection":
      return { text: `Se retira la objeción de ${owner(read.objection)}`, quote: read.reason };
    case "integrate":
      return { text: `${who} integra la objeción de ${owner(read.objection)}`, quote: read.how };
    case "withdraw":
      return { text: `${who} retira la propuesta`, quote: read.reason };
  }
}

function result(state: ProposalState): string | null {
  if (state.phase === "withdrawn") return `La propuesta se retiró: ${state.withdrawn?.reason ?? ""}`;
  if (state.phase !== "adopted") return null;
  const { review_on } = currentVersion(state);
  const objections = state.objections.length;
  const told = objections === 0 ? "sin objeciones" : objections === 1 ? "después de resolver una objeción" : `después de resolver ${objections} objeciones`;
  return `El círculo adoptó el acuerdo por consentimiento, ${told}.${review_on ? ` Se revisa el ${longDate(review_on)}.` : ""}`;
}

export const proposalKind: ProcessKind<ProposalState> = {
  kind: "proposal",
  machine: proposalMachine,
  schema: ProposalAct.transform(({ act, ...data }): NewAct => ({ kind: act, data })),
  effects,
  view: viewOf,
  phases,
  words: (phase, state, reader) => stepWords("proposal", phase, readerOf(state, reader)),
  say: (act, { state, name }) => {
    const read = readAct(ProposalAct, act);
    return read && sentence(read, act.person ? name(act.person) : "El plazo", state, name);
  },
  result,
  // An objection that crosses the end of its round is not lost: the machine says where it goes.
  late: (act) => act.kind === "stance",
};
