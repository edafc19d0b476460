/** What hangs on a meeting: one query tells its page what there is to read, so that it asks only for that. */
import { sql } from "kysely";
import type { Db } from "#db/create.ts";

export interface EventParts {
  /** Parts of its agenda, and readings suggested before it. */
  agenda: number;
  readings: number;
  /** Its plan de encuentro was begun. */
  plan: number;
  /** The version of the minutes last published; 0 = none. */
  minutes_version: number;
  /** Agreements still open. */
  agreements: number;
  certificates: number;
  /** Answers to the four questions; null where they were not asked. */
  harvest: number | null;
  /** An open poll over its date. */
  poll: number;
  /** Mails about it that wait for the coordinator. */
  tray: number;
  /** Experiences of the repository that are shown at it. */
  shown: number;
}

export async function findEventParts(db: Db, eventId: string): Promise<EventParts> {
  const count = (what: ReturnType<typeof sql>) => sql<number>`(SELECT count(*) FROM ${what})`;
  // Mail to a series is of all its dates.
  const ofMeeting = sql`(event_id = ${eventId} OR event_id IN (SELECT d.id FROM events d WHERE d.series_id = (SELECT e.series_id FROM events e WHERE e.id = ${eventId})))`;
  const { rows } = await sql<EventParts>`SELECT
    ${count(sql`agenda_parts WHERE event_id = ${eventId}`)} AS agenda,
    ${count(sql`agenda_materials WHERE event_id = ${eventId} AND part_id IS NULL`)} AS readings,
    ${count(sql`encounter_plans WHERE event_id = ${eventId}`)} AS plan,
    coalesce((SELECT version FROM minutes WHERE event_id = ${eventId}), 0) AS minutes_version,
    ${count(sql`agreements WHERE event_id = ${eventId} AND done_at IS NULL AND dropped_at IS NULL`)} AS agreements,
    ${count(sql`certificates WHERE event_id = ${eventId} AND revoked_at IS NULL`)} AS certificates,
    (SELECT (SELECT count(*) FROM harvest_answers a WHERE a.event_id = h.event_id) FROM harvests h WHERE h.event_id = ${eventId}) AS harvest,
    ${count(sql`date_polls WHERE event_id = ${eventId} AND closed_at IS NULL`)} AS poll,
    ${count(sql`incoming_mails WHERE ${ofMeeting} AND state = 'tray' AND handled_at IS NULL`)} AS tray,
    ${count(sql`event_experiences WHERE event_id = ${eventId} AND resource_id IS NOT NULL`)} AS shown`.execute(db);
  const [found] = rows;
  if (!found) throw new Error("a query without FROM gives one row");
  return found;
}
