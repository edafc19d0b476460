/** What the list by score is made of: finished assessments of those who sit in the jury and have no conflict of interest. */
import { type SqlBool, sql } from "kysely";
import type { Db } from "#db/create.ts";
import { criteriaOf } from "./calls.repo.server.ts";
import { type CountedAssessment, type Ranked as RankedOf, rank } from "./ranking.ts";

interface RankedApplication {
  id: string;
  number: number | null;
  title: string;
  award: string | null;
  award_position: number | null;
  award_note: string;
  school: string | null;
  /** Jurors who are to assess it: those who accepted and have no conflict with it. */
  expected: number;
}
export type Ranked = RankedOf<RankedApplication>;

/** For a query over `assessments s`: it is finished, its juror still sits in the jury, and nothing stands between them and the application. */
export const counts = sql<SqlBool>`(s.done_at IS NOT NULL
  AND (s.person_id IS NULL OR EXISTS (SELECT 1 FROM call_jurors j WHERE j.call_id = s.call_id AND j.person_id = s.person_id AND j.accepted_at IS NOT NULL AND j.removed_at IS NULL))
  AND NOT EXISTS (SELECT 1 FROM call_conflicts x WHERE x.application_id = s.application_id AND x.person_id = s.person_id AND x.lifted_at IS NULL))`;

/** Applications that take part, the best first. Who may read it: assessing.policy.ts. */
export async function rankingOf(db: Db, callId: string): Promise<Ranked[]> {
  const applications = await db
    .selectFrom("applications as a")
    .leftJoin("establishments as e", "e.id", "a.establishment_id")
    .select(["a.id", "a.number", "a.title", "a.award", "a.award_position", "a.award_note", "e.name as school"])
    .select(
      sql<number>`(SELECT COUNT(*) FROM call_jurors j WHERE j.call_id = a.call_id AND j.accepted_at IS NOT NULL AND j.removed_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM call_conflicts x WHERE x.application_id = a.id AND x.person_id = j.person_id AND x.lifted_at IS NULL))`.as("expected"),
    )
    .where("a.call_id", "=", callId)
    .where("a.state", "=", "submitted")
    .orderBy("a.number")
    .execute();
  if (applications.length === 0) return [];
  const criteria = await criteriaOf(db, callId);
  return rank(applications, criteria, await listCounted(db, callId));
}

async function listCounted(db: Db, callId: string): Promise<CountedAssessment[]> {
  const rows = await db
    .selectFrom("assessments as s")
    .innerJoin("assessment_scores as c", "c.assessment_id", "s.id")
    .select(["s.id", "s.application_id", "c.criterion_id", "c.points"])
    .where("s.call_id", "=", callId)
    .where(counts)
    .execute();
  const found = new Map<string, { application_id: string; points: Record<string, number> }>();
  for (const { id, application_id, criterion_id, points } of rows) {
    const one = found.get(id) ?? { application_id, points: {} };
    if (points !== null) one.points[criterion_id] = points;
    found.set(id, one);
  }
  return [...found.values()];
}
