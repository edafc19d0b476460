import { expect, test } from "vitest";
import { changePace, saveNewsChoices } from "#app/domain/digests/choices.server.ts";
import { markTold } from "#app/domain/digests/told.repo.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { removePost } from "#app/domain/threads/posts.server.ts";
import { closeThread, pinThread } from "#app/domain/threads/threads.server.ts";
import { threadStage } from "#app/domain/threads/threads.testing.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import type { SignedIn } from "./account.server.ts";
import { closeAccount } from "./closing.server.ts";
import { exportOwnData } from "./own-data.server.ts";

const NAME = "Teresa Soto Araya";

async function talkativeTeacher() {
  const database = await testDb();
  const { db } = database;
  const stage = await threadStage(db);
  const { teacher, coordinatorA } = stage.people;
  const ctx = stage.ctxOf(teacher) as SignedIn;
  const own = await stage.begun({ title: "Multímetros", body: "Nos alcanza para doce" });
  await stage.begun({ title: "Borrador secreto", body: "Nunca dicho", publish: false });
  const other = await stage.begun({ title: "Repuestos" }, coordinatorA);
  const takenBack = await stage.said(teacher, other.threadId, "Esto lo retiro");
  await removePost(ctx, takenBack);
  await stage.said(teacher, other.threadId, "Yo tengo repuestos");
  await stage.said(coordinatorA, other.threadId, "Gracias @Teresa Soto");
  // As who moderates would have: what is kept of it is one's own too.
  for (const act of [pinThread, closeThread]) await act(stage.ctxOf(coordinatorA), other.threadId, true);
  await db.updateTable("threads").set({ pinned_by: teacher.id, closed_by: teacher.id }).where("id", "=", other.threadId).execute();
  await saveNewsChoices(ctx, { pace: "daily", nodes: { [stage.nodes.a.id]: "each" } });
  await markTold(db, [{ person_id: teacher.id, ref: `post:${other.postId}` }], CAST_NOW);
  await db.insertInto("digests").values({ person_id: teacher.id, period: "2026-W46", sent_at: CAST_NOW }).execute();
  return { database, db, stage, ctx, own, other };
}

test("one is given what conversations and digests keep of one", async () => {
  const { database, ctx } = await talkativeTeacher();
  await using _ = database;
  const told = JSON.stringify(await exportOwnData(ctx));
  const kinds = ["conversation begun", "post", "named in a post", "conversation read", "conversation moderated", "post removed", "news of a node", "digest sent", "told by mail"];
  for (const kind of kinds) expect(told).toContain(`"what":"${kind}"`);
  for (const words of ["Nos alcanza para doce", "Yo tengo repuestos", "Nunca dicho", '"digest":"daily"']) expect(told).toContain(words);
});

test("closing leaves what was said without a name, and nothing of what was never said", async () => {
  const { database, db, stage, ctx, own } = await talkativeTeacher();
  await using _ = database;
  const { id } = ctx.actor;
  await closeAccount(ctx);
  const left: string[] = [];
  for (const table of ["threads", "posts", "post_mentions", "thread_readers", "node_news", "digests", "told", "search_entries"] as const)
    left.push(JSON.stringify(await db.selectFrom(table).selectAll().execute()));
  expect(left.join("\n")).not.toMatch(new RegExp(`${NAME}|${id}|Borrador secreto|Nunca dicho|Esto lo retiro`));
  expect(left.join("\n")).toContain("Gracias @Persona que cerró su cuenta");
  expect(await db.selectFrom("threads").select("posts_count").where("id", "=", own.threadId).executeTakeFirst()).toEqual({ posts_count: 1 });
  const token = mintToken(TEST_DEPLOYMENT.secret, "digest", id);
  await expect(changePace(stage.ctxOf(null), token, "weekly")).rejects.toMatchObject({ code: "not_found" });
  expect(await db.selectFrom("people").select("digest").where("id", "=", id).executeTakeFirst()).toEqual({ digest: "never" });
});
