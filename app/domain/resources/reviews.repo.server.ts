/** What waits for review, and who answers for it. */
import { type SqlBool, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import type { Right } from "#app/domain/rights.ts";
import type { Db } from "#db/create.ts";
import { inForce } from "#db/in-force.ts";
import { nodesCurated } from "./resource.policy.ts";
import { findResource, type StandingResource } from "./resources.repo.server.ts";

export interface WaitingReview {
  id: string;
  slug: string;
  kind: string;
  title: string;
  asked_at: string;
  by: string | null;
  /** Whether readers see an earlier version meanwhile. */
  version: number;
}

/**
 * Versions that wait for the actor's eyes, the oldest first: those that name one of their nodes (as JSON does: an id between quotation marks, which no
 * typed text can hold unescaped). Their own are for others to look at.
 */
export async function listWaitingReviews(db: Db, actor: Actor | null, { nodeId, limit = 50 }: { nodeId?: string; limit?: number } = {}): Promise<WaitingReview[]> {
  const nodes = actor ? (nodeId ? [nodeId].filter((id) => actor.admin || nodesCurated(actor).includes(id)) : nodesCurated(actor)) : [];
  if (!actor || nodes.length === 0) return [];
  const named = nodes.map((id) => sql<SqlBool>`v.content LIKE ${`%"${id}"%`}`);
  return db
    .selectFrom("resource_versions as v")
    .innerJoin("resources as r", "r.id", "v.resource_id")
    .leftJoin("people as p", "p.id", "v.by_person_id")
    .select(["r.id", "r.slug", "r.kind", "r.version", "p.name as by", sql<string>`v.asked_at`.as("asked_at"), "r.title"])
    .where("v.state", "=", "in_review")
    .where("r.state", "in", ["in_review", "published", "archived"])
    .where(sql<SqlBool>`(r.created_by IS NULL OR r.created_by <> ${actor.id})`)
    .where(sql<SqlBool>`(${sql.join(named, sql` OR `)})`)
    .orderBy("v.asked_at")
    .limit(limit)
    .execute();
}

export interface Recipient {
  id: string;
  name: string;
  email: string;
}

/** Who cares today for the repository of one of these nodes, by their roles; administration where nobody does. */
export async function listCurators(db: Db, nodeIds: readonly string[], now: string): Promise<Recipient[]> {
  const right: Right = "edit_repository";
  const { rows } = await sql<Recipient>`
    SELECT DISTINCT p.id, p.name, p.email FROM role_terms t
      JOIN people p ON p.id = t.person_id AND p.suspended_at IS NULL
      LEFT JOIN circle_roles c ON c.id = t.role_id LEFT JOIN circles k ON k.id = t.circle_id
      JOIN role_rights g ON g.until IS NULL AND g."right" = ${right} AND g.role_key = CASE WHEN t.role_id IS NULL THEN 'coordinator' ELSE c.rights END
    WHERE t.node_id IN (${sql.join([...nodeIds])}) AND (t.role_id IS NULL OR (k.top = 1 AND k.closed_at IS NULL AND c.archived_at IS NULL)) AND ${inForce("t", now)}
    ORDER BY p.id LIMIT 100`.execute(db);
  if (rows.length > 0) return rows;
  return db.selectFrom("people").select(["id", "name", "email"]).where("admin_since", "is not", null).where("suspended_at", "is", null).orderBy("id").limit(20).execute();
}

export async function listPeople(db: Db, ids: readonly string[]): Promise<Recipient[]> {
  if (ids.length === 0) return [];
  return db.selectFrom("people").select(["id", "name", "email"]).where("id", "in", ids).where("suspended_at", "is", null).orderBy("id").execute();
}

/** By its slug, whoever asks: who answers for the waiting version may not see what is live. The caller says who that is. */
export async function findWhereverItIs(db: Db, slug: string): Promise<StandingResource | null> {
  const row = await db.selectFrom("resources").select("id").where("slug", "=", slug).executeTakeFirst();
  return row ? findResource(db, row.id) : null;
}

/** Where the reviewer goes on: one of its nodes that they care for. */
export async function findReviewNode(db: Db, resourceId: string, actor: Actor | null): Promise<string | null> {
  const nodes = actor ? nodesCurated(actor) : [];
  if (nodes.length === 0) return null;
  const row = await db
    .selectFrom("resource_nodes as x")
    .innerJoin("nodes as n", "n.id", "x.node_id")
    .select("n.slug")
    .where("x.resource_id", "=", resourceId)
    .where("n.id", "in", nodes)
    .orderBy("n.slug")
    .executeTakeFirst();
  return row?.slug ?? null;
}
