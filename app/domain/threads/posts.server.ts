/** What is said in a thread: written, published, changed, taken away and brought back. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { findPersonById } from "#app/domain/identity/people.repo.server.ts";
import { standingOfPerson } from "#app/domain/identity/standing.repo.server.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import type { Chosen } from "#app/domain/mentions/mentions.ts";
import { cleanText } from "#app/domain/text.ts";
import { newId } from "#db/ids.ts";
import { type Acting, heldPost, heldThread, mentionsOf, postShownAnew, putOut } from "./holding.server.ts";
import { deleteDraftPost, findPostOfMail, findPostRow, insertPost, type PostRow, updatePost, writePostMentions } from "./posts.repo.server.ts";
import { canAnswer, canBegin, canEditPost, canRemovePost, canReturnPost } from "./thread.policy.ts";
import { POST_MAX, type Posted, type PostInput, type StandingThread } from "./thread.ts";
import { recountPosts } from "./threads.repo.server.ts";
import { removeThread } from "./threads.server.ts";

function mustBeOpen(tx: Acting, thread: StandingThread): void {
  if (thread.closed_at && !thread.removed_at) throw new DomainError("conflict", { reason: "thread_closed" });
  if (!canAnswer(tx.actor, thread)) throw forbidden();
}

/** Answers. The id comes with the form: sent twice it is said once, and a draft that is sent again is that draft. */
export async function sayPost(ctx: Ctx, threadId: string, { post_id, body: typed, publish, chosen = {} }: PostInput & { publish: boolean; chosen?: Chosen }): Promise<Posted> {
  return inTransaction(ctx, async (outer) => {
    const { tx, thread } = await heldThread(outer, threadId);
    const before = await findPostRow(tx.db, post_id);
    if (before && (before.thread_id !== threadId || before.person_id !== tx.actor.id || before.first === 1)) throw notFound();
    const { body, unclear, people } = await mentionsOf(tx, thread, typed, chosen);
    if (before?.published_at && before.body_md === body) return { done: true, threadId, postId: before.id, published: true, told: [] };
    mustBeOpen(tx, thread);
    if (publish && unclear.length > 0) return { done: false, unclear };
    const postId = await written(tx, threadId, { post_id, body: publish ? body : typed }, before);
    if (!publish) return { done: true, threadId, postId, published: false, told: [] };
    return published(tx, thread, { id: postId, first: 0 }, people);
  });
}

async function written(tx: Acting, threadId: string, { post_id, body }: PostInput, before: PostRow | undefined): Promise<string> {
  const texts = { body_md: body, body_html: renderMarkdown(body) };
  if (before && !before.published_at) {
    await updatePost(tx.db, before.id, texts);
    return before.id;
  }
  // Whoever went back in their browser and wrote something else sends the same id again.
  const id = before ? newId() : post_id;
  await insertPost(tx.db, { id, thread_id: threadId, first: 0, ...texts, person_id: tx.actor.id, source: "web", mail_id: null, created_at: tx.now });
  return id;
}

async function published(tx: Acting, thread: StandingThread, post: Pick<PostRow, "id" | "first">, people: readonly { id: string; name: string }[]): Promise<Posted> {
  await writePostMentions(
    tx.db,
    post.id,
    people.map((person) => person.id),
  );
  await putOut(tx, thread, post);
  return { done: true, threadId: thread.id, postId: post.id, published: true, told: people.map((person) => person.name) };
}

/** Publishes a draft of one's own, with its thread where it begins one; `body` where it was changed with it. Twice is once. */
export async function publishPost(ctx: Ctx, postId: string, { body: typed, chosen = {} }: { body?: string; chosen?: Chosen } = {}): Promise<Posted> {
  return inTransaction(ctx, async (outer) => {
    const { tx, thread, post } = await heldPost(outer, postId);
    if (post.person_id !== tx.actor.id) throw notFound();
    if (post.published_at) return { done: true, threadId: thread.id, postId, published: true, told: [] };
    if (post.first === 1 ? !canBegin(tx.actor, thread.kind, thread.node_id) : false) throw forbidden();
    if (post.first !== 1) mustBeOpen(tx, thread);
    const { body, unclear, people } = await mentionsOf(tx, thread, typed ?? post.body_md, chosen);
    // Nobody is there to be asked what a mail meant.
    if (unclear.length > 0 && post.source === "web") return { done: false, unclear };
    if (body !== post.body_md) await updatePost(tx.db, postId, { body_md: body, body_html: renderMarkdown(body) });
    return published(tx, thread, post, people);
  });
}

