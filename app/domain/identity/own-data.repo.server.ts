import type { Db } from "#db/create.ts";

const MOST = 5000; // of each kind: more than a person does in a lifetime of meetings

/** What the network keeps of what a person did. */
export async function listOwnActivity(db: Db, { id, email }: { id: string; email: string }) {
  return {
    sessions: await db.selectFrom("sessions").select(["created_at", "expires_at", "ends_at", "user_agent"]).where("person_id", "=", id).limit(MOST).execute(),
    memberships: await listMemberships(db, id),
    roles: await listRoles(db, id),
    invitations: await listInvitations(db, id),
    attendances: await db
      .selectFrom("attendances as a")
      .innerJoin("events as v", "v.id", "a.event_id")
      .select(["v.title as meeting", "v.starts_at", "a.mode", "a.recorded_at"])
      .where("a.person_id", "=", id)
      .limit(MOST)
      .execute(),
    meetings_called: await db.selectFrom("events").select(["title", "starts_at", "status", "created_at"]).where("created_by", "=", id).limit(MOST).execute(),
    calendars: await db.selectFrom("feeds").select(["label", "filter", "created_at", "last_fetched_at", "revoked_at"]).where("person_id", "=", id).limit(MOST).execute(),
    mail: {
      stopped: await db.selectFrom("mail_stops").select(["scope", "created_at"]).where("email", "=", email).execute(),
      sent: await db.selectFrom("outbox").select(["subject", "kind", "status", "created_at"]).where("to_email", "=", email).limit(MOST).execute(),
    },
  };
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
    .select(["v.title as meeting", "v.starts_at", "i.invited_at", "i.answer", "i.answered_at", "i.comment", "i.seat", "i.removed_at", "i.reminded_at"])
    .where("i.person_id", "=", id)
    .limit(MOST)
    .execute();
}

/** Seats in nodes and the school's trust, in one query: twelve are what a page may ask. */
async function listRoles(db: Db, id: string) {
  const ofNodes = db
    .selectFrom("node_roles as r")
    .innerJoin("nodes as n", "n.id", "r.node_id")
    .select(["n.name as of", "r.role", "r.since", "r.until"])
    .where("r.person_id", "=", id);
  const ofSchools = db
    .selectFrom("counterparts as c")
    .innerJoin("establishments as e", "e.id", "c.establishment_id")
    .select((eb) => ["e.name as of", eb.val("counterpart").as("role"), "c.named_at as since", "c.ended_at as until"])
    .where("c.person_id", "=", id);
  return ofNodes.unionAll(ofSchools).execute();
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
