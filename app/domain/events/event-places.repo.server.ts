import { sql } from "kysely";
import type { Db } from "#db/create.ts";

export interface EventPlaceRow {
  id: string;
  lat: number | null;
  lon: number | null;
}

/** Where these meetings are, by their comuna or that of their host, for la franja. Those that are only online are left out. */
export async function listEventPlaces(db: Db, ids: string[]): Promise<EventPlaceRow[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom("events as e")
    .leftJoin("establishments as host", "host.id", "e.host_establishment_id")
    .innerJoin("comunas as c", (join) => join.on("c.code", "=", sql`coalesce(e.comuna_code, host.comuna_code)`))
    .select(["e.id", "c.lat", "c.lon"])
    .where("e.id", "in", ids)
    .execute();
}
