/** How the example network prepares: the school calendar, the plan of one encounter, and a draft that looks for its date. People and amounts are invented. */
import { addSchoolDays } from "#app/domain/calendar-days/calendar-days.server.ts";
import type { SchoolDayInput } from "#app/domain/calendar-days/school-day.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { assignDuty, decideOwn } from "#app/domain/encounters/duties.server.ts";
import type { Duty, Format } from "#app/domain/encounters/encounter.ts";
import { saveActor, saveBudgetItem, saveExperience, savePurpose, saveTask, setDone } from "#app/domain/encounters/encounters.server.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { readSlots, type Vote } from "#app/domain/polls/poll.ts";
import { listSlots } from "#app/domain/polls/polls.repo.server.ts";
import { openPoll } from "#app/domain/polls/polls.server.ts";
import { castVote } from "#app/domain/polls/voting.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import { newId } from "./ids.ts";
import type { SeededNetwork } from "./seed-meetings.ts";

type CtxAt = (actor: Actor | null) => Ctx;

/** Approximate: every region fixes its own. */
function schoolYear(year: number): Omit<SchoolDayInput, "id">[] {
  const all = { region_code: null };
  return [
    { ...all, kind: "holiday", name: "Vacaciones de invierno", first_day: `${year}-06-21`, last_day: `${year}-07-02` },
    { kind: "holiday", name: "Vacaciones de invierno", first_day: `${year}-06-28`, last_day: `${year}-07-16`, region_code: "12" },
    { ...all, kind: "holiday", name: "Receso de Fiestas Patrias", first_day: `${year}-09-13`, last_day: `${year}-09-17` },
    { ...all, kind: "busy", name: "Cierre del año: exámenes y licenciaturas", first_day: `${year}-11-15`, last_day: `${year}-12-10` },
    { ...all, kind: "holiday", name: "Vacaciones de verano", first_day: `${year}-12-18`, last_day: `${year + 1}-02-28` },
  ];
}

export async function seedPreparing(meetings: Map<string, string>, network: SeededNetwork, today: string, ctxAt: CtxAt): Promise<void> {
  const { db } = ctxAt(null);
  const personOf = async (email: string) => {
    const found = network.people.find((person) => person.email === email);
    return found ? loadActor(db, found.id) : null;
  };
  const admin = ctxAt(await personOf("admin@nodos.example"));
  const year = Number(today.slice(0, 4));
  for (const days of [...schoolYear(year), ...schoolYear(year + 1)]) await addSchoolDays(admin, { id: newId(), ...days });
  const coordinator = ctxAt(await personOf("coordinacion@nodos.example"));
  const teacher = ctxAt(await personOf("docente@nodos.example"));
  const encounter = meetings.get("ohiggins");
  if (encounter) await seedPlan(coordinator, teacher, encounter, network, today);
  const draft = meetings.get("borrador");
  if (draft) await seedPoll(coordinator, [teacher, ctxAt(await personOf("direccion@nodos.example")), admin], draft, today);
}

const EXPERIENCES: [string, string, Format][] = [
  ["Banco de pruebas solar hecho por cuarto medio", "Especialidad de Electricidad", "stand"],
  ["De la práctica al empleo: seguimiento de egresados", "Equipo de vinculación", "talk"],
  ["Un minuto en el taller", "Tercero medio", "reel"],
  ["¿Cómo partimos con la alternancia?", "Docentes de tres liceos", "round_table"],
  ["Seguridad eléctrica en la casa", "Especialidad de Electricidad", "poster"],
];

const BUDGET: [string, number, string, boolean][] = [
  ["Colaciones y almuerzo para 120 personas", 1_080_000, "SLEP del territorio", true],
  ["Traslado desde cuatro comunas", 960_000, "Municipalidades", true],
  ["Amplificación y pantallas", 350_000, "Liceo anfitrión", true],
  ["Impresión de pósteres y credenciales", 240_000, "Empresa aliada", false],
  ["Registro audiovisual", 420_000, "", false],
];

