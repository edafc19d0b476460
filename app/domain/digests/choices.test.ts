import { expect, test } from "vitest";
import type { SignedIn } from "#app/domain/identity/account.server.ts";
import { readerOf } from "#app/domain/threads/readers.repo.server.ts";
import { threadStage } from "#app/domain/threads/threads.testing.ts";
import { dropTold } from "#app/jobs/drop-old-told.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import { readNewsChoices, saveNewsChoices } from "./choices.server.ts";
import { markTold } from "./told.repo.server.ts";

test("one chooses how often, and how one hears of each of one's own nodes; what is as it is anyway needs no row", async () => {
  await using database = await testDb();
  const on = await threadStage(database.db);
  const ctx = on.ctxOf(on.people.teacher) as SignedIn;
  const { a, b } = on.nodes;
  expect(await readNewsChoices(ctx)).toEqual({ pace: "weekly", nodes: [{ id: a.id, name: "Electricidad", how: "digest" }] });
  await saveNewsChoices(ctx, { pace: "daily", nodes: { [a.id]: "none", [b.id]: "each" } });
  expect(await readNewsChoices(ctx)).toEqual({ pace: "daily", nodes: [{ id: a.id, name: "Electricidad", how: "none" }] });
  const rows = () => database.db.selectFrom("node_news").selectAll().execute();
  expect(await rows()).toEqual([{ node_id: a.id, person_id: ctx.actor.id, how: "none", chosen_at: CAST_NOW }]);
  await saveNewsChoices(ctx, { pace: undefined, nodes: { [a.id]: "digest" } });
  expect(await rows()).toEqual([]);
  await expect(saveNewsChoices(ctx, { pace: undefined, nodes: { [a.id]: "constantly" } })).rejects.toMatchObject({ code: "invalid" });
});

test("what nothing reaches back to is let go of; what somebody chose or read, never", async () => {
  await using database = await testDb();
  const { db } = database;
  const on = await threadStage(db);
  const { threadId } = await on.begun();
  await readerOf(db, threadId, on.people.coordinatorA.id);
  await markTold(db, [{ person_id: on.people.admin.id, ref: "post:x" }], CAST_NOW);
  await db.insertInto("digests").values({ person_id: on.people.admin.id, period: "2026-W46", sent_at: CAST_NOW }).execute();
  const left = async () => {
    const counts: number[] = [];
    for (const table of ["told", "digests", "thread_readers"] as const) counts.push((await db.selectFrom(table).select("person_id").execute()).length);
    return counts;
  };
  expect(await left()).toEqual([1, 1, 2]);
  await dropTold(on.ctxOf(null, "2026-12-31T12:00:00.000Z"));
  expect(await left()).toEqual([1, 1, 2]);
  await dropTold(on.ctxOf(null, "2030-01-01T12:00:00.000Z"));
  // Teresa began the thread: she follows it.
  expect(await left()).toEqual([0, 0, 1]);
});
