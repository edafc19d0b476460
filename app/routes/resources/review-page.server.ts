/** What waits for review, for those who answer for it: by the nodes that the waiting version names, so that they see it before it is theirs. */
import type { Ctx } from "#app/domain/context.ts";
import { forbidden, notFound } from "#app/domain/errors.ts";
import { attachmentsOf } from "#app/domain/files/attachments.repo.server.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { nameOfPerson } from "#app/domain/resources/choices.repo.server.ts";
import { differences, fieldsOfVersion } from "#app/domain/resources/comparing.ts";
import { isSectionKey } from "#app/domain/resources/experience.ts";
import { canReviewResource } from "#app/domain/resources/resource.policy.ts";
import { findVisible } from "#app/domain/resources/resources.repo.server.ts";
import { reviews } from "#app/domain/resources/reviewing.server.ts";
import { findReviewNode, findWhereverItIs } from "#app/domain/resources/reviews.repo.server.ts";
import { namesOf, openDraft, versionContent } from "#app/domain/resources/versions.repo.server.ts";

export async function reviewedResource(ctx: Ctx, slug: string | undefined, { orDecided = false }: { orDecided?: boolean } = {}) {
  const resource = await findWhereverItIs(ctx.db, slug ?? "");
  if (!resource) throw notFound();
  const open = await openDraft(ctx.db, resource.id);
  const waiting = open?.state === "in_review" ? open : null;
  const answers = waiting ? reviews(ctx.actor, resource, waiting) : orDecided || canReviewResource(ctx.actor, resource);
  if (!answers) {
    const seen = await findVisible(ctx.db, ctx.actor, { id: resource.id });
    throw seen && waiting ? forbidden() : notFound();
  }
  return { resource, open: waiting, nodeSlug: await findReviewNode(ctx.db, resource.id, ctx.actor) };
}

export async function reviewPage(ctx: Ctx, slug: string | undefined) {
  const { resource, open } = await reviewedResource(ctx, slug);
  // Decided meanwhile, or taken back: there is nothing to decide.
  if (!open) throw notFound();
  const live = resource.version > 0 ? await versionContent(ctx.db, resource.id, resource.version) : null;
  const names = await namesOf(ctx.db, [open.content, ...(live ? [live] : [])]);
  const fields = fieldsOfVersion(open.content, names, true);
  const html = (key: string, text: string) => (key === "body" || isSectionKey(key) ? renderMarkdown(text) : null);
  return {
    resource: { slug: resource.slug, kind: resource.kind, title: open.content.title, version: resource.version },
    open: { note: open.note, asked_at: open.asked_at, updated_at: open.updated_at, by: await nameOfPerson(ctx.db, open.by_person_id) },
    fields: fields.filter(({ key, text }) => text !== "" && key !== "title").map((field) => ({ ...field, html: html(field.key, field.text) })),
    files: await attachmentsOf(ctx.db, "resource", [resource.id], open.number),
    changes: live ? differences(fieldsOfVersion(live, names, true), fields) : [],
  };
}
export type ReviewPage = Awaited<ReturnType<typeof reviewPage>>;
