/** Making a collection, and putting resources into it in order. */
import { type Ctx, inTransaction, signedIn } from "#app/domain/context.ts";
import { DomainError, forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { nodesOfReader } from "#app/domain/resources/resource.policy.ts";
import { findVisible } from "#app/domain/resources/resources.repo.server.ts";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import { freeSlug } from "#app/domain/slugs.repo.server.ts";
import { lockRow } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { canEditCollection } from "./collection.policy.ts";
import { type CollectionInput, ITEMS_MAX, type ItemsInput } from "./collection.ts";
import {
  type CollectionRow,
  deleteItem,
  findCollection,
  insertCollection,
  insertItem,
  listItems,
  listOrder,
  updateCollection,
  updateNote,
  writeOrder,
} from "./collections.repo.server.ts";

/** A node's collection is made by somebody of the node. */
function fieldsOf(ctx: Ctx, input: CollectionInput, before?: CollectionRow) {
  const { title, summary, body_md, visibility, node_id } = input;
  const actor = signedIn(ctx);
  if (node_id && node_id !== before?.node_id && !actor.admin && !nodesOfReader(actor).includes(node_id)) throw invalid("node_id", "node_not_yours");
  return { title, summary, body_md, body_html: renderMarkdown(body_md), visibility, node_id, updated_at: ctx.now };
}

/** Its address comes from its first title and stays. The form's id, sent twice, makes one. */
export async function makeCollection(ctx: Ctx, input: CollectionInput, firstResource?: string): Promise<{ slug: string }> {
  return inTransaction(ctx, async (tx) => {
    const actor = signedIn(tx);
    const before = await findCollection(tx.db, actor, { id: input.collection_id });
    if (before) return { slug: before.slug };
    const fields = fieldsOf(tx, input);
    const slug = await freeSlug(tx.db, "collection", input.title);
    await insertCollection(tx.db, { id: input.collection_id, slug, ...fields, created_by: actor.id, created_at: tx.now, archived_at: null });
    if (firstResource) await addItem(tx, input.collection_id, firstResource);
    await changed(tx, input.collection_id);
    return { slug };
  });
}

export async function changeCollection(ctx: Ctx, id: string, input: CollectionInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const before = await heldCollection(tx, id);
    // Only who made it can keep it for themselves: others would lose it from sight.
    if (input.visibility === "mine" && before.created_by !== tx.actor?.id) throw invalid("visibility", "choice");
    await updateCollection(tx.db, id, fieldsOf(tx, input, before));
    await changed(tx, id);
  });
}

/** Out of sight for all but who made it, and back. */
export async function setCollectionArchived(ctx: Ctx, id: string, archived: boolean): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await heldCollection(tx, id);
    await updateCollection(tx.db, id, { archived_at: archived ? tx.now : null });
    await changed(tx, id);
  });
}

/** At the end, or where it stood (`place`, from 1). Adding twice is adding once. */
export async function addItem(ctx: Ctx, collectionId: string, resourceId: string, { place, note = "" }: { place?: number; note?: string } = {}): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await heldCollection(tx, collectionId);
    const resource = await findVisible(tx.db, signedIn(tx), { id: resourceId });
    if (resource?.state !== "published") throw notFound();
    const order = await listOrder(tx.db, collectionId);
    if (order.some((item) => item.resource_id === resourceId)) return;
    if (order.length >= ITEMS_MAX) throw new DomainError("conflict", { reason: "full" });
    const row = { id: newId(), collection_id: collectionId, resource_id: resourceId, position: (order.at(-1)?.position ?? 0) + 1, added_at: tx.now };
    await insertItem(tx.db, { ...row, note_md: note, note_html: renderMarkdown(note) });
    if (place) await moveWithin(tx, collectionId, resourceId, place);
    await touched(tx, collectionId);
  });
}

/** Moves, notes, removes and puts back. A removal tells what undoing it needs. */
export async function changeItems(ctx: Ctx, collectionId: string, input: ItemsInput): Promise<{ place: number; note: string } | null> {
  if (input.act === "put_back") {
    await addItem(ctx, collectionId, input.resource_id, input);
    return null;
  }
  return inTransaction(ctx, async (tx) => {
    await heldCollection(tx, collectionId);
    const { resource_id } = input;
    const seen = await listItems(tx.db, tx.actor, collectionId);
    const at = seen.findIndex((item) => item.resource_id === resource_id);
    if (at < 0) throw notFound();
    if (input.act === "move") await moveWithin(tx, collectionId, resource_id, input.place);
    else if (input.act === "note") await updateNote(tx.db, collectionId, resource_id, { note_md: input.note, note_html: renderMarkdown(input.note) });
    else await deleteItem(tx.db, collectionId, resource_id);
    await touched(tx, collectionId);
    return { place: at + 1, note: seen[at]?.note_md ?? "" };
  });
}

/** `place` counts what the mover sees; what they do not see stays behind what it stood behind. */
async function moveWithin(tx: Ctx, collectionId: string, resourceId: string, place: number): Promise<void> {
  const order = await listOrder(tx.db, collectionId);
  const moved = order.find((item) => item.resource_id === resourceId);
  if (!moved) throw notFound();
  const seen = (await listItems(tx.db, tx.actor, collectionId)).map((item) => item.resource_id).filter((id) => id !== resourceId);
  const rest = order.filter((item) => item !== moved);
  const before = seen[place - 1];
  const at = before === undefined ? rest.length : rest.findIndex((item) => item.resource_id === before);
  await writeOrder(
    tx.db,
    [...rest.slice(0, at), moved, ...rest.slice(at)].map((item) => item.id),
  );
}

async function heldCollection(tx: Ctx, id: string): Promise<CollectionRow> {
  const actor = signedIn(tx);
  await lockRow(tx.db, "collections", id);
  const found = await findCollection(tx.db, actor, { id });
  if (!found) throw notFound();
  if (!canEditCollection(actor, found)) throw forbidden();
  return found;
}

async function touched(tx: Ctx, id: string): Promise<void> {
  await updateCollection(tx.db, id, { updated_at: tx.now });
  await changed(tx, id);
}

async function changed(tx: Ctx, id: string): Promise<void> {
  await refreshSearch(tx.db, "collection", [id]);
  await bumpRevision(tx.db, "public", tx.now);
}
