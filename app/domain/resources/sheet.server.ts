/** Writing the sheet of an experience one part at a time; two tabs on one part are told, and neither's words are lost. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, notFound } from "#app/domain/errors.ts";
import { liveContent, saveDraft } from "./drafting.server.ts";
import type { SectionKey } from "./experience.ts";
import { canEditResource } from "./resource.policy.ts";
import type { ResourceContent } from "./resource.ts";
import { findVisible, type StandingResource } from "./resources.repo.server.ts";
import { markOf, wordsOfPart } from "./sheet.ts";
import { type OpenVersion, openDraft } from "./versions.repo.server.ts";

export interface SheetDraft {
  resource: StandingResource;
  content: ResourceContent;
  /** null: what stands is what was published. */
  open: OpenVersion | null;
}

/** The sheet as it is being written, for who may; to others it does not exist. */
export async function sheetDraft(ctx: Ctx, slug: string | undefined): Promise<SheetDraft> {
  const resource = await findVisible(ctx.db, ctx.actor, { slug: slug ?? "" });
  if (resource?.kind !== "experience") throw notFound();
  if (!canEditResource(ctx.actor, resource)) throw new DomainError("forbidden");
  const open = await openDraft(ctx.db, resource.id);
  return { resource, content: open?.content ?? (await liveContent(ctx, resource)), open };
}

export type WrittenPart = SectionKey | "inicio";
export type Written = { title: string; summary: string } | { body: string };

/** Saved, with the mark of what stands now; or not, because something else was written there meanwhile. */
export type Saved = { saved: true; seen: string } | { saved: false; seen: string; theirs: string };

/** `seen`: the mark of what the writer had before them. The same words again are no conflict, whoever wrote them. */
export async function saveSheetPart(ctx: Ctx, slug: string | undefined, part: WrittenPart, written: Written, seen: string): Promise<Saved> {
  return inTransaction(ctx, async (tx) => {
    const { resource, content } = await sheetDraft(tx, slug);
    const theirs = wordsOfPart(part, content);
    const patch: Partial<ResourceContent> = "body" in written ? { sections: { [part]: written.body } } : written;
    const mine = "body" in written ? written.body : `${written.title}\n${written.summary}`;
    if (mine === theirs) return { saved: true, seen: markOf(theirs) };
    if (seen !== markOf(theirs)) return { saved: false, seen: markOf(theirs), theirs };
    await saveDraft(tx, resource.id, patch);
    const now = await openDraft(tx.db, resource.id);
    return { saved: true, seen: markOf(wordsOfPart(part, now?.content ?? content)) };
  });
}
