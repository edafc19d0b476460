/** The conversations of the example network: announced, asked and answered, one pinned, one closed, one moved, with files. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { attachFile, labelAttachment } from "#app/domain/files/attachments.server.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { markRead } from "#app/domain/threads/following.server.ts";
import { publishPost, sayPost } from "#app/domain/threads/posts.server.ts";
import { beginThread, closeThread, moveThread, pinThread } from "#app/domain/threads/threads.server.ts";
import { newId } from "./ids.ts";
import type { SeededNetwork } from "./seed-meetings.ts";
import { fileBytes } from "./seed-repository-files.ts";
import { type PostSeed, THREADS, type ThreadSeed } from "./seed-threads-words.ts";

type CtxAt = (days: number) => (actor: Actor | null) => Ctx;
type As = (name: string, daysAgo: number) => Promise<Ctx>;

export async function seedThreads(network: SeededNetwork, ctxAt: CtxAt): Promise<void> {
  const { db } = ctxAt(0)(null);
  const as: As = async (name, daysAgo) => {
    const person = network.people.find((one) => one.name === name);
    const actor = person ? await loadActor(db, person.id) : null;
    if (!actor) throw new Error(`nobody of the example network is called ${name}`);
    return ctxAt(daysAgo)(actor);
  };
  const slugs = new Map((await db.selectFrom("nodes").select(["name", "slug"]).execute()).map((node) => [node.name, node.slug]));
  for (const thread of THREADS) await talk(thread, slugs, as);
  // These were read long ago: nobody gets a mail of them when the example is opened.
  await db.updateTable("posts").set({ mailing: "done" }).where("mailing", "=", "waiting").where("published_at", "<", ctxAt(1)(null).now).execute();
}

async function talk(thread: ThreadSeed, slugs: Map<string, string>, as: As): Promise<void> {
  const [first, ...answers] = thread.posts;
  const id = newId();
  const slugOf = (node: string) => slugs.get(node) ?? "";
  const { kind, visibility, title, node, pinned, closed, moved } = thread;
  const ctx = await as(first.by, first.daysAgo);
  const postId = newId();
  await beginThread(ctx, { thread_id: id, post_id: postId, kind, visibility, title, body: first.body, slug: slugOf(node), publish: !first.file });
  if (first.file) await withFile(ctx, postId, first.file);
  if (pinned) await pinThread(ctx, id, true);
  for (const answer of answers) {
    if (moved && moved.daysAgo > answer.daysAgo) await moveOnce(thread, id, slugOf(moved.to), as);
    await say(id, answer, as);
  }
  if (closed) await closeThread(await as(closed.by, closed.daysAgo), id, true);
}

/** Again is nothing: it is there already. */
async function moveOnce({ moved }: ThreadSeed, id: string, to: string, as: As): Promise<void> {
  if (moved) await moveThread(await as(moved.by, moved.daysAgo), id, to);
}

async function say(threadId: string, { by, daysAgo, body, file }: PostSeed, as: As): Promise<void> {
  const ctx = await as(by, daysAgo);
  const post_id = newId();
  await markRead(ctx, threadId, ctx.now);
  const said = await sayPost(ctx, threadId, { post_id, body, publish: !file });
  if (!said.done) throw new Error(`in the example network nobody knows ${said.unclear.map(({ typed }) => typed).join(", ")}`);
  if (file) await withFile(ctx, post_id, file);
}

async function withFile(ctx: Ctx, postId: string, { name, label }: NonNullable<PostSeed["file"]>): Promise<void> {
  if (ctx.deployment.storageUrl) {
    const folder = await mkdtemp(join(tmpdir(), "nodos-ejemplo-"));
    try {
      const sourcePath = join(folder, "archivo");
      await writeFile(sourcePath, await fileBytes(name, label));
      const { id } = await attachFile(ctx, { ownerKind: "post", ownerId: postId, sourcePath, name });
      await labelAttachment(ctx, id, label);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  await publishPost(ctx, postId);
}
