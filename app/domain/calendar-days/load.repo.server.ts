/** What people and schools already have on some days. */
import { type SqlBool, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { MAX_DAYS } from "#app/domain/events/event.ts";
import { daysBefore, visibleTo } from "#app/domain/events/visibility.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import type { Db } from "#db/create.ts";

/** Days, both included. */
export interface Span {
  from: string;
  to: string;
}

export interface OtherMeeting {
  id: string;
  title: string;
  kind: string;
  starts_local: string;
  ends_local: string;
  starts_at: string;
  ends_at: string;
  zone: string;
  host_establishment_id: string | null;
  /** The viewer may know what it is. */
  visible: number;
}

/** Published meetings on those days of their own clock, but for `except`, and the dates to know (milestones) of its nodes. One query. */
export async function listOtherMeetings(
  db: Db,
  viewer: Actor | null,
  now: string,
  spans: readonly Span[],
  except: { id: string; nodeIds: readonly string[] },
): Promise<OtherMeeting[]> {
  if (spans.length === 0) return [];
  // A day's margin either side: the wall clock decides, the instant finds by the index.
  const windows = spans.map(({ from, to }) => {
    const starts = `${addDays(from, -1)}T00:00:00.000Z`;
    return sql`(events.starts_at > ${daysBefore(starts, MAX_DAYS + 1)} AND events.starts_at < ${`${addDays(to, 2)}T00:00:00.000Z`} AND events.ends_local >= ${from} AND events.starts_local < ${addDays(to, 1)})`;
  });
  const ofItsNodes =
    except.nodeIds.length === 0 ? sql`1 = 0` : sql`EXISTS (SELECT 1 FROM event_nodes n WHERE n.event_id = events.id AND n.node_id IN (${sql.join([...except.nodeIds])}))`;
  return db
    .selectFrom("events")
    .select(["id", "title", "kind", "starts_local", "ends_local", "starts_at", "ends_at", "zone", "host_establishment_id"])
    .select(sql<number>`CASE WHEN ${visibleTo(viewer, now)} THEN 1 ELSE 0 END`.as("visible"))
    .where("status", "=", "published")
    .where("id", "!=", except.id)
    .where(sql<SqlBool>`(${sql.join(windows, sql` OR `)})`)
    .where(sql<SqlBool>`(events.kind <> 'milestone' OR ${ofItsNodes})`)
    .orderBy("starts_at")
    .orderBy("id")
    .limit(2_000)
    .execute();
}

export interface HeldInvitation {
  event_id: string;
  person_id: string | null;
  email: string;
  name: string;
  establishment_id: string | null;
  position: string | null;
}

/** Who holds an invitation, not turned down, to these meetings. One query. */
export async function listHeldInvitations(db: Db, eventIds: readonly string[]): Promise<HeldInvitation[]> {
  if (eventIds.length === 0) return [];
  return db
    .selectFrom("invitations as i")
    .leftJoin("people as p", "p.id", "i.person_id")
    .select(["i.event_id", "i.person_id", "i.email", "i.name", "i.establishment_id", "p.position"])
    .where("i.event_id", "in", eventIds)
    .where("i.removed_at", "is", null)
    .where(sql<SqlBool>`(i.answer IS NULL OR i.answer <> 'no')`)
    .execute();
}

export interface CalledOne {
  person_id: string | null;
  email: string;
  establishment_id: string | null;
}

/** Everyone on the list of a published meeting. */
export async function listInvited(db: Db, eventId: string): Promise<CalledOne[]> {
  return db.selectFrom("invitations").select(["person_id", "email", "establishment_id"]).where("event_id", "=", eventId).where("removed_at", "is", null).execute();
}

const MOST_SCHOOLS = 5_000;

export async function listSchools(db: Db, ids: readonly string[]): Promise<{ id: string; name: string; slug: string; region_code: string | null }[]> {
  if (ids.length === 0) return [];
  return db.selectFrom("establishments").select(["id", "name", "slug", "region_code"]).where("id", "in", ids.slice(0, MOST_SCHOOLS)).execute();
}
