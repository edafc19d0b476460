/** The messages that came, and what of meetings must be known to understand them. */
import type { Insertable, Selectable, Updateable } from "kysely";
import type { Db } from "#db/create.ts";
import type { IncomingMailsTable } from "#db/meeting-tables.ts";
import type { EventsTable } from "#db/tables.ts";

export type IncomingRow = Selectable<IncomingMailsTable>;
export type NewIncomingRow = Insertable<IncomingMailsTable>;

export async function isKnownDigest(db: Db, digest: string): Promise<boolean> {
  return (await db.selectFrom("incoming_mails").select("id").where("digest", "=", digest).executeTakeFirst()) !== undefined;
}

/** False where another worker was faster: the message is stored, once. */
export async function insertIncoming(tx: Db, row: NewIncomingRow): Promise<boolean> {
  const result = await tx
    .insertInto("incoming_mails")
    .values(row)
    .onConflict((oc) => oc.column("digest").doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) === 1;
}

export async function updateIncoming(tx: Db, id: string, change: Updateable<IncomingMailsTable>): Promise<void> {
  await tx.updateTable("incoming_mails").set(change).where("id", "=", id).execute();
}

export async function findIncoming(db: Db, id: string): Promise<IncomingRow | null> {
  return (await db.selectFrom("incoming_mails").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** The same message again, with other bytes: mail servers add their lines. */
export async function isTakenMessage(db: Db, invitationId: string, messageId: string): Promise<boolean> {
  const row = await db
    .selectFrom("incoming_mails")
    .select("id")
    .where("invitation_id", "=", invitationId)
    .where("message_id", "=", messageId)
    .where("state", "in", ["taken", "ignored"])
    .executeTakeFirst();
  return row !== undefined;
}

const DATE_COLUMNS = ["id", "series_id", "slot_local", "zone", "starts_local", "starts_at", "ends_at", "sequence", "status", "title"] as const;
export type MeetingDate = Pick<Selectable<EventsTable>, (typeof DATE_COLUMNS)[number]>;

/** The meetings that carry this UID in calendars: one, or the dates of a series. */
export async function listDatesOf(db: Db, uid: string): Promise<MeetingDate[]> {
  return db
    .selectFrom("events")
    .select(DATE_COLUMNS)
    .where((eb) => eb.or([eb("id", "=", uid), eb("series_id", "=", uid)]))
    .where("status", "!=", "draft")
    .orderBy("starts_at")
    .limit(2_000)
    .execute();
}

/** The invitations of the same person to these dates, those they were taken off too. */
export async function listOwnInvitations(db: Db, eventIds: readonly string[], person: { email: string; person_id: string | null }) {
  return db
    .selectFrom("invitations")
    .select(["id", "event_id", "answer", "removed_at"])
    .where("event_id", "in", eventIds)
    .where((eb) => (person.person_id ? eb.or([eb("email", "=", person.email), eb("person_id", "=", person.person_id)]) : eb("email", "=", person.email)))
    .execute();
}

/** Whom else this meeting called, by address; and people who have an account. */
export async function listOtherInvitees(db: Db, eventId: string, invitationId: string): Promise<string[]> {
  const rows = await db.selectFrom("invitations").select("email").where("event_id", "=", eventId).where("id", "!=", invitationId).where("removed_at", "is", null).execute();
  return rows.map((row) => row.email);
}

export async function findPersonIdByEmail(db: Db, email: string): Promise<string | null> {
  return (await db.selectFrom("people").select("id").where("email", "=", email).executeTakeFirst())?.id ?? null;
}

/** When the time, place or status of a meeting was last changed; null where it never was. */
export async function lastMoved(db: Db, eventId: string): Promise<string | null> {
  const row = await db
    .selectFrom("event_changes")
    .select((eb) => eb.fn.max("at").as("at"))
    .where("event_id", "=", eventId)
    .where("kind", "in", ["rescheduled", "moved", "postponed"])
    .executeTakeFirst();
  return row?.at ?? null;
}

/** What was said of the meeting as it was before: shown beside the name, until they answer again. */
export async function keepAsPrevious(tx: Db, invitationIds: readonly string[], answer: string): Promise<void> {
  if (invitationIds.length === 0) return;
  await tx.updateTable("invitations").set({ previous_answer: answer }).where("id", "in", invitationIds).where("answer", "is", null).where("removed_at", "is", null).execute();
}

/** The mail of ours that one of these Message-IDs is of. */
export async function findSent(
  db: Db,
  messageIds: readonly string[],
): Promise<{ message_id: string; to_email: string; event_id: string | null; invitation_id: string | null } | null> {
  if (messageIds.length === 0) return null;
  const row = await db.selectFrom("outbox").select(["message_id", "to_email", "event_id", "invitation_id"]).where("message_id", "in", messageIds.slice(0, 30)).executeTakeFirst();
  return row ?? null;
}

export async function findEventId(db: Db, uid: string): Promise<string | null> {
  return (await listDatesOf(db, uid))[0]?.id ?? null;
}

/** Lets go of the bytes of what came before `before`, at most `limit` at a time; says how many. */
export async function dropRawBefore(db: Db, before: string, limit: number): Promise<number> {
  const rows = await db.selectFrom("incoming_mails").select("id").where("received_at", "<", before).where("raw", "!=", "").orderBy("received_at").limit(limit).execute();
  const ids = rows.map((row) => row.id);
  if (ids.length > 0) await db.updateTable("incoming_mails").set({ raw: "" }).where("id", "in", ids).execute();
  return ids.length;
}
