import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { type Front, front, testApp } from "./front.testing.ts";
import { healthRouter } from "./health.server.ts";
import { routeClass } from "./metrics.server.ts";

const TOKEN = "a token for prometheus";
let database: Database;
let site: Front;

beforeEach(async () => {
  database = await testDb();
  site = await front((server) => {
    server.use(healthRouter(testApp(database, { metricsToken: TOKEN })));
    server.use((_req, res) => void res.status(404).end());
  });
  return () => site.close();
});
afterEach(() => database.close().catch(() => undefined));

async function queueMail(status: string, minutesAgo: number): Promise<void> {
  const at = new Date(Date.now() - minutesAgo * 60_000).toISOString();
  const nothing = { raw: null, event_id: null, invitation_id: null, sender_person_id: null, claimed_by: null, claimed_until: null, last_error: null, finished_at: null };
  const row = { id: newId(), message_id: newId(), kind: "account", to_email: "a@cast.example", to_name: "A", subject: "S", status, next_attempt_at: at, created_at: at };
  await database.db
    .insertInto("outbox")
    .values({ ...row, ...nothing })
    .execute();
}

test("well: 200, and what was looked at", async () => {
  await queueMail("queued", 14);
  await queueMail("sent", 60);
  await queueMail("failed", 60);
  const { status, headers, text } = await site.get("/healthz");
  expect([status, headers["cache-control"], headers["content-type"]]).toEqual([200, "no-store", "application/json; charset=utf-8"]);
  expect(JSON.parse(text)).toEqual({ ok: true, database: "ok", mail: { ok: true, oldest_unsent_minutes: 14 } });
});

test.each(["queued", "sending"])("503 when a mail has been %s for more than 15 minutes", async (state) => {
  await queueMail(state, 16);
  const { status, text } = await site.get("/healthz");
  expect([status, JSON.parse(text)]).toEqual([503, { ok: false, database: "ok", mail: { ok: false, oldest_unsent_minutes: 16 } }]);
});

test("503 when the database cannot be written", async () => {
  await queueMail("sent", 1);
  await database.close();
  const { status, text } = await site.get("/healthz");
  expect([status, JSON.parse(text)]).toMatchObject([503, { ok: false, database: "unwritable" }]);
});

test("metrics are for this machine, or for who has the token", async () => {
  await queueMail("queued", 1);
  await site.get("/nodos/electricidad");
  const { status, headers, text } = await site.get("/metrics");
  expect([status, headers["content-type"]]).toEqual([200, expect.stringContaining("text/plain")]);
  expect(text).toContain('nodos_outbox_messages{state="queued"} 1');
  expect(text).toContain('nodos_http_requests_total{route="/nodos",method="GET",status="404"} 1');
  expect(text).toContain('nodos_http_request_duration_seconds_count{route="/nodos"} 1');
  expect(text).toContain("nodos_kept_bytes 0");
  const proxied = { "x-forwarded-for": "127.0.0.1" };
  expect((await site.get("/metrics", proxied)).status).toBe(404);
  expect((await site.get("/metrics", { ...proxied, authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  expect((await site.get("/metrics", { ...proxied, authorization: "Bearer another" })).status).toBe(404);
});

test("addresses fall into few classes, and no token becomes one", () => {
  expect(["/", "/nodos/x/calendario.ics", "/feed.xml", "/feeds/secret.ics", "/i/secret", "/eventos/1/editar", "/wp-login.php", "/constructor"].map(routeClass)).toEqual([
    "/",
    "feed",
    "feed",
    "private_feed",
    "/i",
    "/eventos",
    "other",
    "other",
  ]);
});
