import { type Ctx, inTransaction, signedIn } from "#app/domain/context.ts";
import { DomainError, forbidden, notFound } from "#app/domain/errors.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { findEstablishmentById } from "#app/domain/places/establishments.repo.server.ts";
import { deleteSlugRedirect, freeSlug, insertSlugRedirect, redirectedSlug } from "#app/domain/slugs.repo.server.ts";
import type { Db } from "#db/create.ts";
import { lockRow } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { searchText } from "#db/search-text.ts";
import { canArchiveNode, canChangeSchools, canCreateNode, canEditNode } from "./node.policy.ts";
import type { NodeInput } from "./node.ts";
import { findNodeById, findNodeBySlug, insertNode, type NodeRow, updateNode } from "./nodes.repo.server.ts";
import { holdSchool, releaseSchool } from "./schools.repo.server.ts";

/** Nodes are public, archived ones too: only what is in them has its own rules. */
export async function nodeBySlug(db: Db, slug: string): Promise<NodeRow> {
  const node = await findNodeBySlug(db, slug);
  if (!node) throw notFound();
  return node;
}

/** Where an old address of a node leads today: for the 301 of pages and feeds. */
export async function currentNodeSlug(db: Db, oldSlug: string): Promise<string | undefined> {
  return redirectedSlug(db, "node", oldSlug);
}

/** Creates a node; sent twice with the same `id` it is created once. */
export async function createNode(ctx: Ctx, input: NodeInput, id = newId()): Promise<{ id: string; slug: string }> {
  if (!canCreateNode(signedIn(ctx))) throw forbidden();
  const description_html = renderMarkdown(input.description_md);
  return inTransaction(ctx, async (tx) => {
    // First of all, for it makes creators take turns: two names alike never meet at the same slug.
    await bumpRevision(tx.db, "public", ctx.now);
    const there = await findNodeById(tx.db, id);
    if (there) return { id: there.id, slug: there.slug };
    const slug = await freeSlug(tx.db, "node", input.name);
    await insertNode(tx.db, { id, slug, ...input, description_html, search_text: nodeSearchText(input), created_at: ctx.now, updated_at: ctx.now, archived_at: null });
    return { id, slug };
  });
}

const nodeSearchText = (input: NodeInput): string => searchText(input.name, input.summary);

/** Edits a node. A new name brings a new slug; the old one leads to it for ever. */
export async function editNode(ctx: Ctx, slug: string, input: NodeInput): Promise<{ slug: string }> {
  const node = await nodeBySlug(ctx.db, slug);
  if (!canEditNode(signedIn(ctx), node.id)) throw forbidden();
  const description_html = renderMarkdown(input.description_md);
  return inTransaction(ctx, async (tx) => {
    // The node before the revision, as all acts on a node take them.
    await lockRow(tx.db, "nodes", node.id);
    await bumpRevision(tx.db, "public", ctx.now);
    const renamed = input.name === node.name ? node.slug : await freeSlug(tx.db, "node", input.name, { ownId: node.id });
    if (renamed !== node.slug) {
      await deleteSlugRedirect(tx.db, "node", renamed);
      await insertSlugRedirect(tx.db, "node", node.slug, node.id);
    }
    await updateNode(tx.db, node.id, { ...input, slug: renamed, description_html, search_text: nodeSearchText(input), updated_at: ctx.now });
    return { slug: renamed };
  });
}

/** Puts a node away: its page stays, nobody can join, lists leave it out. */
export async function archiveNode(ctx: Ctx, slug: string): Promise<void> {
  await setArchived(ctx, slug, ctx.now);
}

export async function restoreNode(ctx: Ctx, slug: string): Promise<void> {
  await setArchived(ctx, slug, null);
}

async function setArchived(ctx: Ctx, slug: string, archivedAt: string | null): Promise<void> {
  if (!canArchiveNode(signedIn(ctx))) throw forbidden();
  await inTransaction(ctx, async (tx) => {
    const node = await nodeBySlug(tx.db, slug);
    if ((node.archived_at === null) === (archivedAt === null)) return;
    await updateNode(tx.db, node.id, { archived_at: archivedAt, updated_at: ctx.now });
    await bumpRevision(tx.db, "public", ctx.now);
  });
}

/** Takes a school into a node, or out of it. Members of the school are another matter: they come and go themselves. */
export async function addSchoolToNode(ctx: Ctx, slug: string, establishmentId: string): Promise<void> {
  await changeSchools(ctx, slug, async (tx, node) => {
    if (!(await findEstablishmentById(tx.db, establishmentId))) throw new DomainError("invalid", { fields: { establishment_id: ["not_found"] } });
    return holdSchool(tx.db, node.id, establishmentId, ctx.now);
  });
}

export async function removeSchoolFromNode(ctx: Ctx, slug: string, establishmentId: string): Promise<void> {
  await changeSchools(ctx, slug, (tx, node) => releaseSchool(tx.db, node.id, establishmentId, ctx.now));
}

async function changeSchools(ctx: Ctx, slug: string, change: (tx: Ctx, node: NodeRow) => Promise<boolean>): Promise<void> {
  const node = await nodeBySlug(ctx.db, slug);
  if (!canChangeSchools(signedIn(ctx), node.id)) throw forbidden();
  await inTransaction(ctx, async (tx) => {
    if (await change(tx, node)) await bumpRevision(tx.db, "public", ctx.now);
  });
}
