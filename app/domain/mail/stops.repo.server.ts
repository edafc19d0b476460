import type { Db } from "#db/create.ts";
import type { StopScope } from "./stops.ts";

/** SQLite binds up to 32,766. A meeting calls some thousand people at most, and its page asks for all of them. */
const ADDRESSES_A_STATEMENT = 5_000;

async function inChunks<T>(addresses: readonly string[], read: (chunk: readonly string[]) => Promise<T[]>): Promise<T[]> {
  const all: T[] = [];
  for (let from = 0; from < addresses.length; from += ADDRESSES_A_STATEMENT) all.push(...(await read(addresses.slice(from, from + ADDRESSES_A_STATEMENT))));
  return all;
}

/** The scopes that each of these addresses has stopped; addresses without a stop are absent. */
export async function listStops(db: Db, addresses: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows = await inChunks(addresses, (chunk) => db.selectFrom("mail_stops").select(["email", "scope"]).where("email", "in", chunk).execute());
  const stops = new Map<string, Set<string>>();
  for (const row of rows) stops.set(row.email, (stops.get(row.email) ?? new Set()).add(row.scope));
  return stops;
}

/** Those of these addresses whose account is suspended. */
export async function listSuspended(db: Db, addresses: readonly string[]): Promise<Set<string>> {
  const rows = await inChunks(addresses, (chunk) => db.selectFrom("people").select("email").where("email", "in", chunk).where("suspended_at", "is not", null).execute());
  return new Set(rows.map((row) => row.email));
}

export async function insertStop(db: Db, email: string, scope: StopScope, now: string): Promise<void> {
  await db
    .insertInto("mail_stops")
    .values({ email, scope, created_at: now })
    .onConflict((oc) => oc.columns(["email", "scope"]).doNothing())
    .execute();
}

export async function deleteStops(db: Db, email: string, scopes: readonly StopScope[]): Promise<void> {
  await db.deleteFrom("mail_stops").where("email", "=", email).where("scope", "in", scopes).execute();
}

/** Whom a stop link was mailed to: an invitation, somebody asked for a date, or for a duty; somebody with an account. */
export async function findStopAddress(db: Db, id: string): Promise<{ email: string; name: string } | undefined> {
  const invited = db.selectFrom("invitations").select(["email", "name"]).where("id", "=", id);
  const asked = db.selectFrom("date_poll_voters").select(["email", "name"]).where("id", "=", id);
  const dutied = db
    .selectFrom("event_duties")
    .select((eb) => [eb.fn.coalesce("email", eb.val("")).as("email"), "name"])
    .where("id", "=", id)
    .where("email", "is not", null);
  const ofAccount = db.selectFrom("people").select(["email", "name"]).where("id", "=", id);
  return invited.unionAll(asked).unionAll(dutied).unionAll(ofAccount).limit(1).executeTakeFirst();
}
