/** Organisers put out what does not meet the bases, and bring it back: with a reason, until the results are published. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, notFound } from "#app/domain/errors.ts";
import { isId } from "#db/ids.ts";
import { mailStanding } from "./application-mails.server.ts";
import { findApplicationRow, updateApplication } from "./applications.repo.server.ts";
import { phaseOf } from "./call.ts";
import { heldCall } from "./calls.server.ts";
import { recordFound } from "./conflicts.server.ts";

export async function setOut(ctx: Ctx, id: string, reason: string): Promise<void> {
  await decide(ctx, id, { from: "submitted", to: "out" }, reason);
}

export async function bringBack(ctx: Ctx, id: string): Promise<void> {
  await decide(ctx, id, { from: "out", to: "submitted" }, null);
}

async function decide(ctx: Ctx, id: string, { from, to }: { from: string; to: string }, reason: string | null): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const first = isId(id) ? await findApplicationRow(tx.db, id) : undefined;
    if (!first || first.state === "draft") throw notFound();
    const call = await heldCall(tx, first.call_id);
    const application = await findApplicationRow(tx.db, id);
    if (!application || application.state === to) return;
    const phase = phaseOf(call, tx.now);
    // Nobody decides on their own.
    if (application.person_id === tx.actor?.id) throw new DomainError("forbidden", { reason: "own" });
    if (application.state !== from || (phase !== "open" && phase !== "assessing")) throw new DomainError("conflict", { reason: "call_decided" });
    const out = { out_at: reason === null ? null : tx.now, out_by: reason === null ? null : (tx.actor?.id ?? null), out_reason: reason };
    await updateApplication(tx.db, id, { state: to, ...out, award: null, award_position: null, award_note: "", updated_at: tx.now });
    // The jury declared without it at hand: what the hub sees of it is put on record now.
    if (to === "submitted") await recordFound(tx, call.id, { applicationId: id });
    await mailStanding(tx, call, { id, number: application.number ?? 0, title: application.title }, reason);
  });
  ctx.wake();
}
