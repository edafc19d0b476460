/** What a new resource begins with: who shares it, where they came from, what it adapts. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import { listWritableNodes } from "#app/domain/resources/choices.repo.server.ts";
import { liveContent } from "#app/domain/resources/drafting.server.ts";
import { nodesOfReader } from "#app/domain/resources/resource.policy.ts";
import type { ResourceContent } from "#app/domain/resources/resource.ts";
import { findVisible } from "#app/domain/resources/resources.repo.server.ts";

/** What the new one comes from, if the reader may see it. */
export async function originOf(ctx: Ctx, slug: string | null) {
  const found = slug ? await findVisible(ctx.db, ctx.actor, { slug }) : null;
  return found && found.version > 0 ? found : null;
}

export async function beginning(ctx: Ctx & { actor: Actor }, url: URL): Promise<Partial<ResourceContent>> {
  const { db, actor } = ctx;
  const nodes = await listWritableNodes(db, actor.admin ? null : nodesOfReader(actor));
  const asked = nodes.find((node) => node.slug === url.searchParams.get("nodo"));
  const only = !actor.admin && nodes.length === 1 ? nodes[0] : undefined;
  const node = asked ?? only;
  const origin = await originOf(ctx, url.searchParams.get("de"));
  const from = origin ? await liveContent(ctx, origin) : null;
  return {
    authors: [{ name: actor.name, person_id: actor.id }],
    school_ids: actor.establishmentId ? [actor.establishmentId] : [],
    node_ids: node ? [node.id] : [],
    ...(origin && from
      ? { adapted_from_id: origin.id, specialty_ids: from.specialty_ids, levels: from.levels, tags: from.tags, language: from.language, licence: from.licence }
      : {}),
  };
}
