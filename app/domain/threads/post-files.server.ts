/** Files at a post: who reads the post sees them, who wrote it brings them while it stands. */
import type { Ctx } from "#app/domain/context.ts";
import { forbidden, notFound } from "#app/domain/errors.ts";
import type { Owner } from "#app/domain/files/owners.server.ts";
import { paths } from "#app/paths.ts";
import type { Db } from "#db/create.ts";
import { findPost, findPostRow, type PostRow, updatePost } from "./posts.repo.server.ts";
import { canEditPost } from "./thread.policy.ts";
import { findThread } from "./threads.repo.server.ts";

/** The post, where the actor may change it. */
async function ownPost(ctx: Ctx, id: string): Promise<PostRow> {
  const post = await findPost(ctx.db, ctx.actor, id);
  const thread = post && (await findThread(ctx.db, ctx.actor, post.thread_id));
  if (!post || !thread) throw notFound();
  if (!canEditPost(ctx.actor, post, thread)) throw forbidden();
  return post;
}

async function pageOf(db: Db, id: string): Promise<string> {
  const post = await findPostRow(db, id);
  return post ? paths.threadPost(post.thread_id, id) : paths.nodes();
}

export const postFiles: Owner = {
  seen: async (db, actor, { owner_id }) => {
    const post = await findPost(db, actor, owner_id);
    const thread = post && !post.removed_at ? await findThread(db, actor, post.thread_id) : null;
    if (!post || !thread || thread.removed_at) return null;
    return { open: thread.visibility === "public" && post.first === 1 && post.published_at !== null, resourceId: null, own: actor !== null && post.person_id === actor.id };
  },
  allow: async (ctx, ownerId) => {
    await ownPost(ctx, ownerId);
  },
  version: async (tx, ownerId) => {
    const post = await ownPost(tx, ownerId);
    // Those who have read it are told that it is not as it was.
    if (post.published_at) await updatePost(tx.db, ownerId, { edited_at: tx.now });
    return 1;
  },
  page: pageOf,
};
