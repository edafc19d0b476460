/** Reads and writes of calls, their forms and their rubrics. */
import { type Insertable, type Selectable, type SqlBool, sql, type Updateable } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import type { Zone } from "#app/i18n/zones.ts";
import type { CallsTable } from "#db/call-tables.ts";
import type { Db } from "#db/create.ts";
import { likeWords } from "#db/dialect.server.ts";
import { searchText } from "#db/search-text.ts";
import { nodesCalling } from "./call.policy.ts";
import type { CallChangeKind, CallKind, CallVisibility, CallWork, Criterion, Question, QuestionKind, RubricLevel } from "./call.ts";
import { callListedFor, callVisibleTo } from "./visibility.server.ts";

type CallRow = Omit<Selectable<CallsTable>, "kind" | "visibility" | "work" | "zone"> & { kind: CallKind; visibility: CallVisibility; work: CallWork; zone: Zone };

export interface CallNode {
  id: string;
  slug: string;
  name: string;
  colour: number;
  glyph: string;
}

/** A call as whoever may see it finds it; in which phase it is, phaseOf() says. */
export interface StandingCall extends CallRow {
  /** Who organises; null: the network. */
  node: CallNode | null;
  /** The actor sits in its jury, or was asked to and has not answered. */
  juror: boolean;
}

interface NodeColumns {
  node_slug: string | null;
  node_name: string | null;
  node_colour: number | null;
  node_glyph: string | null;
}

const NODE_COLUMNS = sql`n.slug AS node_slug, n.name AS node_name, n.colour AS node_colour, n.glyph AS node_glyph`;

/** What the actor may see, by its address or its id. */
export async function findCall(db: Db, actor: Actor | null, by: { slug: string } | { id: string }): Promise<StandingCall | null> {
  const is = "id" in by ? sql`k.id = ${by.id}` : sql`k.slug = ${by.slug}`;
  const { rows } = await sql<CallRow & NodeColumns & { juror_rows: number }>`SELECT k.*, ${NODE_COLUMNS},
      (SELECT COUNT(*) FROM call_jurors j WHERE j.call_id = k.id AND j.person_id = ${actor?.id ?? ""} AND j.removed_at IS NULL AND j.declined_at IS NULL) AS juror_rows
    FROM calls k LEFT JOIN nodes n ON n.id = k.node_id WHERE ${is} AND ${callVisibleTo(actor)}`.execute(db);
  const found = rows[0];
  if (!found) return null;
  const { juror_rows, ...row } = found;
  return { ...withNode(row), juror: juror_rows > 0 };
}

function withNode<T extends NodeColumns & { node_id: string | null }>(row: T): Omit<T, keyof NodeColumns> & { node: CallNode | null } {
  const { node_slug, node_name, node_colour, node_glyph, ...rest } = row;
  const node = row.node_id && node_slug ? { id: row.node_id, slug: node_slug, name: node_name ?? "", colour: node_colour ?? 1, glyph: node_glyph ?? "" } : null;
  return { ...rest, node };
}

export interface CallCard {
  id: string;
  slug: string;
  kind: CallKind;
  title: string;
  summary: string;
  zone: Zone;
  opens_at: string;
  closes_at: string;
  published_at: string | null;
  cancelled_at: string | null;
  results_at: string | null;
  archived_at: string | null;
  node: CallNode | null;
}

/** `drafts`: of those that the actor organises, not published or put away. */
export type CallState = "open" | "assessing" | "decided" | "past" | "drafts";

export interface CallFilter {
  state?: CallState;
  nodeId?: string;
  q?: string;
  page: number;
  size: number;
}

const CARD = sql`k.id, k.slug, k.kind, k.title, k.summary, k.zone, k.opens_at, k.closes_at, k.published_at, k.cancelled_at, k.results_at, k.archived_at, k.node_id`;

