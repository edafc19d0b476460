/** Where a thread is opened, and with what in its answering box. */
import type { Ctx } from "#app/domain/context.ts";
import { markRead } from "#app/domain/threads/following.server.ts";
import { firstUnread, type PostsPage, pageOfPost, postsOf } from "#app/domain/threads/posts.repo.server.ts";
import type { PostShown, StandingThread } from "#app/domain/threads/thread.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { pageFrom } from "#app/http/paging.ts";

/**
 * The page that the address asks for (`pagina`), or that on which a post stands (`mensaje`); else where the reader goes on. What is on it counts as read.
 * `firstNew`: where what is new to them begins, if something was not.
 */
export async function openedAt(ctx: Ctx, thread: StandingThread, url: URL): Promise<PostsPage & { firstNew: string | null }> {
  const { db, actor } = ctx;
  const post = idFrom(url.searchParams, "mensaje");
  const page = url.searchParams.has("pagina") ? pageFrom(url) : post ? await pageOfPost(db, actor, thread.id, post) : (await firstUnread(db, actor, thread)).page;
  const shown = await postsOf(db, actor, thread.id, { page });
  const last = shown.rows.at(-1);
  if (actor && last && last.published_at > (thread.read_at ?? "")) await markRead(ctx, thread.id, last.published_at);
  // Of what was never opened everything is new: nothing has to be told apart.
  return { ...shown, firstNew: thread.read_at === null ? null : (shown.rows.find((one) => one.unread)?.id ?? null) };
}

/** «@Teresa Soto » where one of the shown posts is answered (`a`). */
export function startOf(posts: readonly PostShown[], asked: string | null): string {
  const name = asked ? posts.find((post) => post.id === asked)?.author?.name : undefined;
  return name ? `@${name} ` : "";
}
