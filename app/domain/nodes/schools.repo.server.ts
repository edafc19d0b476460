/** The schools of a node: those it holds itself, and those of its members. */
import { sql } from "kysely";
import type { EstablishmentListRow } from "#app/domain/places/establishments.repo.server.ts";
import type { Db } from "#db/create.ts";
import { schoolIds } from "./nodes.repo.server.ts";

export interface NodeSchoolRow extends EstablishmentListRow {
  members: number;
  /** 1 where the node holds it itself, and not only through a member. */
  held: number;
}

/** One page of a node's schools by name, each with how many members it has in the node. */
export async function listNodeSchools(db: Db, nodeId: string, options: { page?: number; size?: number } = {}): Promise<{ rows: NodeSchoolRow[]; total: number }> {
  const size = options.size ?? 24;
  const page = options.page ?? 1;
  const found = await sql<NodeSchoolRow & { total: number }>`
    WITH node AS (SELECT ${nodeId} AS id)
    SELECT e.id, e.slug, e.name, e.region_code, c.name AS comuna, c.lat, c.lon, s.total,
      (SELECT count(*) FROM people p JOIN memberships m ON m.person_id = p.id AND m.open = 1
        WHERE p.establishment_id = e.id AND m.node_id = ${nodeId} AND m.joined_at IS NOT NULL) AS members,
      (SELECT count(*) FROM node_establishments ne WHERE ne.node_id = ${nodeId} AND ne.establishment_id = e.id AND ne.until IS NULL) AS held
    FROM (
      SELECT e.id, e.search_text, count(*) OVER () AS total FROM node
        JOIN establishments e ON e.id IN (${schoolIds("node.id")})
      ORDER BY e.search_text, e.id LIMIT ${size} OFFSET ${(page - 1) * size}
    ) s JOIN establishments e ON e.id = s.id JOIN comunas c ON c.code = e.comuna_code
    ORDER BY e.search_text, e.id`.execute(db);
  const rows = found.rows;
  const total = rows[0]?.total ?? (page > 1 ? await countNodeSchools(db, nodeId) : 0);
  return { rows, total };
}

export async function countNodeSchools(db: Db, nodeId: string): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    WITH node AS (SELECT ${nodeId} AS id) SELECT (SELECT count(*) FROM (${schoolIds("node.id")}) s) AS found FROM node`.execute(db);
  return rows[0]?.found ?? 0;
}

/** Takes a school into a node, again where it had been taken out. False where it was in. */
export async function holdSchool(tx: Db, nodeId: string, establishmentId: string, since: string): Promise<boolean> {
  const done = await tx
    .insertInto("node_establishments")
    .values({ node_id: nodeId, establishment_id: establishmentId, since, until: null })
    .onConflict((oc) => oc.columns(["node_id", "establishment_id"]).doUpdateSet({ since, until: null }).where("node_establishments.until", "is not", null))
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function releaseSchool(tx: Db, nodeId: string, establishmentId: string, until: string): Promise<boolean> {
  const done = await tx
    .updateTable("node_establishments")
    .set({ until })
    .where("node_id", "=", nodeId)
    .where("establishment_id", "=", establishmentId)
    .where("until", "is", null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

/** The nodes that reach a school: held by them, or through a member of the school. */
export async function listNodesOfSchool(db: Db, establishmentId: string): Promise<{ id: string; slug: string; name: string; kind: string; colour: number; glyph: string }[]> {
  return db
    .selectFrom("nodes as n")
    .select(["n.id", "n.slug", "n.name", "n.kind", "n.colour", "n.glyph"])
    .where("n.archived_at", "is", null)
    .where(
      sql<boolean>`n.id IN (
        SELECT ne.node_id FROM node_establishments ne WHERE ne.establishment_id = ${establishmentId} AND ne.until IS NULL
        UNION SELECT m.node_id FROM people p JOIN memberships m ON m.person_id = p.id AND m.open = 1
          WHERE p.establishment_id = ${establishmentId} AND m.joined_at IS NOT NULL)`,
    )
    .orderBy("n.search_text")
    .limit(60)
    .execute();
}
