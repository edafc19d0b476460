/**
 * A network as large as one gets: 1,000 schools, 20,000 people, 60 nodes, 10,000 events, 300,000 invitations.
 * Seeded: the same numbers give the same network. `node bench/generate.ts sqlite:data/bench.db` (under two minutes).
 */
import { pathToFileURL } from "node:url";
import type { Db } from "#db/create.ts";
import { openMigrated } from "#app/config/open-database.server.ts";
import { wallToInstant } from "#app/i18n/zones.ts";
import { searchText } from "#db/search-text.ts";
import { randomFrom, seededId } from "./random.ts";

export interface Size {
  schools: number;
  people: number;
  nodes: number;
  events: number;
  invitations: number;
}

export const FULL: Size = { schools: 1_000, people: 20_000, nodes: 60, events: 10_000, invitations: 300_000 };

const FIRST = ["Ana", "Luis", "Rosa", "Pedro", "Camila", "Jorge", "Marta", "Iván", "Paola", "Óscar", "Elena", "Raúl", "Sonia", "Hugo", "Inés", "Tomás"];
const LAST = ["Soto", "Muñoz", "Rojas", "Díaz", "Pérez", "Silva", "Contreras", "Quispe", "Huenchumilla", "Vergara", "Mamani", "Castro", "Oyarzo", "Ríos"];
const TOPICS = ["Energía solar", "Alternancia", "Evaluación", "Proyectos", "Seguridad", "Robótica", "Cocina local", "Orientación", "Riego", "Convivencia"];
const GLYPHS = ["rayo", "plato", "corchetes", "brujula", "pico", "espiga", "racimo", "manos", "libro", "montana", "ola", "engranaje"];

