import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { findVisible, type StandingResource } from "#app/domain/resources/resources.repo.server.ts";

/** The resource that comments, marks, reports and collections are about: seen by the actor, or not found. */
export async function subjectOfPage(ctx: Ctx, slug: string | undefined): Promise<StandingResource> {
  const subject = await findVisible(ctx.db, ctx.actor, { slug: slug ?? "" });
  if (!subject) throw notFound();
  return subject;
}
