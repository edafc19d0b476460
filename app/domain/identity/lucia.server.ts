/** The only file that knows Lucia: sessions are hers, rows and clock are ours. The rest of the house calls sessions.server.ts. */
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from "lucia";
import type { Db } from "#db/create.ts";
import { tokenHash } from "./token.server.ts";

const DAY = 86_400_000;
const IDLE_DAYS = 30;
const ABSOLUTE_DAYS = 180;

interface SessionAttributes {
  created_at: string;
  expires_at: string;
  ends_at: string;
  user_agent: string;
}

interface PersonAttributes {
  email: string;
  name: string;
  establishment_id: string | null;
  admin_since: string | null;
}

declare module "lucia" {
  interface Register {
    Lucia: ReturnType<typeof luciaFor>;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: PersonAttributes;
  }
}

/** A Lucia for this database at this instant. Making one costs nothing: no state is kept between requests. */
export function luciaFor(db: Db, now: string) {
  return new Lucia(new KyselyAdapter(db, now), {
    sessionExpiresIn: new TimeSpan(IDLE_DAYS, "d"),
    getSessionAttributes: (session: SessionAttributes) => ({ expiresAtStored: session.expires_at, endsAt: session.ends_at }),
    getUserAttributes: (person: PersonAttributes) => ({
      email: person.email,
      name: person.name,
      establishmentId: person.establishment_id,
      admin: person.admin_since !== null,
    }),
  });
}

export function absoluteEnd(now: string): string {
  return new Date(Date.parse(now) + ABSOLUTE_DAYS * DAY).toISOString();
}

/** Where use moves the idle end: never past the absolute one. */
export function idleEnd(now: string, endsAt: string): string {
  const end = new Date(Date.parse(now) + IDLE_DAYS * DAY).toISOString();
  return end < endsAt ? end : endsAt;
}

/** The new idle end, when a day or more has passed since it was last moved (one write a day, whatever the traffic); else null. */
export function renewal(now: string, session: { expiresAtStored: string; endsAt: string }): string | null {
  const end = idleEnd(now, session.endsAt);
  const late = Date.parse(end) - Date.parse(session.expiresAtStored) >= DAY;
  return late || (end === session.endsAt && session.expiresAtStored < end) ? end : null;
}

/**
 * Stores only the SHA-256 of the session id. Lucia reads the machine's clock herself, so the end she is
 * told is shifted: what she compares it with is our `now`, also in a test that moves it.
 */
class KyselyAdapter implements Adapter {
  readonly #db: Db;
  readonly #now: string;
  readonly #shift: number;

  constructor(db: Db, now: string) {
    this.#db = db;
    this.#now = now;
    this.#shift = Date.now() - Date.parse(now);
  }

  async getSessionAndUser(sessionId: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const row = await this.#db
      .selectFrom("sessions as s")
      .innerJoin("people as p", "p.id", "s.person_id")
      .select(["s.person_id", "s.expires_at", "s.ends_at", "s.created_at", "s.user_agent"])
      .select(["p.email", "p.name", "p.establishment_id", "p.admin_since"])
      .where("s.id", "=", tokenHash(sessionId))
      .where("s.ends_at", ">", this.#now)
      .where("p.suspended_at", "is", null)
      .executeTakeFirst();
    if (!row) return [null, null];
    const { person_id, email, name, establishment_id, admin_since, ...attributes } = row;
    return [
      // The raw id, not the stored hash: Lucia hands back what the cookie must carry.
      { id: sessionId, userId: person_id, expiresAt: this.#toLucia(row.expires_at), attributes },
      { id: person_id, attributes: { email, name, establishment_id, admin_since } },
    ];
  }

  async getUserSessions(personId: string): Promise<DatabaseSession[]> {
    const rows = await this.#db.selectFrom("sessions").selectAll().where("person_id", "=", personId).where("ends_at", ">", this.#now).execute();
    return rows.map(({ id, person_id, ...attributes }) => ({ id, userId: person_id, expiresAt: this.#toLucia(attributes.expires_at), attributes }));
  }

  async setSession(session: DatabaseSession): Promise<void> {
    await this.#db
      .insertInto("sessions")
      .values({ ...session.attributes, id: tokenHash(session.id), person_id: session.userId })
      .execute();
  }

  /** Lucia would move the end at half time only, and past the absolute end: readSession moves it by use, once a day. */
  async updateSessionExpiration(): Promise<void> {}

  async deleteSession(sessionId: string): Promise<void> {
    await this.#db.deleteFrom("sessions").where("id", "=", tokenHash(sessionId)).execute();
  }

  async deleteUserSessions(personId: string): Promise<void> {
    await this.#db.deleteFrom("sessions").where("person_id", "=", personId).execute();
  }

  async deleteExpiredSessions(): Promise<void> {
    await this.#db
      .deleteFrom("sessions")
      .where((eb) => eb.or([eb("expires_at", "<=", this.#now), eb("ends_at", "<=", this.#now)]))
      .execute();
  }

  #toLucia(instant: string): Date {
    return new Date(Date.parse(instant) + this.#shift);
  }
}
