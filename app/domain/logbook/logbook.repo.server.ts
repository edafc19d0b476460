/** Reading the logbook. Every read goes through `readsLogbook`: what one may not see is in no list, search, count or export. */
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { MAIN_ZONE, wallToInstant } from "#app/i18n/zones.ts";
import type { Db } from "#db/create.ts";
import { agreementHasWords } from "#db/dialect.server.ts";
import { AGREEMENT_STATES, type AgreementState } from "./agreement-state.ts";
import type { LogbookQuery } from "./logbook-search.ts";
import { readsLogbook } from "./logbook-visibility.server.ts";

/** Which logbook: of a circle, of a node (all its circles), or of the network. */
export interface Scope {
  circleId?: string | undefined;
  nodeId?: string | undefined;
}

export interface LogbookFilter extends Scope {
  state?: AgreementState | undefined;
  kind?: string | undefined;
  year?: number | undefined;
  query?: LogbookQuery | undefined;
}

/** agreement-state.ts, as SQL over the alias `a`. */
function stateSql(today: string): RawBuilder<AgreementState> {
  return sql<AgreementState>`CASE WHEN a.superseded_at IS NOT NULL THEN 'superseded' WHEN a.ended_at IS NOT NULL THEN 'ended'
    WHEN a.expires_on IS NOT NULL AND a.expires_on < ${today} THEN 'expired' WHEN a.review_due_at IS NOT NULL THEN 'in_review' ELSE 'in_force' END`;
}

/** Of the mainland's clock. */
function newYear(year: number): string {
  const found = wallToInstant(`${year}-01-01T00:00`, MAIN_ZONE);
  return found.ok ? found.instant : `${year}-01-01T03:00:00.000Z`;
}

function within(db: Db, actor: Actor | null, { circleId, nodeId, kind, year, query }: LogbookFilter) {
  let rows = db.selectFrom("circle_agreements as a").innerJoin("circles as c", "c.id", "a.circle_id").where(readsLogbook(actor));
  if (circleId) rows = rows.where("a.circle_id", "=", circleId);
  if (nodeId) rows = rows.where("a.node_id", "=", nodeId);
  if (kind) rows = rows.where("a.kind", "=", kind);
  if (year) rows = rows.where("a.adopted_at", ">=", newYear(year)).where("a.adopted_at", "<", newYear(year + 1));
  if (query) {
    rows = rows.where(agreementHasWords(db, "a", query.stems));
    // Of the few that the index found: no wildcard can be in a phrase.
    for (const phrase of query.phrases) rows = rows.where(sql<SqlBool>`(' ' || a.search_text || ' ') LIKE ${`% ${phrase} %`}`);
  }
  return rows;
}

const shown = (today: string) =>
  [
    "a.id",
    "a.number",
    "a.kind",
    "a.title",
    "a.driver",
    "a.body_html",
    "a.body_md",
    "a.adopted_at",
    "a.review_on",
    "a.review_due_at",
    "a.expires_on",
    "a.superseded_by",
    "a.superseded_at",
    "a.ended_at",
    "a.ended_note",
    "a.circle_id",
    "c.name as circle",
    "n.name as node",
    "n.slug as node_slug",
    "r.name as role",
    "p.name as owner",
    "p.name_public_at as owner_public_at",
    "later.number as superseded_by_number",
    stateSql(today).as("state"),
  ] as const;

function listed(db: Db, actor: Actor | null, filter: LogbookFilter, today: string) {
  let rows = within(db, actor, filter)
    .leftJoin("nodes as n", "n.id", "a.node_id")
    .leftJoin("circle_roles as r", "r.id", "a.role_id")
    .leftJoin("people as p", "p.id", "a.owner_person_id")
    .leftJoin("circle_agreements as later", "later.id", "a.superseded_by")
    .select([...shown(today)]);
  if (filter.state) rows = rows.where(stateSql(today), "=", filter.state);
  return rows.orderBy("a.adopted_at", "desc").orderBy("a.number", "desc").orderBy("a.id", "desc");
}

export type LogbookRow = Awaited<ReturnType<ReturnType<typeof listed>["execute"]>>[number];

/** The last adopted first. */
export async function listLogbook(
  db: Db,
  actor: Actor | null,
  filter: LogbookFilter,
  { today, page = 1, size }: { today: string; page?: number; size: number },
): Promise<LogbookRow[]> {
  return listed(db, actor, filter, today)
    .limit(size)
    .offset((page - 1) * size)
    .execute();
}

