import { sql } from "kysely";
import type { Db } from "#db/create.ts";
import { inForce } from "#db/in-force.ts";
import { searchText } from "#db/search-text.ts";
import { updatePerson } from "./people.repo.server.ts";

const NOBODY = "Persona que cerró su cuenta";

/** An address that nobody can have (RFC 2606), one for each row, because addresses are unique. */
const noAddress = (id: string) => `${id}@cerrada.invalid`;

export async function countAdministrators(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom("people")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("admin_since", "is not", null)
    .where("suspended_at", "is", null)
    .executeTakeFirstOrThrow();
  return count;
}

/** Seats and places in line at meetings to come. */
export async function listOwnSeats(db: Db, personId: string, now: string): Promise<string[]> {
  const rows = await db
    .selectFrom("invitations as i")
    .innerJoin("events as v", "v.id", "i.event_id")
    .select("i.id")
    .where("i.person_id", "=", personId)
    .where("i.seat", "is not", null)
    .where("v.starts_at", ">", now)
    .where("v.status", "=", "published")
    .execute();
  return rows.map((row) => row.id);
}

/** Sessions, links, calendars, nodes, roles and the school's trust: all end now. */
export async function endTies(tx: Db, personId: string, now: string): Promise<void> {
  await tx.deleteFrom("sessions").where("person_id", "=", personId).execute();
  await tx.deleteFrom("mailed_links").where("person_id", "=", personId).execute();
  await tx.updateTable("feeds").set({ label: "", filter: "{}", revoked_at: now }).where("person_id", "=", personId).execute();
  await tx.updateTable("memberships").set({ open: 0, left_at: now }).where("person_id", "=", personId).where("open", "=", 1).execute();
  await tx.updateTable("memberships").set({ message: null }).where("person_id", "=", personId).execute();
  // Those that ran out keep the day on which they did.
  await tx.updateTable("role_terms").set({ until: now, end_reason: "closed" }).where("person_id", "=", personId).where(inForce("role_terms", now)).execute();
  await tx.updateTable("circle_members").set({ until: now }).where("person_id", "=", personId).where("until", "is", null).execute();
  await tx.updateTable("counterparts").set({ ended_at: now }).where("person_id", "=", personId).where("ended_at", "is", null).execute();
  await tx.deleteFrom("event_audiences").where("person_id", "=", personId).execute();
}

/** Answers stay as counts of the school; those of meetings to come leave the list. */
export async function forgetInvitations(tx: Db, personId: string, now: string): Promise<void> {
  const own = tx.updateTable("invitations").where("person_id", "=", personId);
  await own
    .set({ removed_at: now })
    .where("removed_at", "is", null)
    .where("seat", "is", null)
    .where("event_id", "in", (eb) => eb.selectFrom("events").select("events.id").where("events.starts_at", ">", now))
    .execute();
  await own.set({ name: NOBODY, email: sql<string>`id || '@cerrada.invalid'`, comment: null }).execute();
}

/** That somebody of their school came stays; who it was, why they were excused, and what the log called them, does not. */
export async function forgetAttendance(tx: Db, personId: string, now: string): Promise<void> {
  const own = tx.selectFrom("invitations").select("invitations.id").where("person_id", "=", personId);
  const came = tx.selectFrom("attendances").select("attendances.id").where("person_id", "=", personId);
  const nameless = { detail: JSON.stringify({ name: NOBODY }) };
  await tx.updateTable("attendance_log").set(nameless).where("invitation_id", "in", own).execute();
  await tx.updateTable("attendance_log").set(nameless).where("attendance_id", "in", came).execute();
  await tx.updateTable("attendance_excuses").set({ reason: "" }).where("invitation_id", "in", own).execute();
  await tx.updateTable("attendances").set({ name: NOBODY, organisation: null, email: null }).where("person_id", "=", personId).execute();
  await tx.updateTable("door_keepers").set({ ended_at: now }).where("person_id", "=", personId).where("ended_at", "is", null).execute();
}

/** Mails that wait are not sent any more; of those that left, only that there was one remains. */
export async function forgetMail(tx: Db, person: { id: string; email: string }): Promise<void> {
  const { email } = person;
  await tx.deleteFrom("outbox").where("to_email", "=", email).where("status", "=", "queued").execute();
  await tx
    .updateTable("outbox")
    .set({ to_email: noAddress(person.id), to_name: NOBODY, raw: null })
    .where("to_email", "=", email)
    .where("status", "!=", "sending")
    .execute();
  await tx.deleteFrom("mailed_links").where("email", "=", email).execute();
  await tx.deleteFrom("event_audiences").where("email", "=", email).execute();
  await tx.deleteFrom("mail_stops").where("email", "=", email).execute();
  await tx.deleteFrom("mail_bounces").where("email", "=", email).execute();
  await tx.deleteFrom("bounced_mails").where("email", "=", email).execute();
  await tx
    .updateTable("incoming_mails")
    .set({ from_email: noAddress(person.id), from_name: NOBODY, message_id: null, subject: "", comment: null, raw: "" })
    .where("from_email", "=", email)
    .execute();
}

/** Votes stay as counts; duties and tasks stay without a name, and their links open nothing. */
export async function forgetPreparing(tx: Db, person: { id: string; email: string }, now: string): Promise<void> {
  const gone = { name: NOBODY, email: sql<string>`id || '@cerrada.invalid'` };
  const theirs = (table: "date_poll_voters" | "event_duties") =>
    tx
      .selectFrom(table)
      .select("id")
      .where((eb) => eb.or([eb("person_id", "=", person.id), eb("email", "=", person.email)]));
  await tx
    .updateTable("date_poll_voters")
    .set({ ...gone, comment: "" })
    .where("id", "in", theirs("date_poll_voters"))
    .execute();
  await tx
    .updateTable("event_duties")
    .set({ ...gone, ended_at: now })
    .where("id", "in", theirs("event_duties"))
    .execute();
  await tx.updateTable("event_tasks").set({ person_id: null, name: "" }).where("person_id", "=", person.id).execute();
  await tx.updateTable("event_actors").set({ name: NOBODY, email: null }).where("email", "=", person.email).execute();
}

/** Institutions stay on the maps of nodes; whom to talk to there, and who was in charge of it, does not. */
export async function forgetStakeholders(tx: Db, person: { id: string; email: string }): Promise<void> {
  await tx.updateTable("stakeholders").set({ contact_name: "", contact_email: null, contact_phone: "" }).where("contact_email", "=", person.email).execute();
  // The name stands in what is searched too.
  for (const row of await tx.selectFrom("stakeholders").select(["id", "name", "strategy", "next_step"]).where("owner_person_id", "=", person.id).execute()) {
    const search_text = searchText(row.name, row.strategy, row.next_step);
    await tx.updateTable("stakeholders").set({ owner_person_id: null, owner_name: "", search_text }).where("id", "=", row.id).execute();
  }
}

export async function forgetPerson(tx: Db, id: string, now: string): Promise<void> {
  const nothing = { organisation: null, specialty: null, establishment_id: null, password_hash: null, name_public_at: null, admin_since: null, gender: null };
  await updatePerson(tx, id, { ...nothing, name: NOBODY, email: noAddress(id), position: "other", suspended_at: now }, now);
}
