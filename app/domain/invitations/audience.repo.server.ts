/** Who is called: the rules that are kept of an event, and the people they come to. */
import { sql } from "kysely";
import { voicesOf } from "#app/domain/circles/voices.repo.server.ts";
import { coordinatorIdsOf } from "#app/domain/nodes/roles.repo.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";

export type Way = "circle" | "nodes" | "counterparts" | "people" | "outside";

/** One person called, by the first way that finds them. */
export interface Invitee {
  person_id: string | null;
  email: string;
  name: string;
  establishment_id: string | null;
  way: Way;
}

export interface AudienceRules {
  node_ids: string[];
  counterpart_node_ids: string[];
  /** Whoever has a voice in it when the invitations are written; at most one. */
  circle_ids?: string[];
  person_ids: string[];
  outside: { name: string; address: string }[];
}

const ROWS_A_STATEMENT = 500;

export async function readRules(db: Db, eventId: string): Promise<AudienceRules> {
  const rows = await db
    .selectFrom("event_audiences")
    .select(["kind", "node_id", "circle_id", "person_id", "email", "name"])
    .where("event_id", "=", eventId)
    .orderBy("id")
    .execute();
  const of = (kind: string) => rows.filter((row) => row.kind === kind);
  return {
    node_ids: of("node").map((row) => row.node_id ?? ""),
    counterpart_node_ids: of("counterparts").map((row) => row.node_id ?? ""),
    circle_ids: of("circle").map((row) => row.circle_id ?? ""),
    person_ids: of("person").map((row) => row.person_id ?? ""),
    outside: of("outside").map((row) => ({ name: row.name ?? "", address: row.email ?? "" })),
  };
}

export async function replaceRules(tx: Db, eventId: string, rules: AudienceRules): Promise<void> {
  await tx.deleteFrom("event_audiences").where("event_id", "=", eventId).execute();
  const row = { event_id: eventId, node_id: null, circle_id: null, person_id: null, email: null, name: null };
  const rows = [
    ...rules.node_ids.map((node_id) => ({ ...row, id: newId(), kind: "node", node_id })),
    ...rules.counterpart_node_ids.map((node_id) => ({ ...row, id: newId(), kind: "counterparts", node_id })),
    ...(rules.circle_ids ?? []).map((circle_id) => ({ ...row, id: newId(), kind: "circle", circle_id })),
    ...rules.person_ids.map((person_id) => ({ ...row, id: newId(), kind: "person", person_id })),
    ...rules.outside.map(({ address, name }) => ({ ...row, id: newId(), kind: "outside", email: address, name })),
  ];
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    await tx
      .insertInto("event_audiences")
      .values(rows.slice(from, from + ROWS_A_STATEMENT))
      .execute();
  }
}

type Found = Omit<Invitee, "way">;

/** Those of some nodes (`of_node` 1) and those chosen by name. Suspended people, and those who never confirmed that the address is theirs, are not called by any rule. */
async function people(db: Db, nodeIds: string[], personIds: string[], now: string): Promise<(Found & { of_node: number })[]> {
  if (nodeIds.length + personIds.length === 0) return [];
  const members = nodeIds.length > 0 ? membersOf(nodeIds, now) : sql`SELECT '' AS person_id`;
  const chosen = personIds.length > 0 ? sql`UNION SELECT c.id FROM people c WHERE c.id IN (${sql.join(personIds)})` : sql``;
  const { rows } = await sql<Found & { of_node: number }>`
    SELECT p.id AS person_id, p.email, p.name, p.establishment_id, CASE WHEN p.id IN (${members}) THEN 1 ELSE 0 END AS of_node FROM people p
    WHERE p.suspended_at IS NULL AND p.email_confirmed_at IS NOT NULL AND p.id IN (${members} ${chosen}) ORDER BY p.id`.execute(db);
  return rows;
}

/** Everyone a set of rules comes to at `now`, each once: by address, and by person where two addresses are one. At most four queries. */
export async function expand(db: Db, rules: AudienceRules, now: string): Promise<Invitee[]> {
  const all: Invitee[] = [];
  const add = (way: Way, found: Found[]) => all.push(...found.map(({ person_id, email, name, establishment_id }) => ({ person_id, email, name, establishment_id, way })));
  const { node_ids, counterpart_node_ids, person_ids, outside } = rules;
  const [circle] = rules.circle_ids ?? [];
  const voices = new Set(circle ? (await voicesOf(db, circle, now)).map((voice) => voice.person_id) : []);
  const known = await people(db, node_ids, [...person_ids, ...voices], now);
  const speaks = (one: Found) => one.person_id !== null && voices.has(one.person_id);
  add("circle", known.filter(speaks));
  add(
    "nodes",
    known.filter((one) => one.of_node === 1 && !speaks(one)),
  );
  if (counterpart_node_ids.length > 0) add("counterparts", await counterpartsOf(db, counterpart_node_ids));
  add(
    "people",
    known.filter((one) => one.of_node === 0 && !speaks(one)),
  );
  if (outside.length > 0) add("outside", await outsideGuests(db, outside));
  const addresses = new Set<string>();
  const persons = new Set<string | null>();
  return all.filter((one) => {
    if (addresses.has(one.email) || (one.person_id && persons.has(one.person_id))) return false;
    addresses.add(one.email);
    persons.add(one.person_id);
    return true;
  });
}

