/** What every act on a thread begins and ends with: it is held as the actor finds it, and afterwards whoever looks finds it as it is. */
import { type Actor, type Ctx, signedIn } from "#app/domain/context.ts";
import { invalid, notFound } from "#app/domain/errors.ts";
import { type Chosen, firstWordsOf, type MentionsRead, readMentions } from "#app/domain/mentions/mentions.ts";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import { takeTurn } from "#db/dialect.server.ts";
import { bumpRevision } from "#db/revision.ts";
import { findPostRow, type PostRow, publishRow } from "./posts.repo.server.ts";
import { followUnlessChosen, listNamedIn, putRead } from "./readers.repo.server.ts";
import { POST_MAX, type StandingThread } from "./thread.ts";
import { findThread, recountPosts, updateThread } from "./threads.repo.server.ts";

export type Acting = Ctx & { actor: Actor };

export function acting(tx: Ctx): Acting {
  return { ...tx, actor: signedIn(tx) };
}

/** Within a transaction: nobody else changes the thread until it ends. Who does not read it gets `not_found`. */
export async function heldThread(outer: Ctx, id: string): Promise<{ tx: Acting; thread: StandingThread }> {
  const tx = acting(outer);
  await takeTurn(tx.db, "threads", id);
  const thread = await findThread(tx.db, tx.actor, id);
  if (!thread) throw notFound();
  return { tx, thread };
}

/** A post with its thread, held. Another's draft does not exist. */
export async function heldPost(outer: Ctx, id: string): Promise<{ tx: Acting; thread: StandingThread; post: PostRow }> {
  const before = await findPostRow(outer.db, id);
  if (!before) throw notFound();
  const { tx, thread } = await heldThread(outer, before.thread_id);
  const post = await findPostRow(tx.db, id);
  if (!post || (post.published_at === null && post.person_id !== tx.actor.id)) throw notFound();
  return { tx, thread, post };
}

/** Whom the text names, of those who read the thread; the text with their whole names. */
export async function mentionsOf(tx: Ctx, thread: Parameters<typeof listNamedIn>[1], body: string, chosen: Chosen): Promise<MentionsRead> {
  const read = readMentions(body, await listNamedIn(tx.db, thread, firstWordsOf(body), tx.now), chosen);
  if (read.body.length > POST_MAX) throw invalid("body", "too_long");
  return read;
}

/** Posts of a thread have instants of their own, one after another: what was seen until one of them was seen wholly. */
const instantAfter = (now: string, last: string): string => (now > last ? now : new Date(Date.parse(last) + 1).toISOString());

/** The post stands from now on, and with its first one the thread; the worker tells people. */
export async function putOut(tx: Acting, thread: StandingThread, post: Pick<PostRow, "id" | "first">): Promise<void> {
  const at = thread.published_at === null ? tx.now : instantAfter(tx.now, thread.last_at);
  await publishRow(tx.db, post.id, at);
  if (post.first === 1) await updateThread(tx.db, thread.id, { published_at: at });
  await recountPosts(tx.db, thread.id);
  await followUnlessChosen(tx.db, thread.id, tx.actor.id);
  await putRead(tx.db, thread.id, tx.actor.id, at);
  await postShownAnew(tx, thread, post);
  tx.wake();
}

/** Found by what it says now; what visitors see of the node is made anew. `visibilities`: before and after. */
export async function shownAnew(tx: Ctx, threadId: string, ...visibilities: string[]): Promise<void> {
  await refreshSearch(tx.db, "thread", [threadId]);
  if (visibilities.includes("public")) await bumpRevision(tx.db, "public", tx.now);
}

/** The same after a change of one post: visitors see what began a thread and nothing else. */
export const postShownAnew = (tx: Ctx, thread: StandingThread, post: Pick<PostRow, "first">): Promise<void> =>
  shownAnew(tx, thread.id, ...(post.first === 1 ? [thread.visibility] : []));
