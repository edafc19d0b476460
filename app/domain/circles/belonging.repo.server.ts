import { sql } from "kysely";
import type { Db } from "#db/create.ts";

export interface Belonging {
  school: { slug: string; name: string } | null;
  /** The open ones, by name. */
  circles: { id: string; name: string }[];
}

const CIRCLES_MOST = 24;

/** The school that somebody works at and the circles that they sit in; in one query, for twelve are what a page may ask. */
export async function findBelonging(db: Db, establishmentId: string | null, circleIds: readonly string[]): Promise<Belonging> {
  const parts = [
    ...(establishmentId ? [sql`SELECT 'school' AS what, slug AS ref, name, '' AS place FROM establishments WHERE id = ${establishmentId}`] : []),
    ...(circleIds.length > 0
      ? [sql`SELECT 'circle' AS what, id AS ref, name, search_text AS place FROM circles WHERE id IN (${sql.join([...circleIds])}) AND closed_at IS NULL`]
      : []),
  ];
  if (parts.length === 0) return { school: null, circles: [] };
  const { rows } = await sql<{ what: string; ref: string; name: string }>`${sql.join(parts, sql` UNION ALL `)} ORDER BY 4`.execute(db);
  const school = rows.find((row) => row.what === "school");
  const circles = rows.filter((row) => row.what === "circle").slice(0, CIRCLES_MOST);
  return { school: school ? { slug: school.ref, name: school.name } : null, circles: circles.map(({ ref, name }) => ({ id: ref, name })) };
}
