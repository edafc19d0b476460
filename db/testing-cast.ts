/**
 * The cast: named people with schools and nodes, the same in all tests. Everything is additive: tests may add to it, none may
 * change what a name stands for. Nobody has a password (hashing is slow): sign in by startSession().
 */
import type { Actor, Ctx } from "#app/domain/context.ts";
import { RIGHTS } from "#app/domain/rights.ts";
import type { Db } from "./create.ts";
import { newId } from "./ids.ts";
import { searchText } from "./search-text.ts";

/** When the cast's tests happen, unless they say otherwise: a Saturday at noon in Santiago. */
export const CAST_NOW = "2026-11-21T15:00:00.000Z";
const LONG_AGO = "2026-03-02T12:00:00.000Z";

export interface CastSchool {
  id: string;
  slug: string;
  name: string;
  comuna_code: string;
  region_code: string;
}

export interface CastNode {
  id: string;
  slug: string;
  name: string;
}

export interface Cast {
  schools: {
    /** Rancagua (O'Higgins); in nodes A and B. Its head is a counterpart. */
    boldos: CastSchool;
    /** Valparaíso; in nodes A and C. */
    puerto: CastSchool;
    /** Punta Arenas (Magallanes, its own zone); in no node. */
    austral: CastSchool;
  };
  nodes: {
    /** Electricidad: thematic, open. */
    a: CastNode;
    /** Orientación: community, by request. */
    b: CastNode;
    /** CADE del Puerto: council, by invitation. */
    c: CastNode;
  };
  people: {
    /** Amanda Rojas: administrator, in no node. */
    admin: Actor;
    /** Camila Díaz: coordinates and belongs to A; teacher at Puerto; name public. */
    coordinatorA: Actor;
    /** Bruno Muñoz: coordinates and belongs to B; teacher at Boldos; name not public. */
    coordinatorB: Actor;
    /** Teresa Soto: teacher at Boldos, member of A; name public. */
    teacher: Actor;
    /** Hernán Vidal: head of Boldos and its counterpart, in no node; name public. */
    head: Actor;
    /** Alicia Paredes: ally of a company, without school or node. */
    ally: Actor;
    /** Óscar Núñez: teacher at Austral, in no node; name not public. */
    outsider: Actor;
  };
  ids: Record<"boldos" | "puerto" | "austral" | "a" | "b" | "c" | "admin" | "coordinatorA" | "coordinatorB" | "teacher" | "head" | "ally" | "outsider", string>;
  /** The context of an act by one of the cast, or of a visitor (null). */
  ctxOf: (actor: Actor | null, db?: Db, options?: { now?: string }) => Ctx;
}

/** Inserts the cast and returns it. */
export async function castOf(db: Db): Promise<Cast> {
  const schools = {
    boldos: school("Liceo Polivalente Los Boldos", "liceo-polivalente-los-boldos", "06101", "06"),
    puerto: school("Liceo Industrial Puerto Claro", "liceo-industrial-puerto-claro", "05101", "05"),
    austral: school("Liceo Técnico Austral", "liceo-tecnico-austral", "12101", "12"),
  };
  const nodes = {
    a: { id: newId(), slug: "electricidad", name: "Electricidad" },
    b: { id: newId(), slug: "orientacion", name: "Orientación" },
    c: { id: newId(), slug: "cade-puerto-claro", name: "CADE-TP Puerto Claro" },
  };
  const { boldos, puerto, austral } = schools;
  const people = {
    admin: actor("Amanda Rojas Pinto", "amanda@cast.example", null, { admin: true }),
    coordinatorA: actor("Camila Díaz Leiva", "camila@cast.example", puerto.id, { memberOf: [nodes.a.id], coordinates: [nodes.a.id] }),
    coordinatorB: actor("Bruno Muñoz Tapia", "bruno@cast.example", boldos.id, { memberOf: [nodes.b.id], coordinates: [nodes.b.id] }),
    teacher: actor("Teresa Soto Araya", "teresa@cast.example", boldos.id, { memberOf: [nodes.a.id] }),
    head: actor("Hernán Vidal Cea", "hernan@cast.example", boldos.id),
    ally: actor("Alicia Paredes Ríos", "alicia@cast.example", null),
    outsider: actor("Óscar Núñez Bravo", "oscar@cast.example", austral.id),
  };
  await insertPlaces(db, schools, nodes);
  await insertPeople(db, people);
  await insertTies(db, schools, nodes, people);
  const named = { ...schools, ...nodes, ...people };
  const ids = Object.fromEntries(Object.entries(named).map(([key, value]) => [key, value.id])) as Cast["ids"];
  return { schools, nodes, people, ids, ctxOf: (who, other = db, options = {}) => ctxOf(who, other, options) };
}

