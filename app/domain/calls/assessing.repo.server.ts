/** A juror's own assessments, and the applications they are of. */
import { type SqlBool, sql } from "kysely";
import type { Db } from "#db/create.ts";
import type { WorkSnapshot } from "./application.ts";
import { veilOf } from "./blinding.ts";
import { declared } from "./visibility.server.ts";

/** For `applications a`: nothing stands between it and the juror. */
const unhindered = (personId: string) =>
  sql<SqlBool>`NOT EXISTS (SELECT 1 FROM call_conflicts x WHERE x.application_id = a.id AND x.person_id = ${personId} AND x.lifted_at IS NULL)`;

/** For `calls k`: the jury has it in hand. */
const inHand = (now: string) => sql<SqlBool>`k.published_at IS NOT NULL AND k.closes_at <= ${now} AND k.cancelled_at IS NULL`;

/** By what an application is known, to take it out of a title that a blind jury reads. */
interface Known {
  who: string | null;
  school: string | null;
  comuna: string | null;
  team: string;
  work: string | null;
}
const KNOWN = sql`p.name AS who, e.name AS school, c.name AS comuna, a.team, a.work`;
const knownOf = sql`LEFT JOIN people p ON p.id = a.person_id LEFT JOIN establishments e ON e.id = a.establishment_id LEFT JOIN comunas c ON c.code = e.comuna_code`;

/** As this jury may read it. */
const titleFor = (blind: number, row: Known & { title: string }): string =>
  blind === 1
    ? veilOf({ person: row.who, school: row.school, comuna: row.comuna, team: row.team, work: row.work ? (JSON.parse(row.work) as WorkSnapshot) : null }).text(row.title)
    : row.title;

export interface ToAssess {
  id: string;
  number: number | null;
  title: string;
  assessment_id: string | null;
  done_at: string | null;
  /** Criteria that have points already. */
  scored: number;
}

/** For `applications a`, `calls k` and the juror's row `j`: nothing before they have declared, and nothing with a conflict. */
const theirs = (callId: string, personId: string, now: string) =>
  sql<SqlBool>`a.call_id = ${callId} AND a.state = 'submitted' AND ${inHand(now)} AND ${declared} AND ${unhindered(personId)}`;

export type Turn = Pick<ToAssess, "id" | "done_at" | "scored">;

/** All that a juror has to assess, by number, without what it is called: which is next, and how many are left. */
export async function listTurns(db: Db, callId: string, personId: string, now: string): Promise<Turn[]> {
  const { rows } = await sql<Turn>`SELECT a.id, s.done_at, (SELECT COUNT(*) FROM assessment_scores g WHERE g.assessment_id = s.id AND g.points IS NOT NULL) AS scored
    FROM applications a JOIN calls k ON k.id = a.call_id JOIN call_jurors j ON j.call_id = k.id AND j.person_id = ${personId}
    LEFT JOIN assessments s ON s.application_id = a.id AND s.person_id = ${personId}
    WHERE ${theirs(callId, personId, now)} ORDER BY a.number, a.id`.execute(db);
  return rows;
}

/** One page of it, with titles as this jury may read them. */
export async function listToAssess(db: Db, call: { id: string; blind: number }, personId: string, now: string, { page = 1, size = 1_000 } = {}): Promise<ToAssess[]> {
  const { rows } = await sql<ToAssess & Known>`SELECT a.id, a.number, a.title, ${KNOWN}, s.id AS assessment_id, s.done_at,
      (SELECT COUNT(*) FROM assessment_scores g WHERE g.assessment_id = s.id AND g.points IS NOT NULL) AS scored
    FROM applications a JOIN calls k ON k.id = a.call_id JOIN call_jurors j ON j.call_id = k.id AND j.person_id = ${personId} ${knownOf}
    LEFT JOIN assessments s ON s.application_id = a.id AND s.person_id = ${personId}
    WHERE ${theirs(call.id, personId, now)}
    ORDER BY a.number, a.id LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(db);
  return rows.map((row) => ({
    ...{ id: row.id, number: row.number, title: titleFor(call.blind, row) },
    ...{ assessment_id: row.assessment_id, done_at: row.done_at, scored: row.scored },
  }));
}

interface InHand {
  id: string;
  call_id: string;
  slug: string;
  blind: number;
  results_at: string | null;
  archived_at: string | null;
}

/** An application that the juror may assess: the guard of everything that is read or written of it. */
export async function findToAssess(db: Db, applicationId: string, personId: string, now: string): Promise<InHand | null> {
  const { rows } = await sql<InHand>`SELECT a.id, a.call_id, k.slug, k.blind, k.results_at, k.archived_at
    FROM applications a JOIN calls k ON k.id = a.call_id JOIN call_jurors j ON j.call_id = k.id AND j.person_id = ${personId}
    WHERE a.id = ${applicationId} AND a.state = 'submitted' AND ${inHand(now)} AND ${declared} AND ${unhindered(personId)}`.execute(db);
  return rows[0] ?? null;
}

export interface ListedForDeclaring {
  id: string;
  number: number | null;
  title: string;
  /** What a blind jury does not learn is null. */
  school: string | null;
  who: string | null;
  team: string | null;
  declared: string | null;
}

/** What a juror looks through to declare: neither what the hub has found already, nor what an organiser set. Without texts or files: nothing is read yet. */
export async function listForDeclaring(db: Db, call: { id: string; blind: number }, personId: string, excluded: ReadonlySet<string>): Promise<ListedForDeclaring[]> {
  const { rows } = await sql<Known & { id: string; number: number | null; title: string; declared: string | null; set_by_others: number }>`SELECT a.id, a.number, a.title, ${KNOWN},
      (SELECT x.kind FROM call_conflicts x WHERE x.application_id = a.id AND x.person_id = ${personId} AND x.lifted_at IS NULL AND x.source = 'declared') AS declared,
      (SELECT COUNT(*) FROM call_conflicts x WHERE x.application_id = a.id AND x.person_id = ${personId} AND x.lifted_at IS NULL AND x.source <> 'declared') AS set_by_others
    FROM applications a ${knownOf} WHERE a.call_id = ${call.id} AND a.state = 'submitted' ORDER BY a.number, a.id`.execute(db);
  const shown = rows.filter((row) => row.set_by_others === 0 && !excluded.has(row.id));
  return shown.map((row) => ({
    ...{ id: row.id, number: row.number, title: titleFor(call.blind, row), declared: row.declared },
    ...(call.blind === 1 ? { school: null, who: null, team: null } : { school: row.school, who: row.who, team: row.team }),
  }));
}

interface OwnAssessmentRow {
  id: string;
  comment_md: string;
  note: string;
  done_at: string | null;
  updated_at: string;
  scores: { criterion_id: string; points: number | null; comment: string }[];
}

export async function findOwnAssessment(db: Db, applicationId: string, personId: string): Promise<OwnAssessmentRow | null> {
  const row = await db
    .selectFrom("assessments")
    .select(["id", "comment_md", "note", "done_at", "updated_at"])
    .where("application_id", "=", applicationId)
    .where("person_id", "=", personId)
    .executeTakeFirst();
  if (!row) return null;
  const scores = await db.selectFrom("assessment_scores").select(["criterion_id", "points", "comment"]).where("assessment_id", "=", row.id).execute();
  return { ...row, scores };
}
