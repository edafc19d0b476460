import type { CircleRow } from "#app/domain/circles/circles.repo.server.ts";
import { voicesOf } from "#app/domain/circles/voices.repo.server.ts";
import type { Db } from "#db/create.ts";

export type LogbookCircleRow = Pick<CircleRow, "id" | "node_id" | "parent_id" | "top" | "logbook" | "closed_at">;

interface Answerable {
  value: string;
  label: string;
  group: string;
  roleId?: string;
  personId?: string;
}

/** Who can answer for an agreement: a role of the circle, or somebody with a voice in it. */
export async function answersOf(db: Db, circleId: string, now: string): Promise<Answerable[]> {
  const roles = await db
    .selectFrom("circle_roles")
    .select(["id", "name"])
    .where("circle_id", "=", circleId)
    .where("archived_at", "is", null)
    .orderBy("position")
    .limit(60)
    .execute();
  const people = await voicesOf(db, circleId, now);
  return [
    ...roles.map((role) => ({ value: `role:${role.id}`, label: role.name, group: "Un rol del círculo", roleId: role.id })),
    ...people.map((person) => ({ value: `person:${person.person_id}`, label: person.name, group: "Una persona del círculo", personId: person.person_id })),
  ];
}

/** What a new agreement can take the place of, the newest first. */
export async function listReplaceable(db: Db, circleId: string): Promise<{ id: string; number: number; title: string }[]> {
  return db
    .selectFrom("circle_agreements")
    .select(["id", "number", "title"])
    .where("circle_id", "=", circleId)
    .where("superseded_at", "is", null)
    .where("ended_at", "is", null)
    .orderBy("number", "desc")
    .limit(500)
    .execute();
}
