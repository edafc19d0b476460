/** Putting a resource away and back; and out of sight, by moderation. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, notFound } from "#app/domain/errors.ts";
import { lockRow } from "#db/dialect.server.ts";
import { heldResource } from "./holding.server.ts";
import { liveChanged } from "./live.server.ts";
import { canArchiveResource } from "./resource.policy.ts";
import { findResource, updateResource } from "./resources.repo.server.ts";

/** Out of lists and search; its address still opens it. Twice is as once. */
export async function archiveResource(ctx: Ctx, resourceId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const resource = await heldResource(tx, resourceId, canArchiveResource);
    if (resource.state === "archived") return;
    if (resource.state !== "published") throw new DomainError("conflict", { reason: "not_published" });
    await updateResource(tx.db, resourceId, { state: "archived", archived_at: tx.now });
    await liveChanged(tx, resourceId);
  });
}

export async function restoreResource(ctx: Ctx, resourceId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const resource = await heldResource(tx, resourceId, canArchiveResource);
    if (resource.state !== "archived") return;
    await updateResource(tx.db, resourceId, { state: "published", archived_at: null });
    await liveChanged(tx, resourceId);
  });
}

/** Nobody but its makers and who moderates sees it any more. Who may is for the caller to say. */
export async function withdrawResource(tx: Ctx, id: string): Promise<void> {
  await lockRow(tx.db, "resources", id);
  const resource = await findResource(tx.db, id);
  if (!resource) throw notFound();
  if (resource.state === "withdrawn") return;
  await updateResource(tx.db, id, { state: "withdrawn", withdrawn_at: tx.now });
  await liveChanged(tx, id);
}

/** Where it was before it was withdrawn. */
export async function returnResource(tx: Ctx, id: string): Promise<void> {
  await lockRow(tx.db, "resources", id);
  const resource = await findResource(tx.db, id);
  if (!resource) throw notFound();
  if (resource.state !== "withdrawn") return;
  const state = resource.version === 0 ? "draft" : resource.archived_at ? "archived" : "published";
  await updateResource(tx.db, id, { state, withdrawn_at: null });
  await liveChanged(tx, id);
}
