/** From a draft to what readers see: at once, or after a role holder of a node that asks for it has looked. */
import { type Ctx, inTransaction, signedIn } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { mayIn } from "#app/domain/rights.ts";
import { cleanLine } from "#app/domain/text.ts";
import { heldForEdit } from "./holding.server.ts";
import { liveChanged, writeContent } from "./live.server.ts";
import { missingIn } from "./publishing.ts";
import { countFiles, type StandingResource, updateResource } from "./resources.repo.server.ts";
import { tellReviewers } from "./review-mails.server.ts";
import { type OpenVersion, openDraft, pastLiveVersion, updateVersion } from "./versions.repo.server.ts";

/** Sent twice it is as once. `note`: what changed. */
export async function publishDraft(ctx: Ctx, resourceId: string, { note }: { note: string }): Promise<"published" | "in_review"> {
  const actor = signedIn(ctx);
  const done = await inTransaction(ctx, async (tx) => {
    const resource = await heldForEdit(tx, resourceId);
    const open = await openDraft(tx.db, resourceId);
    if (!open && resource.version > 0) return "published" as const;
    if (!open) throw new DomainError("conflict", { reason: "no_draft" });
    if (open.state === "in_review") return "in_review" as const;
    const fields = missingIn(open.content, await countFiles(tx.db, resourceId, open.number));
    if (Object.keys(fields).length > 0) throw new DomainError("invalid", { fields });
    const version = { ...open, note: cleanLine(note).slice(0, 300) };
    const asking = (await nodesThatReview(tx, open)).filter((node) => !mayIn(actor, "edit_repository", node.id));
    if (asking.length === 0) {
      await makeLive(tx, resource, version, {});
      return "published" as const;
    }
    await updateVersion(tx.db, open.id, { state: "in_review", note: version.note, asked_at: tx.now, decided_by: null, decision_note: "" });
    if (resource.version === 0) await updateResource(tx.db, resourceId, { state: "in_review" });
    await tellReviewers(tx, resource, version, asking);
    return "in_review" as const;
  });
  ctx.wake();
  return done;
}

/** The nodes of a version that look at what is shared before it is published. What a circle keeps for itself is the circle's. */
async function nodesThatReview(tx: Ctx, { content }: Pick<OpenVersion, "content">): Promise<{ id: string; name: string }[]> {
  if (content.visibility === "circle" || content.node_ids.length === 0) return [];
  return tx.db.selectFrom("nodes").select(["id", "name"]).where("id", "in", content.node_ids).where("reviews_resources", "=", 1).orderBy("name").execute();
}

/** From now on this version is what readers see. */
export async function makeLive(tx: Ctx, resource: StandingResource, version: OpenVersion, decided: { by?: string; note?: string }): Promise<void> {
  await pastLiveVersion(tx.db, resource.id);
  await updateVersion(tx.db, version.id, {
    ...{ state: "live", note: version.note, published_at: tx.now },
    ...(decided.by ? { decided_by: decided.by, decision_note: decided.note ?? "" } : {}),
  });
  await writeContent(tx, resource, version.content);
  const state = resource.state === "archived" ? "archived" : "published";
  await updateResource(tx.db, resource.id, { version: version.number, state, published_at: resource.published_at ?? tx.now });
  await liveChanged(tx, resource.id);
}
