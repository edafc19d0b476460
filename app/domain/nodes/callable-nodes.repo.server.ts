import { sql } from "kysely";
import type { Db } from "#db/create.ts";
import { memberCount, schoolCount } from "./nodes.repo.server.ts";

export interface CallableNode {
  id: string;
  name: string;
  /** Only of those asked for: counting all nodes of a large network takes longer than a page may. */
  members: number | null;
  schools: number | null;
}

/** The nodes that somebody may call whole (all that are alive, without `ids`), by name; with how many that is for those in `counted`. */
export async function listCallableNodes(db: Db, ids: string[] | undefined, counted: string[]): Promise<CallableNode[]> {
  if (ids?.length === 0) return [];
  const isCounted = counted.length > 0 ? sql`nodes.id IN (${sql.join(counted)})` : sql`1 = 0`;
  let query = db
    .selectFrom("nodes")
    .select(["id", "name"])
    .select([
      sql<number | null>`CASE WHEN ${isCounted} THEN ${memberCount("nodes.id")} END`.as("members"),
      sql<number | null>`CASE WHEN ${isCounted} THEN ${schoolCount("nodes.id")} END`.as("schools"),
    ])
    .where("archived_at", "is", null);
  if (ids) query = query.where("id", "in", ids);
  return query.orderBy("search_text").limit(500).execute();
}
