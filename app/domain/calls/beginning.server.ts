/** The form and the rubric that a new call begins with: of a kind that has served before, or those of an earlier call. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { BEGINNING_PARTS, type Beginning } from "./beginnings.ts";
import type { CallInput } from "./call-form.ts";
import { criteriaOf, findCall, partsOf, questionsOf } from "./calls.repo.server.ts";
import { heldCall, startCall } from "./calls.server.ts";
import { insertQuestions } from "./form.server.ts";
import { insertCriteria } from "./rubric.server.ts";

/** `copyOf`: a call that the actor may see. Sent twice it begins once. */
export async function beginCall(ctx: Ctx, input: CallInput, from: { beginning: Beginning } | { copyOf: string }): Promise<{ id: string; slug: string }> {
  return inTransaction(ctx, async (tx) => {
    const made = await startCall(tx, input);
    const { questions, criteria } = await partsOf(tx.db, made.id);
    if (questions + criteria > 0) return made;
    const parts = "beginning" in from ? BEGINNING_PARTS[from.beginning] : await partsOfCall(tx, from.copyOf);
    await insertQuestions(tx, made.id, parts.questions);
    await insertCriteria(tx, made.id, parts.criteria);
    return made;
  });
}

async function partsOfCall(tx: Ctx, slug: string) {
  const call = await findCall(tx.db, tx.actor, { slug });
  if (!call) return BEGINNING_PARTS.blank;
  const [questions, criteria] = [await questionsOf(tx.db, call.id), await criteriaOf(tx.db, call.id)];
  return { questions: questions.map(({ id: _id, ...question }) => question), criteria: criteria.map(({ id: _id, ...criterion }) => criterion) };
}

/** The rubric of a kind, for a call that has none yet. */
export async function addBeginningCriteria(ctx: Ctx, callId: string, beginning: Beginning): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await heldCall(tx, callId);
    const { criteria } = await partsOf(tx.db, callId);
    if (criteria === 0) await insertCriteria(tx, callId, BEGINNING_PARTS[beginning].criteria);
  });
}