/** The context of an act, for tests. */
export function ctxOf(who: Actor | null, db: Db, { now = CAST_NOW }: { now?: string } = {}): Ctx {
  return { db, deployment: TEST_DEPLOYMENT, actor: who, now, wake: () => undefined };
}

export const TEST_DEPLOYMENT = {
  publicUrl: "https://nodos.example",
  secret: "a secret that only the tests know",
  mailFrom: { name: "Nodos", address: "reuniones@nodos.example" },
  demo: false,
  networkName: "Nodos",
};

function school(name: string, slug: string, comuna_code: string, region_code: string): CastSchool {
  return { id: newId(), slug, name, comuna_code, region_code };
}

function actor(name: string, email: string, establishmentId: string | null, more: Partial<Actor> = {}): Actor {
  const rights = Object.fromEntries((more.coordinates ?? []).map((nodeId) => [nodeId, [...RIGHTS]]));
  return { id: newId(), email, name, establishmentId, admin: false, memberOf: [], coordinates: [], rights, circleRights: {}, circles: [], ...more };
}

async function insertPlaces(db: Db, schools: Cast["schools"], nodes: Cast["nodes"]): Promise<void> {
  await db
    .insertInto("establishments")
    .values(
      Object.values(schools).map((found) => ({
        ...found,
        rbd: null,
        dependency: null,
        rural: 0,
        cohort: 2024,
        specialties: JSON.stringify(["Electricidad"]),
        search_text: searchText(found.name),
        created_at: LONG_AGO,
        updated_at: LONG_AGO,
      })),
    )
    .execute();
  const looks = { a: ["thematic", "open", "rayo"], b: ["community", "request", "brujula"], c: ["council", "invitation", "puente"] } as const;
  await db
    .insertInto("nodes")
    .values(
      (["a", "b", "c"] as const).map((key, index) => ({
        ...nodes[key],
        kind: looks[key][0],
        joining: looks[key][1],
        glyph: looks[key][2],
        summary: `Quienes trabajan en ${nodes[key].name}.`,
        description_md: "",
        description_html: "",
        colour: index + 1,
        search_text: searchText(nodes[key].name),
        created_at: LONG_AGO,
        updated_at: LONG_AGO,
        archived_at: null,
      })),
    )
    .execute();
}

async function insertPeople(db: Db, people: Cast["people"]): Promise<void> {
  const publicNames = new Set<keyof Cast["people"]>(["coordinatorA", "teacher", "head"]);
  const positions = { admin: "team", head: "head", ally: "ally" } as Record<string, string>;
  await db
    .insertInto("people")
    .values(
      (Object.keys(people) as (keyof Cast["people"])[]).map((key) => ({
        id: people[key].id,
        email: people[key].email,
        name: people[key].name,
        establishment_id: people[key].establishmentId,
        position: positions[key] ?? "teacher",
        organisation: key === "ally" ? "Energía del Sur" : null,
        specialty: positions[key] ? null : "Electricidad",
        password_hash: null,
        email_confirmed_at: LONG_AGO,
        name_public_at: publicNames.has(key) ? LONG_AGO : null,
        admin_since: people[key].admin ? LONG_AGO : null,
        suspended_at: null,
        search_text: searchText(people[key].name, people[key].email),
        created_at: LONG_AGO,
        updated_at: LONG_AGO,
      })),
    )
    .execute();
}

async function insertTies(db: Db, schools: Cast["schools"], nodes: Cast["nodes"], people: Cast["people"]): Promise<void> {
  const ties: [CastNode, CastSchool][] = [
    [nodes.a, schools.boldos],
    [nodes.a, schools.puerto],
    [nodes.b, schools.boldos],
    [nodes.c, schools.puerto],
  ];
  await db
    .insertInto("node_establishments")
    .values(ties.map(([node, found]) => ({ node_id: node.id, establishment_id: found.id, since: LONG_AGO, until: null })))
    .execute();
  const stay = { requested_at: null, invited_at: null, joined_at: LONG_AGO, left_at: null, declined_at: null, decided_by: null, message: null };
  const everyone = Object.values(people);
  await db
    .insertInto("memberships")
    .values(everyone.flatMap((person) => person.memberOf.map((node_id) => ({ id: newId(), node_id, person_id: person.id, ...stay }))))
    .execute();
  await db
    .insertInto("role_terms")
    .values(
      everyone.flatMap((person) =>
        person.coordinates.map((node_id) => ({ id: newId(), role_id: null, circle_id: null, node_id, person_id: person.id, since: LONG_AGO, named_by: null })),
      ),
    )
    .execute();
  await db
    .insertInto("counterparts")
    .values({ id: newId(), establishment_id: schools.boldos.id, person_id: people.head.id, named_at: LONG_AGO, named_by: people.admin.id, ended_at: null })
    .execute();
}
