/** What is told when a call is decided: who was chosen, and what the jury found of one's own application. */
import { sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { resourceVisibleTo } from "#app/domain/resources/visibility.server.ts";
import type { Db } from "#db/create.ts";
import { criteriaOf } from "./calls.repo.server.ts";
import { counts } from "./ranking.repo.server.ts";
import { mean, percentOf, rounded } from "./ranking.ts";

export interface Winner {
  id: string;
  award: string;
  title: string;
  summary: string;
  school: { name: string; slug: string; comuna: string } | null;
  /** null for visitors: persons are named only to people with an account. */
  people: { name: string | null; team: string } | null;
  note: string;
  /** The experience in the repository, where the reader may see it. */
  work: { slug: string; title: string } | null;
}

/** Those chosen, in their order, once the results are published; before, nobody. */
export async function winnersOf(db: Db, actor: Actor | null, callId: string): Promise<Winner[]> {
  const { rows } = await sql<WinnerRow>`SELECT a.id, a.award, a.title, a.summary, a.award_note AS note, a.team, p.name AS person,
      e.name AS school, e.slug AS school_slug, c.name AS comuna, r.slug AS work_slug, r.title AS work_title
    FROM applications a JOIN calls k ON k.id = a.call_id LEFT JOIN people p ON p.id = a.person_id LEFT JOIN establishments e ON e.id = a.establishment_id
    LEFT JOIN comunas c ON c.code = e.comuna_code LEFT JOIN resources r ON r.id = a.resource_id AND r.state = 'published' AND ${resourceVisibleTo(actor)}
    WHERE a.call_id = ${callId} AND k.results_at IS NOT NULL AND a.award IS NOT NULL AND a.state = 'submitted'
    ORDER BY a.award_position, a.number, a.id`.execute(db);
  return rows.map((row) => ({
    ...{ id: row.id, award: row.award, title: row.title, summary: row.summary, note: row.note },
    school: row.school && row.school_slug ? { name: row.school, slug: row.school_slug, comuna: row.comuna ?? "" } : null,
    people: actor ? { name: row.person, team: row.team } : null,
    work: row.work_slug ? { slug: row.work_slug, title: row.work_title ?? row.title } : null,
  }));
}

interface WinnerRow {
  id: string;
  award: string;
  title: string;
  summary: string;
  note: string;
  team: string;
  person: string | null;
  school: string | null;
  school_slug: string | null;
  comuna: string | null;
  work_slug: string | null;
  work_title: string | null;
}

export interface ToldAssessment {
  id: string;
  score: number | null;
  comment_html: string;
  criteria: { id: string; name: string; points: number; most: number; level: string; comment: string }[];
}

export interface OwnResult {
  award: string | null;
  award_note: string;
  score: number | null;
  /** One for each of the jury, without saying who, in an order that says nothing of it. */
  assessments: ToldAssessment[];
}

/** What the jury found of an application, for whoever made it: once the results are published, and never who wrote what. */
export async function ownResultOf(db: Db, actor: Actor | null, applicationId: string): Promise<OwnResult | null> {
  if (!actor) return null;
  const own = await db
    .selectFrom("applications as a")
    .innerJoin("calls as k", "k.id", "a.call_id")
    .select(["a.call_id", "a.award", "a.award_note"])
    .where("a.id", "=", applicationId)
    .where("a.person_id", "=", actor.id)
    .where("a.state", "=", "submitted")
    .where("k.results_at", "is not", null)
    .where("k.cancelled_at", "is", null)
    .executeTakeFirst();
  if (!own) return null;
  const found = await foundOf(db, own.call_id, applicationId);
  const percents = found.flatMap(({ percent }) => (percent === null ? [] : [percent]));
  const assessments = found.map(({ id, score, comment_html, criteria }) => ({ id, score, comment_html, criteria }));
  return { award: own.award, award_note: own.award_note, score: percents.length === 0 ? null : rounded(mean(percents)), assessments };
}

export interface JurorsView extends ToldAssessment {
  /** null: for whoever must not know. */
  juror: string | null;
  /** For jury and organisers alone. */
  note: string;
}

/** What each juror found of one application: to organisers with names; to its jury without them, and only after the results (jury.policy.ts). */
export async function jurorsViews(db: Db, call: { id: string }, applicationId: string, { names }: { names: boolean }): Promise<JurorsView[]> {
  const found = await foundOf(db, call.id, applicationId);
  return found.map(({ id, score, comment_html, criteria, juror, note }) => ({ id, score, comment_html, criteria, note, juror: names ? juror : null }));
}

/** Finished ones that count, of an application of this call. */
async function foundOf(db: Db, callId: string, applicationId: string) {
  const criteria = await criteriaOf(db, callId);
  const rows = await db
    .selectFrom("assessments as s")
    .innerJoin("assessment_scores as c", "c.assessment_id", "s.id")
    .innerJoin("applications as a", "a.id", "s.application_id")
    .leftJoin("people as p", "p.id", "s.person_id")
    .select(["s.id", "s.comment_html", "s.note", "p.name as juror", "c.criterion_id", "c.points", "c.comment"])
    .where("s.application_id", "=", applicationId)
    .where("s.call_id", "=", callId)
    .where("a.state", "=", "submitted")
    .where(counts)
    .execute();
  return [...new Set(rows.map((row) => row.id))].sort(byTail).map((id) => {
    const scores = rows.filter((row) => row.id === id);
    const percent = percentOf(criteria, Object.fromEntries(scores.flatMap((row) => (row.points === null ? [] : [[row.criterion_id, row.points]]))));
    const told = criteria.map(({ id: criterion, name, levels }) => {
      const given = scores.find((row) => row.criterion_id === criterion);
      const level = levels.find((one) => one.points === given?.points)?.label ?? "";
      return { id: criterion, name, points: given?.points ?? 0, most: Math.max(0, ...levels.map((one) => one.points)), level, comment: given?.comment ?? "" };
    });
    const [first] = scores;
    return {
      id,
      percent,
      score: percent === null ? null : rounded(percent),
      comment_html: first?.comment_html ?? "",
      note: first?.note ?? "",
      juror: first?.juror ?? null,
      criteria: told,
    };
  });
}

// An id begins with its time: who was first would tell who it is. Its end is chance.
const tail = (id: string): string => [...id].reverse().join("");
const byTail = (a: string, b: string): number => (tail(a) < tail(b) ? -1 : 1);
