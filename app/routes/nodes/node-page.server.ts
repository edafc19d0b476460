/** What the loaders of a node's pages share. */
import { redirect } from "@remix-run/node";
import type { NodeFrameData } from "#app/components/node-frame.tsx";
import type { Ctx } from "#app/domain/context.ts";
import { forbidden, notFound } from "#app/domain/errors.ts";
import { canCallMeetings, canEditNode, canSeeRequests } from "#app/domain/nodes/node.policy.ts";
import { findNodePage, type NodePageRow } from "#app/domain/nodes/nodes.repo.server.ts";
import { currentNodeSlug, nodeBySlug } from "#app/domain/nodes/nodes.server.ts";
import { paths } from "#app/paths.ts";

/** The node of the address; an old slug leads for ever to the same page of today's. */
export async function nodeOfPage(ctx: Ctx, slug: string, url: URL): Promise<{ node: NodePageRow; frame: NodeFrameData }> {
  const node = await findNodePage(ctx.db, slug, ctx.actor?.id);
  if (!node) {
    const today = await currentNodeSlug(ctx.db, slug);
    if (!today) throw notFound();
    const rest = url.pathname.split("/").slice(3); // what stands behind /nodos/:slug
    throw redirect([paths.node(today), ...rest].join("/") + url.search, 301);
  }
  const { name, kind, colour, glyph, members } = node;
  const may = { call: canCallMeetings(ctx.actor, node.id), edit: canEditNode(ctx.actor, node.id), people: canSeeRequests(ctx.actor, node.id) };
  return { node, frame: { slug, name, kind, colour, glyph, archived: node.archived_at !== null, circle: node.circle_id, members, may, waiting: may.people ? node.waiting : 0 } };
}

/** For actions: throws not_found, or forbidden to whoever may not do this in the node. */
export async function onlyWho(may: typeof canEditNode, ctx: Ctx, slug: string | undefined): Promise<void> {
  const node = await nodeBySlug(ctx.db, slug ?? "");
  if (!may(ctx.actor, node.id)) throw forbidden();
}
