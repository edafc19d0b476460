/** Deciding: awards are given by people, with the list by score before them; then everything is published at once. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, notFound } from "#app/domain/errors.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { phaseOf } from "./call.ts";
import { updateCall } from "./calls.repo.server.ts";
import { callChanged, noteCallChange } from "./calls.server.ts";
import { canAward, canWithdrawResults } from "./jury.policy.ts";
import { callOfOrganiser } from "./jury.server.ts";
import type { AwardInput } from "./jury.ts";
import { mailResults } from "./jury-mails.server.ts";

interface Award {
  award: string;
  position: number;
  note: string;
}

/** Gives an award, changes it, or takes it away (null); only whoever organises, and only until the results are published. Tells what it was before. */
export async function setAward(ctx: Ctx, callId: string, applicationId: string, award: Award | null): Promise<Award | null> {
  return inTransaction(ctx, async (tx) => {
    const call = await callOfOrganiser(tx, callId);
    if (!canAward(tx.actor, call, tx.now)) throw new DomainError("conflict", { reason: "not_assessing" });
    const before = await tx.db
      .selectFrom("applications")
      .select(["award", "award_position", "award_note"])
      .where("id", "=", applicationId)
      .where("call_id", "=", callId)
      .where("state", "=", "submitted")
      .executeTakeFirst();
    if (!before) throw notFound();
    const fields = { award: award?.award ?? null, award_position: award?.position ?? null, award_note: award?.note ?? "" };
    await tx.db.updateTable("applications").set(fields).where("id", "=", applicationId).execute();
    return before.award === null ? null : { award: before.award, position: before.award_position ?? 1, note: before.award_note };
  });
}

export const awardOf = ({ award, position, note }: AwardInput): Award => ({ award, position, note });

/** Words about the results, kept until they are published. */
export async function saveResultsText(ctx: Ctx, callId: string, resultsMd: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const call = await callOfOrganiser(tx, callId);
    if (!canAward(tx.actor, call, tx.now)) throw new DomainError("conflict", { reason: "not_assessing" });
    await updateCall(tx.db, callId, { results_md: resultsMd, results_html: renderMarkdown(resultsMd) });
  });
}

/** Winners, scores and comments to each who applied, the line in the history and the mails: all of it or nothing. Publishing twice is publishing once. */
export async function publishResults(ctx: Ctx, callId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const call = await callOfOrganiser(tx, callId);
    if (phaseOf(call, tx.now) === "decided") return;
    if (!canAward(tx.actor, call, tx.now)) throw new DomainError("conflict", { reason: "not_assessing" });
    await updateCall(tx.db, callId, { results_at: tx.now, updated_at: tx.now });
    await noteCallChange(tx, callId, "results", "");
    await mailResults(tx, { ...call, results_at: tx.now });
    await callChanged(tx, callId);
  });
}

/** Something was wrong: out of sight until they are published again. Why stands in the history. */
export async function withdrawResults(ctx: Ctx, callId: string, reason: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const call = await callOfOrganiser(tx, callId);
    if (phaseOf(call, tx.now) === "assessing") return;
    if (!canWithdrawResults(tx.actor, call, tx.now)) throw forbidden();
    await updateCall(tx.db, callId, { results_at: null, updated_at: tx.now });
    await noteCallChange(tx, callId, "reopened", reason);
    await callChanged(tx, callId);
  });
}
