/** What the network keeps of a person who called, applied or assessed, told to them. One part of the one query about what they did (own-data.repo.server.ts). */
import { sql } from "kysely";
import type { Told } from "./told.ts";

/**
 * Not yet asked. `meeting` is the call that it is about. What a jury says of their applications is theirs to know once the results are public, without
 * who said it.
 */
export function callsOf({ id }: { id: string }) {
  const numbered = sql`CASE WHEN a.number IS NULL THEN '' ELSE 'N.º ' || CAST(a.number AS TEXT) END`;
  return sql<Told>`SELECT 'call organised' AS what, k.title AS meeting, k.kind AS "of", k.visibility AS said, k.summary AS words, k.created_at AS at FROM calls k WHERE k.created_by = ${id}
    UNION ALL SELECT 'change of a call', k.title, c.kind, '', c.note, c.at FROM call_changes c JOIN calls k ON k.id = c.call_id WHERE c.by_person_id = ${id}
    UNION ALL SELECT 'application', k.title, a.title, a.state, a.summary, COALESCE(a.submitted_at, a.created_at) FROM applications a JOIN calls k ON k.id = a.call_id WHERE a.person_id = ${id}
    UNION ALL SELECT 'answers of an application', k.title, a.title, a.team, a.answers, a.updated_at FROM applications a JOIN calls k ON k.id = a.call_id WHERE a.person_id = ${id}
    UNION ALL SELECT 'application taken out', k.title, a.title, a.state, COALESCE(a.out_reason, ''), a.out_at
      FROM applications a JOIN calls k ON k.id = a.call_id WHERE a.person_id = ${id} AND a.out_at IS NOT NULL
    UNION ALL SELECT 'award', k.title, a.title, a.award, a.award_note, k.results_at
      FROM applications a JOIN calls k ON k.id = a.call_id WHERE a.person_id = ${id} AND a.award IS NOT NULL AND k.results_at IS NOT NULL
    UNION ALL SELECT 'assessment received', k.title, a.title, '', s.comment_md, s.done_at FROM assessments s JOIN applications a ON a.id = s.application_id JOIN calls k ON k.id = a.call_id
      WHERE a.person_id = ${id} AND k.results_at IS NOT NULL AND s.done_at IS NOT NULL
    UNION ALL SELECT 'jury', k.title, '', CASE WHEN j.removed_at IS NOT NULL THEN 'removed' WHEN j.declined_at IS NOT NULL THEN 'declined' WHEN j.accepted_at IS NOT NULL THEN 'accepted'
      ELSE 'named' END, '', j.named_at FROM call_jurors j JOIN calls k ON k.id = j.call_id WHERE j.person_id = ${id}
    UNION ALL SELECT 'conflict of interest', k.title, ${numbered}, x.kind, x.note, x.at
      FROM call_conflicts x JOIN applications a ON a.id = x.application_id JOIN calls k ON k.id = x.call_id WHERE x.person_id = ${id}
    UNION ALL SELECT 'assessment', k.title, ${numbered}, s.note, s.comment_md, COALESCE(s.done_at, s.updated_at)
      FROM assessments s JOIN applications a ON a.id = s.application_id JOIN calls k ON k.id = s.call_id WHERE s.person_id = ${id}
    UNION ALL SELECT 'score', k.title, ${numbered}, r.name || ': ' || CAST(v.points AS TEXT), v.comment, s.updated_at FROM assessment_scores v JOIN call_criteria r ON r.id = v.criterion_id
      JOIN assessments s ON s.id = v.assessment_id JOIN applications a ON a.id = s.application_id JOIN calls k ON k.id = s.call_id WHERE s.person_id = ${id}`;
}
