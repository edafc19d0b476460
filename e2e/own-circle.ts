/** A circle of one test alone: seven people of a node of its own, and what happens to them beside the pages. */
import { CircleInput } from "#app/domain/circles/circle.ts";
import { addMember, createCircle } from "#app/domain/circles/circles.server.ts";
import type { Ctx, Deployment } from "#app/domain/context.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import type { Database } from "#db/create.ts";
import type { OwnCast, OwnNode, OwnPerson } from "./own-cast.ts";
import { ADMIN } from "./pages.ts";

export interface OwnCircle {
  id: string;
  node: OwnNode;
  /** Seven; the first coordinates. */
  people: OwnPerson[];
  outsider: OwnPerson;
  ctxOf: (person: OwnPerson, now?: string) => Promise<Ctx>;
}

const FIRST_NAMES = ["Camila", "Beatriz", "Claudio", "Daniela", "Emilio", "Fresia", "Gabriel"];

export async function ownCircle({ db }: Database, deployment: Deployment, cast: OwnCast): Promise<OwnCircle> {
  const people: OwnPerson[] = [];
  for (const first of FIRST_NAMES) people.push(await cast.person(first));
  const [coordinator] = people as [OwnPerson];
  const node = await cast.node("Nodo", { coordinator });
  for (const person of people.slice(1)) await cast.addMember(node, person);
  const outsider = await cast.person("Ximena");
  const ctxAs = async (id: string, now = new Date().toISOString()): Promise<Ctx> => ({ db, deployment, actor: await loadActor(db, id, now), now, wake: () => undefined });
  const admin = await ctxAs((await db.selectFrom("people").select("id").where("email", "=", ADMIN).executeTakeFirstOrThrow()).id);
  const form = { name: cast.titled("Círculo"), purpose: "Decidir entre siete.", domain: "", quorum: 50, method: "consent", logbook: "circle" };
  const { id } = await createCircle(admin, { node: node.slug }, CircleInput.parse(form));
  for (const person of people.slice(1)) await addMember(admin, id, person.id);
  return { id, node, people, outsider, ctxOf: (person, now) => ctxAs(person.id, now) };
}
