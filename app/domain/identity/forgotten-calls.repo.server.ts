/** What closing an account does with calls: what was decided stays, without who applied or assessed; what was not, goes. */
import { sql } from "kysely";
import type { Answers, WorkSnapshot } from "#app/domain/calls/application.ts";
import { counts } from "#app/domain/calls/ranking.repo.server.ts";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import type { Db } from "#db/create.ts";

const NO_AUTHOR = "Autoría retirada";

interface Person {
  id: string;
  name: string;
}

export async function forgetCalls(tx: Db, person: Person): Promise<void> {
  const { id } = person;
  const touched = await sql<{ id: string }>`SELECT call_id AS id FROM applications WHERE person_id = ${id} UNION SELECT call_id FROM call_jurors WHERE person_id = ${id}`.execute(
    tx,
  );
  await dropUndecided(tx, id);
  await forgetApplied(tx, person);
  await forgetSigned(tx, person);
  await forgetAssessed(tx, id);
  await sql`UPDATE calls SET created_by = NULL WHERE created_by = ${id}`.execute(tx);
  await sql`UPDATE call_changes SET by_person_id = NULL WHERE by_person_id = ${id}`.execute(tx);
  await sql`UPDATE call_jurors SET named_by = NULL WHERE named_by = ${id}`.execute(tx);
  await sql`UPDATE call_conflicts SET by_person_id = NULL WHERE by_person_id = ${id}`.execute(tx);
  await sql`UPDATE call_conflicts SET lifted_by = NULL WHERE lifted_by = ${id}`.execute(tx);
  await sql`UPDATE applications SET out_by = NULL WHERE out_by = ${id}`.execute(tx);
  await refreshSearch(
    tx,
    "call",
    touched.rows.map((row) => row.id),
  );
}

/** Whoever closes their account takes back what nobody has decided on yet. Files go with the sweeping of what nothing needs. */
async function dropUndecided(tx: Db, personId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`SELECT a.id FROM applications a JOIN calls k ON k.id = a.call_id
    WHERE a.person_id = ${personId} AND (k.results_at IS NULL OR a.state IN ('draft', 'withdrawn'))`.execute(tx);
  if (rows.length === 0) return;
  const these = sql.join(rows.map((row) => row.id));
  await sql`DELETE FROM assessment_scores WHERE assessment_id IN (SELECT id FROM assessments WHERE application_id IN (${these}))`.execute(tx);
  await sql`DELETE FROM assessments WHERE application_id IN (${these})`.execute(tx);
  await sql`DELETE FROM call_conflicts WHERE application_id IN (${these})`.execute(tx);
  await sql`DELETE FROM attachments WHERE owner_kind = 'application' AND owner_id IN (${these})`.execute(tx);
  await sql`DELETE FROM uploads WHERE owner_kind = 'application' AND owner_id IN (${these})`.execute(tx);
  await sql`DELETE FROM applications WHERE id IN (${these})`.execute(tx);
}

/** Of what took part to the end: the work stays, who brought it does not, nor the answers that say so. */
async function forgetApplied(tx: Db, { id, name }: Person): Promise<void> {
  const rows = await tx.selectFrom("applications").select(["id", "call_id", "answers", "work"]).where("person_id", "=", id).execute();
  if (rows.length === 0) return;
  await sql`UPDATE call_conflicts SET note = '' WHERE application_id IN (SELECT id FROM applications WHERE person_id = ${id})`.execute(tx);
  const questions = await tx
    .selectFrom("call_questions")
    .select("id")
    .where(
      "call_id",
      "in",
      rows.map((row) => row.call_id),
    )
    .where("identifies", "=", 1)
    .execute();
  const identifying = new Set(questions.map((question) => question.id));
  for (const row of rows) {
    const kept = Object.entries(JSON.parse(row.answers) as Answers).filter(([question]) => !identifying.has(question));
    await tx
      .updateTable("applications")
      .set({ person_id: null, team: "", answers: JSON.stringify(Object.fromEntries(kept)), work: workWithout(row.work, name) })
      .where("id", "=", row.id)
      .execute();
  }
}

/** Where they sign the experience that somebody else applied with, the copy loses their name as the experience does. */
async function forgetSigned(tx: Db, { id, name }: Person): Promise<void> {
  const { rows } = await sql<{ id: string; work: string }>`SELECT a.id, a.work FROM applications a WHERE a.work IS NOT NULL
    AND a.resource_id IN (SELECT resource_id FROM resource_authors WHERE person_id = ${id})`.execute(tx);
  for (const row of rows) {
    const work = workWithout(row.work, name);
    if (work !== row.work) await tx.updateTable("applications").set({ work }).where("id", "=", row.id).execute();
  }
}

function workWithout(json: string | null, name: string): string | null {
  if (json === null) return null;
  const work = JSON.parse(json) as WorkSnapshot;
  return JSON.stringify({ ...work, authors: work.authors.map((author) => (author === name ? NO_AUTHOR : author)) });
}

/** Finished assessments go on counting, without a name; those that count for nothing (unfinished, or kept out by a conflict of interest) go with it. */
async function forgetAssessed(tx: Db, personId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`SELECT s.id FROM assessments s WHERE s.person_id = ${personId} AND NOT ${counts}`.execute(tx);
  if (rows.length > 0) {
    const these = sql.join(rows.map((row) => row.id));
    await sql`DELETE FROM assessment_scores WHERE assessment_id IN (${these})`.execute(tx);
    await sql`DELETE FROM assessments WHERE id IN (${these})`.execute(tx);
  }
  await sql`UPDATE assessments SET person_id = NULL WHERE person_id = ${personId}`.execute(tx);
  await sql`DELETE FROM call_conflicts WHERE person_id = ${personId}`.execute(tx);
  await sql`DELETE FROM call_jurors WHERE person_id = ${personId}`.execute(tx);
}
