/** People around a resource: whom one may name in a comment, and who can still read it. */
import { type SqlBool, sql } from "kysely";
import type { Person } from "#app/domain/mentions/mentions.ts";
import { listNamesakes } from "#app/domain/mentions/namesakes.repo.server.ts";
import { makersOf } from "#app/domain/resources/resource.policy.ts";
import type { StandingResource } from "#app/domain/resources/resources.repo.server.ts";
import type { Db } from "#db/create.ts";
import { inForce } from "#db/in-force.ts";

/** True for a person `p` who can read the resource, as far as their nodes and circles say. It is the rule of resourceVisibleTo, asked from the other side, and in doubt narrower. */
function reads(subject: StandingResource, now: string) {
  const makers = makersOf(subject);
  const made = makers.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`p.id IN (${sql.join(makers)})`;
  if (subject.state !== "published" && subject.state !== "archived") return made;
  if (subject.visibility === "public" || subject.visibility === "members") return sql<SqlBool>`1 = 1`;
  if (subject.visibility === "circle") {
    return sql<SqlBool>`(${made} OR EXISTS (SELECT 1 FROM circle_members m JOIN circles c ON c.id = m.circle_id
      WHERE m.person_id = p.id AND m.circle_id = ${subject.circle_id} AND m.until IS NULL AND c.closed_at IS NULL))`;
  }
  if (subject.nodeIds.length === 0) return made;
  const nodes = sql.join(subject.nodeIds);
  return sql<SqlBool>`(${made} OR EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = p.id AND m.node_id IN (${nodes}) AND m.open = 1 AND m.joined_at IS NOT NULL)
    OR EXISTS (SELECT 1 FROM role_terms t WHERE t.person_id = p.id AND t.role_id IS NULL AND t.node_id IN (${nodes}) AND ${inForce("t", now)}))`;
}

/** Members of its nodes, whoever already spoke here, and its makers: those whom every reader can see around it. */
function around(subject: StandingResource) {
  const makers = makersOf(subject);
  const made = makers.length === 0 ? sql`` : sql` OR p.id IN (${sql.join(makers)})`;
  const members =
    subject.nodeIds.length === 0
      ? sql``
      : sql` OR EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = p.id AND m.node_id IN (${sql.join(subject.nodeIds)}) AND m.open = 1 AND m.joined_at IS NOT NULL)`;
  return sql<SqlBool>`(EXISTS (SELECT 1 FROM comments c WHERE c.resource_id = ${subject.id} AND c.person_id = p.id AND c.removed_at IS NULL)${made}${members})`;
}

/** Whom one may name in a comment on it. */
export const listNamedAround = (db: Db, subject: StandingResource, firstWords: readonly string[], now: string): Promise<Person[]> =>
  listNamesakes(db, firstWords, sql`${around(subject)} AND ${reads(subject, now)}`);

export interface Addressee {
  id: string;
  name: string;
  email: string;
}

/** Of these, who can still read it and wants such mail. */
export async function listAddressees(db: Db, subject: StandingResource, ids: readonly string[], now: string): Promise<Addressee[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Addressee>`SELECT p.id, p.name, p.email FROM people p
    WHERE p.id IN (${sql.join([...ids])}) AND p.suspended_at IS NULL AND p.mail_nodes = 1 AND ${reads(subject, now)}`.execute(db);
  return rows;
}
