/** A circle for tests: it governs the cast's node A, with seven members of several schools; the first coordinates. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import { standingOfPerson } from "#app/domain/identity/standing.repo.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { searchText } from "#db/search-text.ts";
import { CAST_NOW, type Cast, castOf } from "#db/testing-cast.ts";
import { CircleInput } from "./circle.ts";
import { listRoles } from "./circles.repo.server.ts";
import { addMember, createCircle } from "./circles.server.ts";
import type { DefaultRole } from "./default-roles.ts";

export interface CircleStage {
  cast: Cast;
  circle: { id: string };
  roles: Record<DefaultRole["key"], string>;
  /** Seven members; the first (Camila Díaz) coordinates. */
  people: Actor[];
  /** Of the network, without a voice in it. */
  outsider: Actor;
  admin: Actor;
  ctxOf: (actor: Actor | null, now?: string) => Ctx;
}

export const circleForm = (change: Record<string, unknown> = {}): CircleInput =>
  CircleInput.parse({
    name: "Círculo de Electricidad",
    purpose: "Que las especialidades de electricidad aprendan juntas.",
    domain: "El calendario y los materiales del nodo.",
    quorum: 60,
    method: "consent",
    logbook: "public",
    ...change,
  });

const NEWCOMERS = [
  ["Beatriz Lagos Mella", "puerto"],
  ["Claudio Reyes Oyarzún", "boldos"],
  ["Daniela Curín Painén", "austral"],
  ["Emilio Tapia Godoy", "boldos"],
  ["Fresia Morales Inostroza", "austral"],
] as const;

export async function circleStage(db: Db): Promise<CircleStage> {
  const cast = await castOf(db);
  const { admin, coordinatorA, teacher, outsider } = cast.people;
  const ctxOf = (actor: Actor | null, now = CAST_NOW) => cast.ctxOf(actor, db, { now });
  const ids = await newMembersOfNode(db, cast);
  const circle = await createCircle(ctxOf(admin), { node: cast.nodes.a.slug }, circleForm());
  for (const id of [teacher.id, ...ids]) await addMember(ctxOf(admin), circle.id, id);
  const roles = Object.fromEntries((await listRoles(db, circle.id)).map((role) => [role.key, role.id])) as CircleStage["roles"];
  const people: Actor[] = [];
  for (const id of [coordinatorA.id, teacher.id, ...ids]) people.push(await actorOf(db, id));
  return { cast, circle, roles, people, outsider, admin, ctxOf };
}

async function newMembersOfNode(db: Db, cast: Cast): Promise<string[]> {
  const since = "2026-03-02T12:00:00.000Z";
  const rows = NEWCOMERS.map(([name, school]) => {
    const email = `${searchText(name).split(" ")[0]}@circle.example`;
    return { id: newId(), email, name, establishment_id: cast.schools[school].id, search_text: searchText(name, email) };
  });
  const same = { position: "teacher", organisation: null, specialty: "Electricidad", password_hash: null, name_public_at: null, admin_since: null, suspended_at: null };
  await db
    .insertInto("people")
    .values(rows.map((row) => ({ ...row, ...same, email_confirmed_at: since, created_at: since, updated_at: since })))
    .execute();
  const stay = { requested_at: null, invited_at: null, joined_at: since, left_at: null, declined_at: null, decided_by: null, message: null };
  await db
    .insertInto("memberships")
    .values(rows.map((row) => ({ id: newId(), node_id: cast.nodes.a.id, person_id: row.id, ...stay })))
    .execute();
  return rows.map((row) => row.id);
}

/** Somebody as a request of theirs would find them: what they may do is read anew. */
export async function actorOf(db: Db, personId: string, now = CAST_NOW): Promise<Actor> {
  const row = await db.selectFrom("people").select(["id", "email", "name", "establishment_id", "admin_since"]).where("id", "=", personId).executeTakeFirstOrThrow();
  const standing = await standingOfPerson(db, personId, now);
  return { id: row.id, email: row.email, name: row.name, establishmentId: row.establishment_id, admin: row.admin_since !== null, ...standing };
}
