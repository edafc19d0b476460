/** Whom a digest goes to, in which nodes they read, and that it was sent. */
import { sql } from "kysely";
import type { Zone } from "#app/i18n/zones.ts";
import { MAIN_ZONE } from "#app/i18n/zones.ts";
import type { Db } from "#db/create.ts";
import { inForce } from "#db/in-force.ts";
import type { Issue } from "./issues.ts";

export interface DueReader {
  id: string;
  email: string;
  name: string;
  created_at: string;
  digested_until: string | null;
  /** Of the region of their school. */
  zone: string | null;
  /** 0: suspended, or never confirmed their address. They pass with nothing. */
  reachable: number;
}

const servedAt = sql<string>`coalesce(p.digested_until, p.created_at)`;

/** Those of some zones whom an issue has not reached, longest unserved first: in the order of the index people_by_digest. */
export async function listDue(db: Db, issue: Issue, zones: readonly Zone[], limit: number): Promise<DueReader[]> {
  const { rows } = await sql<DueReader>`SELECT p.id, p.email, p.name, p.created_at, p.digested_until, g.zone,
      CASE WHEN p.suspended_at IS NULL AND p.email_confirmed_at IS NOT NULL THEN 1 ELSE 0 END AS reachable
    FROM people p LEFT JOIN establishments s ON s.id = p.establishment_id LEFT JOIN regions g ON g.code = s.region_code
    WHERE p.digest = ${issue.pace} AND ${servedAt} < ${issue.before} AND coalesce(g.zone, ${MAIN_ZONE}) IN (${sql.join([...zones])})
    ORDER BY ${servedAt} LIMIT ${limit}`.execute(db);
  return rows;
}

export interface ReaderNode {
  person_id: string;
  node_id: string;
  slug: string;
  name: string;
}

/**
 * The nodes in which each of these people reads: nodesOfReader asked of many at once (domain/resources/resource.policy.ts over
 * identity/standing.repo.server.ts; a test compares them). Without those of which they want to hear nothing.
 */
export async function listReaderNodes(db: Db, personIds: readonly string[], now: string): Promise<ReaderNode[]> {
  if (personIds.length === 0) return [];
  const people = sql.join([...personIds]);
  const { rows } = await sql<ReaderNode>`SELECT x.person_id, n.id AS node_id, n.slug, n.name FROM (
      SELECT m.person_id, m.node_id FROM memberships m WHERE m.person_id IN (${people}) AND m.open = 1 AND m.joined_at IS NOT NULL
      UNION SELECT t.person_id, t.node_id FROM role_terms t LEFT JOIN circle_roles r ON r.id = t.role_id LEFT JOIN circles c ON c.id = t.circle_id
        JOIN role_rights g ON g.until IS NULL AND g.role_key = CASE WHEN t.role_id IS NULL THEN 'coordinator' ELSE r.rights END
        WHERE t.person_id IN (${people}) AND ${inForce("t", now)} AND c.closed_at IS NULL AND r.archived_at IS NULL
          AND (t.role_id IS NULL OR c.top = 1) AND t.node_id IS NOT NULL
    ) x JOIN nodes n ON n.id = x.node_id AND n.archived_at IS NULL
    WHERE NOT EXISTS (SELECT 1 FROM node_news w WHERE w.node_id = x.node_id AND w.person_id = x.person_id AND w.how = 'none')
    ORDER BY n.name, n.id`.execute(db);
  return rows;
}

/** Posts until then whose own mails are still being written: who gets one of those is not told by a digest. */
export async function isMailing(db: Db, until: string): Promise<boolean> {
  const row = await db.selectFrom("posts").select("id").where("mailing", "=", "waiting").where("published_at", "<=", until).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Takes the period for these people; returns whom it was still free for. */
export async function takePeriod(tx: Db, personIds: readonly string[], period: string, now: string): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await tx
    .insertInto("digests")
    .values(personIds.map((person_id) => ({ person_id, period, sent_at: now })))
    .onConflict((oc) => oc.columns(["person_id", "period"]).doNothing())
    .returning("person_id")
    .execute();
  return new Set(rows.map((row) => row.person_id));
}

/** Everything until then was told to them, or was nothing to tell. */
export async function markServed(tx: Db, personIds: readonly string[], until: string): Promise<void> {
  await tx
    .updateTable("people")
    .set({ digested_until: until })
    .where("id", "in", [...personIds])
    .where((eb) => eb.or([eb("digested_until", "is", null), eb("digested_until", "<", until)]))
    .execute();
}
