/** More of what the circle of Electricidad of the example network talks about: tensions, a proposal whose objection is being integrated, advice asked for, a poll. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import type { ProcessKind } from "#app/domain/processes/kind.ts";
import { actOn } from "#app/domain/processes/processes.server.ts";
import { adviceKind } from "#app/domain/proposals/advice.server.ts";
import { openProposal } from "#app/domain/proposals/opening.server.ts";
import { OpeningInputs } from "#app/domain/proposals/opening.ts";
import { pollKind } from "#app/domain/proposals/poll.server.ts";
import { proposalKind } from "#app/domain/proposals/proposal.server.ts";
import { raiseOwn, settleTension } from "#app/domain/tensions/tensions.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import { newId } from "./ids.ts";
import { ALVARO, CAMILO, DANIELA, FELIPE, LORETO, NATALIA, OSCAR } from "./seed-electricidad.ts";

const CIRCLE = "Círculo de Electricidad";
const ALL = [CAMILO, DANIELA, FELIPE, NATALIA, ALVARO, LORETO, OSCAR];

interface Play {
  circleId: string;
  today: string;
  as: (name: string, daysAgo: number) => Promise<Ctx & { actor: Actor }>;
}

/** `circles`: ids by name. */
export async function seedProposals(
  people: readonly { id: string; name: string }[],
  circles: ReadonlyMap<string, string>,
  today: string,
  ctxAt: (days: number) => Ctx,
): Promise<void> {
  const circleId = circles.get(CIRCLE);
  if (!circleId) return;
  const as: Play["as"] = async (name, daysAgo) => {
    const ctx = ctxAt(daysAgo);
    const actor = await loadActor(ctx.db, people.find((person) => person.name === name)?.id ?? "", ctx.now);
    if (!actor) throw new Error(`the example network has no ${name}`);
    return { ...ctx, actor };
  };
  const play = { circleId, today, as };
  const loans = await tensions(play);
  await integrating(play, loans);
  await advising(play);
  await polling(play);
}

const acting =
  <S>(play: Play, kind: ProcessKind<S>, id: string) =>
  async (name: string, daysAgo: number, act: string, fields: Record<string, unknown> = {}): Promise<void> =>
    actOn(await play.as(name, daysAgo), kind, id, { id: newId(), ...kind.schema.parse({ act, ...fields }) });

const opening = { mode: "days", phase_days: 5, situation: "", effect: "", need: "" };

/** The id of the one that a proposal takes up. */
async function tensions({ circleId, as }: Play): Promise<string> {
  const [loans, , old] = [newId(), newId(), newId()];
  await raiseOwn(await as(OSCAR, 20), circleId, loans, {
    situation: "Los instrumentos de medición que compró el nodo están siempre en el mismo liceo.",
    effect: "Los demás no los usan, y cuando alguien los pide no sabe a quién.",
    need: "Que cualquier liceo del nodo los pueda pedir con tiempo.",
  });
  await raiseOwn(await as(LORETO, 6), circleId, newId(), {
    situation: "A las sesiones llegan pocas profesoras de la especialidad.",
    effect: "Perdemos experiencias buenas, y las estudiantes no se ven reflejadas.",
    need: "Saber por qué no vienen y cambiar lo que dependa de nosotros.",
  });
  await raiseOwn(await as(FELIPE, 30), circleId, old, {
    situation: "Nadie sabía quién abría la sala de video.",
    effect: "Partíamos veinte minutos tarde.",
    need: "Una persona a cargo.",
  });
  await settleTension(await as(CAMILO, 25), circleId, old, "La abre quien ejerce la secretaría, diez minutos antes.");
  return loans;
}

