/** Reads and writes of applications. Who sees which is in visibility.server.ts; what of it, in sight.ts. */
import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { attachmentsOf } from "#app/domain/files/attachments.repo.server.ts";
import type { Attachment } from "#app/domain/files/file.ts";
import { resourceVisibleTo } from "#app/domain/resources/visibility.server.ts";
import type { ApplicationsTable } from "#db/call-tables.ts";
import type { Db } from "#db/create.ts";
import { searchPattern } from "#db/search-text.ts";
import type { ApplicationCard, ApplicationPage } from "./application.ts";
import type { ApplicationState } from "./call.ts";
import { questionsOf } from "./calls.repo.server.ts";
import { cardFor, pageFor, sightOf } from "./sight.ts";
import { applicationVisibleTo } from "./visibility.server.ts";

export type ApplicationRow = Selectable<ApplicationsTable>;

/** Of its call, of who applies and of whoever asks: what every reading of an application needs. */
interface Around {
  call_slug: string;
  call_title: string;
  call_kind: string;
  call_work: string;
  blind: number;
  zone: string;
  opens_at: string;
  closes_at: string;
  published_at: string | null;
  cancelled_at: string | null;
  archived_at: string | null;
  results_at: string | null;
  files_most: number;
  node_id: string | null;
  who: string | null;
  email: string | null;
  school_slug: string | null;
  school: string | null;
  comuna: string | null;
  resource_slug: string | null;
  resource_title: string | null;
  /** Whether whoever asks sits in its jury. */
  juror: number;
}

export type ReadRow = ApplicationRow & Around;

const around = (actor: Actor | null) => sql`k.slug AS call_slug, k.title AS call_title, k.kind AS call_kind, k.work AS call_work, k.blind, k.zone, k.opens_at,
  k.closes_at, k.published_at, k.cancelled_at, k.archived_at, k.results_at, k.files_most, k.node_id, p.name AS who, p.email,
  e.slug AS school_slug, e.name AS school, c.name AS comuna, r.slug AS resource_slug, r.title AS resource_title,
  (SELECT COUNT(*) FROM call_jurors j WHERE j.call_id = k.id AND j.person_id = ${actor?.id ?? ""} AND j.accepted_at IS NOT NULL AND j.removed_at IS NULL) AS juror`;

const joined = (actor: Actor | null) => sql`applications a JOIN calls k ON k.id = a.call_id LEFT JOIN people p ON p.id = a.person_id
  LEFT JOIN establishments e ON e.id = a.establishment_id LEFT JOIN comunas c ON c.code = e.comuna_code
  LEFT JOIN resources r ON r.id = a.resource_id AND ${resourceVisibleTo(actor)}`;

async function readRow(db: Db, actor: Actor | null, id: string, now: string): Promise<ReadRow | undefined> {
  const { rows } = await sql<ReadRow>`SELECT a.*, ${around(actor)} FROM ${joined(actor)} WHERE a.id = ${id} AND ${applicationVisibleTo(actor, now)}`.execute(db);
  return rows[0];
}

/** An application as this reader may know it; null: to them there is none. */
export async function findApplication(db: Db, actor: Actor | null, id: string, now: string): Promise<ApplicationPage | null> {
  if (!actor) return null;
  const row = await readRow(db, actor, id, now);
  if (!row) return null;
  const files = await attachmentsOf(db, "application", [id]);
  return pageFor(actor, row, await questionsOf(db, row.call_id), files, now);
}

/** How a reader would find its files: who may not know whose they are gets them under other names. */
export async function filesSeen(db: Db, actor: Actor | null, id: string, now: string): Promise<{ own: boolean; files: Attachment[] | null } | null> {
  const row = actor ? await readRow(db, actor, id, now) : undefined;
  if (!actor || !row) return null;
  const sight = sightOf(actor, row);
  if (sight !== "blind") return { own: sight === "own", files: null };
  return { own: false, files: pageFor(actor, row, [], await attachmentsOf(db, "application", [id]), now).files };
}

interface ApplicationFilter {
  state?: ApplicationState | undefined;
  q?: string | undefined;
  page: number;
  size: number;
  now: string;
}