/** Those who are in, and those who coordinate today, which not all do as members. */
function membersOf(nodeIds: string[], now: string) {
  return sql`SELECT m.person_id FROM memberships m WHERE m.node_id IN (${sql.join(nodeIds)}) AND m.open = 1 AND m.joined_at IS NOT NULL
    UNION ${coordinatorIdsOf(nodeIds, now)}`;
}

/** The counterparts of a node's schools: its own and those of its members. Each comes for the school that named them. */
async function counterpartsOf(db: Db, nodeIds: string[]): Promise<Found[]> {
  const nodes = sql.join(nodeIds);
  const { rows } = await sql<Found>`
    SELECT p.id AS person_id, p.email, p.name, c.establishment_id FROM counterparts c JOIN people p ON p.id = c.person_id
    WHERE c.ended_at IS NULL AND p.suspended_at IS NULL AND p.email_confirmed_at IS NOT NULL AND c.establishment_id IN (
      SELECT ne.establishment_id FROM node_establishments ne WHERE ne.node_id IN (${nodes}) AND ne.until IS NULL
      UNION SELECT mp.establishment_id FROM memberships m JOIN people mp ON mp.id = m.person_id
        WHERE m.node_id IN (${nodes}) AND m.open = 1 AND m.joined_at IS NOT NULL AND mp.establishment_id IS NOT NULL)
    ORDER BY p.id, c.named_at`.execute(db);
  return rows;
}

/** An address that belongs to a registered person is that person, by the name they gave themselves. */
async function outsideGuests(db: Db, outside: AudienceRules["outside"]): Promise<Found[]> {
  const known = await db
    .selectFrom("people")
    .select(["id", "email", "name", "establishment_id", "suspended_at"])
    .where(
      "email",
      "in",
      outside.map((one) => one.address),
    )
    .execute();
  const byAddress = new Map(known.map((person) => [person.email, person]));
  return outside
    .filter((one) => !byAddress.get(one.address)?.suspended_at)
    .map(({ address, name }) => {
      const person = byAddress.get(address);
      return { person_id: person?.id ?? null, email: address, name: person?.name ?? name, establishment_id: person?.establishment_id ?? null };
    });
}

/** Of these, the people who are there and not suspended, by name. */
export async function listLivingPeople(db: Db, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return [];
  return db.selectFrom("people").select(["id", "name"]).where("id", "in", ids).where("suspended_at", "is", null).orderBy("search_text").execute();
}

/** No rule names this person any more. */
export async function deleteRulesNaming(tx: Db, eventId: string, who: { person_id: string | null; email: string }): Promise<void> {
  await tx
    .deleteFrom("event_audiences")
    .where("event_id", "=", eventId)
    .where((eb) => eb.or([eb("email", "=", who.email), ...(who.person_id ? [eb("person_id", "=", who.person_id)] : [])]))
    .execute();
}

export interface Clash {
  person_id: string | null;
  email: string;
  name: string;
  establishment: string | null;
  event_id: string;
  event_title: string;
  starts_at: string;
  ends_at: string;
  zone: string;
}

/** From when to when; `earliest`: nothing that begins before lasts so long. */
export interface Span {
  starts_at: string;
  ends_at: string;
  earliest: string;
}

/** Everyone who holds an invitation, not turned down, to something else at one of those times. One query. */
export async function listClashes(db: Db, eventId: string, spans: readonly Span[]): Promise<Clash[]> {
  if (spans.length === 0) return [];
  return db
    .selectFrom("events as e")
    .innerJoin("invitations as i", "i.event_id", "e.id")
    .leftJoin("establishments as s", "s.id", "i.establishment_id")
    .select(["i.person_id", "i.email", "i.name", "s.name as establishment", "e.id as event_id", "e.title as event_title", "e.starts_at", "e.ends_at", "e.zone"])
    .where("e.status", "=", "published")
    .where((eb) => eb.or(spans.map((span) => eb.and([eb("e.starts_at", "<", span.ends_at), eb("e.starts_at", ">", span.earliest), eb("e.ends_at", ">", span.starts_at)]))))
    .where("e.id", "!=", eventId)
    .where("i.removed_at", "is", null)
    .where((eb) => eb.or([eb("i.answer", "is", null), eb("i.answer", "!=", "no")]))
    .orderBy("e.starts_at")
    .orderBy("i.name")
    .execute();
}
