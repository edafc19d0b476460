/** A network made by chance for tests of digests: people of every standing, and things of every state and kind of reader. The same for the same seed. */
import { addMember, createCircle } from "#app/domain/circles/circles.server.ts";
import { circleForm } from "#app/domain/circles/circles.testing.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { searchText } from "#db/search-text.ts";
import { CAST_NOW, castOf, ctxOf } from "#db/testing-cast.ts";
import { rowsOfCall, rowsOfEvent, rowsOfResource, rowsOfThread } from "./digest-rows.testing.ts";

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Dice {
  one: <T>(from: readonly T[]) => T;
  some: <T>(from: readonly T[]) => T[];
  often: (share: number) => boolean;
  /** An instant of the last twelve days. */
  lately: () => string;
  /** Within twenty days from now, before or after. */
  around: () => string;
}

const DAY = 86_400_000;

export function diceOf(seed: number): Dice {
  const next = chance(seed);
  const at = (days: number) => new Date(Date.parse(CAST_NOW) + days * DAY).toISOString();
  return {
    one: (from) => from[Math.floor(next() * from.length)] as (typeof from)[number],
    some: (from) => from.filter(() => next() < 0.4),
    often: (share) => next() < share,
    lately: () => at(-12 * next()),
    around: () => at(-20 + 40 * next()),
  };
}

/** Ids of everybody in it. */
export async function networkByChance(db: Db, seed: number): Promise<string[]> {
  const dice = diceOf(seed);
  const cast = await castOf(db);
  const nodeIds = Object.values(cast.nodes).map((node) => node.id);
  const people = [...Object.values(cast.people).map((person) => person.id), ...(await newcomers(db, dice, nodeIds))];
  const circle = await createCircle(ctxOf(cast.people.admin, db), { node: cast.nodes.a.slug }, circleForm());
  for (const id of [cast.people.coordinatorA.id, cast.people.teacher.id]) await addMember(ctxOf(cast.people.admin, db), circle.id, id);
  await holders(db, dice, circle.id, cast.nodes.a.id, people);
  const scene = { dice, people, nodeIds, circleId: circle.id, schoolId: cast.schools.boldos.id };
  for (let at = 0; at < 30; at += 1) {
    await rowsOfThread(db, scene);
    await rowsOfResource(db, scene);
    await rowsOfEvent(db, scene);
    await rowsOfCall(db, scene);
  }
  for (const person_id of people) {
    if (dice.often(0.3))
      await db
        .insertInto("node_news")
        .values({ node_id: dice.one(nodeIds), person_id, how: dice.one(["each", "none"]), chosen_at: CAST_NOW })
        .execute();
  }
  return people;
}

async function newcomers(db: Db, dice: Dice, nodeIds: readonly string[]): Promise<string[]> {
  const since = "2026-03-02T12:00:00.000Z";
  const rows = ["Ana", "Blas", "Carla", "Dino", "Elsa"].map((name) => ({ id: newId(), email: `${name.toLowerCase()}@chance.example`, name, search_text: searchText(name) }));
  const same = {
    establishment_id: null,
    position: "teacher",
    organisation: null,
    specialty: null,
    password_hash: null,
    name_public_at: null,
    admin_since: null,
    suspended_at: null,
  };
  await db
    .insertInto("people")
    .values(rows.map((row) => ({ ...row, ...same, email_confirmed_at: since, created_at: since, updated_at: since })))
    .execute();
  const stays = rows.flatMap(({ id }) => dice.some(nodeIds).map((node_id) => ({ id: newId(), node_id, person_id: id, left: dice.often(0.2), asked: dice.often(0.2) })));
  const none = { requested_at: null, invited_at: null, declined_at: null, decided_by: null, message: null };
  for (const { left, asked, ...stay } of stays) {
    const ended = left || asked;
    await db
      .insertInto("memberships")
      .values({ ...stay, ...none, open: left ? 0 : 1, joined_at: asked ? null : since, left_at: left ? CAST_NOW : null, ...(ended && asked ? { requested_at: since } : {}) })
      .execute();
  }
  return rows.map((row) => row.id);
}

/** Roles held, ended and run out, with rights and without. */
async function holders(db: Db, dice: Dice, circle_id: string, node_id: string, people: readonly string[]): Promise<void> {
  const roles = await db.selectFrom("circle_roles").select("id").where("circle_id", "=", circle_id).execute();
  for (const { id } of roles) {
    const ended = dice.often(0.4);
    await db
      .insertInto("role_terms")
      .values({
        id: newId(),
        role_id: id,
        circle_id,
        node_id,
        person_id: dice.one(people),
        since: "2026-03-02T12:00:00.000Z",
        until: ended ? "2026-10-01T12:00:00.000Z" : null,
        named_by: null,
      })
      .execute();
  }
}

/** The token of the link by which a digest is changed. */
export const tokenIn = (text: string): string => /\/resumen\/([\w-]{42})/.exec(text)?.[1] ?? "";
