/** Reading invitations to change them, and changing them. What pages read is in invitations.repo.server.ts. */
import { type Insertable, type Selectable, type SqlBool, sql, type Updateable } from "kysely";
import type { Mode } from "#app/domain/events/event.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import type { InvitationsTable } from "#db/tables.ts";

export type StoredInvitation = Selectable<InvitationsTable>;

const ROWS_A_STATEMENT = 500;

export async function readInvitation(db: Db, id: string): Promise<StoredInvitation | null> {
  return (await db.selectFrom("invitations").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** The invitation of a person to an event: theirs by person, or by address while no person is tied to it. */
export async function readOwnInvitation(db: Db, eventId: string, person: { id: string; email: string }): Promise<StoredInvitation | null> {
  const row = await db
    .selectFrom("invitations")
    .selectAll()
    .where("event_id", "=", eventId)
    .where((eb) => eb.or([eb("person_id", "=", person.id), eb("email", "=", person.email)]))
    .orderBy(sql`CASE WHEN removed_at IS NULL THEN 0 ELSE 1 END`)
    .orderBy(sql`CASE WHEN person_id IS NULL THEN 1 ELSE 0 END`)
    .executeTakeFirst();
  return row ?? null;
}

export async function updateInvitation(tx: Db, id: string, change: Updateable<InvitationsTable>): Promise<void> {
  await tx.updateTable("invitations").set(change).where("id", "=", id).execute();
}

export interface NewInvitation {
  person_id: string | null;
  email: string;
  name: string;
  establishment_id: string | null;
  invited_at: string;
  /** null: a mail is still to tell them. */
  mailed_sequence: number | null;
}

export async function insertInvitations(tx: Db, eventId: string, invitations: readonly NewInvitation[]): Promise<void> {
  const rows = invitations.map((one) => ({ ...NOTHING_SAID, ...one, id: newId(), event_id: eventId }));
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    await tx
      .insertInto("invitations")
      .values(rows.slice(from, from + ROWS_A_STATEMENT))
      .onConflict((oc) => oc.columns(["event_id", "email"]).doNothing())
      .execute();
  }
}

const NOTHING_SAID = {
  answer: null,
  previous_answer: null,
  answered_at: null,
  comment: null,
  seat: null,
  seat_at: null,
  mode: null,
  said_at: null,
  removed_at: null,
  reminded_at: null,
} satisfies Partial<Insertable<InvitationsTable>>;

export interface ListedRow {
  id: string;
  email: string;
  person_id: string | null;
  removed_at: string | null;
}

/** Everyone who is or was on the list of a series, once a date. `open`: the date takes answers. */
export async function listInvitedToSeries(db: Db, seriesId: string) {
  const rows = await db
    .selectFrom("invitations as i")
    .innerJoin("events as e", "e.id", "i.event_id")
    .select(["i.id", "i.event_id", "i.email", "i.name", "i.person_id", "i.establishment_id", "i.removed_at", "e.status"])
    .where("e.series_id", "=", seriesId)
    .orderBy("i.id")
    .execute();
  return rows.map(({ status, ...row }) => ({ ...row, open: status === "published" }));
}

export async function listInvitedAddresses(db: Db, eventId: string): Promise<ListedRow[]> {
  return db.selectFrom("invitations").select(["id", "email", "person_id", "removed_at"]).where("event_id", "=", eventId).execute();
}

/** Called again after having been taken off: they begin anew, and are told anew. */
export async function reviveInvitations(tx: Db, ids: readonly string[], now: string): Promise<void> {
  for (let from = 0; from < ids.length; from += ROWS_A_STATEMENT) {
    await tx
      .updateTable("invitations")
      .set({ ...NOTHING_SAID, invited_at: now, mailed_sequence: null, round: sql`round + 1` })
      .where("id", "in", ids.slice(from, from + ROWS_A_STATEMENT))
      .execute();
  }
}

/** After a change of time or place everyone is asked again. Seats and places in the line stay: nobody loses one by another's act. */
export async function resetAnswers(tx: Db, eventId: string): Promise<void> {
  await tx
    .updateTable("invitations")
    .set({ previous_answer: sql`coalesce(answer, previous_answer)`, answer: null })
    .where("event_id", "=", eventId)
    .where("removed_at", "is", null)
    .execute();
}

/** The next in line, at most `limit`; of a meeting held both ways, in the line of one of them. */
export async function listNextWaiting(tx: Db, eventId: string, pool: Mode | null, limit: number | null): Promise<string[]> {
  let query = tx.selectFrom("invitations").select("id").where("event_id", "=", eventId).where("seat", "=", "waiting").orderBy("seat_at").orderBy("id");
  if (pool !== null) query = query.where(sql<SqlBool>`coalesce(mode, 'in_person') = ${pool}`);
  if (limit !== null) query = query.limit(limit);
  return (await query.execute()).map((row) => row.id);
}

export async function seatAll(tx: Db, ids: readonly string[], now: string): Promise<void> {
  for (let from = 0; from < ids.length; from += ROWS_A_STATEMENT) {
    await tx
      .updateTable("invitations")
      .set({ seat: "held", seat_at: now })
      .where("id", "in", ids.slice(from, from + ROWS_A_STATEMENT))
      .execute();
  }
}

export async function addSeatsTaken(tx: Db, eventId: string, by: number, pool: Mode): Promise<void> {
  const set = pool === "online" ? { online_taken: sql<number>`online_taken + ${by}` } : { seats_taken: sql<number>`seats_taken + ${by}` };
  await tx.updateTable("events").set(set).where("id", "=", eventId).execute();
}

/** The seats held, each way: for a meeting that comes to be held both ways, or no longer is. */
export async function countHeld(tx: Db, eventId: string, both: boolean): Promise<{ seats_taken: number; online_taken: number }> {
  const rows = await tx.selectFrom("invitations").select("mode").where("event_id", "=", eventId).where("seat", "=", "held").execute();
  const online = both ? rows.filter((row) => row.mode === "online").length : 0;
  return { seats_taken: rows.length - online, online_taken: online };
}

/** The rows of one person on the dates of a series that still take answers. */
export async function listOwnDates(db: Db, seriesId: string, who: { email: string; person_id: string | null }, now: string): Promise<StoredInvitation[]> {
  return db
    .selectFrom("invitations")
    .innerJoin("events", "events.id", "invitations.event_id")
    .selectAll("invitations")
    .where("events.series_id", "=", seriesId)
    .where("events.status", "=", "published")
    .where("events.ends_at", ">", now)
    .where("invitations.removed_at", "is", null)
    .where((eb) => eb.or([eb("invitations.email", "=", who.email), ...(who.person_id ? [eb("invitations.person_id", "=", who.person_id)] : [])]))
    .orderBy("invitations.event_id")
    .execute();
}
