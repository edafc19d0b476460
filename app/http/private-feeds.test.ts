import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { findLiveFeed } from "#app/domain/feeds/feeds.repo.server.ts";
import { createFeed, findMyFeed, listMyFeeds, revokeFeed } from "#app/domain/feeds/feeds.server.ts";
import { FeedInput, MAX_FEEDS } from "#app/domain/feeds/private-feed.ts";
import { readWithIcalJs } from "#app/domain/feeds/readers.testing.ts";
import { startSession } from "#app/domain/identity/sessions.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import type { Database } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { countingQueries } from "#db/query-count.ts";
import { bumpRevision } from "#db/revision.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, type Cast, castOf, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { type Front, front, insertMeeting, inviteTo, testApp } from "./front.testing.ts";
import { feedRouter } from "./kept-feeds.server.ts";
import { sessionCookie } from "./session-cookie.server.ts";

let database: Database;
let cast: Cast;
let site: Front;
let now = CAST_NOW;

beforeAll(async () => {
  database = await testDb();
  cast = await castOf(database.db);
  site = await front((server) => server.use(feedRouter(testApp(database), { now: () => now })));
});
afterAll(async () => {
  await site.close();
  await database.close();
});
beforeEach(async () => {
  now = CAST_NOW;
  for (const table of ["feeds", "invitations", "event_nodes", "events"] as const) await database.db.deleteFrom(table).execute();
  await bumpRevision(database.db, "public");
});

const ctxOf = (actor: Actor) => ({ ...cast.ctxOf(actor), actor });
const input = (changes: Record<string, string> = {}) => FeedInput.parse({ id: newId(), label: "Lo mío", what: "mine", ...changes });
const pathOf = (id: string) => `/feeds/${mintToken(TEST_DEPLOYMENT.secret, "feed", id)}.ics`;

async function feedOf(actor: Actor, changes: Record<string, string> = {}): Promise<string> {
  const made = input(changes);
  await createFeed(ctxOf(actor), made);
  return pathOf(made.id);
}
const titles = async (path: string) => readWithIcalJs((await site.get(path)).text).events.map((event) => event.summary);

