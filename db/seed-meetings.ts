/** The meetings ahead of the example network: where, when (days from today) and who calls them. Titles and links are invented. */
import { randomUUID } from "node:crypto";
import type { Ctx } from "#app/domain/context.ts";
import type { EventInput } from "#app/domain/events/event.ts";
import { createDraft, publishEvent, setAudience } from "#app/domain/events/scheduling.server.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import type { Zone } from "#app/i18n/zones.ts";
import type { SeededPerson } from "./seed-cast.ts";
import type { SeededSchool } from "./seed-network.ts";

export interface SeededNetwork {
  schools: SeededSchool[];
  nodes: Map<string, string>;
  people: SeededPerson[];
}

interface MeetingSeed {
  key: string;
  title: string;
  kind: EventInput["kind"];
  by: string; // whose address calls it
  nodes: string[];
  days: number; // from today; moved on to a weekday
  start: string;
  end: string;
  zone?: Zone;
  host?: string; // beginning of the establishment's name
  address?: string;
  online?: boolean;
  capacity?: number;
  visibility: EventInput["visibility"];
  description: string;
  draft?: boolean;
  counterparts?: boolean;
  outside?: string;
}

const COORDINATOR = "coordinacion@nodos.example";

const MEETINGS: MeetingSeed[] = [
  {
    key: "solar",
    title: "Energía solar en el taller: del panel al tablero",
    kind: "session",
    by: COORDINATOR,
    nodes: ["Electricidad"],
    days: 5,
    start: "15:00",
    end: "16:30",
    online: true,
    visibility: "public",
    description:
      "Sesión en cuatro partes: **Conecta · Conoce · Comparte · Construye**.\n\n- Conecta: en una palabra, cómo llegamos\n- Conoce: montaje seguro de paneles con estudiantes de tercero medio\n- Comparte: dos liceos muestran su banco de pruebas\n- Construye: una guía común de seguridad",
    outside: "Sandra Bahamonde <sandra.bahamonde.gil@aliados.example>, energia@empresa.example",
  },
  {
    key: "visita",
    title: "Visita a la subestación y al taller de instrumentación",
    kind: "visit",
    by: COORDINATOR,
    nodes: ["Electricidad", "Minería"],
    days: 12,
    start: "09:30",
    end: "13:00",
    host: "ITEMBO",
    capacity: 6,
    visibility: "members",
    description: "Cupo corto: entra **una persona por liceo**. Zapato de seguridad y ropa de manga larga.",
  },
  {
    key: "cocina",
    title: "Taller: cocina de temporada y compras locales",
    kind: "workshop",
    by: "elena.cifuentes.badilla@liceos.example",
    nodes: ["HOTUGA"],
    days: 9,
    start: "10:00",
    end: "13:00",
    host: "Liceo Bicentenario De Excelencia Polivalente San Nicolás",
    capacity: 24,
    visibility: "public",
    description: "Dictado por docentes de la propia red. Traer una receta de su zona y su costo por porción.",
  },
  {
    key: "ia",
    title: "Inteligencia artificial para preparar clases de especialidad",
    kind: "workshop",
    by: "rodrigo.acuna.millan@liceos.example",
    nodes: ["TIC"],
    days: 13,
    start: "16:00",
    end: "17:30",
    online: true,
    visibility: "public",
    description: "Cada participante trae un módulo y sale con una guía de laboratorio revisada.",
  },
  {
    key: "vinas",
    title: "Encuentro entre viñas y predios: Agroindustria y Vitivinicultura",
    kind: "gathering",
    by: "fernanda.caro.henriquez@liceos.example",
    nodes: ["Agroindustria", "Vitivinicultura"],
    days: 16,
    start: "09:00",
    end: "16:00",
    host: "Liceo de Duao",
    capacity: 40,
    visibility: "public",
    description: "Dos nodos y dos regiones en un solo encuentro: recepción, muestra de experiencias, evaluación y almuerzo de camaradería.",
  },
  {
    key: "orientacion",
    title: "Orientación y Maestros Guías: cómo cerrar bien una práctica",
    kind: "session",
    by: "marta.escobar.vidal@liceos.example",
    nodes: ["Orientación", "Maestros Guías"],
    days: 8,
    start: "11:00",
    end: "12:30",
    online: true,
    visibility: "members",
    description: "Lectura sugerida: la pauta de término de práctica de cada liceo.",
  },
  {
    key: "austral",
    title: "Sesión territorial austral",
    kind: "session",
    by: "macarena.oyarzo.vera@liceos.example",
    nodes: ["Red Territorio Austral"],
    days: 11,
    start: "15:30",
    end: "17:00",
    zone: "America/Punta_Arenas",
    host: "Escuela Padre Alberto Hurtado Cruchaga",
    online: true,
    visibility: "public",
    description: "En Punta Arenas y por video a la vez. La hora es la de Magallanes.",
  },
  {
    key: "norte",
    title: "Inti Red prepara su plan 2027",
    kind: "session",
    by: "rosa.quispe.choque@liceos.example",
    nodes: ["Inti Red"],
    days: 18,
    start: "10:00",
    end: "11:30",
    online: true,
    visibility: "public",
    description: "Traigan las fechas de su calendario escolar para que no choquen.",
  },
  {
    key: "ohiggins",
    title: "Encuentro regional Futuro Técnico O'Higgins",
    kind: "gathering",
    by: COORDINATOR,
    nodes: ["Futuro Técnico O'Higgins", "Electricidad"],
    days: 118,
    start: "09:00",
    end: "16:30",
    host: "Liceo Bicentenario A4",
    address: "Salón de actos, entrada principal",
    capacity: 120,
    visibility: "public",
    description: "Cuatro momentos: recepción y bienvenida, intercambio de experiencias, evaluación y oportunidades, camaradería.",
    counterparts: true,
  },
  {
    key: "hito",
    title: "Cierra la inscripción a la muestra de experiencias",
    kind: "milestone",
    by: COORDINATOR,
    nodes: ["Electricidad", "Futuro Técnico O'Higgins"],
    days: 20,
    start: "00:00",
    end: "23:59",
    visibility: "public",
    description: "Último día para inscribir experiencias de los liceos.",
  },
  {
    key: "biobio",
    title: "Mesa redonda: alternancia en talleres pequeños",
    kind: "session",
    by: "elena.cifuentes.badilla@liceos.example",
    nodes: ["Red Ñuble y Biobío sin Fronteras"],
    days: 6,
    start: "14:30",
    end: "16:00",
    online: true,
    visibility: "public",
    description: "Tres liceos cuentan cómo empezaron.",
  },
  {
    key: "metropolitana",
    title: "Café del mundo de la Red Metropolitana",
    kind: "gathering",
    by: "rodrigo.acuna.millan@liceos.example",
    nodes: ["Red Metropolitana", "Red Enredándonos"],
    days: 14,
    start: "09:30",
    end: "12:30",
    host: "Centro de Educación Técnico-Profesional Codeduc",
    visibility: "public",
    description: "Conversaciones en mesas que rotan.",
  },
  {
    key: "borrador",
    title: "Taller de tableros eléctricos (por confirmar sala)",
    kind: "workshop",
    by: COORDINATOR,
    nodes: ["Electricidad"],
    days: 125,
    start: "09:30",
    end: "13:00",
    host: "ITEMBO",
    visibility: "members",
    description: "Falta confirmar la sala.",
    draft: true,
  },
];

