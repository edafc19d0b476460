import { sql } from "kysely";
import type { Db } from "#db/create.ts";
import { afterwardsOf } from "./afterwards.repo.server.ts";
import { callsOf } from "./own-calls.repo.server.ts";
import { conversationsOf } from "./own-conversations.repo.server.ts";
import { worksOf } from "./own-works.repo.server.ts";

const MOST = 5000; // of each kind: more than a person does in a lifetime of meetings

/** What the network keeps of what a person did. */
export async function listOwnActivity(db: Db, { id, email }: { id: string; email: string }) {
  return {
    sessions: await db.selectFrom("sessions").select(["created_at", "expires_at", "ends_at", "user_agent"]).where("person_id", "=", id).limit(MOST).execute(),
    memberships: await listMemberships(db, id),
    roles: await listRoles(db, id),
    invitations: await listInvitations(db, id),
    attendances: await listAttendances(db, id),
    meetings_called: await db.selectFrom("events").select(["title", "starts_at", "status", "created_at"]).where("created_by", "=", id).limit(MOST).execute(),
    calendars: await db.selectFrom("feeds").select(["label", "filter", "created_at", "last_fetched_at", "revoked_at"]).where("person_id", "=", id).limit(MOST).execute(),
    preparing: await listPreparing(db, id, email),
    mail: await listMail(db, email),
  };
}

/** What was stopped, what was sent to their address and what came from it; in one query. */
async function listMail(db: Db, email: string) {
  const stopped = db
    .selectFrom("mail_stops")
    .select((eb) => [eb.val("stopped").as("what"), "scope as subject", eb.val("").as("kind"), eb.val("").as("status"), "created_at"])
    .where("email", "=", email);
  const sent = db
    .selectFrom("outbox")
    .select((eb) => [eb.val("sent").as("what"), "subject", "kind", "status", "created_at"])
    .where("to_email", "=", email);
  const received = db
    .selectFrom("incoming_mails")
    .select((eb) => [
      eb.val("received").as("what"),
      "subject",
      eb.fn.coalesce("answer", eb.val("")).as("kind"),
      eb.fn.coalesce("comment", eb.val("")).as("status"),
      "received_at as created_at",
    ])
    .where("from_email", "=", email);
  const rows = await stopped.unionAll(sent).unionAll(received).limit(MOST).execute();
  const of = (what: string) => rows.filter((row) => row.what === what);
  return {
    stopped: of("stopped").map(({ subject: scope, created_at }) => ({ scope, created_at })),
    sent: of("sent").map(({ subject, kind, status, created_at }) => ({ subject, kind, status, created_at })),
    received: of("received").map(({ subject, created_at: received_at, kind: answer, status: comment }) => ({
      subject,
      received_at,
      answer: answer || null,
      comment: comment || null,
    })),
  };
}

/** Meetings they came to, were excused from, or received people at; in one query, for twelve are what a page may ask. */
async function listAttendances(db: Db, id: string) {
  const came = db
    .selectFrom("attendances as a")
    .innerJoin("events as v", "v.id", "a.event_id")
    .select((eb) => ["v.title as meeting", "v.starts_at", eb.val("came").as("what"), "a.mode", "a.organisation as note", "a.recorded_at"])
    .where("a.person_id", "=", id);
  const excused = db
    .selectFrom("attendance_excuses as x")
    .innerJoin("invitations as i", "i.id", "x.invitation_id")
    .innerJoin("events as v", "v.id", "x.event_id")
    .select((eb) => ["v.title as meeting", "v.starts_at", eb.val("excused").as("what"), eb.val("").as("mode"), "x.reason as note", "x.noted_at as recorded_at"])
    .where("i.person_id", "=", id);
  const received = db
    .selectFrom("door_keepers as k")
    .innerJoin("events as v", "v.id", "k.event_id")
    .select((eb) => ["v.title as meeting", "v.starts_at", eb.val("received people").as("what"), eb.val("").as("mode"), "k.ended_at as note", "k.granted_at as recorded_at"])
    .where("k.person_id", "=", id);
  return came.unionAll(excused).unionAll(received).limit(MOST).execute();
}

async function listMemberships(db: Db, id: string) {
  return db
    .selectFrom("memberships as m")
    .innerJoin("nodes as n", "n.id", "m.node_id")
    .select(["n.name as node", "m.requested_at", "m.invited_at", "m.joined_at", "m.left_at", "m.declined_at", "m.message"])
    .where("m.person_id", "=", id)
    .limit(MOST)
    .execute();
}

async function listInvitations(db: Db, id: string) {
  return db
    .selectFrom("invitations as i")
    .innerJoin("events as v", "v.id", "i.event_id")
    .select(["v.title as meeting", "v.starts_at", "i.invited_at", "i.answer", "i.answered_at", "i.comment", "i.seat", "i.mode", "i.removed_at", "i.reminded_at"])
    .where("i.person_id", "=", id)
    .limit(MOST)
    .execute();
}