describe("what it holds", () => {
  test("mine: the meetings of my nodes and those I am called to, members' too, unless I said no", async () => {
    const { teacher, outsider } = cast.people;
    await insertMeeting(database.db, { title: "De mi nodo", nodes: [cast.ids.a, cast.ids.b], visibility: "members", starts_local: "2026-12-01T10:00" });
    await insertMeeting(database.db, { title: "De otro nodo", nodes: [cast.ids.b], starts_local: "2026-12-02T10:00" });
    const called = await insertMeeting(database.db, { title: "Con invitación", nodes: [cast.ids.b], visibility: "members", starts_local: "2026-12-03T10:00" });
    const declined = await insertMeeting(database.db, { title: "Dije que no", nodes: [cast.ids.a], starts_local: "2026-12-04T10:00" });
    await insertMeeting(database.db, { title: "Borrador", status: "draft", nodes: [cast.ids.a], created_by: teacher.id });
    for (const person of [teacher, outsider]) await inviteTo(database.db, called, person, null);
    await inviteTo(database.db, declined, teacher, "no");
    expect(await titles(await feedOf(teacher))).toEqual(["De mi nodo", "Con invitación"]);
    expect(await titles(await feedOf(outsider))).toEqual(["Con invitación"]);
  });

  test("an answer changes it at once, though nothing public has changed", async () => {
    const { teacher } = cast.people;
    const path = await feedOf(teacher);
    const id = await insertMeeting(database.db, { title: "Reunión", nodes: [cast.ids.b] });
    await inviteTo(database.db, id, teacher, null);
    const before = await site.get(path);
    await database.db.updateTable("invitations").set({ answer: "yes" }).where("event_id", "=", id).execute();
    expect((await site.get(path, { "if-none-match": String(before.headers.etag) })).status).toBe(304);
    await database.db.updateTable("invitations").set({ answer: "no" }).where("event_id", "=", id).execute();
    const after = await site.get(path, { "if-none-match": String(before.headers.etag) });
    expect([after.status, readWithIcalJs(after.text).events]).toEqual([200, []]);
  });

  test("a filter: by node, kind and region, of all that the person may see", async () => {
    await insertMeeting(database.db, { title: "Taller", kind: "workshop", nodes: [cast.ids.a], region_code: "06", starts_local: "2026-12-01T10:00" });
    await insertMeeting(database.db, { title: "Sesión", nodes: [cast.ids.a], visibility: "members", region_code: "05", starts_local: "2026-12-02T10:00" });
    await insertMeeting(database.db, { title: "De otro nodo", nodes: [cast.ids.b], region_code: "06", starts_local: "2026-12-03T10:00" });
    const { ally } = cast.people;
    expect(await titles(await feedOf(ally, { what: "filter" }))).toEqual(["Taller", "Sesión", "De otro nodo"]);
    expect(await titles(await feedOf(ally, { what: "filter", node: cast.ids.a }))).toEqual(["Taller", "Sesión"]);
    expect(await titles(await feedOf(ally, { what: "filter", kind: "workshop" }))).toEqual(["Taller"]);
    expect(await titles(await feedOf(ally, { what: "filter", region: "06" }))).toEqual(["Taller", "De otro nodo"]);
    expect(await titles(await feedOf(ally, { what: "filter", establishment: cast.ids.puerto }))).toEqual(["Taller", "Sesión"]);
    expect(await titles(await feedOf(ally, { what: "filter", words: "que nadie dice" }))).toEqual([]);
    expect(await titles(await feedOf(cast.people.teacher, { what: "mine", kind: "workshop" }))).toEqual(["Taller"]);
  });

  test("names nobody, and is for nobody else to store", async () => {
    const id = await insertMeeting(database.db, { nodes: [cast.ids.a], created_by: cast.ids.coordinatorA });
    await inviteTo(database.db, id, cast.people.teacher, "yes");
    const { headers, text } = await site.get(await feedOf(cast.people.teacher, { label: "Mis reuniones, 2026" }));
    expect(text).not.toMatch(/ATTENDEE|ORGANIZER|mailto:|cast\.example|Teresa|Camila|PARTSTAT/);
    expect(text).toContain("X-WR-CALNAME:Mis reuniones\\, 2026 · Nodos\r\n");
    expect([headers["cache-control"], headers["x-robots-tag"], headers["content-type"]]).toEqual(["private, no-cache", "noindex", "text/calendar; charset=utf-8"]);
  });

  test("is read with few queries", async () => {
    for (let index = 0; index < 5; index += 1) await insertMeeting(database.db, { nodes: [cast.ids.a, cast.ids.b] });
    const path = await feedOf(cast.people.teacher);
    const tallied = await front((server) => {
      server.use(
        (_req, res, next) => void countingQueries(() => new Promise<void>((resolve) => res.once("finish", resolve) && next())).then(({ queries }) => counted.push(queries)),
      );
      server.use(feedRouter(testApp(database), { now: () => now }));
    });
    const counted: number[] = [];
    await tallied.get(path);
    await vi.waitFor(() => expect(counted.length).toBe(1));
    expect(counted[0]).toBeLessThanOrEqual(6);
    await tallied.close();
  });
});

