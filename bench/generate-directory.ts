/** Schools, people and nodes, and what ties them. */
import { searchText } from "#db/search-text.ts";
import { seededId } from "./random.ts";
import { insertAll, type Making, range } from "./rows.ts";

const FIRST = ["Ana", "Luis", "Rosa", "Pedro", "Camila", "Jorge", "Marta", "Iván", "Paola", "Óscar", "Elena", "Raúl", "Sonia", "Hugo", "Inés", "Tomás"];
const LAST = ["Soto", "Muñoz", "Rojas", "Díaz", "Pérez", "Silva", "Contreras", "Quispe", "Huenchumilla", "Vergara", "Mamani", "Castro", "Oyarzo", "Ríos"];
export const TOPICS = ["Energía solar", "Alternancia", "Evaluación", "Proyectos", "Seguridad", "Robótica", "Cocina local", "Orientación", "Riego", "Convivencia"];
const GLYPHS = ["rayo", "plato", "corchetes", "brujula", "pico", "espiga", "racimo", "manos", "libro", "montana", "ola", "engranaje"];

export interface School {
  id: string;
  comuna_code: string;
  region_code: string;
}

export interface Person {
  id: string;
  email: string;
  name: string;
  establishment_id: string | null;
}

export interface Directory {
  schools: School[];
  people: Person[];
  nodeIds: string[];
}

export async function generateDirectory(making: Making): Promise<Directory> {
  const schools = await makeSchools(making);
  const people = await makePeople(making, schools);
  const nodeIds = await makeNodes(making);
  await makeTies(making, { schools, people, nodeIds });
  return { schools, people, nodeIds };
}

async function makeSchools({ db, size, today, pick, say }: Making): Promise<School[]> {
  say(`${size.schools} schools`);
  const comunas = await db.selectFrom("comunas").select(["code", "name", "region_code"]).orderBy("code").execute();
  const rows = range(size.schools).map((n) => {
    const comuna = pick(comunas);
    const name = `Liceo Técnico ${comuna.name} N° ${n + 1}`;
    return {
      id: seededId("school", n),
      slug: `liceo-${n + 1}`,
      rbd: String(10_000 + n),
      name,
      comuna_code: comuna.code,
      region_code: comuna.region_code,
      dependency: null,
      rural: n % 5 === 0 ? 1 : 0,
      cohort: 2007 + (n % 18),
      specialties: "[]",
      search_text: searchText(name, comuna.name),
      created_at: today,
      updated_at: today,
    };
  });
  await insertAll(db, "establishments", rows);
  return rows;
}

async function makePeople({ db, size, today, pick, say }: Making, schools: School[]): Promise<Person[]> {
  say(`${size.people} people`);
  const rows = range(size.people).map((n) => {
    const name = `${pick(FIRST)} ${pick(LAST)} ${pick(LAST)}`;
    return {
      id: seededId("person", n),
      email: `persona${n}@red.example`,
      name,
      establishment_id: schools[n % schools.length]?.id ?? null,
      position: n % 20 === 0 ? "head" : "teacher",
      organisation: null,
      specialty: null,
      password_hash: null,
      email_confirmed_at: today,
      name_public_at: n % 3 === 0 ? today : null,
      admin_since: n === 0 ? today : null,
      suspended_at: null,
      search_text: searchText(name),
      created_at: today,
      updated_at: today,
    };
  });
  await insertAll(db, "people", rows);
  return rows;
}

async function makeNodes({ db, size, today, pick }: Making): Promise<string[]> {
  const rows = range(size.nodes).map((n) => {
    const name = `Nodo ${pick(TOPICS)} ${n + 1}`;
    return {
      id: seededId("node", n),
      slug: `nodo-${n + 1}`,
      name,
      kind: ["thematic", "community", "territorial"][n % 3],
      joining: ["open", "request", "invitation"][n % 3],
      summary: "Un nodo de la red generada para medir.",
      description_md: "Se reúne cada dos meses.",
      description_html: "<p>Se reúne cada dos meses.</p>",
      colour: (n % 12) + 1,
      glyph: GLYPHS[n % GLYPHS.length],
      search_text: searchText(name),
      created_at: today,
      updated_at: today,
      archived_at: null,
    };
  });
  await insertAll(db, "nodes", rows);
  return rows.map((row) => row.id);
}

/** Everybody is in two nodes; one coordinator a node, one counterpart a school; a school in a node; ten who ask to come in where one asks. */
async function makeTies({ db, today }: Making, { schools, people, nodeIds }: Directory): Promise<void> {
  const node = (n: number) => nodeIds[n % nodeIds.length] as string;
  const stay = { requested_at: null as string | null, joined_at: null as string | null };
  const members = people.flatMap((person, n) =>
    [0, 1].map((turn) => ({ id: seededId(`member${turn}`, n), node_id: node(n + turn * 7), person_id: person.id, ...stay, joined_at: today })),
  );
  const taken = new Set(members.map((row) => `${row.node_id} ${row.person_id}`));
  const asking = nodeIds.flatMap((node_id, n) =>
    (n % 3 === 1 ? range(10) : []).map((turn) => ({
      id: seededId(`asks${turn}`, n),
      node_id,
      person_id: people[(n * 97 + turn * 13) % people.length]?.id as string,
      ...stay,
      requested_at: today,
    })),
  );
  await insertAll(db, "memberships", [...members, ...asking.filter((row) => !taken.has(`${row.node_id} ${row.person_id}`))]);
  const coordinators = nodeIds.map((node_id, n) => ({
    id: seededId("role", n),
    node_id,
    person_id: people[n]?.id,
    role_id: null,
    circle_id: null,
    since: today,
    named_by: null,
  }));
  await insertAll(db, "role_terms", coordinators);
  const joined = schools.map((school, n) => ({ node_id: node(n * 3 + 2), establishment_id: school.id, since: today, until: null }));
  await insertAll(db, "node_establishments", joined);
  const named = schools.map((school, n) => ({
    id: seededId("counterpart", n),
    establishment_id: school.id,
    person_id: people[n]?.id,
    named_at: today,
    named_by: null,
    ended_at: null,
  }));
  await insertAll(db, "counterparts", named);
}
