/** Writing: a resource begins as a draft, and a published one is changed in a draft of its next version. */
import { type Actor, type Ctx, inTransaction, signedIn } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { freeSlug } from "#app/domain/slugs.repo.server.ts";
import { newId } from "#db/ids.ts";
import { removeAddedIn, restoreFilesOf } from "./attachments.repo.server.ts";
import { blankContent, changedBy } from "./content.ts";
import { dropDraftRows } from "./dropping.repo.server.ts";
import { heldForEdit } from "./holding.server.ts";
import { columnsOf, nameForSlug, writeContent } from "./live.server.ts";
import type { ResourceContent } from "./resource.ts";
import { findResource, insertResource, replaceTies, type StandingResource, updateResource } from "./resources.repo.server.ts";
import { settled } from "./settling.server.ts";
import { insertVersion, nextVersionNumber, type OpenVersion, openDraft, updateVersion, versionContent } from "./versions.repo.server.ts";

export { openDraft } from "./versions.repo.server.ts";

type Start = Partial<ResourceContent> & Pick<ResourceContent, "kind">;

/** `id` is the form's own: sent twice, it is one resource. */
export async function startResource(ctx: Ctx, { id, content: given }: { id: string; content: Start }): Promise<{ id: string; slug: string }> {
  const actor = signedIn(ctx);
  return inTransaction(ctx, async (tx) => {
    const known = await findResource(tx.db, id);
    if (known) {
      if (known.created_by !== actor.id) throw new DomainError("conflict", { reason: "id_taken" });
      return { id, slug: known.slug };
    }
    const content = await settled(tx, actor, changedBy(blankContent(given.kind), given), null);
    const slug = await freeSlug(tx.db, "resource", nameForSlug(content));
    await insertResource(tx.db, {
      ...columnsOf(content, tx.now),
      ...{ id, slug, state: "draft", version: 0, created_by: actor.id, created_at: tx.now, event_id: null },
      authors_agreed_at: content.authors_agreed ? tx.now : null,
      ...{ published_at: null, archived_at: null, withdrawn_at: null },
    });
    await replaceTies(tx.db, id, content, []);
    await insertVersion(tx.db, { id: newId(), resource_id: id, number: 1, content, note: "", by: actor.id, now: tx.now });
    return { id, slug };
  });
}

/**
 * Keeps what was written. `seen`: when the draft had last been written as the writer knew it («» where there was none); a newer one of other words is a
 * conflict, so that nobody writes over what they have not read.
 */
export async function saveDraft(ctx: Ctx, resourceId: string, patch: Partial<ResourceContent>, { seen }: { seen?: string } = {}): Promise<void> {
  const actor = signedIn(ctx);
  await inTransaction(ctx, async (tx) => {
    const resource = await heldForEdit(tx, resourceId);
    const open = await openDraft(tx.db, resourceId);
    if (open?.state === "in_review") throw new DomainError("conflict", { reason: "in_review" });
    const before = open?.content ?? (await liveContent(tx, resource));
    const content = await settled(tx, actor, changedBy(before, patch), before);
    if (JSON.stringify(content) === JSON.stringify(before)) return;
    if (seen !== undefined && seen !== (open?.updated_at ?? "")) throw new DomainError("conflict", { reason: "newer_draft" });
    await keep(tx, actor, resource, open, content);
  });
}

async function keep(tx: Ctx, actor: Actor, resource: StandingResource, open: OpenVersion | null, content: ResourceContent): Promise<void> {
  if (open) await updateVersion(tx.db, open.id, { content, updated_at: tx.now, by_person_id: actor.id });
  else await insertVersion(tx.db, { id: newId(), resource_id: resource.id, number: await nextVersionNumber(tx.db, resource.id), content, note: "", by: actor.id, now: tx.now });
  if (resource.version === 0) await writeContent(tx, resource, content);
}

/** What readers see of a published one. */
export async function liveContent(tx: Ctx, resource: Pick<StandingResource, "id" | "version" | "kind">): Promise<ResourceContent> {
  return (await versionContent(tx.db, resource.id, resource.version)) ?? blankContent(resource.kind);
}

/** The draft of a resource that the actor may edit, begun from what is live where there is none: for what is changed beside its words (its files). */
export async function draftForEdit(tx: Ctx, resourceId: string): Promise<{ number: number }> {
  const actor = signedIn(tx);
  const resource = await heldForEdit(tx, resourceId);
  const open = await openDraft(tx.db, resourceId);
  if (open?.state === "in_review") throw new DomainError("conflict", { reason: "in_review" });
  if (open) return { number: open.number };
  const number = await nextVersionNumber(tx.db, resourceId);
  await insertVersion(tx.db, { id: newId(), resource_id: resourceId, number, content: await liveContent(tx, resource), note: "", by: actor.id, now: tx.now });
  return { number };
}

/** Throws the draft away. Of a published one the next version only; one that never was published goes altogether. Returns whether the resource is still there. */
export async function discardDraft(ctx: Ctx, resourceId: string): Promise<{ remains: boolean }> {
  return inTransaction(ctx, async (tx) => {
    const resource = await heldForEdit(tx, resourceId);
    if (resource.version === 0) {
      await dropDraftRows(tx.db, [resourceId]);
      return { remains: false };
    }
    const open = await openDraft(tx.db, resourceId);
    if (!open) return { remains: true };
    await removeAddedIn(tx.db, resourceId, open.number);
    await tx.db.deleteFrom("resource_versions").where("id", "=", open.id).execute();
    return { remains: true };
  });
}

/** What waits for review is taken back, to be written on. */
export async function takeBack(ctx: Ctx, resourceId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const resource = await heldForEdit(tx, resourceId);
    const open = await openDraft(tx.db, resourceId);
    if (open?.state !== "in_review") return;
    await updateVersion(tx.db, open.id, { state: "draft", asked_at: null, updated_at: tx.now });
    if (resource.version === 0) await updateResource(tx.db, resourceId, { state: "draft" });
  });
}

/** An old version again, as a draft of the next one: its words and its files. Puts nothing in front of readers. */
export async function draftFromVersion(ctx: Ctx, resourceId: string, number: number): Promise<void> {
  const actor = signedIn(ctx);
  await inTransaction(ctx, async (tx) => {
    const resource = await heldForEdit(tx, resourceId);
    const old = number <= resource.version ? await versionContent(tx.db, resourceId, number) : null;
    if (!old) throw new DomainError("not_found");
    if (await openDraft(tx.db, resourceId)) throw new DomainError("conflict", { reason: "draft_open" });
    const next = await nextVersionNumber(tx.db, resourceId);
    const content = await settled(tx, actor, old, old);
    await insertVersion(tx.db, { id: newId(), resource_id: resourceId, number: next, content, note: `Vuelve a la versión ${number}`, by: actor.id, now: tx.now });
    await restoreFilesOf(tx, resourceId, number, next);
  });
}
