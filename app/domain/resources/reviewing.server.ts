/** Looking at what was shared before it is published: accepted, or sent back with what to mend. */
import { type Actor, type Ctx, inTransaction, signedIn } from "#app/domain/context.ts";
import { DomainError, forbidden, notFound } from "#app/domain/errors.ts";
import { cleanText } from "#app/domain/text.ts";
import { lockRow } from "#db/dialect.server.ts";
import { makeLive } from "./publishing.server.ts";
import { canReviewResource } from "./resource.policy.ts";
import { findResource, type StandingResource, updateResource } from "./resources.repo.server.ts";
import { tellMakers } from "./review-mails.server.ts";
import { type OpenVersion, openDraft, updateVersion } from "./versions.repo.server.ts";

/** Whether the actor answers for it: by the nodes it is in, and those that the waiting version would bring it to. */
export const reviews = (actor: Actor | null, resource: StandingResource, open: OpenVersion): boolean =>
  canReviewResource(actor, { ...resource, visibility: open.content.visibility, nodeIds: open.content.node_ids });

/** Decided by somebody else meanwhile: nothing happens. */
export async function decideReview(ctx: Ctx, resourceId: string, { accept, note }: { accept: boolean; note: string }): Promise<void> {
  const actor = signedIn(ctx);
  const said = cleanText(note).slice(0, 2_000);
  await inTransaction(ctx, async (tx) => {
    await lockRow(tx.db, "resources", resourceId);
    const resource = await findResource(tx.db, resourceId);
    if (!resource) throw notFound();
    const open = await openDraft(tx.db, resourceId);
    if (open?.state !== "in_review") {
      if (!canReviewResource(actor, resource)) throw notFound();
      return;
    }
    if (!reviews(actor, resource, open)) throw actor.id === resource.created_by ? forbidden("own") : notFound();
    if (!accept && said === "") throw new DomainError("invalid", { fields: { note: ["review_note"] } });
    if (accept) await makeLive(tx, resource, open, { by: actor.id, note: said });
    else {
      await updateVersion(tx.db, open.id, { state: "draft", asked_at: null, decided_by: actor.id, decision_note: said, updated_at: tx.now });
      if (resource.version === 0) await updateResource(tx.db, resourceId, { state: "draft" });
    }
    await tellMakers(tx, resource, open, { accept, note: said });
  });
  ctx.wake();
}
