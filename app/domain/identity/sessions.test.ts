import { expect, test } from "vitest";
import { countingQueries } from "#db/query-count.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, castOf } from "#db/testing-cast.ts";
import { after } from "./mailbox.testing.ts";
import { endAllSessions, endListedSession, endSession, listSessions, loadActor, readSession, startSession } from "./sessions.server.ts";
import { tokenHash } from "./token.server.ts";
import { browserName } from "./user-agent.ts";

const PHONE = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36";

test("a session brings the person and their nodes in two queries; a visitor's cookie brings nobody", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const { id } = await startSession(cast.ctxOf(null), cast.ids.coordinatorA, PHONE);
  const { result, queries } = await countingQueries(() => readSession(t.db, CAST_NOW, id));
  expect(result).toEqual({ id, actor: cast.people.coordinatorA, renewedUntil: null });
  expect(queries).toBe(2);
  expect(await readSession(t.db, CAST_NOW, "a".repeat(40))).toBeNull();
  expect(await loadActor(t.db, cast.ids.admin)).toEqual(cast.people.admin);
});

test("the database holds the hash of the id, never the id, and the hash opens nothing", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const { id } = await startSession(cast.ctxOf(null), cast.ids.teacher, PHONE);
  const row = await t.db.selectFrom("sessions").selectAll().executeTakeFirstOrThrow();
  expect(row.id).toBe(tokenHash(id));
  expect(JSON.stringify(row)).not.toContain(id);
  expect(await readSession(t.db, CAST_NOW, row.id)).toBeNull();
});

test("ends after 30 days without use", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const { id } = await startSession(cast.ctxOf(null), cast.ids.teacher, PHONE);
  expect(await readSession(t.db, after(CAST_NOW, { days: 30, minutes: 1 }), id)).toBeNull();
  const { id: other } = await startSession(cast.ctxOf(null), cast.ids.teacher, PHONE);
  expect(await readSession(t.db, after(CAST_NOW, { days: 29 }), other)).not.toBeNull();
});

test("use moves the idle end, with one write a day at most", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const { id } = await startSession(cast.ctxOf(null), cast.ids.teacher, PHONE);
  const at = (days: number, minutes = 0) => after(CAST_NOW, { days, minutes });
  expect((await readSession(t.db, at(0, 23 * 60), id))?.renewedUntil).toBeNull();
  expect((await readSession(t.db, at(1), id))?.renewedUntil).toEqual(new Date(at(31)));
  const { result, queries } = await countingQueries(() => readSession(t.db, at(1, 60), id));
  expect(result?.renewedUntil).toBeNull();
  expect(queries).toBe(2);
  expect((await readSession(t.db, at(30, 30), id))?.renewedUntil).toEqual(new Date(at(60, 30)));
  expect(await readSession(t.db, at(61), id)).toBeNull();
});

test("ends after 180 days however much it is used", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const { id } = await startSession(cast.ctxOf(null), cast.ids.teacher, PHONE);
  const seen: (Date | null | undefined)[] = [];
  for (let days = 20; days < 180; days += 20) seen.push((await readSession(t.db, after(CAST_NOW, { days }), id))?.renewedUntil);
  expect(seen.at(-1)).toEqual(new Date(after(CAST_NOW, { days: 180 })));
  const { result, queries } = await countingQueries(() => readSession(t.db, after(CAST_NOW, { days: 179 }), id));
  expect(result?.renewedUntil).toBeNull();
  expect(queries).toBe(2);
  expect(await readSession(t.db, after(CAST_NOW, { days: 180 }), id)).toBeNull();
});

test("a suspended person has no session", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const { id } = await startSession(cast.ctxOf(null), cast.ids.teacher, PHONE);
  await t.db.updateTable("people").set({ suspended_at: CAST_NOW }).where("id", "=", cast.ids.teacher).execute();
  expect(await readSession(t.db, CAST_NOW, id)).toBeNull();
  expect(await loadActor(t.db, cast.ids.teacher)).toBeNull();
});

test("lists one's sessions in words, ends one of one's own, and no one else's", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const first = await startSession(cast.ctxOf(null), cast.ids.teacher, PHONE);
  const second = await startSession(cast.ctxOf(null, t.db, { now: after(CAST_NOW, { minutes: 5 }) }), cast.ids.teacher, "curl/8");
  const now = after(CAST_NOW, { minutes: 6 });
  const listed = await listSessions(t.db, now, cast.ids.teacher, first.id);
  expect(listed).toMatchObject([
    { browser: "Un navegador desconocido", current: false },
    { browser: "Chrome en Android", current: true, createdAt: CAST_NOW },
  ]);
  const key = listed[0]?.key ?? "";
  await endListedSession(cast.ctxOf(cast.people.outsider), cast.ids.outsider, key);
  expect(await readSession(t.db, now, second.id)).not.toBeNull();
  await endListedSession(cast.ctxOf(cast.people.teacher), cast.ids.teacher, key);
  expect(await readSession(t.db, now, second.id)).toBeNull();
  expect(await readSession(t.db, now, first.id)).not.toBeNull();
});

test("signs out here, and everywhere but here", async () => {
  await using t = await testDb();
  const cast = await castOf(t.db);
  const ctx = cast.ctxOf(cast.people.teacher);
  const open = async () => (await startSession(ctx, cast.ids.teacher, PHONE)).id;
  const [here, there, school] = [await open(), await open(), await open()];
  const stranger = (await startSession(ctx, cast.ids.outsider, PHONE)).id;
  await endSession(ctx, school);
  expect(await readSession(t.db, CAST_NOW, school)).toBeNull();
  await endAllSessions(ctx, cast.ids.teacher, here);
  expect(await readSession(t.db, CAST_NOW, there)).toBeNull();
  expect(await readSession(t.db, CAST_NOW, here)).not.toBeNull();
  await endAllSessions(ctx, cast.ids.teacher);
  expect(await readSession(t.db, CAST_NOW, here)).toBeNull();
  expect(await readSession(t.db, CAST_NOW, stranger)).not.toBeNull();
});

test.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "Edge en Windows"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari en iPhone"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox en Linux"],
  [
    "Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-A155M) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36",
    "Internet de Samsung en Android",
  ],
  ["", "Un navegador desconocido"],
])("%s is %s", (userAgent, words) => {
  expect(browserName(userAgent)).toBe(words);
});
