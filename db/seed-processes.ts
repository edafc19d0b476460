/** What the circle of Electricidad of the example network is deciding: a proposal that was adopted, one in its consent round, the selections of seed-selections.ts. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import type { ProcessKind } from "#app/domain/processes/kind.ts";
import { actOn } from "#app/domain/processes/processes.server.ts";
import { openProposal } from "#app/domain/proposals/opening.server.ts";
import { OpeningInputs } from "#app/domain/proposals/opening.ts";
import { proposalKind } from "#app/domain/proposals/proposal.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import { newId } from "./ids.ts";
import { ALVARO, CAMILO, DANIELA, FELIPE, LORETO, NATALIA, OSCAR } from "./seed-electricidad.ts";
import { seedChanging, seedProclaimed } from "./seed-selections.ts";

const CIRCLE = "Círculo de Electricidad";

export interface Play {
  ctxAt: (days: number) => Ctx;
  people: readonly { id: string; name: string }[];
  circleId: string;
  today: string;
}

/** `circles`: ids by name. */
export async function seedProcesses(people: Play["people"], circles: ReadonlyMap<string, string>, today: string, ctxAt: (days: number) => Ctx): Promise<void> {
  const circleId = circles.get(CIRCLE);
  if (!circleId) return;
  const play: Play = { ctxAt, people, circleId, today };
  await adopted(play);
  await inConsent(play);
  await seedChanging(play);
  await seedProclaimed({ ...play, circleId: circles.get("Círculo de Inti Red") ?? "" });
}

export async function as(play: Play, name: string, daysAgo: number): Promise<Ctx & { actor: Actor }> {
  const ctx = play.ctxAt(daysAgo);
  const actor = await loadActor(ctx.db, play.people.find((person) => person.name === name)?.id ?? "", ctx.now);
  if (!actor) throw new Error(`the example network has no ${name}`);
  return { ...ctx, actor };
}

type Doing = (name: string, daysAgo: number, act: string, fields?: Record<string, unknown>) => Promise<void>;

/** Acts as their forms send them. */
export const doing =
  <S>(play: Play, kind: ProcessKind<S>, id: string): Doing =>
  async (name, daysAgo, act, fields = {}) =>
    actOn(await as(play, name, daysAgo), kind, id, { id: newId(), ...kind.schema.parse({ act, ...fields }) });

const proposalForm = (play: Play, fields: Record<string, unknown>) =>
  OpeningInputs.propuesta.parse({ process_id: newId(), mode: "days", phase_days: 4, situation: "", effect: "", need: "", review_on: addDays(play.today, 180), ...fields });

async function adopted(play: Play): Promise<void> {
  const form = proposalForm(play, {
    title: "Rotar la sede de las sesiones",
    situation: "Las últimas cuatro sesiones fueron en Rancagua.",
    effect: "Quienes vienen de Talca o Curicó viajan siempre, y algunos dejaron de venir.",
    need: "Repartir los viajes entre todos los liceos.",
    text: "Cada sesión presencial se hace en un liceo de otra comuna. El orden se fija en marzo, y quien recibe ofrece también conexión por video.",
    review_on: addDays(play.today, 5),
  });
  const { id } = await openProposal(await as(play, NATALIA, 40), play.circleId, "propuesta", form);
  const say = doing(play, proposalKind, id);
  await say(OSCAR, 39, "ask", { text: "¿Qué pasa si un liceo no tiene taller disponible?" });
  for (const name of [CAMILO, DANIELA, FELIPE, NATALIA, ALVARO, LORETO]) await say(name, 39, "clear");
  await say(CAMILO, 38, "advance", { to: "react", version: 1 });
  for (const name of [CAMILO, FELIPE, NATALIA, ALVARO, LORETO, OSCAR]) await say(name, 38, "react", { text: "" });
  await say(DANIELA, 38, "react", { text: "Me sirve mucho: desde Talca son tres horas." });
  await say(CAMILO, 37, "advance", { to: "consent", version: 1 });
  for (const name of [CAMILO, DANIELA, FELIPE, NATALIA, LORETO, OSCAR]) await say(name, 36, "stance", { stance: "consent", words: "", version: 1 });
  await say(ALVARO, 36, "stance", { stance: "concern", words: "Que el cambio se avise con un mes: reservar el taller toma tiempo.", version: 1 });
  await say(CAMILO, 35, "advance", { to: "adopted", version: 1 });
}

async function inConsent(play: Play): Promise<void> {
  const form = proposalForm(play, {
    title: "Una pauta común para revisar los tableros",
    situation: "Cada liceo revisa sus tableros de práctica a su manera, y dos no lo hicieron este año.",
    effect: "Hay talleres con tableros que no sabemos si son seguros.",
    need: "Saber que todo tablero en que practica un estudiante fue revisado.",
    text: "Usamos todos la misma pauta de **12 puntos**, una vez por semestre. Dos docentes de otro liceo acompañan la revisión, y el resultado se comparte con el círculo.",
  });
  const { id } = await openProposal(await as(play, CAMILO, 4), play.circleId, "propuesta", form);
  const say = doing(play, proposalKind, id);
  await say(LORETO, 3.9, "ask", { text: "¿La pauta es la de la superintendencia o una nuestra?" });
  for (const name of [CAMILO, DANIELA, FELIPE, NATALIA, ALVARO, OSCAR]) await say(name, 3.5, "clear");
  await say(CAMILO, 3, "advance", { to: "react", version: 1 });
  await say(DANIELA, 2.9, "react", { text: "Por fin. En Talca podemos partir en marzo." });
  for (const name of [CAMILO, FELIPE, NATALIA, ALVARO, LORETO, OSCAR]) await say(name, 2.5, "react", { text: "" });
  await say(CAMILO, 1.5, "advance", { to: "consent", version: 1 });
  for (const name of [CAMILO, FELIPE, LORETO]) await say(name, 1, "stance", { stance: "consent", words: "", version: 1 });
  await say(NATALIA, 0.9, "stance", { stance: "concern", words: "Dos veces al año puede ser mucho para liceos chicos; conviene mirarlo en la revisión.", version: 1 });
  await say(ALVARO, 0.5, "stance", { stance: "objection", words: "Si acompañan docentes de otro liceo, hay que pagar su viaje, y no tenemos con qué.", version: 1 });
}
