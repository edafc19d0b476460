/** What else may help whoever reads this: counted by what two resources share, of those the reader may see. */
import { sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { resourceListedFor } from "#app/domain/resources/visibility.server.ts";
import type { Db } from "#db/create.ts";

export interface RelatedWork {
  id: string;
  slug: string;
  kind: string;
  title: string;
  summary: string;
  replications_count: number;
  useful_count: number;
  /** `adaptation`: one came of the other. */
  why: "adaptation" | "shared";
}

/** Ties of many things (a node of a thousand resources) are looked at up to here, the latest first: this is advice, not a count. */
const MOST = 300;

/** One query. An adaptation weighs most, then tags, specialties, authors, schools, and least the node. */
export async function relatedTo(db: Db, actor: Actor | null, resourceId: string, limit = 5): Promise<RelatedWork[]> {
  const shared = (table: string, column: string, weight: number) => sql`
    SELECT * FROM (SELECT o.resource_id AS id, CAST(${weight} AS INTEGER) AS points FROM ${sql.table(table)} m JOIN ${sql.table(table)} o ON o.${sql.ref(column)} = m.${sql.ref(column)}
    WHERE m.resource_id = ${resourceId} AND o.resource_id <> ${resourceId} ORDER BY o.resource_id DESC LIMIT ${MOST}) ${sql.ref(`by_${table}`)}`;
  const { rows } = await sql<RelatedWork>`
    SELECT r.id, r.slug, r.kind, r.title, r.summary, r.replications_count, r.useful_count, CASE WHEN t.points >= 100 THEN 'adaptation' ELSE 'shared' END AS why
    FROM (SELECT s.id, SUM(s.points) AS points FROM (
        ${shared("resource_tags", "tag_key", 4)}
        UNION ALL ${shared("resource_specialties", "specialty_id", 3)}
        UNION ALL ${shared("resource_authors", "person_id", 2)}
        UNION ALL ${shared("resource_schools", "establishment_id", 2)}
        UNION ALL ${shared("resource_nodes", "node_id", 1)}
        UNION ALL SELECT a.id, 100 FROM resources a WHERE a.adapted_from_id = ${resourceId}
        UNION ALL SELECT b.adapted_from_id, 100 FROM resources b WHERE b.id = ${resourceId} AND b.adapted_from_id IS NOT NULL
      ) s GROUP BY s.id) t
    JOIN resources r ON r.id = t.id
    WHERE t.points >= 2 AND ${resourceListedFor(actor)}
    ORDER BY t.points DESC, r.replications_count DESC, r.useful_count DESC, r.id DESC LIMIT ${limit}`.execute(db);
  return rows;
}