/** The applications to a call that stand, and that the actor may see, by number. Whoever must not know whose they are cannot look for names. */
export async function listApplications(db: Db, actor: Actor | null, callId: string, filter: ApplicationFilter): Promise<{ rows: ApplicationCard[]; total: number }> {
  if (!actor) return { rows: [], total: 0 };
  const { state, q, page, size, now } = filter;
  const words = q ? searchPattern(q) : null;
  const { rows } = await sql<ReadRow & { files: number; total: number }>`SELECT a.*, ${around(actor)}, COUNT(*) OVER () AS total,
      (SELECT COUNT(*) FROM attachments t WHERE t.owner_kind = 'application' AND t.owner_id = a.id) AS files
    FROM ${joined(actor)} WHERE a.call_id = ${callId} AND a.state IN ('submitted', 'out') AND ${applicationVisibleTo(actor, now)}
      ${state ? sql`AND a.state = ${state}` : sql``}
      ${words ? sql`AND (a.search_text LIKE ${words} ESCAPE '\\' OR p.search_text LIKE ${words} ESCAPE '\\' OR e.search_text LIKE ${words} ESCAPE '\\')` : sql``}
    ORDER BY a.number, a.id LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(db);
  return { rows: rows.map((row) => cardFor(actor, row)), total: rows[0]?.total ?? 0 };
}

const MOST = 5_000;

/** All that was sent in to a call, as this reader may know it, for a spreadsheet. */
export async function listForTable(db: Db, actor: Actor, callId: string, now: string) {
  const questions = await questionsOf(db, callId);
  const { rows } = await sql<ReadRow>`SELECT a.*, ${around(actor)} FROM ${joined(actor)}
    WHERE a.call_id = ${callId} AND a.state IN ('submitted', 'out') AND ${applicationVisibleTo(actor, now)} ORDER BY a.number, a.id LIMIT ${MOST}`.execute(db);
  return { questions, pages: rows.map((row) => pageFor(actor, row, questions, [], now)) };
}

/** How many there are in each state, drafts too: how many are being written is all that is told of them. */
export async function countApplications(db: Db, callId: string): Promise<Record<ApplicationState, number>> {
  const rows = await db
    .selectFrom("applications")
    .select((eb) => ["state", eb.fn.countAll<number>().as("count")])
    .where("call_id", "=", callId)
    .groupBy("state")
    .execute();
  const of = (state: ApplicationState) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return { draft: of("draft"), submitted: of("submitted"), withdrawn: of("withdrawn"), out: of("out") };
}

export interface OwnApplication {
  id: string;
  title: string;
  state: ApplicationState;
  number: number | null;
  updated_at: string;
  submitted_at: string | null;
  award: string | null;
  call: {
    slug: string;
    title: string;
    zone: string;
    opens_at: string;
    closes_at: string;
    published_at: string | null;
    cancelled_at: string | null;
    archived_at: string | null;
    results_at: string | null;
  };
}

/** One's own, the latest first; of one call where it is told. */
export async function listOwnApplications(db: Db, personId: string, { callId, page = 1, size = 24 }: { callId?: string; page?: number; size?: number } = {}) {
  const { rows } = await sql<ApplicationRow & Omit<Around, "juror"> & { total: number }>`SELECT a.id, a.title, a.state, a.number, a.updated_at, a.submitted_at, a.award,
      k.slug AS call_slug, k.title AS call_title, k.zone, k.opens_at, k.closes_at, k.published_at, k.cancelled_at, k.archived_at, k.results_at, COUNT(*) OVER () AS total
    FROM applications a JOIN calls k ON k.id = a.call_id WHERE a.person_id = ${personId} ${callId ? sql`AND k.id = ${callId}` : sql``}
    ORDER BY a.updated_at DESC, a.id DESC LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(db);
  const own = rows.map((row): OwnApplication => {
    const { call_slug: slug, call_title: title, zone, opens_at, closes_at, published_at, cancelled_at, archived_at, results_at } = row;
    const call = { slug, title, zone, opens_at, closes_at, published_at, cancelled_at, archived_at, results_at };
    const { id, number, updated_at, submitted_at } = row;
    return { id, title: row.title, state: row.state as ApplicationState, number, updated_at, submitted_at, award: results_at ? row.award : null, call };
  });
  return { rows: own, total: rows[0]?.total ?? 0 };
}

/** By id, whoever asks: for acts that look at whose it is themselves. */
export async function findApplicationRow(db: Db, id: string): Promise<ApplicationRow | undefined> {
  return db.selectFrom("applications").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Of one person in one call: all that they began, and those that count. */
export async function countOwn(tx: Db, callId: string, personId: string): Promise<{ begun: number; standing: number; sent: number }> {
  const rows = await tx.selectFrom("applications").select("state").where("call_id", "=", callId).where("person_id", "=", personId).execute();
  const of = (...states: string[]) => rows.filter((row) => states.includes(row.state)).length;
  return { begun: rows.length, standing: of("draft", "submitted", "out"), sent: of("submitted", "out") };
}

/** Under the call's turn: without gaps. */
export async function nextNumber(tx: Db, callId: string): Promise<number> {
  const { last } = await tx
    .selectFrom("applications")
    .select((eb) => eb.fn.max("number").as("last"))
    .where("call_id", "=", callId)
    .executeTakeFirstOrThrow();
  return Number(last ?? 0) + 1;
}

export async function insertApplication(tx: Db, row: Insertable<ApplicationsTable>): Promise<void> {
  await tx.insertInto("applications").values(row).execute();
}

export async function updateApplication(tx: Db, id: string, change: Updateable<ApplicationsTable>): Promise<void> {
  await tx.updateTable("applications").set(change).where("id", "=", id).execute();
}

export async function deleteApplication(tx: Db, id: string): Promise<void> {
  await tx.deleteFrom("attachments").where("owner_kind", "=", "application").where("owner_id", "=", id).execute();
  await tx.deleteFrom("applications").where("id", "=", id).execute();
}
