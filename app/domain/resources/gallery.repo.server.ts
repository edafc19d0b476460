/** What the gallery of experiences can be narrowed by, and where its experiences were made. */
import { sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import { resourceListedFor } from "./visibility.server.ts";

export interface GalleryChoices {
  nodes: { slug: string; name: string; id: string }[];
  specialties: { id: string; name: string }[];
  /** Comunas with experiences, for la franja. */
  places: { lat: number; lon: number; region_code: string; size: number }[];
}

interface Row {
  is: "node" | "specialty" | "place";
  id: string;
  key: string;
  name: string;
  lat: number | null;
  lon: number | null;
  size: number;
}

/** Of the experiences that the reader finds: nothing is offered that leads nowhere. One query. */
export async function galleryChoices(db: Db, actor: Actor | null): Promise<GalleryChoices> {
  const shown = sql`SELECT r.id FROM resources r WHERE r.kind = 'experience' AND ${resourceListedFor(actor)}`;
  const { rows } = await sql<Row>`SELECT * FROM (
    SELECT 'node' AS "is", n.id AS id, n.slug AS "key", n.name AS name, CAST(NULL AS REAL) AS lat, CAST(NULL AS REAL) AS lon, count(*) AS size
      FROM resource_nodes x JOIN nodes n ON n.id = x.node_id WHERE x.resource_id IN (${shown}) GROUP BY n.id, n.slug, n.name
    UNION ALL SELECT 'specialty', s.id, s.id, s.name, NULL, NULL, count(*)
      FROM resource_specialties x JOIN specialties s ON s.id = x.specialty_id WHERE x.resource_id IN (${shown}) GROUP BY s.id, s.name
    UNION ALL SELECT 'place', c.code, c.region_code, c.name, c.lat, c.lon, count(*)
      FROM resource_schools x JOIN establishments e ON e.id = x.establishment_id JOIN comunas c ON c.code = e.comuna_code
      WHERE x.resource_id IN (${shown}) GROUP BY c.code, c.region_code, c.name, c.lat, c.lon
  ) choices ORDER BY name`.execute(db);
  const of = (is: Row["is"]) => rows.filter((row) => row.is === is);
  return {
    nodes: of("node").map(({ id, key, name }) => ({ id, slug: key, name })),
    specialties: of("specialty").map(({ id, name }) => ({ id, name })),
    places: of("place").flatMap(({ key, lat, lon, size }) => (lat === null || lon === null ? [] : [{ lat, lon, region_code: key, size: Number(size) }])),
  };
}
