import type { Actor, Ctx } from "#app/domain/context.ts";
import { cleanLine } from "#app/domain/text.ts";
import type { Db } from "#db/create.ts";
import { absoluteEnd, idleEnd, luciaFor, renewal } from "./lucia.server.ts";
import { standingOfPerson } from "./standing.repo.server.ts";
import { tokenHash } from "./token.server.ts";
import { browserName } from "./user-agent.ts";

interface ReadSession {
  id: string;
  actor: Actor;
  /** Set when the idle end was moved: the cookie must be sent again. */
  renewedUntil: Date | null;
}

/** Opens a session. `id` goes into the cookie and nowhere else. */
export async function startSession(ctx: Ctx, personId: string, userAgent: string): Promise<{ id: string; until: Date }> {
  const ends_at = absoluteEnd(ctx.now);
  const expires_at = idleEnd(ctx.now, ends_at);
  const attributes = { created_at: ctx.now, expires_at, ends_at, user_agent: cleanLine(userAgent).slice(0, 300) };
  const session = await luciaFor(ctx.db, ctx.now).createSession(personId, attributes);
  return { id: session.id, until: new Date(expires_at) };
}

/** The session of a cookie with its person and their nodes, or null: unknown, ended, or suspended. Two queries; a third once a day. */
export async function readSession(db: Db, now: string, rawId: string): Promise<ReadSession | null> {
  const { session, user } = await luciaFor(db, now).validateSession(rawId);
  if (!session) return null;
  const actor: Actor = {
    id: user.id,
    email: user.email,
    name: user.name,
    establishmentId: user.establishmentId,
    admin: user.admin,
    ...(await standingOfPerson(db, user.id, now)),
  };
  return { id: rawId, actor, renewedUntil: await renewed(db, now, rawId, session) };
}

/** Use moves the idle end, at most once a day and never past the absolute one. */
async function renewed(db: Db, now: string, rawId: string, session: { expiresAtStored: string; endsAt: string }): Promise<Date | null> {
  const until = renewal(now, session);
  if (!until) return null;
  await db.updateTable("sessions").set({ expires_at: until }).where("id", "=", tokenHash(rawId)).execute();
  return new Date(until);
}

/** Loads a person as the one who acts (the command line, jobs, tests). Null when there is no such person or they are suspended. */
export async function loadActor(db: Db, personId: string, now = new Date().toISOString()): Promise<Actor | null> {
  const person = await db
    .selectFrom("people")
    .select(["id", "email", "name", "establishment_id", "admin_since"])
    .where("id", "=", personId)
    .where("suspended_at", "is", null)
    .executeTakeFirst();
  if (!person) return null;
  const { id, email, name, establishment_id, admin_since } = person;
  return { id, email, name, establishmentId: establishment_id, admin: admin_since !== null, ...(await standingOfPerson(db, id, now)) };
}

/** Signs out: ends the session of this cookie. */
export async function endSession(ctx: Ctx, rawId: string): Promise<void> {
  await luciaFor(ctx.db, ctx.now).invalidateSession(rawId);
}

/** Signs out everywhere. With `except` (a raw id) that one stays. */
export async function endAllSessions(ctx: Ctx, personId: string, except?: string): Promise<void> {
  let query = ctx.db.deleteFrom("sessions").where("person_id", "=", personId);
  if (except) query = query.where("id", "!=", tokenHash(except));
  await query.execute();
}

export interface ListedSession {
  /** The stored hash: names the row in a form, opens nothing. */
  key: string;
  browser: string; // «Chrome en Android»
  createdAt: string;
  current: boolean;
}

/** The open sessions of a person, newest first; at most 50. */
export async function listSessions(db: Db, now: string, personId: string, currentRawId: string | null): Promise<ListedSession[]> {
  const current = currentRawId ? tokenHash(currentRawId) : null;
  const rows = await db
    .selectFrom("sessions")
    .select(["id", "user_agent", "created_at"])
    .where("person_id", "=", personId)
    .where("expires_at", ">", now)
    .where("ends_at", ">", now)
    .orderBy("created_at", "desc")
    .limit(50)
    .execute();
  return rows.map((row) => ({ key: row.id, browser: browserName(row.user_agent), createdAt: row.created_at, current: row.id === current }));
}

/** Ends one listed session, if it is this person's. Ending it twice is the same as once. */
export async function endListedSession(ctx: Ctx, personId: string, key: string): Promise<void> {
  await ctx.db.deleteFrom("sessions").where("id", "=", key).where("person_id", "=", personId).execute();
}
