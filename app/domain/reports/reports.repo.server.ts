import { type SqlBool, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { nodesCurated } from "#app/domain/resources/resource.policy.ts";
import type { Db } from "#db/create.ts";
import type { Tables } from "#db/tables.ts";

export type ReportRow = Tables["reports"] & {
  slug: string;
  kind: string;
  title: string;
  state: string;
  reporter: string | null;
  decider: string | null;
  /** What the comment or the replication says. */
  said: string | null;
  said_by: string | null;
  target_removed: number;
};

/** The reports that somebody looks after: all for administration; else those of the resources of their nodes, but of what they made themselves. */
function lookedAfterBy(actor: Actor) {
  if (actor.admin) return sql<SqlBool>`1 = 1`;
  const nodes = nodesCurated(actor);
  if (nodes.length === 0) return sql<SqlBool>`1 = 0`;
  return sql<SqlBool>`(r.visibility <> 'circle' AND EXISTS (SELECT 1 FROM resource_nodes x WHERE x.resource_id = r.id AND x.node_id IN (${sql.join(nodes)}))
    AND (r.created_by IS NULL OR r.created_by <> ${actor.id}) AND NOT EXISTS (SELECT 1 FROM resource_authors a WHERE a.resource_id = r.id AND a.person_id = ${actor.id}))`;
}

const FIELDS = sql`g.*, r.slug, r.kind, r.title, r.state, p.name AS reporter, d.name AS decider, COALESCE(c.body_html, l.happened_html) AS said, w.name AS said_by,
  CASE g.target_kind WHEN 'resource' THEN CASE WHEN r.state = 'withdrawn' THEN 1 ELSE 0 END
    ELSE CASE WHEN COALESCE(c.removed_at, l.removed_at) IS NULL THEN 0 ELSE 1 END END AS target_removed`;
const FROM = sql`reports g JOIN resources r ON r.id = g.resource_id LEFT JOIN people p ON p.id = g.reporter_person_id LEFT JOIN people d ON d.id = g.decided_by
  LEFT JOIN comments c ON g.target_kind = 'comment' AND c.id = g.target_id LEFT JOIN replications l ON g.target_kind = 'replication' AND l.id = g.target_id
  LEFT JOIN people w ON w.id = COALESCE(c.person_id, l.person_id)`;

/** Open ones first come first; decided ones the latest first. */
export async function listReports(db: Db, actor: Actor, { open, page, size }: { open: boolean; page: number; size: number }): Promise<{ rows: ReportRow[]; total: number }> {
  const which = open ? sql`g.decided_at IS NULL` : sql`g.decided_at IS NOT NULL`;
  const order = open ? sql`g.created_at, g.id` : sql`g.decided_at DESC, g.id DESC`;
  const { rows } = await sql<ReportRow & { total: number }>`SELECT ${FIELDS}, COUNT(*) OVER () AS total FROM ${FROM}
    WHERE ${which} AND ${lookedAfterBy(actor)} ORDER BY ${order} LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(db);
  return { rows, total: rows[0]?.total ?? 0 };
}

export async function findReport(db: Db, actor: Actor, id: string): Promise<ReportRow | undefined> {
  const { rows } = await sql<ReportRow>`SELECT ${FIELDS} FROM ${FROM} WHERE g.id = ${id} AND ${lookedAfterBy(actor)}`.execute(db);
  return rows[0];
}

export async function countOpenOf(db: Db, resourceId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT COUNT(*) AS count FROM reports WHERE resource_id = ${resourceId} AND decided_at IS NULL`.execute(db);
  return rows[0]?.count ?? 0;
}

/** True where it was not there: the form's id, sent twice, is one report. */
export async function insertReport(tx: Db, row: Tables["reports"]): Promise<boolean> {
  const done = await tx
    .insertInto("reports")
    .values(row)
    .onConflict((oc) => oc.column("id").doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export interface Reporter {
  report_id: string;
  name: string;
  email: string;
}

/** All open reports of one thing are decided together; `undone`: and those by which it was taken away. Comes back: who reported, as far as they can be written to. */
export async function decideReports(
  tx: Db,
  of: { target_kind: string; target_id: string; undone: boolean },
  decision: { decided_at: string; decided_by: string; decision: string; decision_note: string },
): Promise<Reporter[]> {
  const mine = sql<SqlBool>`reports.target_kind = ${of.target_kind} AND reports.target_id = ${of.target_id} AND (reports.decided_at IS NULL OR reports.decision = ${of.undone ? "removed" : ""})`;
  const { rows } = await sql<Reporter>`SELECT reports.id AS report_id, COALESCE(p.name, '') AS name, COALESCE(p.email, reports.reporter_email) AS email
    FROM reports LEFT JOIN people p ON p.id = reports.reporter_person_id AND p.suspended_at IS NULL
    WHERE ${mine} AND COALESCE(p.email, reports.reporter_email) IS NOT NULL`.execute(tx);
  await tx.updateTable("reports").set(decision).where(mine).execute();
  return rows;
}

/** Why a resource is out of sight, for those who made it. */
export async function withdrawalOf(db: Db, resourceId: string): Promise<{ reason: string; note: string } | null> {
  const row = await db
    .selectFrom("reports")
    .select(["reason", "decision_note as note"])
    .where("resource_id", "=", resourceId)
    .where("target_kind", "=", "resource")
    .where("decision", "=", "removed")
    .orderBy("decided_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Where a report that nobody may have seen is told. */
export async function listAdministration(db: Db): Promise<{ id: string; name: string; email: string }[]> {
  return db
    .selectFrom("people")
    .select(["id", "name", "email"])
    .where("admin_since", "is not", null)
    .where("suspended_at", "is", null)
    .where("mail_nodes", "=", 1)
    .orderBy("id")
    .limit(20)
    .execute();
}

export async function listWritable(db: Db, ids: readonly string[]): Promise<{ id: string; name: string; email: string }[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom("people")
    .select(["id", "name", "email"])
    .where("id", "in", [...ids])
    .where("suspended_at", "is", null)
    .execute();
}

/** What is reported, where it belongs to the resource and stands: its author for a comment or a replication. */
export async function findTarget(db: Db, kind: "comment" | "replication", id: string, resourceId: string): Promise<{ person_id: string | null } | undefined> {
  const table = kind === "comment" ? "comments" : "replications";
  return db.selectFrom(table).select("person_id").where("id", "=", id).where("resource_id", "=", resourceId).executeTakeFirst();
}