async function integrating(play: Play, tension_id: string): Promise<void> {
  const form = OpeningInputs.propuesta.parse({
    ...opening,
    process_id: newId(),
    tension_id,
    title: "Préstamo de instrumentos entre liceos",
    situation: "Los instrumentos de medición que compró el nodo están siempre en el mismo liceo.",
    effect: "Los demás no los usan, y cuando alguien los pide no sabe a quién.",
    need: "Que cualquier liceo del nodo los pueda pedir con tiempo.",
    text: "Todo instrumento del nodo se presta por dos semanas al liceo que lo pida por correo.\n\nEl liceo que lo recibe paga el envío y responde si se daña.",
    review_on: addDays(play.today, 182),
  });
  const { id } = await openProposal(await play.as(OSCAR, 16), play.circleId, "propuesta", form);
  const say = acting(play, proposalKind, id);
  await say(DANIELA, 15.9, "ask", { text: "¿Quién lleva la lista de lo que está prestado?" });
  const [question] = await questionsOf(play, id);
  await say(OSCAR, 15.5, "answer", { question, text: "Había pensado en una planilla compartida." });
  await say(OSCAR, 15.4, "version", {
    changed: "Dice quién lleva la lista.",
    text: "Todo instrumento del nodo se presta por dos semanas al liceo que lo pida por correo. La secretaría lleva la lista.\n\nEl liceo que lo recibe paga el envío y responde si se daña.",
  });
  for (const name of ALL) await say(name, 15, "clear");
  await say(CAMILO, 14, "advance", { to: "react", version: 2 });
  for (const name of ALL) await say(name, 13, "react", { text: name === NATALIA ? "Muy bueno. Me falta saber qué pasa en vacaciones." : "" });
  await say(CAMILO, 12, "advance", { to: "consent", version: 2 });
  for (const name of [CAMILO, DANIELA, OSCAR, NATALIA]) await say(name, 10, "stance", { stance: "consent", words: "", version: 2 });
  await say(FELIPE, 10, "stance", { stance: "concern", words: "Dos semanas son pocas cuando el envío demora tres días.", version: 2 });
  await say(LORETO, 10, "stance", { stance: "objection", words: "La secretaría ya lleva actas y archivo: no tiene horas para una lista más.", version: 2 });
  await say(ALVARO, 9, "stance", { stance: "objection", words: "Mi liceo no puede pagar un instrumento dañado: no lo pediríamos nunca.", version: 2 });
  await say(CAMILO, 4, "advance", { to: "integrate", version: 2 });
  const objections = await objectionsOf(play, id);
  await say(OSCAR, 3, "integrate", {
    objection: objections.find((each) => each.reason.startsWith("La secretaría"))?.id,
    how: "La lista la lleva el liceo que tiene los instrumentos, no la secretaría.",
    text: "Todo instrumento del nodo se presta por dos semanas al liceo que lo pida por correo. El liceo que lo tiene lleva la lista.\n\nEl liceo que lo recibe paga el envío y responde si se daña.",
  });
}

const actsOf = async ({ as }: Play, id: string) => {
  const { db } = await as(CAMILO, 0);
  return db.selectFrom("process_acts").select(["id", "kind", "payload"]).where("process_id", "=", id).orderBy("n").execute();
};

const questionsOf = async (play: Play, id: string) => (await actsOf(play, id)).filter((act) => act.kind === "ask").map((act) => act.id);

const objectionsOf = async (play: Play, id: string) =>
  (await actsOf(play, id))
    .filter((act) => act.kind === "stance")
    .map((act) => ({ id: act.id, ...(JSON.parse(act.payload) as { stance: string; words: string }) }))
    .filter((act) => act.stance === "objection")
    .map((act) => ({ id: act.id, reason: act.words }));

async function advising(play: Play): Promise<void> {
  const form = OpeningInputs.consejo.parse({
    ...opening,
    process_id: newId(),
    title: "Con qué empresa hacemos la visita de marzo",
    situation: "Dos empresas nos ofrecen visita en marzo y solo alcanza para una.",
    text: "Me inclino por la distribuidora: queda a media hora de tres liceos. La solar es más nueva, pero está a dos horas.",
  });
  const { id } = await openProposal(await play.as(FELIPE, 3), play.circleId, "consejo", form);
  const say = acting(play, adviceKind, id);
  await say(DANIELA, 2.5, "advise", { text: "Pregunta si la solar recibe grupos de 40. El año pasado nos partieron en dos y fue un enredo." });
  await say(LORETO, 1.2, "advise", { text: "La distribuidora ya la conocemos. Yo iría a la solar, aunque sea un curso por liceo." });
}

async function polling(play: Play): Promise<void> {
  const form = OpeningInputs.sondeo.parse({
    ...opening,
    process_id: newId(),
    title: "¿Qué día nos reunimos el próximo año?",
    text: "Para fijar el calendario antes de vacaciones.",
    options: "Martes\nMiércoles\nJueves",
  });
  const { id } = await openProposal(await play.as(NATALIA, 2), play.circleId, "sondeo", form);
  const say = acting(play, pollKind, id);
  for (const [name, option] of [
    [NATALIA, "3"],
    [OSCAR, "3"],
    [DANIELA, "1"],
  ] as const)
    await say(name, 1, "choose", { option });
}
