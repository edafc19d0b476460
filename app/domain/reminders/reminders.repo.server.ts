import { sql } from "kysely";
import { placeInWords } from "#app/domain/events/event-rows.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import type { Db } from "#db/create.ts";
import type { HarvestDue, MeetingDue } from "./due.ts";
import { dueAt, LEAD_HOURS, type LeadHours, readerDay } from "./lead.ts";

const ROWS_A_STATEMENT = 500;
const HOUR = 3_600_000;

interface RawMeeting extends Omit<MeetingDue, "is" | "ref" | "zone" | "due_at" | "place" | "event_zone"> {
  reader_zone: string | null;
  event_zone: string;
  host_name: string | null;
  address: string | null;
  comuna_name: string | null;
  invited_at: string;
}

/**
 * Meetings that some invited person is to be reminded of until `until`, and was not; those that said no are left alone. One query a lead.
 * `emails`: only of these people.
 */
export async function listMeetingsDue(db: Db, now: string, until: string, { emails, limit = 2_000 }: { emails?: readonly string[]; limit?: number } = {}): Promise<MeetingDue[]> {
  const all: MeetingDue[] = [];
  for (const hours of LEAD_HOURS) {
    const rows = await meetingsOfLead(db, { now, until, hours, emails, limit });
    for (const { reader_zone, host_name, address, comuna_name, invited_at, ...row } of rows) {
      const zone = isZone(reader_zone) ? reader_zone : MAIN_ZONE;
      const due_at = dueAt(row.starts_at, hours, zone);
      // Whoever was invited later than that has just been told.
      if (due_at > until || invited_at > due_at) continue;
      const event_zone = isZone(row.event_zone) ? row.event_zone : MAIN_ZONE;
      all.push({ ...row, is: "meeting", ref: meetingRef(row, hours), zone, event_zone, due_at, place: placeInWords({ host_name, address, comuna_name }) });
    }
  }
  return all;
}

const meetingRef = (row: { invitation_id: string; starts_at: string }, hours: number): string => `meeting:${row.invitation_id}:${row.starts_at}:${hours}`;

interface Lead {
  now: string;
  until: string;
  hours: LeadHours;
  emails: readonly string[] | undefined;
  limit: number;
}

async function meetingsOfLead(db: Db, { now, until, hours, emails, limit }: Lead): Promise<RawMeeting[]> {
  // The quiet hours can bring a reminder forward by half a day.
  const latest = new Date(Date.parse(until) + (hours + 12) * HOUR).toISOString();
  const of = emails ? sql`AND coalesce(p.email, i.email) IN (${sql.join([...emails])})` : notServed(now);
  const { rows } = await sql<RawMeeting>`
    SELECT i.id AS invitation_id, coalesce(p.email, i.email) AS email, coalesce(p.name, i.name) AS name, r.zone AS reader_zone, i.answer, i.seat, i.invited_at,
      e.id AS event_id, e.title, e.kind AS event_kind, e.starts_at, e.ends_at, e.zone AS event_zone, e.address, e.online_url, host.name AS host_name, c.name AS comuna_name
    FROM events e JOIN invitations i ON i.event_id = e.id
      LEFT JOIN people p ON p.id = i.person_id
      LEFT JOIN establishments s ON s.id = i.establishment_id LEFT JOIN regions r ON r.code = s.region_code
      LEFT JOIN establishments host ON host.id = e.host_establishment_id LEFT JOIN comunas c ON c.code = coalesce(e.comuna_code, host.comuna_code)
    WHERE e.status = 'published' AND e.kind <> 'milestone' AND e.starts_at > ${now} AND e.starts_at <= ${latest}
      AND i.removed_at IS NULL AND (i.answer IS NULL OR i.answer <> 'no') AND coalesce(p.mail_reminders, 1) = 1 ${of}
      AND (p.reminder_hours = ${hours}
        OR (p.reminder_hours IS NULL AND EXISTS (SELECT 1 FROM reminder_leads l WHERE l.kind = e.kind AND l.hours = ${hours})))
      AND NOT EXISTS (SELECT 1 FROM reminders_sent d WHERE d.ref = 'meeting:' || i.id || ':' || e.starts_at || ':' || ${String(hours)})
    ORDER BY e.starts_at, i.id LIMIT ${limit}`.execute(db);
  return rows;
}

/** Today's mail has not gone to them. By the mainland's day: elsewhere it is another only in the quiet hours. */
const notServed = (now: string) => sql`AND NOT EXISTS (SELECT 1 FROM daily_mails m WHERE m.email = coalesce(p.email, i.email) AND m.day = ${readerDay(now, MAIN_ZONE)})`;

