import { expect, test } from "vitest";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, castOf } from "#db/testing-cast.ts";
import { pruneLinks } from "./prune-links.ts";
import { pruneSessions } from "./prune-sessions.ts";

const EARLIER = "2026-11-21T14:59:59.999Z";
const LATER = "2026-12-21T15:00:00.000Z";

test("sessions past either of their ends go, living ones stay", async () => {
  await using database = await testDb();
  const cast = await castOf(database.db);
  const session = (id: string, expires_at: string, ends_at: string) => ({ id, person_id: cast.ids.teacher, expires_at, ends_at, created_at: EARLIER, user_agent: "" });
  await database.db
    .insertInto("sessions")
    .values([session("idle", EARLIER, LATER), session("ended", LATER, EARLIER), session("living", LATER, LATER)])
    .execute();
  expect(await pruneSessions(cast.ctxOf(null))).toBe(false);
  expect(await database.db.selectFrom("sessions").select("id").execute()).toEqual([{ id: "living" }]);
});

test("a mailed link is kept for a week after its end, so that it can be said to have ended", async () => {
  await using database = await testDb();
  const cast = await castOf(database.db);
  const link = (token_hash: string, expires_at: string) => ({
    token_hash,
    kind: "login",
    person_id: cast.ids.teacher,
    email: null,
    created_at: EARLIER,
    expires_at,
    used_at: null,
  });
  await database.db
    .insertInto("mailed_links")
    .values([link("old", "2026-11-14T14:59:59.000Z"), link("ended", EARLIER), link("living", LATER)])
    .execute();
  expect(await pruneLinks(cast.ctxOf(null, database.db, { now: CAST_NOW }))).toBe(false);
  expect((await database.db.selectFrom("mailed_links").select("token_hash").orderBy("token_hash").execute()).map((row) => row.token_hash)).toEqual(["ended", "living"]);
});
