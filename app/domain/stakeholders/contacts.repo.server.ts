import { type Insertable, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { visibleTo } from "#app/domain/events/visibility.server.ts";
import type { StakeholderContactsTable } from "#db/circle-tables.ts";
import type { Db } from "#db/create.ts";

export interface ContactRow {
  id: string;
  on_day: string;
  way: string;
  what: string;
  /** Who noted it. */
  by: string | null;
  event_id: string | null;
  /** Of the meeting they were invited to, where the reader may see it. */
  title: string | null;
  starts_at: string | null;
  status: string | null;
  /** They are on its list with the address that is kept today. */
  listed: boolean;
  answer: string | null;
}

/** One page of what was talked with an actor, the last first, with the meetings they were invited to and what they answered. */
export async function listContacts(db: Db, viewer: Actor | null, stakeholderId: string, { page, size, now }: { page: number; size: number; now: string }) {
  const rows = await db
    .selectFrom("stakeholder_contacts as c")
    .innerJoin("stakeholders as s", "s.id", "c.stakeholder_id")
    .leftJoin("people as p", "p.id", "c.by_person_id")
    .leftJoin("events", (join) => join.onRef("events.id", "=", "c.event_id").on(visibleTo(viewer, now)))
    .leftJoin("invitations as i", (join) => join.onRef("i.event_id", "=", "events.id").onRef("i.email", "=", "s.contact_email").on("i.removed_at", "is", null))
    .select(["c.id", "c.on_day", "c.way", "c.what", "p.name as by", "c.event_id", "events.title", "events.starts_at", "events.status", "i.id as invitation", "i.answer"])
    .select(sql<number>`count(*) over ()`.as("total"))
    .where("c.stakeholder_id", "=", stakeholderId)
    .orderBy("c.on_day", "desc")
    .orderBy("c.noted_at", "desc")
    .orderBy("c.id", "desc")
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows: rows.map(({ total: _, invitation, ...row }): ContactRow => ({ ...row, listed: invitation !== null })), total: rows[0]?.total ?? 0 };
}

/** False where the id is taken. */
export async function insertContact(tx: Db, row: Insertable<StakeholderContactsTable>): Promise<boolean> {
  const done = await tx
    .insertInto("stakeholder_contacts")
    .values(row)
    .onConflict((oc) => oc.column("id").doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) === 1;
}

export async function deleteContact(tx: Db, stakeholderId: string, id: string): Promise<void> {
  await tx.deleteFrom("stakeholder_contacts").where("stakeholder_id", "=", stakeholderId).where("id", "=", id).execute();
}

export interface MeetingChoice {
  id: string;
  title: string;
  starts_at: string;
  zone: string;
  draft: boolean;
  /** Whoever is invited is invited to all its dates. */
  repeats: boolean;
}

/** Meetings of a node to which somebody can still be called; of one that repeats its next date. For whoever calls the node's meetings. */
export async function listOpenMeetings(db: Db, nodeId: string, now: string, limit = 60): Promise<MeetingChoice[]> {
  const rows = await db
    .selectFrom("events")
    .innerJoin("event_nodes as en", "en.event_id", "events.id")
    .select(["events.id", "events.title", "events.starts_at", "events.zone", "events.status", "events.series_id"])
    .where("en.node_id", "=", nodeId)
    .where("events.status", "in", ["published", "draft"])
    .where("events.kind", "!=", "milestone")
    .where("events.ends_at", ">", now)
    .orderBy("events.starts_at")
    .orderBy("events.id")
    .limit(limit * 3)
    .execute();
  const first = rows.filter((row, n) => row.series_id === null || rows.findIndex((each) => each.series_id === row.series_id) === n);
  return first.slice(0, limit).map(({ status, series_id, ...row }) => ({ ...row, draft: status === "draft", repeats: series_id !== null }));
}

/** On the list of a meeting already, by that address. */
export async function isListed(db: Db, eventIds: readonly string[], email: string): Promise<boolean> {
  const row = await db
    .selectFrom("invitations")
    .select("id")
    .where("event_id", "in", [...eventIds])
    .where("email", "=", email)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}
