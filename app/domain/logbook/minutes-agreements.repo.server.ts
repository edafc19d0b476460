import { type SqlBool, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { visibleTo } from "#app/domain/events/visibility.server.ts";
import type { Db } from "#db/create.ts";

interface MinutesAgreementRow {
  id: string;
  what: string;
  owner: string;
  due_on: string | null;
  done_at: string | null;
  dropped_at: string | null;
  event_id: string;
  meeting: string;
  starts_at: string;
}

/** What the published minutes of a circle's meetings say is to be done: for signed-in readers who may see the meeting, as the minutes are. Open ones first, the soonest due on top. */
export async function listMinutesAgreements(
  db: Db,
  actor: Actor | null,
  circleId: string,
  { now, page, size }: { now: string; page: number; size: number },
): Promise<{ rows: MinutesAgreementRow[]; total: number }> {
  if (!actor) return { rows: [], total: 0 };
  const rows = await db
    .selectFrom("agreements as g")
    .innerJoin("events", "events.id", "g.event_id")
    .innerJoin("minutes as m", "m.event_id", "g.event_id")
    .leftJoin("people as p", "p.id", "g.owner_person_id")
    .select(["g.id", "g.what", "g.due_on", "g.done_at", "g.dropped_at", "g.event_id", "events.title as meeting", "events.starts_at"])
    .select([sql<string>`coalesce(p.name, g.owner_name)`.as("owner"), sql<number>`count(*) OVER ()`.as("total")])
    .where("events.circle_id", "=", circleId)
    .where("events.status", "!=", "draft")
    .where(visibleTo(actor, now))
    .where("m.version", ">", 0)
    // What was added since is published with the next version.
    .whereRef("g.created_at", "<=", "m.published_at")
    .where("g.dropped_at", "is", null)
    // What was a decision is in the logbook itself.
    .where(sql<SqlBool>`NOT EXISTS (SELECT 1 FROM circle_agreements x WHERE x.id = g.id)`)
    .orderBy(sql`CASE WHEN g.done_at IS NULL THEN 0 ELSE 1 END`)
    .orderBy(sql`coalesce(g.due_on, '9999')`)
    .orderBy("g.id", "desc")
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows: rows.map(({ total: _, ...row }) => row), total: Number(rows[0]?.total ?? 0) };
}
