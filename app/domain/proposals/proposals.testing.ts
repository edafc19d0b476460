/** Proposals for tests: opened and led as their forms would. */
import { circleStage } from "#app/domain/circles/circles.testing.ts";
import type { Actor } from "#app/domain/context.ts";
import { kindOf } from "#app/domain/governance/kinds.server.ts";
import { listActs } from "#app/domain/processes/processes.repo.server.ts";
import { actOn } from "#app/domain/processes/processes.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { openProposal } from "./opening.server.ts";
import { type OpeningInput, OpeningInputs, type WayName } from "./opening.ts";

const FORMS = {
  propuesta: { text: "Publicar el acta en cinco días.", review_on: "2027-05-21" },
  consejo: { text: "Pienso llevar al nodo a la feria." },
  sondeo: { options: "Martes\nJueves" },
};

export async function proposalStage(db: Db) {
  const on = await circleStage(db);
  const someone = (n: number): Actor => on.people[n] as Actor;
  /** Opened by the second of seven, conducted by the first. */
  const open = async (way: WayName, change: Record<string, unknown> = {}): Promise<string> => {
    const driver = { situation: "Las actas llegan tarde.", effect: "Se olvida lo acordado.", need: "Saber a tiempo quién hace qué." };
    const form = { process_id: newId(), title: "Actas a tiempo", ...driver, mode: "days", facilitator_id: someone(0).id, ...FORMS[way], ...change };
    const { id } = await openProposal(on.ctxOf(someone(1)), on.circle.id, way, OpeningInputs[way].parse(form) as OpeningInput<WayName>);
    return id;
  };
  const act = async (
    kind: "proposal" | "advice" | "poll",
    id: string,
    n: number | Actor,
    fields: Record<string, unknown>,
    more: { for?: string; now?: string; actId?: string } = {},
  ): Promise<void> => {
    const read = kindOf(kind).schema.parse(fields);
    const actor = typeof n === "number" ? someone(n) : n;
    await actOn(on.ctxOf(actor, more.now), kindOf(kind), id, { id: more.actId ?? newId(), ...read, ...(more.for ? { for: more.for } : {}) });
  };
  /** To the round of consent on the first version; in days, everyone speaks in each step. */
  const toConsent = async (id: string) => {
    for (let n = 0; n < 7; n += 1) await act("proposal", id, n, { act: "clear" });
    await act("proposal", id, 0, { act: "advance", to: "react", version: 1 });
    for (let n = 0; n < 7; n += 1) await act("proposal", id, n, { act: "react", text: n === 2 ? "Me parece bien" : "" });
    await act("proposal", id, 0, { act: "advance", to: "consent", version: 1 });
  };
  const say = (id: string, n: number, stance: string, words = "", version = 1) => act("proposal", id, n, { act: "stance", stance, words, version });
  const objectionOf = async (id: string, n: number): Promise<string> => {
    const acts = await listActs(db, id);
    return acts.findLast((each) => each.kind === "stance" && each.person === someone(n).id)?.id ?? "";
  };
  return { ...on, someone, open, act, toConsent, say, objectionOf };
}
