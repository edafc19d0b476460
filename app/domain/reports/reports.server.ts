/** Telling moderators of a resource, a comment or a replication; and what they decide of it. */
import { removeComment, returnComment } from "#app/domain/comments/comments.server.ts";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, notFound } from "#app/domain/errors.ts";
import { setReplicationRemoved } from "#app/domain/replications/replications.server.ts";
import { returnResource, withdrawResource } from "#app/domain/resources/keeping.server.ts";
import { makersOf } from "#app/domain/resources/resource.policy.ts";
import { findVisible, type StandingResource } from "#app/domain/resources/resources.repo.server.ts";
import { takeTurn } from "#db/dialect.server.ts";
import { bumpRevision } from "#db/revision.ts";
import type { DecisionInput, ReportInput, ReportTarget } from "./report.ts";
import { mailArrived, mailDecided } from "./report-mails.server.ts";
import { countOpenOf, decideReports, findReport, findTarget, insertReport, type ReportRow } from "./reports.repo.server.ts";

/** More open ones say nothing new, and a flood is stopped here too. */
const OPEN_MOST = 50;

export interface Target {
  kind: ReportTarget;
  id: string;
}

/** What is to be reported, where the actor sees it. Comments are for people with an account. */
export async function reportedThing(ctx: Ctx, slug: string, asked: Target): Promise<{ subject: StandingResource; target: Target }> {
  const subject = await findVisible(ctx.db, ctx.actor, { slug });
  if (!subject) throw notFound();
  if (asked.kind === "resource") return { subject, target: { kind: "resource", id: subject.id } };
  if (asked.kind === "comment" && !ctx.actor) throw notFound();
  if (!(await findTarget(ctx.db, asked.kind, asked.id, subject.id))) throw notFound();
  return { subject, target: asked };
}

export async function fileReport(ctx: Ctx, slug: string, asked: Target, input: ReportInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { subject, target } = await reportedThing(tx, slug, asked);
    await takeTurn(tx.db, "resources", subject.id);
    if ((await countOpenOf(tx.db, subject.id)) >= OPEN_MOST) throw new DomainError("too_many");
    const { reason, message, email } = input;
    const row = { id: input.report_id, target_kind: target.kind, target_id: target.id, resource_id: subject.id, reason, message, created_at: tx.now };
    const from = { reporter_person_id: tx.actor?.id ?? null, reporter_email: tx.actor ? null : email };
    const isNew = await insertReport(tx.db, { ...row, ...from, decided_at: null, decided_by: null, decision: null, decision_note: "" });
    if (isNew) await mailArrived(tx, subject, reason);
  });
}

/** Keeps it, takes it out of sight, or brings back what was taken. All open reports of the same thing are decided with it. */
export async function decideReport(ctx: Ctx, input: DecisionInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    if (!tx.actor) throw new DomainError("signed_out");
    const report = await findReport(tx.db, tx.actor, input.report_id);
    if (!report) throw notFound();
    await takeTurn(tx.db, "resources", report.resource_id);
    const subject = await findVisible(tx.db, tx.actor, { id: report.resource_id });
    if (!subject) throw notFound();
    const { decision, note } = input;
    if ((decision === "returned") !== (report.decision === "removed") || (decision !== "returned" && report.decided_at !== null))
      throw new DomainError("conflict", { reason: "decided" });
    const stays = decision !== "removed";
    if (decision !== "kept") await setOutOfSight(tx, report, !stays);
    const by = { decided_at: tx.now, decided_by: tx.actor.id, decision: stays ? "kept" : "removed", decision_note: note };
    const reporters = await decideReports(tx.db, { target_kind: report.target_kind, target_id: report.target_id, undone: decision === "returned" }, by);
    const makers = await authorsOfTarget(tx, subject, report);
    await mailDecided(tx, subject, { report, decision, note, reporters, makers });
    await bumpRevision(tx.db, "public", tx.now);
  });
}

async function setOutOfSight(tx: Ctx, report: ReportRow, removed: boolean): Promise<void> {
  const { target_kind, target_id, resource_id, slug } = report;
  if (target_kind === "comment") await (removed ? removeComment : returnComment)(tx, slug, target_id);
  else if (target_kind === "replication") await setReplicationRemoved(tx, resource_id, target_id, removed);
  else await (removed ? withdrawResource : returnResource)(tx, resource_id);
}

async function authorsOfTarget(tx: Ctx, subject: StandingResource, report: ReportRow): Promise<string[]> {
  if (report.target_kind === "resource") return makersOf(subject);
  const found = await findTarget(tx.db, report.target_kind === "comment" ? "comment" : "replication", report.target_id, subject.id);
  return found?.person_id ? [found.person_id] : [];
}
