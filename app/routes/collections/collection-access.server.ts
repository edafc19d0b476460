/** What the pages of collections share. */
import { redirect } from "@remix-run/node";
import { canEditCollection } from "#app/domain/collections/collection.policy.ts";
import { type CollectionRow, findCollection } from "#app/domain/collections/collections.repo.server.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { forbidden, notFound } from "#app/domain/errors.ts";
import { nodeOptions } from "#app/domain/nodes/nodes.repo.server.ts";
import { nodesOfReader } from "#app/domain/resources/resource.policy.ts";
import { redirectedSlug } from "#app/domain/slugs.repo.server.ts";
import { paths } from "#app/paths.ts";

/** Visible to the actor, or not found. */
export async function collectionOfPage(ctx: Ctx, slug: string | undefined): Promise<CollectionRow> {
  const found = await findCollection(ctx.db, ctx.actor, { slug: slug ?? "" });
  if (found) return found;
  const today = await redirectedSlug(ctx.db, "collection", slug ?? "");
  if (today && (await findCollection(ctx.db, ctx.actor, { slug: today }))) throw redirect(paths.collection(today), 301);
  throw notFound();
}

export async function editedCollection(ctx: Ctx, slug: string | undefined): Promise<CollectionRow> {
  const found = await collectionOfPage(ctx, slug);
  if (!canEditCollection(ctx.actor, found)) throw forbidden();
  return found;
}

/** The nodes that a collection may be of: one's own, and the one that it is of already. */
export async function nodesToOffer(ctx: Ctx & { actor: Actor }, already: string | null = null): Promise<{ id: string; name: string }[]> {
  const ids = [...new Set([...nodesOfReader(ctx.actor), ...(already ? [already] : [])])];
  if (ids.length === 0) return [];
  return (await nodeOptions(ctx.db, ids)).map(({ id, name }) => ({ id, name }));
}
