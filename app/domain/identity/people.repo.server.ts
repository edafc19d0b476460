import type { Insertable, Selectable, Updateable } from "kysely";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import type { Db } from "#db/create.ts";
import { like, likeWords } from "#db/dialect.server.ts";
import { searchPattern, searchText } from "#db/search-text.ts";
import type { PeopleTable } from "#db/tables.ts";

export type PersonRow = Selectable<PeopleTable>;
export type NewPerson = Omit<Insertable<PeopleTable>, "search_text">;

const CHUNK = 100; // times 17 columns: under what one statement may bind

/** What finds a person in a search. Not the address: whoever searches would learn whose it is. */
export function personSearchText(person: { name: string; organisation?: string | null }): string {
  return searchText(person.name, person.organisation);
}

export async function findPersonById(db: Db, id: string): Promise<PersonRow | undefined> {
  return db.selectFrom("people").selectAll().where("id", "=", id).executeTakeFirst();
}

/** `email` as emailAddress made it: bare, lower case. */
export async function findPersonByEmail(db: Db, email: string): Promise<PersonRow | undefined> {
  return db.selectFrom("people").selectAll().where("email", "=", email).executeTakeFirst();
}

/** Those of these addresses that have a person; for pasted lists and imports. */
export async function findPeopleByEmails(db: Db, emails: string[]): Promise<PersonRow[]> {
  const all: PersonRow[] = [];
  for (let from = 0; from < emails.length; from += 500) {
    all.push(
      ...(await db
        .selectFrom("people")
        .selectAll()
        .where("email", "in", emails.slice(from, from + 500))
        .execute()),
    );
  }
  return all;
}

export async function anyPerson(db: Db): Promise<boolean> {
  return (await db.selectFrom("people").select("id").limit(1).executeTakeFirst()) !== undefined;
}

export interface PersonCard {
  id: string;
  name: string;
  email: string;
  position: string;
  organisation: string | null;
  establishment_name: string | null;
  suspended_at: string | null;
  admin_since: string | null;
}

export interface PeopleQuery {
  /** Words of the name or organisation; a whole address too, where `byEmail`. */
  q: string;
  page: number;
  size?: number;
  /** For administrators: part of an address finds its person. */
  byEmail?: boolean;
  /** Suspended people are left out unless told. */
  suspended?: boolean;
}

/** One page of people by name, and how many there are. For signed-in callers only: rows carry addresses. */
export async function searchPeople(db: Db, { q, page, size = 24, byEmail = false, suspended = false }: PeopleQuery): Promise<{ rows: PersonCard[]; total: number }> {
  let query = db.selectFrom("people as p");
  if (!suspended) query = query.where("p.suspended_at", "is", null);
  if (searchText(q)) {
    query = query.where((eb) => (byEmail ? eb.or([likeWords("p.search_text", q), like(eb, "p.email", searchPattern(q))]) : likeWords("p.search_text", q)));
  }
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  // The page's ids first, from the index alone: a late page would read all the rows before it.
  const ids = query
    .select("p.id")
    .orderBy("p.search_text")
    .orderBy("p.id")
    .limit(size)
    .offset((page - 1) * size);
  const rows = await db
    .selectFrom("people as p")
    .where("p.id", "in", ids)
    .leftJoin("establishments as e", "e.id", "p.establishment_id")
    .select(["p.id", "p.name", "p.email", "p.position", "p.organisation", "p.suspended_at", "p.admin_since", "e.name as establishment_name"])
    .orderBy("p.search_text")
    .orderBy("p.id")
    .execute();
  return { rows, total };
}

/** Inserts people and makes their search text. Callers made sure that no address is taken. */
export async function insertPeople(tx: Db, people: NewPerson[]): Promise<void> {
  for (let from = 0; from < people.length; from += CHUNK) {
    const rows = people.slice(from, from + CHUNK).map((person) => ({ ...person, search_text: personSearchText(person) }));
    await tx.insertInto("people").values(rows).execute();
  }
}

/** One person; nothing happens where the address has its person already. */
export async function insertPersonUnlessTaken(tx: Db, person: NewPerson): Promise<void> {
  await tx
    .insertInto("people")
    .values({ ...person, search_text: personSearchText(person) })
    .onConflict((oc) => oc.column("email").doNothing())
    .execute();
}

/** Changes a person. Whoever changes the name or the organisation passes both, so that the search text follows. */
export async function updatePerson(tx: Db, id: string, changes: Omit<Updateable<PeopleTable>, "id" | "search_text">, now: string): Promise<void> {
  const search = changes.name === undefined ? {} : { search_text: personSearchText({ name: changes.name, organisation: changes.organisation }) };
  await tx
    .updateTable("people")
    .set({ ...changes, ...search, updated_at: now })
    .where("id", "=", id)
    .execute();
  await refreshSearch(tx, "person", [id]);
}

export async function establishmentExists(db: Db, id: string): Promise<boolean> {
  return (await db.selectFrom("establishments").select("id").where("id", "=", id).executeTakeFirst()) !== undefined;
}

/** Invitations sent to this address before it had a person become theirs: their answers come along. */
export async function adoptInvitations(tx: Db, personId: string, email: string): Promise<void> {
  await tx.updateTable("invitations").set({ person_id: personId }).where("email", "=", email).where("person_id", "is", null).execute();
  // So do the meetings that they came to as a guest.
  await tx
    .updateTable("attendances")
    .set({ person_id: personId })
    .where("person_id", "is", null)
    .where("invitation_id", "in", (eb) => eb.selectFrom("invitations").select("invitations.id").where("email", "=", email).where("person_id", "=", personId))
    .execute();
  // Also where they walked in and left their address, unless they are on that list already.
  await tx
    .updateTable("attendances")
    .set({ person_id: personId, email: null })
    .where("person_id", "is", null)
    .where("id", "in", (eb) =>
      eb
        .selectFrom("attendances as one")
        .select((one) => one.fn.min("one.id").as("id"))
        .where("one.email", "=", email)
        .where("one.person_id", "is", null)
        .groupBy("one.event_id"),
    )
    .where("event_id", "not in", (eb) => eb.selectFrom("attendances as theirs").select("theirs.event_id").where("theirs.person_id", "=", personId))
    .execute();
}

/** A new address: invitations follow, except where the new one was invited to the same meeting by itself. */
export async function moveInvitations(tx: Db, personId: string, email: string): Promise<void> {
  await tx
    .updateTable("invitations")
    .set({ email })
    .where("person_id", "=", personId)
    .where("email", "!=", email)
    .where("event_id", "not in", (eb) => eb.selectFrom("invitations as other").select("other.event_id").where("other.email", "=", email))
    .execute();
}

/** Who asked the old address not to be written to, asked it of us: the new one inherits that. */
export async function copyMailStops(tx: Db, from: string, to: string, now: string): Promise<void> {
  const stops = await tx.selectFrom("mail_stops").select("scope").where("email", "=", from).execute();
  if (stops.length === 0) return;
  await tx
    .insertInto("mail_stops")
    .values(stops.map(({ scope }) => ({ email: to, scope, created_at: now })))
    .onConflict((oc) => oc.columns(["email", "scope"]).doNothing())
    .execute();
}
