/** Mailings: who is still to be written to, and how far each has come. */
import { type Insertable, type Selectable, type SqlBool, sql } from "kysely";
import type { Answer, Mode, Seat } from "#app/domain/events/event.ts";
import type { Db } from "#db/create.ts";
import type { MailingsTable } from "#db/tables.ts";

export type MailingKind = "invitation" | "update" | "cancellation" | "reminder" | "promotion";
export type MailingRow = Selectable<MailingsTable>;

/** Whom a mailing is for. */
export interface Target {
  eventId: string;
  kind: MailingKind;
  /** Of the event, as the mailing tells it. */
  sequence: number;
  /** One date of a series: only whom the series has been told to already; the others are told all of it at once. */
  ofSeries?: boolean | undefined;
  /** promotion: those who were given a seat. */
  ids?: readonly string[] | undefined;
  /** reminder: not whom one was written to since. */
  notRemindedSince?: string | undefined;
}

export interface Recipient {
  id: string;
  /** What answers by mail are addressed to: of a series the first of their invitations, whichever date is spoken of. */
  anchor: string;
  email: string;
  name: string;
  establishment_id: string | null;
  answer: Answer | null;
  previous_answer: Answer | null;
  seat: Seat | null;
  mode: Mode | null;
  /** null: was told nothing yet. */
  mailed_sequence: number | null;
  round: number;
  reminders: number;
  /** Of the region of their school. */
  zone: string | null;
}

/** The mailing's own rule, and the two that hold for all: not to those who asked not to be written to, nor to suspended people. */
function targeted(db: Db, target: Target) {
  const stopScopes = target.kind === "reminder" ? ["all", "reminders"] : ["all"];
  return db
    .selectFrom("invitations as i")
    .leftJoin("people as p", "p.id", "i.person_id")
    .where("i.event_id", "=", target.eventId)
    .where("i.removed_at", "is", null)
    .where("p.suspended_at", "is", null)
    .where(sql<SqlBool>`NOT EXISTS (SELECT 1 FROM mail_stops s WHERE s.email = coalesce(p.email, i.email) AND s.scope IN (${sql.join(stopScopes)}))`)
    .where(ruleOf(target));
}

function ruleOf({ kind, sequence, ofSeries, ids, notRemindedSince }: Target) {
  if (kind === "promotion") return sql<SqlBool>`i.id IN (${sql.join([...(ids ?? [])])})`;
  if (kind === "cancellation") return sql<SqlBool>`i.mailed_sequence < ${sequence}`;
  if (kind === "reminder") {
    return sql<SqlBool>`(i.answer IS NULL AND (i.reminded_at IS NULL OR i.reminded_at < ${notRemindedSince}) AND coalesce(p.mail_reminders, 1) = 1
      AND NOT EXISTS (SELECT 1 FROM daily_mails d WHERE d.email = coalesce(p.email, i.email) AND d.sent_at >= ${notRemindedSince}))`;
  }
  if (ofSeries) return sql<SqlBool>`i.mailed_sequence < ${sequence}`;
  return sql<SqlBool>`(i.mailed_sequence IS NULL OR i.mailed_sequence < ${sequence})`;
}

/** Whatever the next change will be numbered: of a series the count goes on over all its dates. */
export const NEXT_CHANGE = 1_000_000_000;

