/** What the loaders and actions of the map of actors share. */
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { nodeBySlug } from "#app/domain/nodes/nodes.server.ts";
import { isStakeholderKind, type StakeholderKind } from "#app/domain/stakeholders/stakeholder.ts";
import { findActor, type ListedActor } from "#app/domain/stakeholders/stakeholders.repo.server.ts";
import { type Changed, editing, type MapStanding, mapStanding } from "#app/domain/stakeholders/stakeholders.server.ts";
import { cleanLine } from "#app/domain/text.ts";
import type { Flash } from "#app/http/flash.server.ts";
import { nodeOfPage } from "#app/routes/nodes/node-page.server.ts";
import { isId } from "#db/ids.ts";

/** The node of the address and what the reader may do with its map; 404 for whom it is not. */
export async function mapOfPage(ctx: Ctx, slug: string | undefined, url: URL) {
  const { node } = await nodeOfPage(ctx, slug ?? "", url);
  const may = await mapStanding(ctx, node);
  const { id, name, kind, colour, glyph } = node;
  return { nodeId: id, node: { slug: slug ?? "", name, kind, colour, glyph }, may };
}

/** The same with one actor of it. */
export async function actorOfPage(ctx: Ctx, params: Record<string, string>, url: URL): Promise<Awaited<ReturnType<typeof mapOfPage>> & { actor: ListedActor }> {
  const page = await mapOfPage(ctx, params.slug, url);
  const actor = isId(params.actor ?? "") ? await findActor(ctx.db, page.nodeId, params.actor ?? "", page.may) : null;
  if (!actor) throw notFound();
  return { ...page, actor };
}

/** For actions: the node's id, for who edits its map. */
export async function editedNode(ctx: Ctx, slug: string | undefined): Promise<{ nodeId: string; may: MapStanding }> {
  const node = await nodeBySlug(ctx.db, slug ?? "");
  return { nodeId: node.id, may: await editing(ctx, node.id) };
}

/** What of the map is looked at, from the address. */
export function filterOf(url: URL): { q: string; kind: StakeholderKind | null } {
  const kind = url.searchParams.get("tipo");
  return { q: cleanLine(url.searchParams.get("q") ?? "").slice(0, 100), kind: isStakeholderKind(kind) ? kind : null };
}

/** What is said after a change of place; kindly, where somebody else was at it too. */
export function movedWords({ moveId, overtook }: Changed): Flash {
  if (overtook) return { kind: "warn", text: `Guardamos tu cambio. ${overtook} lo había cambiado hace poco: vale el tuyo, y su historial muestra ambos.` };
  return { kind: "ok", text: moveId ? "Guardamos su nuevo lugar." : "Quedó donde estaba." };
}