/** Changes one's own: a draft quietly, what was said with a word that it was changed. */
export async function editPost(ctx: Ctx, postId: string, typed: string, chosen: Chosen = {}): Promise<Posted> {
  return inTransaction(ctx, async (outer) => {
    const { tx, thread, post } = await heldPost(outer, postId);
    if (!canEditPost(tx.actor, post, thread)) throw forbidden();
    const done = { done: true as const, threadId: thread.id, postId, published: post.published_at !== null, told: [] };
    if (!post.published_at) {
      await updatePost(tx.db, postId, { body_md: typed, body_html: renderMarkdown(typed) });
      return done;
    }
    const { body, unclear, people } = await mentionsOf(tx, thread, typed, chosen);
    if (unclear.length > 0) return { done: false, unclear };
    if (body === post.body_md) return done;
    await updatePost(tx.db, postId, { body_md: body, body_html: renderMarkdown(body), edited_at: tx.now });
    const anew = await writePostMentions(
      tx.db,
      postId,
      people.map((person) => person.id),
    );
    // While people are still being told of it, whoever is named now is among them.
    if (anew && post.mailing !== "waiting") await updatePost(tx.db, postId, { mailing: "named", mail_cursor: "" });
    await postShownAnew(tx, thread, post);
    return done;
  });
}

/** Leaves a gap; a draft leaves nothing. With what began a thread that nobody answered goes the thread. */
export async function removePost(ctx: Ctx, postId: string): Promise<void> {
  await inTransaction(ctx, async (outer) => {
    const { tx, thread, post } = await heldPost(outer, postId);
    if (post.removed_at) return;
    if (!canRemovePost(tx.actor, post, thread)) throw forbidden();
    if (post.first === 1 && thread.posts_count <= 1) return removeThread(tx, thread.id);
    if (!post.published_at) return deleteDraftPost(tx.db, postId);
    await updatePost(tx.db, postId, { removed_at: tx.now, removed_by: tx.actor.id });
    await recounted(tx, thread, post);
  });
}

export async function returnPost(ctx: Ctx, postId: string): Promise<void> {
  await inTransaction(ctx, async (outer) => {
    const { tx, thread, post } = await heldPost(outer, postId);
    if (!post.removed_at) return;
    if (!canReturnPost(tx.actor, post, thread)) throw forbidden();
    await updatePost(tx.db, postId, { removed_at: null, removed_by: null });
    await recounted(tx, thread, post);
  });
}

async function recounted(tx: Acting, thread: StandingThread, post: PostRow): Promise<void> {
  await recountPosts(tx.db, thread.id);
  await postShownAnew(tx, thread, post);
}

/** Somebody as a request of theirs would find them; null: they have no account any more. */
async function actingAs(tx: Ctx, personId: string): Promise<Ctx | null> {
  const row = await findPersonById(tx.db, personId);
  if (!row || row.suspended_at) return null;
  const actor = { id: row.id, email: row.email, name: row.name, establishmentId: row.establishment_id, admin: row.admin_since !== null };
  return { ...tx, actor: { ...actor, ...(await standingOfPerson(tx.db, personId, tx.now)) } };
}

interface MailedPost {
  threadId: string;
  personId: string;
  body: string;
  mailId: string;
  /** false: its files come first; publishMailedPost() afterwards. */
  publish: boolean;
}

/**
 * What somebody answered by mail: one post a mail, however often it is read. Throws what the page would say: `not_found` where they do not read the
 * thread (any more), `conflict: thread_closed`, `forbidden`, `invalid` for a body that is empty or too long.
 */
export async function postFromMail(outer: Ctx, { threadId, personId, body: typed, mailId, publish }: MailedPost): Promise<{ postId: string }> {
  return inTransaction(outer, async (inside) => {
    const before = await findPostOfMail(inside.db, mailId);
    if (before) return { postId: before.id };
    const theirs = await actingAs(inside, personId);
    if (!theirs) throw notFound();
    const { tx, thread } = await heldThread(theirs, threadId);
    mustBeOpen(tx, thread);
    const body = cleanText(typed);
    if (body === "") throw invalid("body", "required");
    if (body.length > POST_MAX) throw invalid("body", "too_long");
    const postId = newId();
    await insertPost(tx.db, {
      ...{ id: postId, thread_id: threadId, first: 0, body_md: body, body_html: renderMarkdown(body) },
      ...{ person_id: personId, source: "mail", mail_id: mailId, created_at: tx.now },
    });
    if (publish) await publishPost(tx, postId);
    return { postId };
  });
}

/** When the files of a mail are at its post: said by whoever wrote it. Throws as postFromMail() where they cannot say it any more. */
export async function publishMailedPost(outer: Ctx, postId: string): Promise<void> {
  await inTransaction(outer, async (inside) => {
    const post = await findPostRow(inside.db, postId);
    const theirs = post?.person_id ? await actingAs(inside, post.person_id) : null;
    if (!post || !theirs) throw notFound();
    await publishPost(theirs, postId);
  });
}