async function seedPlan(coordinator: Ctx, teacher: Ctx, eventId: string, network: SeededNetwork, today: string): Promise<void> {
  await savePurpose(coordinator, eventId, {
    purpose: "Que los liceos de la región se conozcan, muestren lo que les resulta y se lleven al menos una idea para probar.",
    focus: "¿Qué aprenden las y los estudiantes cuando el taller resuelve problemas reales?",
    venue_notes: "Recibe el liceo anfitrión: salón de actos para la bienvenida, ocho salas para las muestras, casino para el almuerzo. Estacionamiento por la calle lateral.",
  });
  const duties: [Duty, { person_id: string | null; name: string; email: string | null }][] = [
    ["production", { person_id: coordinator.actor?.id ?? null, name: "", email: null }],
    ["registration", { person_id: teacher.actor?.id ?? null, name: "", email: null }],
    ["communications", { person_id: null, name: "Sandra Bahamonde", email: "sandra.bahamonde.gil@aliados.example" }],
  ];
  const ids = duties.map(() => newId());
  for (const [n, [duty, who]] of duties.entries()) await assignDuty(coordinator, eventId, { id: ids[n] ?? newId(), duty, ...who });
  await decideOwn(teacher, eventId, ids[1] ?? "", "accept");
  const tasks: [string, string | null, number][] = [
    ["Confirmar las ocho salas con la dirección", coordinator.actor?.id ?? null, -3],
    ["Pedir el bus a las municipalidades", coordinator.actor?.id ?? null, 30],
    ["Preparar credenciales y lista por establecimiento", teacher.actor?.id ?? null, 100],
    ["Escribir a los medios de la zona", null, 90],
  ];
  for (const [title, person_id, days] of tasks) {
    const id = newId();
    await saveTask(coordinator, eventId, { id, title, person_id, name: person_id ? "" : "Comunicaciones", due_on: addDays(today, days) });
    if (days < 0) await setDone(coordinator, eventId, id, true);
  }
  const schools = network.schools.slice(0, EXPERIENCES.length);
  for (const [n, [title, authors, format]] of EXPERIENCES.entries())
    await saveExperience(coordinator, eventId, { id: newId(), title, authors, format, establishment_id: schools[n]?.id ?? null });
  await saveActor(coordinator, eventId, { id: newId(), name: "Marcela Ibáñez", organisation: "SENCE", part: "Cuenta los cursos para docentes", email: null, state: "confirmed" });
  await saveActor(coordinator, eventId, {
    id: newId(),
    name: "Gonzalo Rey",
    organisation: "Empresa de energía",
    part: "Jurado de las muestras",
    email: "gonzalo.rey@empresa.example",
    state: "considered",
  });
  for (const [item, amount, payer, confirmed] of BUDGET) await saveBudgetItem(coordinator, eventId, { id: newId(), item, amount, payer, confirmed });
}

const VOTES: Vote[][] = [
  ["yes", "maybe", "no"],
  ["yes", "no", "maybe"],
  ["maybe", "yes", "yes"],
];

async function seedPoll(coordinator: Ctx, voters: Ctx[], eventId: string, today: string): Promise<void> {
  const rows = [118, 124, 127].map((days, n) => ({ n: n + 1, date: workday(addDays(today, days)), start: n === 1 ? "15:00" : "09:30", end: n === 1 ? "17:30" : "13:00" }));
  const { slots } = readSlots(rows, "America/Santiago", coordinator.now);
  const id = newId();
  await openPoll(coordinator, eventId, { id, message: "Queremos la sala grande: digan cuáles les sirven y reservo.", closes_on: addDays(today, 60) }, slots);
  const token = mintToken(coordinator.deployment.secret, "poll", id);
  const ids = (await listSlots(coordinator.db, id)).map((slot) => slot.id);
  for (const [n, voter] of voters.entries()) {
    if (!voter.actor) continue;
    const votes = Object.fromEntries(ids.map((slot, at) => [slot, VOTES[n]?.[at] ?? "yes"] as const));
    await castVote(voter, token, { votes, comment: n === 1 ? "En la tarde tengo turno de patio." : "" }, "");
  }
}

/** Moved on to a Monday where it falls at a weekend. */
function workday(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
}