/** Fills an empty, migrated database. `today` (ISO instant) is the middle of the events: half are past. */
export async function generate(db: Db, size: Size, today: string, say: (text: string) => void = () => undefined): Promise<void> {
  const random = randomFrom(20_261_121);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const whole = (below: number) => Math.floor(random() * below);
  const comunas = await db.selectFrom("comunas").select(["code", "name", "region_code"]).orderBy("code").execute();
  const now = today;

  say(`${size.schools} schools…`);
  const schools = range(size.schools).map((n) => {
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
      created_at: now,
      updated_at: now,
    };
  });
  await insertAll(db, "establishments", schools);

  say(`${size.people} people…`);
  const people = range(size.people).map((n) => {
    const name = `${pick(FIRST)} ${pick(LAST)} ${pick(LAST)}`;
    const email = `persona${n}@red.example`;
    return {
      id: seededId("person", n),
      email,
      name,
      establishment_id: schools[n % schools.length]?.id ?? null,
      position: n % 20 === 0 ? "head" : "teacher",
      organisation: null,
      specialty: null,
      password_hash: null,
      email_confirmed_at: now,
      name_public_at: n % 3 === 0 ? now : null,
      admin_since: n === 0 ? now : null,
      suspended_at: null,
      search_text: searchText(name, email),
      created_at: now,
      updated_at: now,
    };
  });
  await insertAll(db, "people", people);

  const nodes = range(size.nodes).map((n) => ({
    id: seededId("node", n),
    slug: `nodo-${n + 1}`,
    name: `Nodo ${pick(TOPICS)} ${n + 1}`,
    kind: ["thematic", "community", "territorial"][n % 3] as string,
    joining: ["open", "request", "invitation"][n % 3] as string,
    summary: "Un nodo de la red generada para medir.",
    description_md: "Se reúne cada dos meses.",
    description_html: "<p>Se reúne cada dos meses.</p>",
    colour: (n % 12) + 1,
    glyph: GLYPHS[n % GLYPHS.length] as string,
    search_text: searchText(`Nodo ${n + 1}`),
    created_at: now,
    updated_at: now,
    archived_at: null,
  }));
  await insertAll(db, "nodes", nodes);
  const nodeId = (n: number) => nodes[n % nodes.length]?.id as string;
  await insertAll(
    db,
    "memberships",
    people.flatMap((person, n) => [0, 1].map((turn) => ({ id: seededId(`member${turn}`, n), node_id: nodeId(n + turn * 7), person_id: person.id, joined_at: now }))),
  );
  await insertAll(
    db,
    "node_roles",
    nodes.map((node, n) => ({ id: seededId("role", n), node_id: node.id, person_id: people[n]?.id as string, role: "coordinator", since: now, until: null, named_by: null })),
  );
  await insertAll(
    db,
    "node_establishments",
    schools.map((school, n) => ({ node_id: nodeId(n * 3 + 2), establishment_id: school.id, since: now, until: null })),
  );
  await insertAll(
    db,
    "counterparts",
    schools.map((school, n) => ({ id: seededId("counterpart", n), establishment_id: school.id, person_id: people[n]?.id as string, named_at: now, named_by: null, ended_at: null })),
  );

  say(`${size.events} events…`);
  const each = Math.floor(size.invitations / size.events);
  const events = range(size.events).map((n) => {
    // Spread evenly over two years around today, in school hours.
    const day = new Date(Date.parse(today) + (n / size.events - 0.5) * 2 * 365 * 86_400_000).toISOString().slice(0, 10);
    const host = n % 3 === 0 ? null : (schools[whole(schools.length)] ?? null);
    const zone = host?.region_code === "12" ? "America/Punta_Arenas" : "America/Santiago";
    const hour = 9 + (n % 8);
    const starts_local = `${day}T${String(hour).padStart(2, "0")}:00`;
    const ends_local = `${day}T${String(hour + 2).padStart(2, "0")}:00`;
    const title = `${pick(TOPICS)}: reunión ${n + 1}`;
    return {
      id: seededId("event", n),
      title,
      kind: ["session", "gathering", "workshop", "visit"][n % 4] as string,
      status: n % 50 === 0 ? "cancelled" : "published",
      visibility: n % 2 === 0 ? "public" : "members",
      zone,
      starts_local,
      ends_local,
      starts_at: instant(starts_local, zone),
      ends_at: instant(ends_local, zone),
      host_establishment_id: host?.id ?? null,
      address: null,
      comuna_code: host?.comuna_code ?? null,
      region_code: host?.region_code ?? null,
      online_url: host ? null : "https://video.example/sala",
      description_md: "Conecta, conoce, comparte, construye.",
      description_html: "<p>Conecta, conoce, comparte, construye.</p>",
      capacity: n % 4 === 0 ? 50 : null,
      seats_taken: Math.floor(each / 2),
      sequence: 0,
      published_at: now,
      cancelled_at: n % 50 === 0 ? now : null,
      calendar_at: now,
      experiences_count: null,
      external_guests_count: null,
      created_by: people[n % size.nodes]?.id ?? null,
      created_at: now,
      updated_at: now,
      search_text: searchText(title),
    };
  });
  await insertAll(db, "events", events);
  await insertAll(
    db,
    "event_nodes",
    events.flatMap((event, n) => [0, ...(n % 10 === 0 ? [1] : [])].map((turn) => ({ event_id: event.id, node_id: nodeId(n + turn), starts_at: event.starts_at }))),
  );

  say(`${size.invitations} invitations…`);
  const batch: Record<string, unknown>[] = [];
  for (let n = 0; n < size.invitations; n += 1) {
    const event = Math.floor(n / each) % size.events;
    const turn = n % each;
    const person = people[(event * 131 + turn * 61) % people.length] as (typeof people)[number];
    const answer = turn < Math.floor(each / 2) ? "yes" : turn % 3 === 0 ? "no" : null;
    batch.push({
      id: seededId("invitation", n),
      event_id: events[event]?.id,
      person_id: person.id,
      email: person.email,
      name: person.name,
      establishment_id: person.establishment_id,
      answer,
      answered_at: answer ? now : null,
      seat: answer === "yes" ? "held" : null,
      seat_at: answer === "yes" ? now : null,
      invited_at: now,
    });
    if (batch.length === 20_000 || n === size.invitations - 1) await insertAll(db, "invitations", batch.splice(0) as never[]);
  }
  const past = events.filter((event) => event.starts_at < today);
  await insertAll(
    db,
    "attendances",
    past.flatMap((event, n) => range(5).map((turn) => ({ id: seededId(`attendance${turn}`, n), event_id: event.id, establishment_id: schools[(n * 7 + turn) % schools.length]?.id ?? null, person_id: null, mode: "in_person", recorded_at: event.ends_at, recorded_by: null }))),
  );
}

const range = (count: number) => Array.from({ length: count }, (_, n) => n);

function instant(wall: string, zone: "America/Santiago" | "America/Punta_Arenas"): string {
  const found = wallToInstant(wall, zone);
  if (!found.ok) throw new Error(`${wall} does not exist in ${zone}`);
  return found.instant;
}

/** Inserts in statements of up to 900 rows' worth of parameters, in one transaction. */
async function insertAll<T extends Parameters<Db["insertInto"]>[0]>(db: Db, table: T, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).length;
  if (columns === 0) return;
  const step = Math.floor(20_000 / columns);
  await db.transaction().execute(async (tx) => {
    for (let from = 0; from < rows.length; from += step) await tx.insertInto(table).values(rows.slice(from, from + step) as never).execute();
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const url = process.argv[2];
  if (!url) throw new Error("usage: node bench/generate.ts sqlite:data/bench.db");
  const started = Date.now();
  const database = await openMigrated(url);
  await generate(database.db, FULL, new Date().toISOString(), (text) => process.stderr.write(`${text}\n`));
  await database.close();
  process.stderr.write(`done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}
