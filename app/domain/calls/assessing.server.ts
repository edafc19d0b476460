/** Assessing: a juror's own scores and comments, a draft until they are done; after the results nothing changes any more. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid, notFound } from "#app/domain/errors.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { lockRow } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import { findOwnAssessment, findToAssess } from "./assessing.repo.server.ts";
import { criteriaOf } from "./calls.repo.server.ts";
import { conflictsFound } from "./conflicts.repo.server.ts";
import { recordFound } from "./conflicts.server.ts";
import type { AssessmentInput } from "./jury.ts";

/** Saves what there is so far. Whoever had finished takes it up again first: reopenAssessment. */
export async function saveAssessment(ctx: Ctx, applicationId: string, input: AssessmentInput): Promise<void> {
  await keep(ctx, applicationId, input, false);
}

/** Nothing is missing: from now on it counts. */
export async function finishAssessment(ctx: Ctx, applicationId: string, input: AssessmentInput): Promise<void> {
  await keep(ctx, applicationId, input, true);
}

/** Takes a finished one up again: it counts no more until it is done once more. */
export async function reopenAssessment(ctx: Ctx, applicationId: string): Promise<void> {
  const held = await inTransaction(ctx, async (tx) => {
    const found = await inOwnHands(tx, applicationId);
    if (!found) return false;
    await tx.db.updateTable("assessments").set({ done_at: null, updated_at: tx.now }).where("application_id", "=", applicationId).where("person_id", "=", found.personId).execute();
    return true;
  });
  if (!held) throw notFound();
}

async function keep(ctx: Ctx, applicationId: string, input: AssessmentInput, done: boolean): Promise<void> {
  const held = await inTransaction(ctx, async (tx) => {
    const found = await inOwnHands(tx, applicationId);
    if (!found) return false;
    const criteria = await criteriaOf(tx.db, found.callId);
    const scores = input.scores.filter((row) => criteria.some(({ id }) => id === row.criterion_id) && (row.points !== null || row.comment !== ""));
    const missing = criteria.find(({ id }) => !scores.some((row) => row.criterion_id === id && row.points !== null));
    if (done && missing) throw invalid(`points_${missing.id}`, "score_required");
    const before = await findOwnAssessment(tx.db, applicationId, found.personId);
    if (before?.done_at && !done) throw new DomainError("conflict", { reason: "assessment_done" });
    const id = before?.id ?? newId();
    const fields = { comment_md: input.comment_md, comment_html: renderMarkdown(input.comment_md), note: input.note, updated_at: tx.now, done_at: done ? tx.now : null };
    if (before) await tx.db.updateTable("assessments").set(fields).where("id", "=", id).execute();
    else
      await tx.db
        .insertInto("assessments")
        .values({ id, call_id: found.callId, application_id: applicationId, person_id: found.personId, created_at: tx.now, ...fields })
        .execute();
    await writeScores(tx, id, scores);
    return true;
  });
  if (!held) throw notFound();
}

async function writeScores(tx: Ctx, assessmentId: string, scores: AssessmentInput["scores"]): Promise<void> {
  await tx.db.deleteFrom("assessment_scores").where("assessment_id", "=", assessmentId).execute();
  const rows = scores.map(({ criterion_id, points, comment }) => ({ assessment_id: assessmentId, criterion_id, points, comment }));
  if (rows.length > 0) await tx.db.insertInto("assessment_scores").values(rows).execute();
}

/**
 * The application, if it is the actor's to assess now; null otherwise. Whoever has come to the school of an application since they declared has a conflict
 * from this moment on: it is put on record, so this must not throw (it would undo that).
 */
async function inOwnHands(tx: Ctx, applicationId: string): Promise<{ callId: string; personId: string } | null> {
  const personId = tx.actor?.id;
  if (!personId) throw new DomainError("signed_out");
  const before = await findToAssess(tx.db, applicationId, personId, tx.now);
  if (!before) return null;
  await lockRow(tx.db, "calls", before.call_id);
  const only = { personId, applicationId };
  if ((await conflictsFound(tx.db, { id: before.call_id }, only)).length > 0) await recordFound(tx, before.call_id, only);
  const found = await findToAssess(tx.db, applicationId, personId, tx.now);
  if (!found) return null;
  if (found.results_at || found.archived_at) throw new DomainError("conflict", { reason: "results_out" });
  return { callId: found.call_id, personId };
}
