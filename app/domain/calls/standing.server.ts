/** What may still change in a call that people rely on: its words and dates, with a note to whoever applies; or that it has no effect. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid } from "#app/domain/errors.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { searchText } from "#db/search-text.ts";
import { type CallChangeKind, phaseOf } from "./call.ts";
import { type AmendInput, type CallDates, datesOf, type ExtendInput } from "./call-form.ts";
import { begunOf, type StandingCall, updateCall } from "./calls.repo.server.ts";
import { callChanged, checkEncounter, heldCall, noteCallChange } from "./calls.server.ts";
import { mailCallChange } from "./change-mails.server.ts";
import { syncCallClosing } from "./closing-date.server.ts";

async function heldInForce(tx: Ctx, id: string): Promise<StandingCall> {
  const call = await heldCall(tx, id);
  const phase = phaseOf(call, tx.now);
  if (phase === "draft") throw new DomainError("conflict", { reason: "call_draft" });
  if (phase === "cancelled" || phase === "archived" || phase === "decided") throw new DomainError("conflict", { reason: "call_over" });
  return call;
}

const WIDTH: Record<string, number> = { node: 0, members: 1, public: 2 };

/** The words, and who finds it (never fewer than before). */
export async function amendCall(ctx: Ctx, id: string, input: AmendInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const call = await heldInForce(tx, id);
    const { title, summary, body_md, prizes, visibility, encounter_id, note } = input;
    const fields = { title, summary, body_md, prizes, visibility, encounter_id };
    if (Object.entries(fields).every(([key, value]) => call[key as keyof typeof fields] === value)) throw invalid("", "unchanged");
    if ((WIDTH[visibility] ?? 0) < (WIDTH[call.visibility] ?? 0)) throw invalid("visibility", "call_narrower");
    await checkEncounter(tx, encounter_id, call);
    await updateCall(tx.db, id, { ...fields, body_html: renderMarkdown(body_md), search_text: searchText(title, summary), updated_at: tx.now });
    await told(tx, { ...call, ...fields }, "amended", note);
  });
}

/** The dates. What was promised is kept: once open it opens when it opened, and closes then or later. */
export async function extendCall(ctx: Ctx, id: string, input: ExtendInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const call = await heldInForce(tx, id);
    const opened = call.opens_at <= tx.now;
    const [opens_date = "", opens_time = null] = call.opens_local.split("T");
    const asked = datesOf(opened ? { ...input, zone: call.zone, opens_date, opens_time } : input);
    if (!asked.ok) throw invalid(asked.field, asked.code);
    const { dates } = asked;
    const closesAnew = dates.closes_at !== call.closes_at;
    if (!closesAnew && dates.opens_at === call.opens_at && dates.jury_at === call.jury_at) throw invalid("", "unchanged");
    const kind = await checkClosing(tx, call, dates, { opened, closesAnew });
    await updateCall(tx.db, id, { ...dates, updated_at: tx.now });
    await told(tx, { ...call, ...dates }, kind, input.note);
  });
}

async function checkClosing(tx: Ctx, call: StandingCall, dates: CallDates, { opened, closesAnew }: { opened: boolean; closesAnew: boolean }): Promise<CallChangeKind> {
  if (!closesAnew) return "extended";
  if (dates.closes_at <= tx.now) throw invalid("closes_date", "past");
  if (opened && dates.closes_at < call.closes_at) throw invalid("closes_date", "call_shorter");
  if (call.closes_at > tx.now) return "extended";
  if ((await begunOf(tx.db, call.id)).assessed) throw invalid("closes_date", "call_assessed");
  return "reopened";
}

/** For good: to call again there is «copiar». */
export async function cancelCall(ctx: Ctx, id: string, reason: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const call = await heldCall(tx, id);
    if (call.cancelled_at) return;
    await heldInForce(tx, id);
    await updateCall(tx.db, id, { cancelled_at: tx.now, cancel_reason: reason, updated_at: tx.now });
    await told(tx, { ...call, cancelled_at: tx.now }, "cancelled", reason);
  });
}

/** Out of the lists, and back. What is under way cannot be put away: it is cancelled, or its results are published. */
export async function archiveCall(ctx: Ctx, id: string, away: boolean): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const call = await heldCall(tx, id);
    const phase = phaseOf({ ...call, archived_at: null }, tx.now);
    if (away && phase !== "draft" && phase !== "cancelled" && phase !== "decided") throw new DomainError("conflict", { reason: "call_under_way" });
    await updateCall(tx.db, id, { archived_at: away ? tx.now : null, updated_at: tx.now });
    await syncCallClosing(tx, id);
    await callChanged(tx, id);
  });
}

async function told(tx: Ctx, call: StandingCall, kind: CallChangeKind, note: string): Promise<void> {
  const changeId = await noteCallChange(tx, call.id, kind, note);
  await syncCallClosing(tx, call.id);
  await callChanged(tx, call.id);
  await mailCallChange(tx, call, { id: changeId, kind, note });
}