/** Key -> event id. `ctxAt` makes the context of an act by a person. */
export async function seedMeetings(network: SeededNetwork, today: string, ctxAt: (actor: Ctx["actor"]) => Ctx): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const seed of MEETINGS) ids.set(seed.key, await callMeeting(seed, network, today, ctxAt));
  return ids;
}

async function callMeeting(seed: MeetingSeed, network: SeededNetwork, today: string, ctxAt: (actor: Ctx["actor"]) => Ctx): Promise<string> {
  const author = network.people.find((person) => person.email === seed.by);
  if (!author) throw new Error(`nobody in the cast is ${seed.by}`);
  const ctx = ctxAt(await loadActor(ctxAt(null).db, author.id));
  const nodeIds = seed.nodes.map((name) => network.nodes.get(name)).filter((id) => id !== undefined);
  const { id } = await createDraft(ctx, inputOf(seed, network, nodeIds, today));
  if (seed.kind !== "milestone") {
    // Only nodes of which the author is a coordinator can be invited whole; the others come as chosen people.
    const whole = nodeIds.filter((nodeId) => ctx.actor?.coordinates.includes(nodeId));
    const others = nodeIds.filter((nodeId) => !whole.includes(nodeId));
    const chosen = network.people.filter((person) => person.nodes.some((name) => others.includes(network.nodes.get(name) ?? "")));
    await setAudience(ctx, id, {
      node_ids: whole,
      counterpart_node_ids: seed.counterparts ? whole : [],
      person_ids: chosen.map((person) => person.id),
      pasted: seed.outside ?? "",
    });
  }
  if (!seed.draft) await publishEvent(ctx, id);
  return id;
}

function inputOf(seed: MeetingSeed, network: SeededNetwork, node_ids: string[], today: string): EventInput {
  const host = seed.host ? network.schools.find((school) => school.name.startsWith(seed.host as string)) : undefined;
  if (seed.host && !host) throw new Error(`no establishment begins with ${seed.host}`);
  return {
    id: randomUUID(),
    title: seed.title,
    kind: seed.kind,
    node_ids,
    date: weekday(addDays(today, seed.days)),
    start_time: seed.start,
    end_date: null,
    end_time: seed.end,
    zone: seed.zone ?? "America/Santiago",
    host_establishment_id: host?.id ?? null,
    address: seed.address ?? null,
    comuna_code: null,
    online_url: seed.online ? `https://video.example/${seed.key}` : null,
    description: seed.description,
    capacity: seed.capacity ?? null,
    online_capacity: null,
    visibility: seed.visibility,
  };
}

/** Saturday and Sunday move on to Monday. */
function weekday(day: string): string {
  const number = new Date(`${day}T12:00:00Z`).getUTCDay();
  return addDays(day, number === 6 ? 2 : number === 0 ? 1 : 0);
}