/** Those who came (or, where no list was taken, said that they would) and were not asked yet what they take with them. */
export async function listHarvestsDue(db: Db, now: string, limit = 2_000): Promise<HarvestDue[]> {
  const { rows } = await sql<{ invitation_id: string; event_id: string; meeting: string; email: string; name: string; reader_zone: string | null; due_at: string }>`
    SELECT i.id AS invitation_id, e.id AS event_id, e.title AS meeting, coalesce(p.email, i.email) AS email, coalesce(p.name, i.name) AS name, r.zone AS reader_zone,
      h.opened_at AS due_at
    FROM harvests h JOIN events e ON e.id = h.event_id JOIN invitations i ON i.event_id = e.id
      LEFT JOIN people p ON p.id = i.person_id
      LEFT JOIN establishments s ON s.id = i.establishment_id LEFT JOIN regions r ON r.code = s.region_code
    WHERE h.closes_at > ${now} AND i.removed_at IS NULL AND coalesce(p.mail_reminders, 1) = 1
      AND (EXISTS (SELECT 1 FROM attendances a WHERE a.event_id = e.id AND a.invitation_id = i.id)
        OR (i.person_id IS NOT NULL AND EXISTS (SELECT 1 FROM attendances a WHERE a.event_id = e.id AND a.person_id = i.person_id))
        OR (i.answer = 'yes' AND NOT EXISTS (SELECT 1 FROM attendances a WHERE a.event_id = e.id)))
      AND NOT EXISTS (SELECT 1 FROM harvest_answers x WHERE x.invitation_id = i.id)
      AND NOT EXISTS (SELECT 1 FROM reminders_sent d WHERE d.ref = 'harvest:' || i.id) ${notServed(now)}
    ORDER BY i.id LIMIT ${limit}`.execute(db);
  return rows.map(({ reader_zone, ...row }) => ({ ...row, is: "harvest", ref: `harvest:${row.invitation_id}`, zone: isZone(reader_zone) ? reader_zone : MAIN_ZONE }));
}

/** Takes today's one mail for these people; returns whom it was still free for. */
export async function takeDay(tx: Db, wanted: readonly { email: string; day: string }[], now: string): Promise<Set<string>> {
  const taken = new Set<string>();
  for (let from = 0; from < wanted.length; from += ROWS_A_STATEMENT) {
    const rows = await tx
      .insertInto("daily_mails")
      .values(wanted.slice(from, from + ROWS_A_STATEMENT).map(({ email, day }) => ({ email, day, sent_at: now })))
      .onConflict((oc) => oc.columns(["email", "day"]).doNothing())
      .returning("email")
      .execute();
    for (const row of rows) taken.add(row.email);
  }
  return taken;
}

/** Who had today's mail already. */
export async function listServed(db: Db, wanted: readonly { email: string; day: string }[]): Promise<Set<string>> {
  if (wanted.length === 0) return new Set();
  const days = new Map(wanted.map(({ email, day }) => [email, day]));
  const rows = await db
    .selectFrom("daily_mails")
    .select(["email", "day"])
    .where("email", "in", [...days.keys()])
    .where("day", "in", [...new Set(days.values())])
    .execute();
  return new Set(rows.filter((row) => days.get(row.email) === row.day).map((row) => row.email));
}

/** Which of these were told already. */
export async function listSaid(db: Db, refs: readonly string[]): Promise<Set<string>> {
  const said = new Set<string>();
  for (let from = 0; from < refs.length; from += ROWS_A_STATEMENT) {
    const rows = await db
      .selectFrom("reminders_sent")
      .select("ref")
      .where("ref", "in", refs.slice(from, from + ROWS_A_STATEMENT))
      .execute();
    for (const row of rows) said.add(row.ref);
  }
  return said;
}

export async function markSaid(tx: Db, items: readonly { ref: string; email: string }[], now: string): Promise<void> {
  for (let from = 0; from < items.length; from += ROWS_A_STATEMENT) {
    await tx
      .insertInto("reminders_sent")
      .values(items.slice(from, from + ROWS_A_STATEMENT).map(({ ref, email }) => ({ ref, email, sent_at: now })))
      .onConflict((oc) => oc.column("ref").doNothing())
      .execute();
  }
}

/** What was said long ago needs no remembering: the meeting is over. */
export async function dropOldReminders(db: Db, before: string): Promise<void> {
  await db.deleteFrom("reminders_sent").where("sent_at", "<", before).execute();
  await db.deleteFrom("daily_mails").where("sent_at", "<", before).execute();
}

/** Kind of meeting -> hours before, as the network has it. */
export async function listLeads(db: Db): Promise<Record<string, number[]>> {
  const rows = await db.selectFrom("reminder_leads").selectAll().orderBy("kind").orderBy("hours").execute();
  const leads: Record<string, number[]> = {};
  for (const { kind, hours } of rows) leads[kind] = [...(leads[kind] ?? []), hours];
  return leads;
}

export async function replaceLeads(tx: Db, leads: readonly { kind: string; hours: number }[]): Promise<void> {
  await tx.deleteFrom("reminder_leads").execute();
  if (leads.length > 0)
    await tx
      .insertInto("reminder_leads")
      .values([...leads])
      .execute();
}