describe("its address", () => {
  test("revoked it is 404, even to whoever has the bytes; somebody else's attempt to revoke does nothing", async () => {
    const made = input();
    await createFeed(ctxOf(cast.people.teacher), made);
    const { status, headers } = await site.get(pathOf(made.id));
    expect(status).toBe(200);
    await revokeFeed(ctxOf(cast.people.admin), made.id);
    expect((await site.get(pathOf(made.id))).status).toBe(200);
    await revokeFeed(ctxOf(cast.people.teacher), made.id);
    for (const tag of [String(headers.etag), "*"]) expect((await site.get(pathOf(made.id), { "if-none-match": tag })).status).toBe(404);
    expect((await site.head(pathOf(made.id))).status).toBe(404);
    expect(await listMyFeeds(ctxOf(cast.people.teacher))).toEqual([]);
  });

  test("made up, minted for something else, or of somebody suspended it is 404", async () => {
    const made = input();
    await createFeed(ctxOf(cast.people.ally), made);
    const wrong = [
      mintToken("another secret", "feed", made.id),
      mintToken(TEST_DEPLOYMENT.secret, "answer", made.id),
      mintToken(TEST_DEPLOYMENT.secret, "feed", newId()),
      "x",
      "%00",
    ];
    for (const token of wrong) expect((await site.get(`/feeds/${token}.ics`)).status).toBe(404);
    await database.db.updateTable("people").set({ suspended_at: CAST_NOW }).where("id", "=", cast.ids.ally).execute();
    expect((await site.get(pathOf(made.id))).status).toBe(404);
    await database.db.updateTable("people").set({ suspended_at: null }).where("id", "=", cast.ids.ally).execute();
  });

  test("its last reading is noted, at most every five minutes", async () => {
    const made = input();
    await createFeed(ctxOf(cast.people.teacher), made);
    const noted = async () => (await findLiveFeed(database.db, made.id))?.last_fetched_at;
    expect(await noted()).toBeNull();
    await site.get(pathOf(made.id));
    await vi.waitFor(async () => expect(await noted()).toBe(CAST_NOW));
    now = "2026-11-21T15:04:59.000Z";
    await site.get(pathOf(made.id));
    now = "2026-11-21T15:05:01.000Z";
    await site.get(pathOf(made.id), { "if-none-match": "*" });
    await vi.waitFor(async () => expect(await noted()).toBe("2026-11-21T15:05:01.000Z"));
  });
});

describe("one's own list", () => {
  test("shows label, filter, dates and address; the same form sent twice makes one", async () => {
    const made = input({ label: " Talleres  de Electricidad ", what: "filter", node: cast.ids.a, kind: "workshop", region: "" });
    for (let sent = 0; sent < 2; sent += 1) await createFeed(ctxOf(cast.people.teacher), made);
    expect(await listMyFeeds(ctxOf(cast.people.teacher))).toEqual([
      {
        id: made.id,
        label: "Talleres de Electricidad",
        filter: { node: cast.ids.a, kind: "workshop" },
        created_at: CAST_NOW,
        last_fetched_at: null,
        url: `https://nodos.example${pathOf(made.id)}`,
      },
    ]);
    await expect(findMyFeed(ctxOf(cast.people.ally), made.id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("takes twenty, and no node or region that does not exist", async () => {
    const ctx = ctxOf(cast.people.teacher);
    await expect(createFeed(ctx, input({ what: "filter", node: newId() }))).rejects.toMatchObject({ fields: { node: ["not_found"] } });
    await expect(createFeed(ctx, input({ what: "filter", territory: cast.ids.a }))).rejects.toMatchObject({ fields: { territory: ["not_found"] } });
    await expect(createFeed(ctx, input({ what: "filter", establishment: newId() }))).rejects.toMatchObject({ fields: { establishment: ["not_found"] } });
    await expect(createFeed(ctx, input({ what: "filter", region: "99" }))).rejects.toMatchObject({ fields: { region: ["not_found"] } });
    for (let index = 0; index < MAX_FEEDS; index += 1) await createFeed(ctx, input());
    await expect(createFeed(ctx, input())).rejects.toMatchObject({ fields: { "": ["feeds_full"] } });
    await revokeFeed(ctx, (await listMyFeeds(ctx))[0]?.id ?? "");
    await createFeed(ctx, input());
  });
});

test("a members' meeting is downloaded by who is signed in, and by nobody else", async () => {
  const id = await insertMeeting(database.db, { title: "Solo con cuenta", visibility: "members" });
  const session = await startSession(ctxOf(cast.people.ally), cast.ids.ally, "test");
  const cookie = sessionCookie(TEST_DEPLOYMENT, session.id, session.until).split(";")[0] ?? "";
  expect((await site.get(`/eventos/${id}/evento.ics`, { cookie })).text).toContain("Solo con cuenta");
  expect((await site.get(`/eventos/${id}/evento.ics`)).status).toBe(404);
});
