/** What a call asks of those who apply. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid, notFound } from "#app/domain/errors.ts";
import { newId } from "#db/ids.ts";
import { QUESTIONS_MAX, type Question } from "./call.ts";
import type { QuestionInput, RowAct } from "./call-form.ts";
import { begunOf, questionsOf, type StandingCall } from "./calls.repo.server.ts";
import { callAmended, heldCall } from "./calls.server.ts";
import { deleteRow, listOrder, writeOrder } from "./rows.repo.server.ts";

export const FORM_AMENDED = "Se ajustaron las preguntas del formulario.";

/** Adds a question (its id comes with the form: sent twice it is one) or changes it. */
export async function saveQuestion(ctx: Ctx, callId: string, input: QuestionInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const call = await editable(tx, callId);
    const questions = await questionsOf(tx.db, callId);
    const before = questions.find((question) => question.id === input.question_id);
    const fields = fieldsOf(input);
    if (before && isSame(before, fields)) return;
    await checkPromises(tx, call, fields, before);
    if (before) await tx.db.updateTable("call_questions").set(rowOf(fields)).where("id", "=", before.id).execute();
    else await insertQuestions(tx, callId, [{ id: input.question_id, ...fields }], questions.length);
    await callAmended(tx, call, FORM_AMENDED);
  });
}

const hasOptions = (kind: string) => kind === "choice" || kind === "choices";
const hasLength = (kind: string) => kind === "line" || kind === "text";

function fieldsOf({ kind, label, hint, required, most, options, identifies }: QuestionInput): Omit<Question, "id"> {
  return { kind, label, hint, required, most: hasLength(kind) ? most : null, options: hasOptions(kind) ? options : [], identifies };
}

const isSame = ({ id: _id, ...before }: Question, after: Omit<Question, "id">) =>
  Object.entries(after).every(([key, value]) => JSON.stringify(value) === JSON.stringify(before[key as keyof typeof before]));

/** Who has sent theirs in answered what was asked then: nothing that would leave them out, and nothing hidden comes to light. */
async function checkPromises(tx: Ctx, call: StandingCall, after: Omit<Question, "id">, before?: Question): Promise<void> {
  if (!(await begunOf(tx.db, call.id)).applied) return;
  if (after.required && !before?.required) throw invalid("required", "call_required_late");
  if (!before) return;
  if (after.kind !== before.kind) throw invalid("kind", "call_kind_late");
  if (before.options.some((option) => !after.options.includes(option))) throw invalid("options", "call_options_late");
  if (after.most !== null && (before.most === null || after.most < before.most)) throw invalid("most", "call_most_late");
  if (call.blind === 1 && before.identifies && !after.identifies) throw invalid("identifies", "call_identifies_late");
}

const rowOf = ({ kind, label, hint, required, most, options, identifies }: Omit<Question, "id">) => ({
  ...{ kind, label, hint, most },
  ...{ required: required ? 1 : 0, options: JSON.stringify(options), identifies: identifies ? 1 : 0 },
});

/** Behind those that are there. */
export async function insertQuestions(tx: Ctx, callId: string, questions: readonly (Omit<Question, "id"> & { id?: string })[], there = 0): Promise<void> {
  if (there + questions.length > QUESTIONS_MAX) throw invalid("", "call_form_full");
  if (questions.length === 0) return;
  const rows = questions.map(({ id = newId(), ...question }, index) => ({ id, call_id: callId, position: there + index + 1, ...rowOf(question) }));
  await tx.db
    .insertInto("call_questions")
    .values(rows)
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Up, down, or out. Nothing is taken out of a form that somebody has sent in. */
export async function actOnQuestion(ctx: Ctx, callId: string, { act, row }: RowAct): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const call = await editable(tx, callId);
    const order = await listOrder(tx.db, "call_questions", callId);
    if (!order.includes(row)) throw notFound();
    if (act === "remove") {
      if ((await begunOf(tx.db, callId)).applied) throw new DomainError("conflict", { reason: "call_applied" });
      await deleteRow(tx.db, "call_questions", row);
    } else await writeOrder(tx.db, "call_questions", moved(order, row, act));
    await callAmended(tx, call, FORM_AMENDED);
  });
}

/** One step; at the ends it stays. */
export function moved(order: readonly string[], row: string, act: "up" | "down"): string[] {
  const at = order.indexOf(row);
  const rest = order.filter((id) => id !== row);
  return rest.toSpliced(Math.max(0, act === "up" ? at - 1 : at + 1), 0, row);
}

/** Nobody fills it in any more. */
export const formLocked = (call: StandingCall, now: string): boolean =>
  Boolean(call.results_at || call.cancelled_at || call.archived_at || (call.published_at && call.closes_at <= now));

async function editable(tx: Ctx, callId: string): Promise<StandingCall> {
  const call = await heldCall(tx, callId);
  if (formLocked(call, tx.now)) throw new DomainError("conflict", { reason: "call_closed" });
  return call;
}