/** Votes over dates, duties and tasks of encounters, templates of meetings, what they shared and said in the repository; in one query. */
async function listPreparing(db: Db, id: string, email: string) {
  const votes = db
    .selectFrom("date_poll_voters as w")
    .innerJoin("date_polls as l", "l.id", "w.poll_id")
    .innerJoin("events as v", "v.id", "l.event_id")
    .leftJoin("date_poll_votes as o", "o.voter_id", "w.id")
    .leftJoin("date_poll_slots as s", "s.id", "o.slot_id")
    .select((eb) => [eb.val("vote").as("what"), "v.title as meeting", "s.starts_local as of", "o.vote as said", "w.comment as words", "w.voted_at as at"])
    .where((eb) => eb.or([eb("w.person_id", "=", id), eb("w.email", "=", email)]));
  const duties = db
    .selectFrom("event_duties as d")
    .innerJoin("events as v", "v.id", "d.event_id")
    .select((eb) => [eb.val("duty").as("what"), "v.title as meeting", "d.duty as of"])
    .select(sql<string>`CASE WHEN d.declined_at IS NOT NULL THEN 'declined' WHEN d.accepted_at IS NOT NULL THEN 'accepted' ELSE 'asked' END`.as("said"))
    .select((eb) => [eb.val("").as("words"), "d.asked_at as at"])
    .where((eb) => eb.or([eb("d.person_id", "=", id), eb("d.email", "=", email)]));
  const tasks = db
    .selectFrom("event_tasks as t")
    .innerJoin("events as v", "v.id", "t.event_id")
    .select((eb) => [eb.val("task").as("what"), "v.title as meeting", "t.title as of"])
    .select(sql<string>`CASE WHEN t.done_at IS NULL THEN 'open' ELSE 'done' END`.as("said"))
    .select((eb) => [eb.val("").as("words"), "t.due_on as at"])
    .where("t.person_id", "=", id);
  const templates = db
    .selectFrom("event_templates as t")
    .select((eb) => [eb.val("template").as("what"), "t.name as meeting", eb.val("").as("of"), eb.val("").as("said"), eb.val("").as("words"), "t.created_at as at"])
    .where("t.created_by", "=", id);
  const all = votes.unionAll(duties).unionAll(tasks).unionAll(templates).unionAll(stakeholdersOf(db, { id, email })).unionAll(afterwardsOf(db, { id, email }));
  return all.unionAll(worksOf({ id, email })).unionAll(callsOf({ id })).unionAll(conversationsOf({ id })).limit(MOST).execute();
}

/** On a map of actors: as the contact of an institution, or in charge of one. Not yet asked. */
function stakeholdersOf(db: Db, { id, email }: { id: string; email: string }) {
  return db
    .selectFrom("stakeholders as k")
    .innerJoin("nodes as n", "n.id", "k.node_id")
    .select([sql<string>`CASE WHEN k.contact_email = ${email} THEN 'stakeholder contact' ELSE 'stakeholder owner' END`.as("what"), "n.name as meeting", "k.name as of"])
    .select(sql<string>`CASE WHEN k.contact_email = ${email} THEN k.contact_name ELSE k.owner_name END`.as("said"))
    .select([sql<string>`CASE WHEN k.contact_email = ${email} THEN k.contact_phone ELSE '' END`.as("words"), "k.updated_at as at"])
    .where((eb) => eb.or([eb("k.contact_email", "=", email), eb("k.owner_person_id", "=", id)]));
}

/** Seats in nodes and circles and the school's trust, in one query: twelve are what a page may ask. */
async function listRoles(db: Db, id: string) {
  const ofNodes = db
    .selectFrom("role_terms as t")
    .leftJoin("nodes as n", "n.id", "t.node_id")
    .leftJoin("circles as c", "c.id", "t.circle_id")
    .leftJoin("circle_roles as r", "r.id", "t.role_id")
    .select([
      sql<string>`coalesce(c.name, n.name)`.as("of"),
      sql<string>`coalesce(r.name, 'coordinator')`.as("role"),
      "t.since",
      sql<string | null>`coalesce(t.until, t.ends_at)`.as("until"),
    ])
    .where("t.person_id", "=", id);
  const ofSchools = db
    .selectFrom("counterparts as c")
    .innerJoin("establishments as e", "e.id", "c.establishment_id")
    .select((eb) => ["e.name as of", eb.val("counterpart").as("role"), "c.named_at as since", "c.ended_at as until"])
    .where("c.person_id", "=", id);
  const inCircles = db
    .selectFrom("circle_members as m")
    .innerJoin("circles as c", "c.id", "m.circle_id")
    .select((eb) => ["c.name as of", eb.val("circle member").as("role"), "m.since", "m.until"])
    .where("m.person_id", "=", id);
  return ofNodes.unionAll(ofSchools).unionAll(inCircles).execute();
}

export async function findOwnRow(db: Db, id: string) {
  return db
    .selectFrom("people as p")
    .leftJoin("establishments as e", "e.id", "p.establishment_id")
    .selectAll("p")
    .select(["e.name as establishment", "e.rbd as establishment_rbd"])
    .where("p.id", "=", id)
    .executeTakeFirst();
}
