/** What a review of an agreement can come to (S3: Evaluate and Evolve Agreements): it is kept, it is ended, or the circle is asked to change it. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { raiseTension } from "#app/domain/tensions/tensions.server.ts";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import { lockRow } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import type { EndInput, KeepInput, NotedInput } from "./agreement.ts";
import { isOpen } from "./agreement-state.ts";
import { findCircleAgreement, insertSettledReview, listOpenReviews, updateCircleAgreement } from "./agreement-writes.repo.server.ts";
import { canAskForChange, canKeepLogbook } from "./logbook.policy.ts";
import { type AgreementDetail, findVisibleAgreement } from "./logbook.repo.server.ts";
import { adoptAgreement, settleReviews } from "./logbook.server.ts";
import { answersOf, type LogbookCircleRow } from "./noting.repo.server.ts";

type Detail = AgreementDetail & { id: string };

/** Visible and one's to decide, with its circle held; what has been replaced or ended is decided no more. */
async function deciding<T>(ctx: Ctx, id: string, may: typeof canKeepLogbook, work: (tx: Ctx, agreement: Detail) => Promise<T>): Promise<T> {
  return inTransaction(ctx, async (tx) => {
    const seen = await findVisibleAgreement(tx.db, tx.actor, id, isoDate(tx.now));
    if (!seen) throw notFound();
    if (!may(tx.actor, { ...seen, id: seen.circle_id })) throw forbidden();
    await lockRow(tx.db, "circles", seen.circle_id);
    const now = await findCircleAgreement(tx.db, id);
    if (!now || !isOpen(now)) throw new DomainError("conflict", { reason: "superseded" });
    const result = await work(tx, { ...seen, ...now });
    await bumpRevision(tx.db, "public", tx.now);
    return result;
  });
}

function refusePast(day: string | null, today: string, field: string): void {
  if (day !== null && day < today) throw invalid(field, "past");
}

/** Looked at, and it stays as it is until the next review. The note is kept with what brought it up. */
export async function keepAgreement(ctx: Ctx, id: string, { review_on, expires_on, note }: KeepInput): Promise<void> {
  const today = isoDate(ctx.now);
  refusePast(review_on, addDays(today, 1), "review_on");
  refusePast(expires_on, today, "expires_on");
  await deciding(ctx, id, canKeepLogbook, async (tx, agreement) => {
    const said = note === "" ? "Se mantiene." : `Se mantiene. ${note}`;
    const by = tx.actor?.id ?? null;
    // Looked at before its day came: there is nothing to settle, and it is remembered all the same.
    if ((await listOpenReviews(tx.db, id)).length === 0) {
      const title = reviewTitle(agreement);
      await insertSettledReview(tx.db, { id: newId(), circle_id: agreement.circle_id, agreement_id: id, title, at: tx.now, by, note: said });
    }
    await settleReviews(tx, id, { by, note: said });
    await updateCircleAgreement(tx.db, id, { review_on, expires_on, review_due_at: null, reviewed_at: tx.now });
  });
}

export const reviewTitle = ({ number, title }: { number: number; title: string }): string => `Revisar el acuerdo n.º ${number}: ${title}`.slice(0, 200);

export async function endAgreement(ctx: Ctx, id: string, { reason }: EndInput): Promise<void> {
  await deciding(ctx, id, canKeepLogbook, async (tx) => {
    await settleReviews(tx, id, { by: tx.actor?.id ?? null, note: `Terminado. ${reason}` });
    await updateCircleAgreement(tx.db, id, { ended_at: tx.now, ended_by: tx.actor?.id ?? null, ended_note: reason, review_due_at: null });
  });
}

/** The tension that a proposal to change it begins from: the one that waits already, or a new one. */
export async function tensionToChange(ctx: Ctx, id: string): Promise<{ circleId: string; tensionId: string }> {
  return deciding(ctx, id, canAskForChange, async (tx, agreement) => {
    const { circle_id: circleId } = agreement;
    const [waiting] = await listOpenReviews(tx.db, id);
    if (waiting) return { circleId, tensionId: waiting.id };
    const raised = await raiseTension(tx, {
      circleId,
      title: reviewTitle(agreement),
      situation: situationOf(agreement),
      source: "review",
      agreementId: id,
      raisedBy: tx.actor?.id ?? null,
    });
    if (!raised) throw new DomainError("conflict");
    return { circleId, tensionId: raised.id };
  });
}

/** What a tension of the house says of an agreement. */
export const situationOf = ({ number, title, driver }: { number: number; title: string; driver: string }): string =>
  [`Tenemos el acuerdo n.º ${number}, «${title}».`, driver && `Se tomó por esto: ${driver}`].filter(Boolean).join("\n\n").slice(0, 600);

/** Writes down what was agreed elsewhere: at a meeting, on paper. `id` is the form's own: sent twice, it is one. */
export async function noteAgreement(ctx: Ctx, circle: LogbookCircleRow, id: string, input: NotedInput): Promise<{ id: string; number: number }> {
  if (!canKeepLogbook(ctx.actor, circle)) throw forbidden();
  const today = isoDate(ctx.now);
  const { adopted_on, review_on, expires_on } = input;
  if (adopted_on !== null && adopted_on > today) throw invalid("adopted_on", "future");
  if (review_on !== null && adopted_on !== null && review_on <= adopted_on) throw invalid("review_on", "end_before_start");
  if (expires_on !== null && adopted_on !== null && expires_on < adopted_on) throw invalid("expires_on", "end_before_start");
  const answers = input.owner ? (await answersOf(ctx.db, circle.id, ctx.now)).find((each) => each.value === input.owner) : undefined;
  if (input.owner && !answers) throw invalid("owner", "choice");
  return adoptAgreement(ctx, {
    id,
    circleId: circle.id,
    nodeId: circle.node_id,
    kind: "noted",
    title: input.title,
    driver: input.driver,
    bodyMd: input.body,
    roleId: answers?.roleId ?? null,
    ownerPersonId: answers?.personId ?? null,
    adoptedBy: ctx.actor?.id ?? null,
    // At noon of its day: the same day on every clock of the country.
    adoptedAt: adopted_on === null || adopted_on === today ? ctx.now : `${adopted_on}T16:00:00.000Z`,
    reviewOn: review_on,
    expiresOn: expires_on,
    supersedes: input.supersedes,
  });
}
