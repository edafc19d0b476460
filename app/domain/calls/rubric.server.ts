/** By what the jury assesses. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid, notFound } from "#app/domain/errors.ts";
import { newId } from "#db/ids.ts";
import { CRITERIA_MAX, type Criterion } from "./call.ts";
import type { CriterionInput, RowAct } from "./call-form.ts";
import { begunOf, criteriaOf, type StandingCall } from "./calls.repo.server.ts";
import { callAmended, heldCall } from "./calls.server.ts";
import { moved } from "./form.server.ts";
import { deleteRow, listOrder, writeOrder } from "./rows.repo.server.ts";

const RUBRIC_AMENDED = "Se ajustó la pauta de evaluación.";

/** Adds a criterion (its id comes with the form: sent twice it is one) or changes it. */
export async function saveCriterion(ctx: Ctx, callId: string, input: CriterionInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const call = await editable(tx, callId);
    const criteria = await criteriaOf(tx.db, callId);
    const before = criteria.find((criterion) => criterion.id === input.criterion_id);
    const { name, description, weight, levels } = input;
    const fields = { name, description, weight, levels };
    if (before && JSON.stringify({ ...before, ...fields }) === JSON.stringify(before)) return;
    if (before)
      await tx.db
        .updateTable("call_criteria")
        .set({ ...fields, levels: JSON.stringify(levels) })
        .where("id", "=", before.id)
        .execute();
    else await insertCriteria(tx, callId, [{ id: input.criterion_id, ...fields }], criteria.length);
    await callAmended(tx, call, RUBRIC_AMENDED);
  });
}

/** Behind those that are there. */
export async function insertCriteria(tx: Ctx, callId: string, criteria: readonly (Omit<Criterion, "id"> & { id?: string })[], there = 0): Promise<void> {
  if (there + criteria.length > CRITERIA_MAX) throw invalid("", "call_rubric_full");
  if (criteria.length === 0) return;
  const rows = criteria.map(({ id = newId(), name, description, weight, levels }, index) => ({
    ...{ id, call_id: callId, position: there + index + 1, name, description, weight },
    levels: JSON.stringify(levels),
  }));
  await tx.db
    .insertInto("call_criteria")
    .values(rows)
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Up, down, or out. */
export async function actOnCriterion(ctx: Ctx, callId: string, { act, row }: RowAct): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const call = await editable(tx, callId);
    const order = await listOrder(tx.db, "call_criteria", callId);
    if (!order.includes(row)) throw notFound();
    if (act === "remove") await deleteRow(tx.db, "call_criteria", row);
    else await writeOrder(tx.db, "call_criteria", moved(order, row, act));
    await callAmended(tx, call, RUBRIC_AMENDED);
  });
}

/** Fixed once somebody has assessed by it: all are measured alike. */
async function editable(tx: Ctx, callId: string): Promise<StandingCall> {
  const call = await heldCall(tx, callId);
  if (call.results_at || call.cancelled_at || call.archived_at) throw new DomainError("conflict", { reason: "call_closed" });
  if ((await begunOf(tx.db, callId)).assessed) throw new DomainError("conflict", { reason: "call_assessed" });
  return call;
}
