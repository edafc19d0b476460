import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { newId } from "#db/ids.ts";
import { publicRevision } from "#db/revision.ts";
import { testDb } from "#db/testing.ts";
import { listThreads } from "./listing.repo.server.ts";
import { postsOf } from "./posts.repo.server.ts";
import { editPost, publishPost, removePost, returnPost, sayPost } from "./posts.server.ts";
import type { ThreadVisibility } from "./thread.ts";
import { findThread } from "./threads.repo.server.ts";
import { beginThread, closeThread, editThread, moveThread, pinThread, removeThread, returnThread } from "./threads.server.ts";
import { type ThreadStage, threadInput, threadStage } from "./threads.testing.ts";

let database: Awaited<ReturnType<typeof testDb>>;
let stage: ThreadStage;

beforeAll(async () => {
  database = await testDb();
  stage = await threadStage(database.db);
});
afterAll(() => database.close());

const ACTS = ["begin", "draft", "say", "say", "write", "publish", "edit", "removePost", "returnPost", "pin", "close", "rename", "move", "remove", "return"] as const;
const WHO = ["teacher", "coordinatorA", "coordinatorB", "outsider", "admin"] as const;
const VISIBILITIES: ThreadVisibility[] = ["node", "members", "public"];

const step = fc.record({ act: fc.constantFrom(...ACTS), who: fc.constantFrom(...WHO), on: fc.nat(20), way: fc.nat(5) });
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface World {
  threads: string[];
  posts: string[];
  clock: number;
}

/** One act by somebody, allowed or not. */
async function play(world: World, { act, who, on, way }: Step): Promise<void> {
  world.clock += way === 0 ? 0 : 1000;
  const ctx = stage.ctxOf(stage.people[who], new Date(Date.parse("2026-11-21T15:00:00.000Z") + world.clock).toISOString());
  const thread = world.threads[on % Math.max(1, world.threads.length)] ?? newId();
  const post = world.posts[on % Math.max(1, world.posts.length)] ?? newId();
  const visibility = VISIBILITIES[way % 3] as ThreadVisibility;
  const yes = way % 2 === 0;
  const begin = async (publish: boolean) => {
    const kind = visibility === "public" || way > 3 ? "announcement" : "discussion";
    const begun = await beginThread(ctx, { ...threadInput({ kind, visibility }), slug: who === "coordinatorB" ? stage.nodes.b.slug : stage.nodes.a.slug, publish });
    if (begun.done) world.threads.push(begun.threadId);
    if (begun.done) world.posts.push(begun.postId);
  };
  const say = async (publish: boolean) => {
    const said = await sayPost(ctx, thread, { post_id: newId(), body: `Dicho ${on}`, publish });
    if (said.done) world.posts.push(said.postId);
  };
  const acts: Record<(typeof ACTS)[number], () => Promise<unknown>> = {
    begin: () => begin(true),
    draft: () => begin(false),
    say: () => say(true),
    write: () => say(false),
    publish: () => publishPost(ctx, post),
    edit: () => editPost(ctx, post, `Corregido ${way}`),
    removePost: () => removePost(ctx, post),
    returnPost: () => returnPost(ctx, post),
    pin: () => pinThread(ctx, thread, yes),
    close: () => closeThread(ctx, thread, yes),
    rename: () => editThread(ctx, thread, { title: `Título ${on}`, visibility }),
    move: () => moveThread(ctx, thread, yes ? stage.nodes.b.slug : stage.nodes.a.slug),
    remove: () => removeThread(ctx, thread),
    return: () => returnThread(ctx, thread),
  };
  await acts[act]().catch((error) => {
    if (!isDomainError(error)) throw error;
  });
}

/** All that the hub's pages show somebody of its conversations. */
async function seenBy(who: Actor | null, threads: readonly string[]): Promise<string> {
  const { rows } = await listThreads(database.db, who, { size: 500 });
  const pages = [];
  for (const id of threads) {
    const thread = await findThread(database.db, who, id);
    if (thread) pages.push([thread, (await postsOf(database.db, who, id)).rows]);
  }
  return JSON.stringify([rows, pages]);
}

async function holds(world: World): Promise<void> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT h.id FROM threads h WHERE h.posts_count <> (SELECT COUNT(*) FROM posts o WHERE o.thread_id = h.id AND o.published_at IS NOT NULL AND o.removed_at IS NULL)
    OR h.last_at <> COALESCE((SELECT MAX(o.published_at) FROM posts o WHERE o.thread_id = h.id AND o.published_at IS NOT NULL AND o.removed_at IS NULL), h.published_at, h.created_at)
    OR (h.visibility = 'public' AND h.kind <> 'announcement')
    OR (h.published_at IS NULL) <> EXISTS (SELECT 1 FROM posts o WHERE o.thread_id = h.id AND o.first = 1 AND o.published_at IS NULL)`.execute(database.db);
  expect(rows).toEqual([]);
  const listed = await sql<{ id: string }>`SELECT h.id FROM threads h WHERE h.published_at IS NOT NULL AND h.removed_at IS NULL ORDER BY h.id`.execute(database.db);
  const found = await database.db.selectFrom("search_entries").select("ref_id as id").where("kind", "=", "thread").orderBy("ref_id").execute();
  expect(found).toEqual(listed.rows);
  const open = await seenBy(null, world.threads);
  for (const name of ["Teresa", "Camila", "Bruno", "Amanda", "Dicho"]) expect(open).not.toContain(name);
}

test("whatever people do, in whatever order: counts are right, the index follows, and what visitors see never changes without the revision of public pages", async () => {
  let changes = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async (steps) => {
      const { threadId, postId } = await stage.announced({ visibility: "public", body: "Para cualquiera" });
      const world: World = { threads: [threadId], posts: [postId], clock: 0 };
      let before = await seenBy(null, world.threads);
      for (const one of steps) {
        const revision = await publicRevision(database.db);
        await play(world, one);
        const after = await seenBy(null, world.threads);
        if (after === before) continue;
        before = after;
        changes += 1;
        expect(await publicRevision(database.db), one.act).toBeGreaterThan(revision);
      }
      await holds(world);
    }),
    { numRuns: 6 },
  );
  expect(changes).toBeGreaterThan(0);
});
