/** Threads of a node: begun, changed, pinned, closed, moved, taken away and brought back. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import type { Chosen } from "#app/domain/mentions/mentions.ts";
import { findNodeBySlug } from "#app/domain/nodes/nodes.repo.server.ts";
import { takeTurn } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import { type Acting, acting, heldThread, mentionsOf, putOut, shownAnew } from "./holding.server.ts";
import { deleteDraftPost, findFirstPost, insertPost, updatePost, writePostMentions } from "./posts.repo.server.ts";
import { canBegin, canCloseThread, canEditThread, canMoveThreadTo, canPinThread, canRemoveThread, canReturnThread } from "./thread.policy.ts";
import type { Posted, StandingThread, ThreadEditInput, ThreadInput, ThreadVisibility } from "./thread.ts";
import { deleteDraftThread, findThread, findThreadRow, insertThread, updateThread } from "./threads.repo.server.ts";

export type ThreadBegun = ThreadInput & {
  slug: string;
  /** false: it stays a draft, and files can be put to its first post. */
  publish: boolean;
  chosen?: Chosen;
};

async function openNode(tx: Ctx, slug: string) {
  const node = await findNodeBySlug(tx.db, slug);
  if (!node) throw notFound();
  if (node.archived_at) throw new DomainError("conflict", { reason: "archived" });
  return node;
}

/** Begins a thread in a node. The ids come with the form: sent twice it is begun once, and a draft that is sent again is that draft. */
export async function beginThread(ctx: Ctx, input: ThreadBegun): Promise<Posted> {
  return inTransaction(ctx, async (outer) => {
    const tx = acting(outer);
    const node = await openNode(tx, input.slug);
    if (!canBegin(tx.actor, input.kind, node.id)) throw forbidden();
    if (input.kind !== "announcement" && input.visibility === "public") throw invalid("visibility", "choice");
    await takeTurn(tx.db, "nodes", node.id);
    const draft = await draftOf(tx, input, node.id);
    // What would be unclear is asked before anything is saved; a draft may name anybody.
    const { body, unclear, people } = await mentionsOf(tx, asDraft(input, node.id), input.body, input.chosen ?? {});
    if (input.publish && unclear.length > 0) return { done: false, unclear };
    const said = input.publish ? body : input.body;
    if (draft?.published_at && draft.title === input.title && draft.body_md === said) return { done: true, threadId: draft.id, postId: draft.postId, published: true, told: [] };
    const ids = await written(tx, { ...input, body: said }, node.id, draft);
    if (!input.publish) return { done: true, ...ids, published: false, told: [] };
    await writePostMentions(
      tx.db,
      ids.postId,
      people.map((person) => person.id),
    );
    const thread = await findThread(tx.db, tx.actor, ids.threadId);
    if (!thread) throw notFound();
    await putOut(tx, thread, { id: ids.postId, first: 1 });
    return { done: true, ...ids, published: true, told: people.map((person) => person.name) };
  });
}

/** As far as mentions ask: the thread that it would be. */
const asDraft = (input: ThreadBegun, nodeId: string) => ({ id: input.thread_id, node_id: nodeId, visibility: input.visibility, published_at: null, removed_at: null });

interface Draft {
  id: string;
  postId: string;
  title: string;
  body_md: string;
  published_at: string | null;
}

/** What the form's ids already are: this person's, in this node, or nobody's business. */
async function draftOf(tx: Acting, input: ThreadBegun, nodeId: string): Promise<Draft | null> {
  const row = await findThreadRow(tx.db, input.thread_id);
  if (!row) return null;
  if (row.created_by !== tx.actor.id || row.node_id !== nodeId) throw notFound();
  const post = await findFirstPost(tx.db, row.id);
  return post ? { id: row.id, postId: post.id, title: row.title, body_md: post.body_md, published_at: row.published_at } : null;
}

async function written(tx: Acting, input: ThreadBegun, nodeId: string, draft: Draft | null): Promise<{ threadId: string; postId: string }> {
  const { title, visibility, kind, body } = input;
  const texts = { body_md: body, body_html: renderMarkdown(body) };
  if (draft && !draft.published_at) {
    await updateThread(tx.db, draft.id, { title, visibility, kind });
    await updatePost(tx.db, draft.postId, texts);
    return { threadId: draft.id, postId: draft.postId };
  }
  // Whoever went back in their browser and wrote something else sends the same ids again.
  const ids = draft ? { threadId: newId(), postId: newId() } : { threadId: input.thread_id, postId: input.post_id };
  await insertThread(tx.db, { id: ids.threadId, node_id: nodeId, kind, visibility, title, created_by: tx.actor.id, created_at: tx.now });
  await insertPost(tx.db, { id: ids.postId, thread_id: ids.threadId, first: 1, ...texts, person_id: tx.actor.id, source: "web", mail_id: null, created_at: tx.now });
  return ids;
}

