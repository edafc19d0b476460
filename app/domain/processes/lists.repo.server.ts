/** Processes as lists show them, and whose turn it is. */
import { type SqlBool, sql } from "kysely";
import { voicesAt } from "#app/domain/circles/voices.repo.server.ts";
import type { Db } from "#db/create.ts";

export interface ListedProcess {
  id: string;
  kind: string;
  title: string;
  mode: string;
  phase: string;
  deadline_at: string | null;
  outcome: string | null;
  opened_at: string;
  closed_at: string | null;
  facilitator: string | null;
}

/** Of a circle: those under way first, the soonest to end on top; then the ended, the last first. */
export async function listProcesses(db: Db, circleId: string, { page, size }: { page: number; size: number }): Promise<{ rows: ListedProcess[]; total: number }> {
  const rows = await db
    .selectFrom("processes as p")
    .leftJoin("people as f", "f.id", "p.facilitator_person_id")
    .select(["p.id", "p.kind", "p.title", "p.mode", "p.phase", "p.deadline_at", "p.outcome", "p.opened_at", "p.closed_at", "f.name as facilitator"])
    .select(sql<number>`count(*) OVER ()`.as("total"))
    .where("p.circle_id", "=", circleId)
    .orderBy(sql`CASE WHEN p.closed_at IS NULL THEN 0 ELSE 1 END`)
    .orderBy(sql`CASE WHEN p.closed_at IS NULL THEN coalesce(p.deadline_at, '9999') ELSE '' END`)
    .orderBy(sql`coalesce(p.closed_at, '')`, "desc")
    .orderBy("p.id", "desc")
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** What a meeting was, or is, to decide. */
export async function listOfMeeting(db: Db, eventId: string): Promise<Pick<ListedProcess, "id" | "kind" | "title" | "outcome">[]> {
  return db.selectFrom("processes").select(["id", "kind", "title", "outcome"]).where("event_id", "=", eventId).orderBy("id").limit(50).execute();
}

export interface MyTurn {
  id: string;
  kind: string;
  title: string;
  circle: string;
  deadline_at: string | null;
  /** speak: their voice is asked and not heard yet. conduct: they facilitate it. */
  turn: "speak" | "conduct";
}

/**
 * Where somebody was called in the round under way and has not spoken, and what they facilitate. Of a live meeting nobody is called: who is there
 * speaks there. One query.
 */
export async function listMyTurns(db: Db, personId: string, now: string, limit: number): Promise<MyTurn[]> {
  const { rows } = await sql<MyTurn>`
    SELECT p.id, p.kind, p.title, c.name AS circle, p.deadline_at, CASE WHEN max(t.speak) = 1 THEN 'speak' ELSE 'conduct' END AS turn
    FROM (
      SELECT k.process_id AS id, 1 AS speak FROM process_calls k JOIN processes q ON q.id = k.process_id AND q.round = k.round
        WHERE k.person_id = ${personId} AND k.spoken_at IS NULL AND q.closed_at IS NULL AND (${hasVoiceIn(now)} OR ${askedAlone})
      UNION ALL
      SELECT q.id, 0 FROM processes q WHERE q.facilitator_person_id = ${personId} AND q.closed_at IS NULL
    ) t JOIN processes p ON p.id = t.id JOIN circles c ON c.id = p.circle_id
    GROUP BY p.id, p.kind, p.title, c.name, p.deadline_at
    ORDER BY max(t.speak) DESC, coalesce(p.deadline_at, '9999'), p.id LIMIT ${limit}`.execute(db);
  return rows;
}

/** Still a voice of the circle. */
const hasVoiceIn = (now: string) => sql<SqlBool>`EXISTS (SELECT 1 FROM ${voicesAt(now)} WHERE v.circle_id = q.circle_id AND v.person_id = k.person_id)`;

/** Somebody from outside whose own yes is waited for. */
const askedAlone = sql<SqlBool>`NOT EXISTS (SELECT 1 FROM process_calls o WHERE o.process_id = q.id AND o.round = q.round AND o.person_id <> k.person_id)`;

export interface VoiceDue {
  call_id: string;
  email: string;
  name: string;
  title: string;
  circle: string;
  deadline_at: string;
  called_at: string;
}

/** Called, silent, and the deadline is near: whom the daily mail reminds. */
export async function listVoicesDue(db: Db, now: string, until: string, limit = 2_000): Promise<VoiceDue[]> {
  const { rows } = await sql<VoiceDue>`
    SELECT k.id AS call_id, k.called_at, p.email, p.name, q.title, c.name AS circle, q.deadline_at
    FROM processes q JOIN process_calls k ON k.process_id = q.id AND k.round = q.round AND k.spoken_at IS NULL
      JOIN people p ON p.id = k.person_id JOIN circles c ON c.id = q.circle_id
    WHERE q.closed_at IS NULL AND q.deadline_at > ${now} AND q.deadline_at <= ${until} AND p.suspended_at IS NULL AND (${hasVoiceIn(now)} OR ${askedAlone})
    ORDER BY q.deadline_at, k.id LIMIT ${limit}`.execute(db);
  return rows;
}

/** Under way over days, in a phase that asks everyone, with somebody who joined the circle since it began and was not called. */
export async function listWithNewcomers(db: Db, limit: number): Promise<{ id: string; kind: string }[]> {
  const calls = sql`process_calls k WHERE k.process_id = p.id AND k.round = p.round`;
  const { rows } = await sql<{ id: string; kind: string }>`
    SELECT p.id, p.kind FROM processes p JOIN circle_members m ON m.circle_id = p.circle_id AND m.until IS NULL AND m.since > p.phase_since
    WHERE p.closed_at IS NULL AND p.mode = 'days' AND (SELECT count(*) FROM ${calls}) > 1 AND NOT EXISTS (SELECT 1 FROM ${calls} AND k.person_id = m.person_id)
    GROUP BY p.id, p.kind ORDER BY p.id LIMIT ${limit}`.execute(db);
  return rows;
}
