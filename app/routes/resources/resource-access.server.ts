/** What the loaders and actions of a resource's pages share. */
import { redirect } from "@remix-run/node";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { attachmentsOf } from "#app/domain/files/attachments.repo.server.ts";
import { withdrawalOf } from "#app/domain/reports/reports.repo.server.ts";
import { pageOf, type ResourcePageRow } from "#app/domain/resources/page.repo.server.ts";
import { canEditResource, canModerate, canReviewResource, canTakePart } from "#app/domain/resources/resource.policy.ts";
import { findVisible, type StandingResource } from "#app/domain/resources/resources.repo.server.ts";
import { redirectedSlug } from "#app/domain/slugs.repo.server.ts";
import { paths } from "#app/paths.ts";

type Files = Awaited<ReturnType<typeof attachmentsOf>>;

/** A resource as its pages show it. */
export interface ResourcePage extends ResourcePageRow {
  files: Files;
  /** Why moderation took it out of sight; null where it did not. */
  withdrawal: { reason: string; note: string } | null;
  may: { edit: boolean; review: boolean; moderate: boolean; takePart: boolean };
}

/** Visible to the actor, or not found; an old address leads to today's. */
export async function resourceOfPage(ctx: Ctx, slug: string | undefined): Promise<ResourcePage> {
  const resource = await visibleOrGone(ctx, slug ?? "");
  const files = await attachmentsOf(ctx.db, "resource", [resource.id], Math.max(1, resource.version));
  const withdrawal = resource.state === "withdrawn" ? await withdrawalOf(ctx.db, resource.id) : null;
  return { ...(await pageOf(ctx.db, ctx.actor, resource)), files, withdrawal, may: mayWith(ctx.actor, resource) };
}

/** The same without what hangs on it: for acts, and pages that show little of it. */
export async function visibleOrGone(ctx: Ctx, slug: string): Promise<StandingResource> {
  const resource = await findVisible(ctx.db, ctx.actor, { slug });
  if (resource) return resource;
  const today = await redirectedSlug(ctx.db, "resource", slug);
  const moved = today ? await findVisible(ctx.db, ctx.actor, { slug: today }) : null;
  if (!moved) throw notFound();
  throw redirect(paths.work(moved), 301);
}

export const mayWith = (actor: Actor | null, resource: StandingResource): ResourcePage["may"] => ({
  edit: canEditResource(actor, resource),
  review: canReviewResource(actor, resource),
  moderate: canModerate(actor, resource),
  takePart: canTakePart(actor, resource),
});
