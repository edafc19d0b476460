/** Circles with agreements for tests, on the cast. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { searchText } from "#db/search-text.ts";
import { CAST_NOW, type Cast, castOf } from "#db/testing-cast.ts";
import { type Adopted, adoptAgreement } from "./logbook.server.ts";

export interface LogbookStage {
  db: Db;
  cast: Cast;
  /** Of node A, public; of its sub-circle, for its people only; of node B, for whoever signed in. */
  circles: { open: string; inner: string; network: string };
  as: (who: keyof Cast["people"] | null, now?: string) => Ctx;
  /** A member of the inner circle, and of no other. */
  member: Actor;
  adopt: (change?: Partial<Adopted>, now?: string) => Promise<{ id: string; number: number }>;
}

async function insertTestCircle(db: Db, row: { node_id: string | null; parent_id: string | null; top: number; name: string; logbook: string }): Promise<string> {
  const id = newId();
  const words = { purpose: "Gobernar", domain: "", quorum: 50, method: "consent", search_text: searchText(row.name) };
  await db
    .insertInto("circles")
    .values({ id, ...row, ...words, created_at: CAST_NOW, created_by: null, updated_at: CAST_NOW, closed_at: null, closed_by: null })
    .execute();
  return id;
}

export async function logbookStage(db: Db): Promise<LogbookStage> {
  const cast = await castOf(db);
  const [a, b] = [cast.nodes.a.id, cast.nodes.b.id];
  const open = await insertTestCircle(db, { node_id: a, parent_id: null, top: 1, name: "Círculo de Electricidad", logbook: "public" });
  const inner = await insertTestCircle(db, { node_id: a, parent_id: open, top: 0, name: "Círculo de prácticas", logbook: "circle" });
  const network = await insertTestCircle(db, { node_id: b, parent_id: null, top: 1, name: "Círculo de Orientación", logbook: "network" });
  await db.insertInto("circle_members").values({ id: newId(), circle_id: inner, person_id: cast.ids.teacher, since: CAST_NOW, until: null, added_by: null }).execute();
  const member: Actor = { ...cast.people.teacher, circles: [inner] };
  const as: LogbookStage["as"] = (who, now = CAST_NOW) => cast.ctxOf(who && cast.people[who], db, { now });
  const adopt: LogbookStage["adopt"] = (change = {}, now = CAST_NOW) =>
    adoptAgreement(as("coordinatorA", now), {
      circleId: open,
      nodeId: a,
      kind: "consent",
      title: "Rotar la sede",
      driver: "Siempre nos reunimos en el mismo liceo.",
      bodyMd: "Cada sesión se hace en **otro** establecimiento.",
      adoptedBy: cast.ids.coordinatorA,
      ...change,
    });
  return { db, cast, circles: { open, inner, network }, as, member, adopt };
}
