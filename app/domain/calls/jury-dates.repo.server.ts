import { sql } from "kysely";
import type { Db } from "#db/create.ts";

interface JuryToTell {
  id: string;
  slug: string;
  title: string;
  zone: string;
  jury_at: string;
  person_id: string;
  email: string;
  name: string;
  left: number;
}

/** Everybody of a jury at work that has to be done after `now` and until `until`, who takes reminders and has applications left to assess. */
export async function listJuriesToTell(db: Db, now: string, until: string): Promise<JuryToTell[]> {
  const { rows } = await sql<JuryToTell>`SELECT k.id, k.slug, k.title, k.zone, k.jury_at, p.id AS person_id, p.email, p.name, COUNT(*) AS "left"
    FROM calls k JOIN call_jurors j ON j.call_id = k.id JOIN people p ON p.id = j.person_id JOIN applications a ON a.call_id = k.id
    WHERE k.jury_at > ${now} AND k.jury_at <= ${until} AND k.closes_at <= ${now} AND k.published_at IS NOT NULL AND k.results_at IS NULL AND k.cancelled_at IS NULL
      AND k.archived_at IS NULL AND j.accepted_at IS NOT NULL AND j.removed_at IS NULL AND p.suspended_at IS NULL AND p.mail_reminders = 1 AND a.state = 'submitted'
      AND NOT EXISTS (SELECT 1 FROM call_conflicts x WHERE x.application_id = a.id AND x.person_id = p.id AND x.lifted_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM assessments s WHERE s.application_id = a.id AND s.person_id = p.id AND s.done_at IS NOT NULL)
    GROUP BY k.id, k.slug, k.title, k.zone, k.jury_at, p.id, p.email, p.name ORDER BY k.jury_at, p.id LIMIT 2000`.execute(db);
  return rows;
}
