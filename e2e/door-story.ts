/** What the journeys at the door have in common. */
import { readEnv } from "#app/config/env.server.ts";
import type { Database } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { searchText } from "#db/search-text.ts";
import { dayAhead, type OwnCast } from "./own-cast.ts";
import { demoEnvironment, E2E_FOLDER } from "./place.ts";

export const secretOf = (baseURL: string | undefined) => readEnv(demoEnvironment(E2E_FOLDER, new URL(baseURL ?? "").port)).deployment.secret;

/** A meeting that has just begun, of `each` invited people of every school. */
export async function begun(cast: OwnCast, { db }: Database, { schools = 2, each = 3, more = {} }: { schools?: number; each?: number; more?: object } = {}) {
  const coordinator = await cast.person("Camila");
  const places = [];
  for (let n = 1; n <= schools; n += 1) places.push(await cast.school(`Liceo ${n}`));
  const node = await cast.node("Puerta", { coordinator, schools: places });
  const now = new Date().toISOString();
  const people = places.flatMap((school, s) =>
    Array.from({ length: each }, (_, p) => ({ id: newId(), name: `Persona ${s + 1}-${String(p + 1).padStart(2, "0")} ${cast.tag}`, establishment_id: school.id })),
  );
  const plain = {
    position: "teacher",
    organisation: null,
    specialty: null,
    password_hash: null,
    admin_since: null,
    suspended_at: null,
    email_confirmed_at: now,
    name_public_at: null,
  };
  const rows = people.map(({ id, name, establishment_id }) => {
    const email = `${searchText(name).replace(/[^a-z0-9]+/g, ".")}@liceos.example`;
    return { id, name, establishment_id, email, ...plain, search_text: searchText(name), created_at: now, updated_at: now };
  });
  await db.insertInto("people").values(rows).execute();
  const title = cast.titled("Encuentro de la puerta");
  const place = { online_url: null, address: "Avenida Uno 1", comuna_code: "07101" };
  const id = await cast.meeting(coordinator, { title, node_ids: [node.id], date: dayAhead(2), ...place, ...more }, { person_ids: people.map((person) => person.id) });
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  await db
    .updateTable("events")
    .set({ starts_at: at(-10), ends_at: at(120) })
    .where("id", "=", id)
    .execute();
  const invitations = await db.selectFrom("invitations").select(["id", "name"]).where("event_id", "=", id).orderBy("name").execute();
  return { id, title, coordinator, node, places, rows, invitations };
}