/** One page of what the actor may find. Open ones by the nearest closing, all others the latest first. */
export async function listCalls(db: Db, actor: Actor | null, filter: CallFilter, now: string): Promise<{ rows: CallCard[]; total: number }> {
  const { state, nodeId, q, page, size } = filter;
  const conditions = [state === "drafts" ? organisedApart(actor) : callListedFor(actor), inState(state, now)];
  if (nodeId) conditions.push(sql<SqlBool>`k.node_id = ${nodeId}`);
  if (q) conditions.push(sql<SqlBool>`${likeWords("k.search_text", searchText(q))}`);
  const order = state === "open" ? sql`k.closes_at, k.id` : sql`k.closes_at DESC, k.id DESC`;
  const { rows } = await sql<Omit<CallCard, "node"> & { node_id: string | null; total: number } & NodeColumns>`
    SELECT ${CARD}, ${NODE_COLUMNS}, COUNT(*) OVER () AS total FROM calls k LEFT JOIN nodes n ON n.id = k.node_id
    WHERE ${sql.join(conditions, sql` AND `)} ORDER BY ${order} LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(db);
  const cards = rows.map((row) => {
    const { total: _total, node_id: _node, ...card } = withNode(row);
    return card;
  });
  return { rows: cards, total: rows[0]?.total ?? 0 };
}

function organisedApart(actor: Actor | null) {
  if (!actor) return sql<SqlBool>`1 = 0`;
  const nodes = nodesCalling(actor);
  const organised = actor.admin ? sql`1 = 1` : nodes.length === 0 ? sql`1 = 0` : sql`k.node_id IN (${sql.join(nodes)})`;
  return sql<SqlBool>`(${organised} AND (k.published_at IS NULL OR k.archived_at IS NOT NULL))`;
}

function inState(state: CallState | undefined, now: string) {
  if (state === "open") return sql<SqlBool>`k.cancelled_at IS NULL AND k.results_at IS NULL AND k.closes_at > ${now}`;
  if (state === "assessing") return sql<SqlBool>`k.cancelled_at IS NULL AND k.results_at IS NULL AND k.closes_at <= ${now}`;
  if (state === "decided") return sql<SqlBool>`k.cancelled_at IS NULL AND k.results_at IS NOT NULL`;
  if (state === "past") return sql<SqlBool>`(k.cancelled_at IS NOT NULL OR k.results_at IS NOT NULL OR k.closes_at <= ${now})`;
  return sql<SqlBool>`1 = 1`;
}

const strings = (json: string): string[] => JSON.parse(json) as string[];

/** The form, in order. */
export async function questionsOf(db: Db, callId: string): Promise<Question[]> {
  const rows = await db.selectFrom("call_questions").selectAll().where("call_id", "=", callId).orderBy("position").orderBy("id").execute();
  return rows.map(({ id, kind, label, hint, required, most, options, identifies }) => ({
    ...{ id, kind: kind as QuestionKind, label, hint, most },
    ...{ required: required === 1, options: strings(options), identifies: identifies === 1 },
  }));
}

/** The rubric, in order. */
export async function criteriaOf(db: Db, callId: string): Promise<Criterion[]> {
  const rows = await db.selectFrom("call_criteria").selectAll().where("call_id", "=", callId).orderBy("position").orderBy("id").execute();
  return rows.map(({ id, name, description, weight, levels }) => ({ id, name, description, weight, levels: JSON.parse(levels) as RubricLevel[] }));
}

export interface CallChange {
  id: string;
  kind: CallChangeKind;
  note: string;
  at: string;
  by: string | null;
}

/** What has happened to it, the latest first. */
export async function changesOf(db: Db, callId: string): Promise<CallChange[]> {
  const rows = await db
    .selectFrom("call_changes as c")
    .leftJoin("people as p", "p.id", "c.by_person_id")
    .select(["c.id", "c.kind", "c.note", "c.at", "p.name as by"])
    .where("c.call_id", "=", callId)
    .orderBy("c.at", "desc")
    .orderBy("c.id", "desc")
    .limit(100)
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as CallChangeKind }));
}

/** Whether somebody has sent an application in (withdrawn or put out since, too), and whether somebody of the jury has assessed. */
export async function begunOf(db: Db, callId: string): Promise<{ applied: boolean; assessed: boolean }> {
  const { rows } = await sql<{ applied: number; assessed: number }>`SELECT
    (SELECT COUNT(*) FROM (SELECT 1 FROM applications a WHERE a.call_id = ${callId} AND a.submitted_at IS NOT NULL LIMIT 1) x) AS applied,
    (SELECT COUNT(*) FROM (SELECT 1 FROM assessments s WHERE s.call_id = ${callId} LIMIT 1) y) AS assessed`.execute(db);
  return { applied: (rows[0]?.applied ?? 0) > 0, assessed: (rows[0]?.assessed ?? 0) > 0 };
}

/** How many questions, criteria and people of the jury it has. */
export async function partsOf(db: Db, callId: string): Promise<{ questions: number; criteria: number; jurors: number }> {
  const { rows } = await sql<{ questions: number; criteria: number; jurors: number }>`SELECT
    (SELECT COUNT(*) FROM call_questions q WHERE q.call_id = ${callId}) AS questions,
    (SELECT COUNT(*) FROM call_criteria c WHERE c.call_id = ${callId}) AS criteria,
    (SELECT COUNT(*) FROM call_jurors j WHERE j.call_id = ${callId} AND j.removed_at IS NULL AND j.declined_at IS NULL) AS jurors`.execute(db);
  return rows[0] ?? { questions: 0, criteria: 0, jurors: 0 };
}

export async function insertCall(tx: Db, row: Insertable<CallsTable>): Promise<void> {
  await tx.insertInto("calls").values(row).execute();
}

export async function updateCall(tx: Db, id: string, change: Updateable<CallsTable>): Promise<void> {
  await tx.updateTable("calls").set(change).where("id", "=", id).execute();
}
