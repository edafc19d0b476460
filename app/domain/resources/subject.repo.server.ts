/** A resource as what people around it need to know of it: comments, marks, reports, collections. */
import { sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import type { ResourceStanding } from "./resource.policy.ts";
import type { ResourceState, ResourceVisibility } from "./resource.ts";
import { resourceVisibleTo } from "./visibility.server.ts";

export interface Subject extends ResourceStanding {
  id: string;
  slug: string;
  kind: string;
  title: string;
  circle_id: string | null;
}

/** By its id or its address, where the actor may see it. */
export async function findSubject(db: Db, actor: Actor | null, by: { id: string } | { slug: string }): Promise<Subject | undefined> {
  const is = "id" in by ? sql`r.id = ${by.id}` : sql`r.slug = ${by.slug}`;
  const { rows } = await sql<Omit<Subject, "nodeIds" | "authorIds"> & { tie: string | null; tie_id: string | null }>`
    SELECT r.id, r.slug, r.kind, r.title, r.state, r.visibility, r.circle_id, r.created_by, x.tie, x.tie_id
    FROM resources r LEFT JOIN (
      SELECT 'node' AS tie, resource_id, node_id AS tie_id FROM resource_nodes
      UNION ALL SELECT 'author', resource_id, person_id FROM resource_authors WHERE person_id IS NOT NULL) x ON x.resource_id = r.id
    WHERE ${is} AND ${resourceVisibleTo(actor)}`.execute(db);
  const [first] = rows;
  if (!first) return undefined;
  const of = (tie: string) => rows.flatMap((row) => (row.tie === tie && row.tie_id ? [row.tie_id] : []));
  const { tie: _tie, tie_id: _id, ...subject } = first;
  return { ...subject, state: subject.state as ResourceState, visibility: subject.visibility as ResourceVisibility, nodeIds: of("node"), authorIds: of("author") };
}

/** The accounts that made it: who began it and who signs it. */
export const makersOf = (subject: Pick<Subject, "created_by" | "authorIds">): string[] => [...new Set([...(subject.created_by ? [subject.created_by] : []), ...subject.authorIds])];
