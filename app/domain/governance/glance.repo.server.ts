/** Governance at a glance. Everything is of open circles of nodes that live (or of the network), of one node where `nodeId` says so. */
import { type RawBuilder, sql } from "kysely";
import { isoDate } from "#app/i18n/dates.ts";
import type { Db } from "#db/create.ts";
import { inForce } from "#db/in-force.ts";
import { AHEAD_DAYS, type CohortRow, daysFrom, type Glance, LEAST_SAID, TOP_SCHOOLS } from "./glance.ts";

export interface Scope {
  now: string;
  nodeId: string | null;
  /** Whose agreements the reader may count: of circles they see inside of, besides those that the network reads. "all": administration. */
  inside: "all" | { circles: readonly string[]; nodes: readonly string[] };
}

const list = (ids: readonly string[]) => (ids.length === 0 ? sql`(NULL)` : sql`(${sql.join([...ids])})`);

const circles = ({ nodeId }: Scope) => sql`
  SELECT c.id, c.name, c.node_id, c.logbook, n.name AS node FROM circles c LEFT JOIN nodes n ON n.id = c.node_id
  WHERE c.closed_at IS NULL AND n.archived_at IS NULL ${nodeId === null ? sql`` : sql`AND c.node_id = ${nodeId}`}`;

const seats = (scope: Scope) => sql`
  SELECT t.id, t.role_id, t.circle_id, t.person_id, t.ends_at, p.gender, p.establishment_id, e.cohort
  FROM (${circles(scope)}) c JOIN circle_roles r ON r.circle_id = c.id AND r.archived_at IS NULL JOIN role_terms t ON t.role_id = r.id
    LEFT JOIN people p ON p.id = t.person_id LEFT JOIN establishments e ON e.id = p.establishment_id
  WHERE ${inForce("t", scope.now)}`;

/** Roles that nobody holds. */
const vacant = (scope: Scope) => sql`
  SELECT r.id, r.name, r.circle_id, c.name AS circle, c.node,
    (SELECT max(CASE WHEN t.until IS NULL OR t.until > t.ends_at THEN t.ends_at ELSE t.until END) FROM role_terms t WHERE t.role_id = r.id) AS since,
    EXISTS (SELECT 1 FROM role_terms t WHERE t.role_id = r.id AND t.until IS NULL AND t.ends_at <= ${scope.now}) AS ran_out
  FROM (${circles(scope)}) c JOIN circle_roles r ON r.circle_id = c.id AND r.archived_at IS NULL
  WHERE NOT EXISTS (SELECT 1 FROM role_terms t WHERE t.role_id = r.id AND ${inForce("t", scope.now)})`;

function readable({ inside }: Scope): RawBuilder<unknown> {
  if (inside === "all") return sql`1 = 1`;
  return sql`(c.logbook <> 'circle' OR c.id IN ${list(inside.circles)} OR c.node_id IN ${list(inside.nodes)})`;
}

const pastReview = (scope: Scope) => sql`
  SELECT a.id, a.number, a.title, a.review_on, a.review_due_at, c.name AS circle, r.name AS role, p.name AS owner
  FROM (${circles(scope)}) c JOIN circle_agreements a ON a.circle_id = c.id LEFT JOIN circle_roles r ON r.id = a.role_id LEFT JOIN people p ON p.id = a.owner_person_id
  WHERE a.superseded_at IS NULL AND a.ended_at IS NULL AND (a.expires_on IS NULL OR a.expires_on >= ${isoDate(scope.now)})
    AND (a.review_on < ${isoDate(scope.now)} OR a.review_due_at IS NOT NULL) AND ${readable(scope)}`;

const met = (scope: Scope) => sql`
  SELECT c.id, c.name, c.node, (SELECT max(v.ends_at) FROM events v WHERE v.circle_id = c.id AND v.status = 'published' AND v.ends_at <= ${scope.now}) AS last_at
  FROM (${circles(scope)}) c`;

const unmet = (scope: Scope) => sql`SELECT * FROM (${met(scope)}) m WHERE m.last_at IS NULL OR m.last_at <= ${daysFrom(scope.now, -AHEAD_DAYS)}`;

/** All figures, in one query. */
export async function findGlance(db: Db, scope: Scope): Promise<Glance> {
  const { rows } = await sql<Glance & { said: number; women: number }>`
    WITH seats AS (${seats(scope)}), vacant AS (${vacant(scope)}),
      per_person AS (SELECT person_id, count(*) AS n FROM seats WHERE person_id IS NOT NULL GROUP BY person_id),
      per_school AS (SELECT establishment_id, count(*) AS n FROM seats WHERE establishment_id IS NOT NULL GROUP BY establishment_id),
      holders AS (SELECT DISTINCT person_id, gender FROM seats WHERE person_id IS NOT NULL)
    SELECT (SELECT count(*) FROM (${circles(scope)}) c) AS circles,
      (SELECT count(DISTINCT role_id) FROM seats) + (SELECT count(*) FROM vacant) AS roles, (SELECT count(*) FROM vacant) AS vacant,
      (SELECT count(*) FROM vacant WHERE ran_out) AS lapsed,
      (SELECT count(*) FROM seats) AS seats, (SELECT count(*) FROM seats WHERE ends_at <= ${daysFrom(scope.now, AHEAD_DAYS)}) AS ending,
      (SELECT count(*) FROM (${pastReview(scope)}) a) AS reviews, (SELECT count(*) FROM (${unmet(scope)}) u) AS unmet,
      (SELECT count(*) FROM per_person WHERE n >= 2) AS busy_people, (SELECT coalesce(sum(n), 0) FROM per_person WHERE n >= 2) AS busy_seats,
      (SELECT coalesce(sum(n), 0) FROM per_school) AS school_seats, (SELECT count(*) FROM per_school) AS schools,
      (SELECT coalesce(sum(n), 0) FROM (SELECT n FROM per_school ORDER BY n DESC LIMIT ${TOP_SCHOOLS}) t) AS top_seats,
      (SELECT count(*) FROM holders) AS holders, (SELECT count(*) FROM holders WHERE gender IS NOT NULL) AS said,
      (SELECT count(*) FROM holders WHERE gender = 'woman') AS women`.execute(db);
  const [row] = rows;
  if (!row) throw new Error("a query of figures has one row");
  return row.said < LEAST_SAID ? { ...row, said: null, women: null } : row;
}