type StateCounts = Record<AgreementState, number>;

/** How many there are in each state, of those that everything else in the filter leaves. */
export async function countStates(db: Db, actor: Actor | null, filter: LogbookFilter, today: string): Promise<StateCounts> {
  const rows = await within(db, actor, filter)
    .select([stateSql(today).as("state"), sql<number>`count(*)`.as("found")])
    .groupBy(sql`1`)
    .execute();
  const counts = Object.fromEntries(AGREEMENT_STATES.map((state) => [state, 0])) as StateCounts;
  for (const row of rows) counts[row.state] = Number(row.found);
  return counts;
}

interface LogbookCircle {
  id: string;
  name: string;
  found: number;
  first: string;
  last: string;
}

/** The circles that have agreements here, and from when to when: what can be chosen in the filter. */
export async function listLogbookCircles(db: Db, actor: Actor | null, scope: Scope, limit = 200): Promise<LogbookCircle[]> {
  return within(db, actor, scope)
    .select(["c.id", "c.name", sql<number>`count(*)`.as("found"), sql<string>`min(a.adopted_at)`.as("first"), sql<string>`max(a.adopted_at)`.as("last")])
    .groupBy(["c.id", "c.name", "c.search_text"])
    .orderBy("c.search_text")
    .orderBy("c.id")
    .limit(limit)
    .execute();
}

function detailed(db: Db, actor: Actor | null, today: string) {
  return listed(db, actor, {}, today)
    .leftJoin("processes as x", "x.id", "a.process_id")
    .leftJoin("events as v", "v.id", "a.event_id")
    .leftJoin("people as w", "w.id", "a.adopted_by")
    .select(["a.role_id", "a.owner_person_id", "a.reviewed_at", "a.event_id", "a.process_id", "w.name as written_by"])
    .select(["c.node_id", "c.parent_id", "c.top", "c.logbook", "c.closed_at", "n.colour as node_colour", "n.glyph as node_glyph"])
    .select(["x.title as process_title", "x.facilitator_person_id", "x.author_person_id", "v.title as meeting"]);
}

export type AgreementDetail = NonNullable<Awaited<ReturnType<ReturnType<typeof detailed>["executeTakeFirst"]>>>;

export async function findVisibleAgreement(db: Db, actor: Actor | null, id: string, today: string): Promise<AgreementDetail | null> {
  return (await detailed(db, actor, today).where("a.id", "=", id).executeTakeFirst()) ?? null;
}

interface ChainLink {
  id: string;
  number: number;
  title: string;
  adopted_at: string;
  superseded_at: string | null;
}

/** What it replaced and what replaced it, the oldest first, itself among them; all are of one circle. Alone: only itself. */
export async function listChain(db: Db, id: string): Promise<ChainLink[]> {
  const { rows } = await sql<ChainLink>`
    WITH RECURSIVE older(id) AS (SELECT ${id} UNION SELECT a.id FROM circle_agreements a JOIN older o ON a.superseded_by = o.id),
      newer(id) AS (SELECT ${id} UNION SELECT a.superseded_by FROM circle_agreements a JOIN newer o ON a.id = o.id WHERE a.superseded_by IS NOT NULL)
    SELECT a.id, a.number, a.title, a.adopted_at, a.superseded_at FROM circle_agreements a
    WHERE a.id IN (SELECT id FROM older UNION SELECT id FROM newer) ORDER BY a.number LIMIT 60`.execute(db);
  return rows;
}

interface TensionOfAgreement {
  id: string;
  title: string;
  situation: string;
  source: string;
  raised_at: string;
  raised_by: string | null;
  event_id: string | null;
  meeting: string | null;
  process_id: string | null;
  settled_at: string | null;
  settled_note: string;
}

/** What its reviews and objections brought up, the last first. For those who may see inside the circle. */
export async function listTensionsOf(db: Db, agreementId: string): Promise<TensionOfAgreement[]> {
  return db
    .selectFrom("tensions as t")
    .leftJoin("people as p", "p.id", "t.raised_by")
    .leftJoin("events as v", "v.id", "t.event_id")
    .select([
      "t.id",
      "t.title",
      "t.situation",
      "t.source",
      "t.raised_at",
      "p.name as raised_by",
      "t.event_id",
      "v.title as meeting",
      "t.process_id",
      "t.settled_at",
      "t.settled_note",
    ])
    .where("t.agreement_id", "=", agreementId)
    .orderBy("t.raised_at", "desc")
    .orderBy("t.id", "desc")
    .limit(50)
    .execute();
}