export async function countTargets(db: Db, target: Target): Promise<number> {
  const row = await targeted(db, target)
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** The first invitation of the same address in the series of an invitation's date; the invitation itself, where it is no series'. */
const anchorOf = sql<string>`coalesce((SELECT min(x.id) FROM events d JOIN events xe ON xe.series_id = d.series_id JOIN invitations x ON x.event_id = xe.id AND x.email = i.email
  WHERE d.id = i.event_id), i.id)`;

/** Addresses and names are today's, for those who have an account. */
const asRecipients = (query: ReturnType<typeof targeted>) =>
  query
    .leftJoin("establishments as e", "e.id", "i.establishment_id")
    .leftJoin("regions as r", "r.code", "e.region_code")
    .select(["i.id", "i.establishment_id", "i.answer", "i.previous_answer", "i.seat", "i.mode", "i.mailed_sequence", "i.round", "i.reminders", "r.zone"])
    .select(anchorOf.as("anchor"))
    .select([sql<string>`coalesce(p.email, i.email)`.as("email"), sql<string>`coalesce(p.name, i.name)`.as("name")]);

/** The next recipients after `cursor`, by id. */
export async function listRecipients(db: Db, target: Target, cursor: string, limit: number): Promise<Recipient[]> {
  const rows = await asRecipients(targeted(db, target)).where("i.id", ">", cursor).orderBy("i.id").limit(limit).execute();
  return rows as Recipient[];
}

/** One, whatever they have been told and whether or not they are still on the list. */
export async function findRecipient(db: Db, invitationId: string): Promise<Recipient | null> {
  const row = await asRecipients(db.selectFrom("invitations as i").leftJoin("people as p", "p.id", "i.person_id").where("i.id", "=", invitationId)).executeTakeFirst();
  return (row as Recipient | undefined) ?? null;
}

export interface Colleague {
  id: string;
  establishment_id: string;
  name: string;
  going: boolean;
}

/** Who else of these schools is on the list. */
export async function listColleagues(db: Db, eventId: string, establishmentIds: readonly string[]): Promise<Colleague[]> {
  if (establishmentIds.length === 0) return [];
  const rows = await db
    .selectFrom("invitations as i")
    .leftJoin("people as p", "p.id", "i.person_id")
    .select(["i.id", "i.establishment_id", "i.answer", "i.seat", sql<string>`coalesce(p.name, i.name)`.as("name")])
    .where("i.event_id", "=", eventId)
    .where("i.establishment_id", "in", establishmentIds)
    .where("i.removed_at", "is", null)
    .orderBy("i.id")
    .execute();
  return rows.map((row) => ({ id: row.id, establishment_id: row.establishment_id ?? "", name: row.name, going: row.answer === "yes" && row.seat === "held" }));
}

/** Invitations by their ids, as recipients. */
export async function listRecipientsById(db: Db, ids: readonly string[]): Promise<Recipient[]> {
  if (ids.length === 0) return [];
  const rows = await asRecipients(db.selectFrom("invitations as i").leftJoin("people as p", "p.id", "i.person_id").where("i.id", "in", ids))
    .orderBy("i.id")
    .execute();
  return rows as Recipient[];
}

export async function markTold(tx: Db, ids: readonly string[], sequence: number): Promise<void> {
  await tx.updateTable("invitations").set({ mailed_sequence: sequence }).where("id", "in", ids).execute();
}

/** With it their reminder of the day has gone out (domain/reminders): there is one a day, whoever sends it. */
export async function markReminded(tx: Db, recipients: readonly { id: string; email: string }[], day: string, now: string): Promise<void> {
  await tx
    .updateTable("invitations")
    .set({ reminded_at: now, reminders: sql`reminders + 1` })
    .where(
      "id",
      "in",
      recipients.map(({ id }) => id),
    )
    .execute();
  await tx
    .insertInto("daily_mails")
    .values(recipients.map(({ email }) => ({ email, day, sent_at: now })))
    .onConflict((oc) => oc.columns(["email", "day"]).doNothing())
    .execute();
}

export async function insertMailing(tx: Db, mailing: Insertable<MailingsTable>): Promise<void> {
  await tx.insertInto("mailings").values(mailing).execute();
}

export async function findMailing(db: Db, id: string): Promise<MailingRow | null> {
  return (await db.selectFrom("mailings").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

export async function advanceMailing(tx: Db, id: string, step: { cursor: string; written: number; finishedAt: string | null }): Promise<void> {
  await tx
    .updateTable("mailings")
    .set({ cursor: step.cursor, done: sql`done + ${step.written}`, finished_at: step.finishedAt })
    .where("id", "=", id)
    .execute();
}

/** What these would still have said is said better, or no longer true. */
export async function closeMailings(tx: Db, eventId: string, now: string): Promise<void> {
  await tx.updateTable("mailings").set({ finished_at: now }).where("event_id", "=", eventId).where("series_id", "is", null).where("finished_at", "is", null).execute();
}

/** The same for what is being said of a whole series and, told by it too, of each of its dates. */
export async function closeSeriesMailings(tx: Db, seriesId: string, now: string): Promise<void> {
  await tx
    .updateTable("mailings")
    .set({ finished_at: now })
    .where("finished_at", "is", null)
    .where("kind", "not in", ["promotion", "reminder"])
    .where((eb) => eb.or([eb("series_id", "=", seriesId), eb("event_id", "in", eb.selectFrom("events").select("id").where("series_id", "=", seriesId))]))
    .execute();
}

/** The series is being told to its people: what changes meanwhile has to go into that. */
export async function isSeriesBeingTold(db: Db, seriesId: string): Promise<boolean> {
  const row = await db.selectFrom("mailings").select("id").where("series_id", "=", seriesId).where("finished_at", "is", null).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Mailings with mails still to be written, oldest first; the worker calls continueMailing for each. */
export async function listOpenMailings(db: Db): Promise<{ id: string }[]> {
  return db.selectFrom("mailings").select("id").where("finished_at", "is", null).orderBy("created_at").execute();
}

/** Mails of an event by what became of them, and those that failed for good. */
export async function readProgress(db: Db, eventId: string, failures: number, seriesId: string | null = null) {
  // Of a date of a series also what was said of all of them: those mails stand with the first.
  const ids = sql.join(seriesId === null ? [eventId] : [eventId, seriesId]);
  const counts = await sql<{ what: string; count: number }>`
    SELECT status AS what, count(*) AS count FROM outbox WHERE event_id IN (${ids}) GROUP BY status
    UNION ALL SELECT 'unwritten' AS what, coalesce(sum(total - done), 0) AS count FROM mailings WHERE event_id IN (${ids}) AND finished_at IS NULL`.execute(db);
  const failed = await db
    .selectFrom("outbox")
    .select(["invitation_id", "to_email as address", "to_name as name", "last_error as error"])
    .where("event_id", "in", seriesId === null ? [eventId] : [eventId, seriesId])
    .where("status", "=", "failed")
    .orderBy("created_at")
    .limit(failures)
    .execute();
  return { counts: new Map(counts.rows.map((row) => [row.what, row.count])), failed };
}
