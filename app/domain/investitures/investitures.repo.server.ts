import { type Insertable, sql } from "kysely";
import type { InvestituresTable } from "#db/circle-tables.ts";
import type { Db } from "#db/create.ts";
import { inForce } from "#db/in-force.ts";

export interface InvestedRow {
  term_id: string;
  role: string;
  purpose: string;
  person_id: string | null;
  name: string;
  name_public_at: string | null;
  organisation: string;
  school: string | null;
  since: string;
  ends_at: string | null;
}

const invested = (db: Db) =>
  db
    .selectFrom("role_terms as t")
    .innerJoin("circle_roles as r", "r.id", "t.role_id")
    .leftJoin("people as p", "p.id", "t.person_id")
    .leftJoin("establishments as e", "e.id", "p.establishment_id")
    .select(["t.id as term_id", "r.name as role", "r.purpose", "t.person_id", "p.name_public_at", "e.name as school", "t.since", "t.ends_at"])
    .select([sql<string>`coalesce(p.name, t.external_name)`.as("name"), sql<string>`coalesce(p.organisation, t.external_organisation)`.as("organisation")]);

/** Who holds the roles of a circle now, in the order of the roles, and in how many investitures their term stands. */
export async function listCandidates(db: Db, circleId: string, now: string): Promise<(InvestedRow & { presented: number })[]> {
  return invested(db)
    .select(sql<number>`(SELECT count(*) FROM investiture_terms i WHERE i.term_id = t.id)`.as("presented"))
    .where("t.circle_id", "=", circleId)
    .where("r.archived_at", "is", null)
    .where(inForce("t", now))
    .orderBy("r.position")
    .orderBy("t.id")
    .limit(60)
    .execute();
}

/** Whom an investiture presents. Their terms may be over by now. */
export async function listInvested(db: Db, investitureId: string): Promise<InvestedRow[]> {
  return invested(db)
    .innerJoin("investiture_terms as i", "i.term_id", "t.id")
    .where("i.investiture_id", "=", investitureId)
    .orderBy("r.position")
    .orderBy("t.id")
    .limit(60)
    .execute();
}

export interface InvestitureRow {
  id: string;
  circle_id: string;
  circle_name: string;
  circle_purpose: string;
  node_id: string | null;
  node_slug: string | null;
  node_name: string | null;
  node_colour: number | null;
  node_glyph: string | null;
  title: string;
  message_html: string;
  audience: string;
  published_at: string;
  published_by: string | null;
  cursor: string;
  sent_at: string | null;
}

export async function findInvestiture(db: Db, id: string): Promise<InvestitureRow | undefined> {
  return db
    .selectFrom("investitures as i")
    .innerJoin("circles as c", "c.id", "i.circle_id")
    .leftJoin("nodes as n", "n.id", "i.node_id")
    .select(["i.id", "i.circle_id", "i.node_id", "i.title", "i.message_html", "i.audience", "i.published_at", "i.published_by", "i.cursor", "i.sent_at"])
    .select(["c.name as circle_name", "c.purpose as circle_purpose", "n.slug as node_slug", "n.name as node_name", "n.colour as node_colour", "n.glyph as node_glyph"])
    .where("i.id", "=", id)
    .executeTakeFirst();
}

export interface InvestitureListItem {
  id: string;
  title: string;
  published_at: string;
  /** How many it presents. */
  people: number;
}

/** The latest of a circle. */
export async function listInvestitures(db: Db, circleId: string, limit = 5): Promise<InvestitureListItem[]> {
  return db
    .selectFrom("investitures as i")
    .select(["i.id", "i.title", "i.published_at"])
    .select(sql<number>`(SELECT count(*) FROM investiture_terms t WHERE t.investiture_id = i.id)`.as("people"))
    .where("i.circle_id", "=", circleId)
    .orderBy("i.published_at", "desc")
    .limit(limit)
    .execute();
}

/** False where it stands already. */
export async function insertInvestiture(tx: Db, row: Insertable<InvestituresTable>, termIds: readonly string[]): Promise<boolean> {
  const done = await tx
    .insertInto("investitures")
    .values(row)
    .onConflict((oc) => oc.column("id").doNothing())
    .executeTakeFirst();
  if (Number(done.numInsertedOrUpdatedRows ?? 0) === 0) return false;
  await tx
    .insertInto("investiture_terms")
    .values(termIds.map((term_id) => ({ investiture_id: row.id, term_id })))
    .execute();
  return true;
}

export async function listUnsent(db: Db): Promise<{ id: string }[]> {
  return db.selectFrom("investitures").select("id").where("sent_at", "is", null).orderBy("published_at").limit(20).execute();
}

export async function updateSending(tx: Db, id: string, change: { cursor: string; sent_at?: string }): Promise<void> {
  await tx.updateTable("investitures").set(change).where("id", "=", id).execute();
}

export interface Reader {
  id: string;
  name: string;
  email: string;
}

interface Readers {
  audience: string;
  circle_id: string;
  node_id: string | null;
}

function readers(db: Db, { audience, circle_id, node_id }: Readers) {
  const mine =
    node_id === null
      ? sql<boolean>`EXISTS (SELECT 1 FROM circle_members m WHERE m.circle_id = ${circle_id} AND m.person_id = p.id AND m.until IS NULL)`
      : sql<boolean>`EXISTS (SELECT 1 FROM memberships m WHERE m.node_id = ${node_id} AND m.person_id = p.id AND m.open = 1 AND m.joined_at IS NOT NULL)`;
  return db
    .selectFrom("people as p")
    .where("p.suspended_at", "is", null)
    .where("p.email_confirmed_at", "is not", null)
    .where("p.mail_nodes", "=", 1)
    .where(sql<boolean>`NOT EXISTS (SELECT 1 FROM mail_stops s WHERE s.email = p.email AND s.scope = 'all')`)
    .where(audience === "network" ? sql<boolean>`1 = 1` : audience === "node" ? mine : sql<boolean>`1 = 0`);
}

/** The next ones to write to, after `cursor`. */
export async function listReaders(db: Db, of: Readers, cursor: string, limit: number): Promise<Reader[]> {
  return readers(db, of).select(["p.id", "p.name", "p.email"]).where("p.id", ">", cursor).orderBy("p.id").limit(limit).execute();
}

/** How many each choice would reach, in one query. */
export async function countReaders(db: Db, of: Omit<Readers, "audience">): Promise<{ node: number; network: number }> {
  const count = (audience: string) => readers(db, { ...of, audience }).select((eb) => eb.fn.countAll<number>().as("found"));
  return db
    .selectNoFrom([count("node").as("node"), count("network").as("network")])
    .executeTakeFirstOrThrow()
    .then(({ node, network }) => ({ node: node ?? 0, network: network ?? 0 }));
}