/** By the year in which schools joined, the newest first: member schools, and people of such schools who hold roles. */
export async function listCohorts(db: Db, scope: Scope): Promise<CohortRow[]> {
  const members =
    scope.nodeId === null
      ? sql`SELECT e.cohort FROM establishments e WHERE e.cohort IS NOT NULL`
      : sql`SELECT e.cohort FROM node_establishments m JOIN establishments e ON e.id = m.establishment_id WHERE m.node_id = ${scope.nodeId} AND m.until IS NULL AND e.cohort IS NOT NULL`;
  const { rows } = await sql<CohortRow>`
    SELECT x.cohort, sum(x.school) AS schools, sum(x.holder) AS holders FROM (
      SELECT cohort, 1 AS school, 0 AS holder FROM (${members}) s
      UNION ALL SELECT cohort, 0, 1 FROM (SELECT DISTINCT person_id, cohort FROM (${seats(scope)}) t WHERE cohort IS NOT NULL) h
    ) x GROUP BY x.cohort ORDER BY x.cohort DESC LIMIT 60`.execute(db);
  return rows;
}

interface Page {
  limit: number;
  offset: number;
}

const page = ({ limit, offset }: Page) => sql`LIMIT ${limit} OFFSET ${offset}`;

export interface VacantRow {
  id: string;
  name: string;
  circle_id: string;
  circle: string;
  node: string | null;
  since: string | null;
}

/** `lapsed`: only those whose last term ran out and nobody followed. */
export async function listVacant(db: Db, scope: Scope, at: Page, { lapsed = false }: { lapsed?: boolean } = {}): Promise<VacantRow[]> {
  const { rows } = await sql<VacantRow>`SELECT id, name, circle_id, circle, node, since FROM (${vacant(scope)}) v ${lapsed ? sql`WHERE ran_out` : sql``}
    ORDER BY node, circle, name, id ${page(at)}`.execute(db);
  return rows;
}

export interface EndingRow {
  id: string;
  role_id: string;
  role: string;
  circle_id: string;
  circle: string;
  holder: string;
  ends_at: string;
}

export async function listEnding(db: Db, scope: Scope, at: Page): Promise<EndingRow[]> {
  const { rows } = await sql<EndingRow>`
    SELECT t.id, t.role_id, r.name AS role, t.circle_id, c.name AS circle, coalesce(p.name, x.external_name) AS holder, t.ends_at
    FROM (${seats(scope)}) t JOIN role_terms x ON x.id = t.id JOIN circle_roles r ON r.id = t.role_id JOIN circles c ON c.id = t.circle_id LEFT JOIN people p ON p.id = t.person_id
    WHERE t.ends_at <= ${daysFrom(scope.now, AHEAD_DAYS)} ORDER BY t.ends_at, t.id ${page(at)}`.execute(db);
  return rows;
}

export interface ReviewRow {
  id: string;
  number: number;
  title: string;
  circle: string;
  role: string | null;
  owner: string | null;
  review_on: string | null;
  review_due_at: string | null;
}

export async function listPastReview(db: Db, scope: Scope, at: Page): Promise<ReviewRow[]> {
  const { rows } = await sql<ReviewRow>`SELECT * FROM (${pastReview(scope)}) a ORDER BY coalesce(review_on, substr(review_due_at, 1, 10)), id ${page(at)}`.execute(db);
  return rows;
}

export interface UnmetRow {
  id: string;
  name: string;
  node: string | null;
  last_at: string | null;
}

export async function listUnmet(db: Db, scope: Scope, at: Page): Promise<UnmetRow[]> {
  const { rows } = await sql<UnmetRow>`SELECT * FROM (${unmet(scope)}) u ORDER BY coalesce(last_at, ''), name, id ${page(at)}`.execute(db);
  return rows;
}

export interface SharedOut {
  id: string;
  slug: string | null;
  name: string;
  seats: number;
}

/** People in two seats or more, those with most first. */
export async function listBusy(db: Db, scope: Scope, at: Page): Promise<SharedOut[]> {
  const { rows } = await sql<SharedOut>`
    SELECT p.id, NULL AS slug, p.name, x.n AS seats FROM (SELECT person_id, count(*) AS n FROM (${seats(scope)}) s WHERE person_id IS NOT NULL GROUP BY person_id HAVING count(*) >= 2) x
      JOIN people p ON p.id = x.person_id ORDER BY x.n DESC, p.search_text, p.id ${page(at)}`.execute(db);
  return rows;
}

export async function listSchoolSeats(db: Db, scope: Scope, at: Page): Promise<SharedOut[]> {
  const { rows } = await sql<SharedOut>`
    SELECT e.id, e.slug, e.name, x.n AS seats FROM (SELECT establishment_id, count(*) AS n FROM (${seats(scope)}) s WHERE establishment_id IS NOT NULL GROUP BY establishment_id) x
      JOIN establishments e ON e.id = x.establishment_id ORDER BY x.n DESC, e.search_text, e.id ${page(at)}`.execute(db);
  return rows;
}
