import { type SqlBool, sql } from "kysely";
import type { Db } from "#db/create.ts";

/**
 * Published opportunities that close after `now` and until `until`, with each person who saved them, takes reminders and may still see them: what is
 * for a node or a circle only while they belong to it (administration is told of what it saved too, but for circles).
 */
export async function listClosingsToTell(db: Db, now: string, until: string) {
  return db
    .selectFrom("resources as r")
    .innerJoin("resource_marks as m", "m.resource_id", "r.id")
    .innerJoin("people as p", "p.id", "m.person_id")
    .select(["r.id", "r.slug", "r.title", sql<string>`r.closes_at`.as("closes_at"), "r.zone", "p.id as person_id", "p.email", "p.name"])
    .where("r.kind", "=", "opportunity")
    .where("r.state", "=", "published")
    .where("r.closes_at", ">", now)
    .where("r.closes_at", "<=", until)
    .where("m.kind", "=", "saved")
    .where("p.suspended_at", "is", null)
    .where("p.mail_reminders", "=", 1)
    .where(
      sql<SqlBool>`(r.visibility IN ('public', 'members') OR (r.visibility = 'node' AND EXISTS (SELECT 1 FROM resource_nodes x WHERE x.resource_id = r.id AND
        (EXISTS (SELECT 1 FROM memberships k WHERE k.node_id = x.node_id AND k.person_id = p.id AND k.joined_at IS NOT NULL AND k.left_at IS NULL)
          OR EXISTS (SELECT 1 FROM role_terms t WHERE t.node_id = x.node_id AND t.person_id = p.id AND t.until IS NULL AND (t.ends_at IS NULL OR t.ends_at > ${now})))))
        OR (r.visibility = 'circle' AND EXISTS (SELECT 1 FROM circle_members c WHERE c.circle_id = r.circle_id AND c.person_id = p.id AND c.until IS NULL)))`,
    )
    .orderBy("r.closes_at")
    .orderBy("p.id")
    .limit(2_000)
    .execute();
}
