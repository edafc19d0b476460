/** The real network of the example: establishments, nodes and the six meetings of 2024, from db/data. Institutions only. */
import { parse } from "csv-parse/sync";
import { renderMarkdown } from "#app/domain/markdown.server.ts";

import type { Db } from "./create.ts";
import { newId } from "./ids.ts";
import { searchText } from "./search-text.ts";
import { readData } from "./seed-places.ts";
import { slugify } from "./slug.ts";

interface EstablishmentLine {
  name: string;
  comuna_code: string;
  comuna: string;
  region: string;
  territory: string;
  specialties: string;
}

export interface SeededSchool {
  id: string;
  name: string;
  slug: string;
  territory: string;
  comuna_code: string;
  region_code: string;
}

/** The 106 establishments. `now` stamps the rows. */
export async function seedEstablishments(db: Db, now: string): Promise<SeededSchool[]> {
  const lines = parse(readData("establishments.csv"), { columns: true, bom: true }) as EstablishmentLine[];
  const taken = new Set<string>();
  const rows = lines.map((line) => {
    let slug = slugify(line.name);
    if (taken.has(slug)) slug = slugify(`${line.name} ${line.comuna}`);
    taken.add(slug);
    return {
      id: newId(),
      slug,
      rbd: null,
      name: line.name,
      comuna_code: line.comuna_code,
      region_code: line.comuna_code.slice(0, 2),
      dependency: null,
      rural: /\brural\b/i.test(line.name) ? 1 : null,
      cohort: null,
      specialties: JSON.stringify(line.specialties ? line.specialties.split(";").map(capital) : []),
      search_text: searchText(line.name, line.comuna, line.region),
      created_at: now,
      updated_at: now,
    };
  });
  await db.insertInto("establishments").values(rows).execute();
  return rows.map((row, index) => ({ ...row, territory: lines[index]?.territory ?? "" }));
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

interface NodeSeed {
  name: string;
  kind: "thematic" | "community" | "territorial";
  joining: "open" | "request" | "invitation";
  colour: number;
  glyph: string;
  summary: string;
  description?: string;
}

const NODES: NodeSeed[] = [
  {
    name: "Electricidad",
    kind: "thematic",
    joining: "open",
    colour: 1,
    glyph: "rayo",
    summary: "Docentes de Electricidad que comparten talleres, equipos y vínculos con empresas de energía.",
  },
  { name: "HOTUGA", kind: "thematic", joining: "open", colour: 2, glyph: "plato", summary: "Hotelería, turismo y gastronomía: cocinas, rutas y prácticas que se pueden copiar." },
  {
    name: "TIC",
    kind: "thematic",
    joining: "open",
    colour: 3,
    glyph: "corchetes",
    summary: "Programación, conectividad y redes, y la tecnología al servicio de todas las especialidades.",
  },
  { name: "Minería", kind: "thematic", joining: "request", colour: 4, glyph: "pico", summary: "Explotación minera, metalurgia y mecánica junto a las faenas de cada zona." },
  {
    name: "Agroindustria",
    kind: "thematic",
    joining: "open",
    colour: 5,
    glyph: "espiga",
    summary: "Agropecuaria y elaboración industrial de alimentos, del predio al laboratorio.",
  },
  {
    name: "Vitivinicultura",
    kind: "thematic",
    joining: "request",
    colour: 6,
    glyph: "racimo",
    summary: "Vid y vino en los valles del centro: viñas, cosechas y certificaciones compartidas.",
  },
  {
    name: "Orientación",
    kind: "community",
    joining: "open",
    colour: 7,
    glyph: "brujula",
    summary: "Orientadoras y orientadores que acompañan trayectorias, prácticas y continuidad de estudios.",
  },
  {
    name: "Maestros Guías",
    kind: "community",
    joining: "invitation",
    colour: 8,
    glyph: "manos",
    summary: "Quienes reciben en la empresa a estudiantes en alternancia y práctica, junto a sus liceos.",
  },
  { name: "Inti Red", kind: "territorial", joining: "request", colour: 9, glyph: "estrella", summary: "Escuelas y liceos desde Arica hasta Coquimbo." },
  { name: "Red Centro Activo", kind: "territorial", joining: "request", colour: 10, glyph: "puente", summary: "Valparaíso, O'Higgins y Maule en red." },
  { name: "Red Metropolitana", kind: "territorial", joining: "request", colour: 11, glyph: "mapa", summary: "Establecimientos del norte y centro de la Región Metropolitana." },
  { name: "Red Enredándonos", kind: "territorial", joining: "request", colour: 12, glyph: "engranaje", summary: "Establecimientos del sur de la Región Metropolitana." },
  { name: "Red Ñuble y Biobío sin Fronteras", kind: "territorial", joining: "request", colour: 5, glyph: "hoja", summary: "Dos regiones que se reúnen como una." },
  { name: "Red Araucaríos", kind: "territorial", joining: "request", colour: 3, glyph: "ola", summary: "La Araucanía y Los Ríos." },
  { name: "Red Territorio Austral", kind: "territorial", joining: "request", colour: 7, glyph: "montana", summary: "Desde Los Lagos hasta Magallanes." },
  { name: "Futuro Técnico O'Higgins", kind: "territorial", joining: "request", colour: 1, glyph: "libro", summary: "La red de liceos técnicos de la Región de O'Higgins." },
  { name: "Futuro Técnico Maule", kind: "territorial", joining: "request", colour: 6, glyph: "libro", summary: "La red de liceos técnicos de la Región del Maule." },
];

interface RelData {
  territories: { name: string; focus: string[] }[];
  meetings: { territories: string[]; date: string; comuna: string; host: string; schools: number; experiences: number; format: string; external_guests: number }[];
}

/** Node name -> id. Territorial nodes hold the schools of their territory. */
export async function seedNodes(db: Db, schools: SeededSchool[], now: string): Promise<Map<string, string>> {
  const focus = new Map((JSON.parse(readData("rel-2024.json")) as RelData).territories.map((territory) => [territory.name, territory.focus]));
  const ids = new Map<string, string>();
  const rows = NODES.map((node) => {
    const id = newId();
    ids.set(node.name, id);
    const found = focus.get(node.name);
    const description = found ? `En 2024 trabajó en **${found.join("** y **").toLocaleLowerCase("es")}**.` : "";
    return {
      id,
      slug: slugify(node.name),
      ...node,
      description_md: description,
      description_html: renderMarkdown(description),
      search_text: searchText(node.name, node.summary),
      created_at: now,
      updated_at: now,
      archived_at: null,
    };
  });
  await db.insertInto("nodes").values(rows).execute();
  const holds = schools.flatMap((school) => {
    const node_id = ids.get(school.territory);
    return node_id ? [{ node_id, establishment_id: school.id, since: now, until: null }] : [];
  });
  await db.insertInto("node_establishments").values(holds).execute();
  return ids;
}

/**
 * The six in-person meetings of 2024 with their attendance. The report tells how many schools came to each, not which: the host and
 * the first of the territory stand for them, and the description says so.
 */
export async function seedPastMeetings(db: Db, schools: SeededSchool[], nodes: Map<string, string>): Promise<void> {
  const { meetings } = JSON.parse(readData("rel-2024.json")) as RelData;
  for (const meeting of meetings) await insertPastMeeting(db, meeting, schools, nodes);
}

async function insertPastMeeting(db: Db, meeting: RelData["meetings"][number], schools: SeededSchool[], nodes: Map<string, string>): Promise<void> {
  const id = newId();
  const host = schools.find((school) => school.name.startsWith(meeting.host) && meeting.territories.includes(school.territory));
  if (!host) throw new Error(`no establishment is called ${meeting.host}`);
  const own = schools.filter((school) => meeting.territories.includes(school.territory) && school.id !== host.id);
  const present = [host, ...own].slice(0, meeting.schools);
  const starts_at = `${meeting.date}T12:30:00.000Z`; // 09:30 in summer time (-3)
  const told = `${meeting.date}T20:00:00.000Z`;
  const description = [
    `Encuentro presencial de ${meeting.territories.join(" y ")}. Formato: **${meeting.format}**.`,
    `Participaron ${meeting.schools} establecimientos, se compartieron ${meeting.experiences} experiencias y vinieron ${meeting.external_guests} personas invitadas de fuera de la red.`,
    `*El informe publicado dice cuántos establecimientos vinieron, no cuáles, ni a qué hora fue: en esta demostración la lista y el horario son de ejemplo.*`,
  ].join("\n\n");
  await db
    .insertInto("events")
    .values({
      id,
      title: `Encuentro territorial 2024 de ${meeting.territories.join(" y ")}`,
      kind: "gathering",
      status: "published",
      visibility: "public",
      zone: "America/Santiago",
      starts_local: `${meeting.date}T09:30`,
      ends_local: `${meeting.date}T16:30`,
      starts_at,
      ends_at: `${meeting.date}T19:30:00.000Z`,
      host_establishment_id: host.id,
      address: null,
      comuna_code: host.comuna_code,
      region_code: host.region_code,
      online_url: null,
      description_md: description,
      description_html: renderMarkdown(description),
      capacity: null,
      published_at: told,
      cancelled_at: null,
      calendar_at: told,
      experiences_count: meeting.experiences,
      external_guests_count: meeting.external_guests,
      created_by: null,
      created_at: told,
      updated_at: told,
      search_text: searchText("Encuentro territorial", meeting.territories.join(" "), host.name, meeting.comuna),
    })
    .execute();
  const nodeIds = meeting.territories.map((name) => nodes.get(name)).filter((found) => found !== undefined);
  await db
    .insertInto("event_nodes")
    .values(nodeIds.map((node_id) => ({ event_id: id, node_id, starts_at })))
    .execute();
  await db
    .insertInto("attendances")
    .values(present.map((school) => ({ id: newId(), event_id: id, establishment_id: school.id, person_id: null, mode: "in_person", recorded_at: told, recorded_by: null })))
    .execute();
}