const WIDTH: Record<ThreadVisibility, number> = { node: 0, members: 1, public: 2 };

/**
 * Title, and who reads it. What others said for the people of the node stays theirs: once somebody answered, `node` grows no wider. Public are
 * announcements alone, and of them what began them.
 */
export async function editThread(ctx: Ctx, id: string, { title, visibility }: ThreadEditInput): Promise<void> {
  await inTransaction(ctx, async (outer) => {
    const { tx, thread } = await heldThread(outer, id);
    if (!canEditThread(tx.actor, thread)) throw forbidden();
    if (visibility === "public" && thread.kind !== "announcement") throw invalid("visibility", "choice");
    if (thread.visibility === "node" && WIDTH[visibility] > 0 && thread.posts_count > 1) throw invalid("visibility", "answered_already");
    await updateThread(tx.db, id, { title, visibility });
    await shownAnew(tx, id, thread.visibility, visibility);
  });
}

/** At the top of its node's list, or not any more. */
export async function pinThread(ctx: Ctx, id: string, on: boolean): Promise<void> {
  await changed(ctx, id, canPinThread, (tx, thread) => ((thread.pinned_at !== null) === on ? null : { pinned_at: on ? tx.now : null, pinned_by: on ? tx.actor.id : null }));
}

/** Nobody answers any more, or everybody again. */
export async function closeThread(ctx: Ctx, id: string, on: boolean): Promise<void> {
  await changed(ctx, id, canCloseThread, (tx, thread) => ((thread.closed_at !== null) === on ? null : { closed_at: on ? tx.now : null, closed_by: on ? tx.actor.id : null }));
}

type Change = Parameters<typeof updateThread>[2];

/** `change` says what is different; null: it is so already. */
async function changed(
  ctx: Ctx,
  id: string,
  may: (actor: Acting["actor"], thread: StandingThread) => boolean,
  change: (tx: Acting, thread: StandingThread) => Change | null,
): Promise<void> {
  await inTransaction(ctx, async (outer) => {
    const { tx, thread } = await heldThread(outer, id);
    if (!may(tx.actor, thread)) throw forbidden();
    const made = change(tx, thread);
    if (!made) return;
    await updateThread(tx.db, id, made);
    await shownAnew(tx, id, thread.visibility);
  });
}

/** Out of sight. A draft is thrown away for good. `on` false: as returnThread. */
export async function removeThread(ctx: Ctx, id: string, on = true): Promise<void> {
  if (!on) return returnThread(ctx, id);
  await inTransaction(ctx, async (outer) => {
    const { tx, thread } = await heldThread(outer, id);
    if (thread.removed_at) return;
    if (!canRemoveThread(tx.actor, thread)) throw forbidden();
    if (thread.published_at === null) {
      const post = await findFirstPost(tx.db, id);
      if (post) await deleteDraftPost(tx.db, post.id);
      await deleteDraftThread(tx.db, id);
      return;
    }
    await updateThread(tx.db, id, { removed_at: tx.now, removed_by: tx.actor.id });
    await shownAnew(tx, id, thread.visibility);
  });
}

export async function returnThread(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (outer) => {
    const { tx, thread } = await heldThread(outer, id);
    if (!thread.removed_at) return;
    if (!canReturnThread(tx.actor, thread)) throw forbidden();
    await updateThread(tx.db, id, { removed_at: null, removed_by: null });
    await shownAnew(tx, id, thread.visibility);
  });
}

/** To another node: its address stays and its readers are that node's from now on. What was pinned there is not pinned here. */
export async function moveThread(ctx: Ctx, id: string, toNodeSlug: string): Promise<void> {
  await inTransaction(ctx, async (outer) => {
    const { tx, thread } = await heldThread(outer, id);
    const node = await findNodeBySlug(tx.db, toNodeSlug);
    if (!node || node.archived_at) throw invalid("node", "choice");
    if (node.id === thread.node_id) return;
    if (!canMoveThreadTo(tx.actor, thread, node.id)) throw forbidden();
    await updateThread(tx.db, id, { node_id: node.id, moved_from: thread.node_id, moved_at: tx.now, pinned_at: null, pinned_by: null });
    await shownAnew(tx, id, thread.visibility);
  });
}
