/** Which agreements are to be looked at again, who is told, and in whose agenda they come up. */
import { type SqlBool, sql } from "kysely";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import type { Db } from "#db/create.ts";
import { inForce } from "#db/in-force.ts";

/** Their review day has come, or they have expired: nobody has noticed yet. */
export async function listReviewsCome(db: Db, today: string, limit: number): Promise<{ id: string; circle_id: string }[]> {
  return db
    .selectFrom("circle_agreements as a")
    .innerJoin("circles as c", "c.id", "a.circle_id")
    .select(["a.id", "a.circle_id"])
    .where("a.superseded_at", "is", null)
    .where("a.ended_at", "is", null)
    .where("a.review_due_at", "is", null)
    .where("c.closed_at", "is", null)
    .where((eb) => eb.or([eb("a.review_on", "<=", today), eb("a.expires_on", "<", today)]))
    .orderBy("a.id")
    .limit(limit)
    .execute();
}

export interface ReviewToPlace {
  tension_id: string;
  circle_id: string;
  source: string;
  agreement_id: string;
  number: number;
  title: string;
  logbook: string;
}

/**
 * Reviews and objections in no agenda, of circles that have a meeting to come. What stood in the agenda of a meeting that was cancelled, or that
 * ended before `stale` without an outcome, comes up again.
 */
export async function listReviewsToPlace(db: Db, { now, stale, limit }: { now: string; stale: string; limit: number }): Promise<ReviewToPlace[]> {
  const { rows } = await sql<ReviewToPlace>`
    SELECT t.id AS tension_id, t.circle_id, t.source, a.id AS agreement_id, a.number, a.title, c.logbook
    FROM tensions t JOIN circle_agreements a ON a.id = t.agreement_id JOIN circles c ON c.id = t.circle_id LEFT JOIN events stood ON stood.id = t.event_id
    WHERE t.settled_at IS NULL AND t.source IN ('review', 'objection') AND (t.event_id IS NULL OR stood.status = 'cancelled' OR stood.ends_at < ${stale})
      AND EXISTS (SELECT 1 FROM events e WHERE ${isComing("e", now)} AND e.circle_id = t.circle_id)
    ORDER BY t.raised_at, t.id LIMIT ${limit}`.execute(db);
  return rows;
}

const isComing = (alias: string, now: string) =>
  sql<SqlBool>`${sql.ref(`${alias}.status`)} = 'published' AND ${sql.ref(`${alias}.kind`)} <> 'milestone' AND ${sql.ref(`${alias}.starts_at`)} > ${now}`;

/** The circle's next meeting: called, and not begun. */
export async function findNextMeeting(db: Db, circleId: string, now: string): Promise<{ id: string; visibility: string } | null> {
  const found = await db
    .selectFrom("events as e")
    .select(["e.id", "e.visibility"])
    .where("e.circle_id", "=", circleId)
    .where(isComing("e", now))
    .orderBy("e.starts_at")
    .orderBy("e.id")
    .limit(1)
    .executeTakeFirst();
  return found ?? null;
}

/** False when somebody else has just placed it. */
export async function placeTension(tx: Db, tensionId: string, eventId: string, partId: string, stale: string): Promise<boolean> {
  const result = await tx
    .updateTable("tensions")
    .set({ event_id: eventId, agenda_part_id: partId })
    .where("id", "=", tensionId)
    .where("settled_at", "is", null)
    .where(sql<SqlBool>`(event_id IS NULL OR event_id IN (SELECT e.id FROM events e WHERE e.status = 'cancelled' OR e.ends_at < ${stale}))`)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

interface ReviewToTell {
  id: string;
  number: number;
  title: string;
  circle: string;
  person_id: string;
  email: string;
  name: string;
  due_on: string;
}

const SOON_DAYS = 7;

/** Who answers for an agreement whose review is a week away or has come: its owner, or whoever holds its role now. */
export async function listReviewsToTell(
  db: Db,
  now: string,
  { after = "", limit = 500 }: { after?: string; limit?: number } = {},
): Promise<{ rows: ReviewToTell[]; last: string | null }> {
  const { rows } = await sql<Omit<ReviewToTell, "due_on"> & { review_on: string | null; review_due_at: string | null; expires_on: string | null }>`
    SELECT DISTINCT a.id, a.number, a.title, c.name AS circle, p.id AS person_id, p.email, p.name, a.review_on, a.review_due_at, a.expires_on
    FROM circle_agreements a JOIN circles c ON c.id = a.circle_id AND c.closed_at IS NULL
      LEFT JOIN role_terms t ON t.role_id = a.role_id AND ${inForce("t", now)}
      JOIN people p ON p.id = CASE WHEN a.role_id IS NULL THEN a.owner_person_id ELSE t.person_id END AND p.suspended_at IS NULL
    WHERE a.superseded_at IS NULL AND a.ended_at IS NULL AND (a.review_on <= ${addDays(isoDate(now), SOON_DAYS)} OR a.review_due_at IS NOT NULL)
      AND a.id > ${after} ORDER BY a.id, p.id LIMIT ${limit}`.execute(db);
  // A page may end in the middle of a role held by several: the last agreement is read again from its beginning, unless it is all there is.
  const last = rows.length < limit ? null : (rows.findLast((row) => row.id !== rows.at(-1)?.id)?.id ?? rows.at(-1)?.id ?? null);
  const whole = last === null ? rows : rows.filter((row) => row.id <= last);
  return { rows: whole.map(({ review_on, review_due_at, expires_on, ...row }) => ({ ...row, due_on: firstOf(review_on, review_due_at, expires_on) })), last };
}

/** The first reason to look at it. */
function firstOf(reviewOn: string | null, reviewDueAt: string | null, expiresOn: string | null): string {
  const days = [reviewOn, reviewDueAt && isoDate(reviewDueAt), reviewDueAt && expiresOn].filter((day): day is string => Boolean(day));
  return days.sort()[0] ?? "";
}
