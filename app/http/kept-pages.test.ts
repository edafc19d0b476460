import { gunzipSync } from "node:zlib";
import compression from "compression";
import type { Request, Response } from "express";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/create.ts";
import { bumpRevision } from "#db/revision.ts";
import { testDb } from "#db/testing.ts";
import type { App } from "./app.server.ts";
import { type Front, front, testApp } from "./front.testing.ts";
import { keptOf } from "./kept.server.ts";
import { answerKept, keptPages } from "./kept-pages.server.ts";

let database: Database;
let app: App;
let site: Front;
let drawn: string[] = [];
let clock = 0;
/** What stands in Remix's place: writes as its adapter does. */
let remix: (req: Request, res: Response) => void | Promise<void>;

const HOST = { host: "nodos.example" };

beforeAll(async () => {
  database = await testDb();
});
afterAll(() => database.close());
beforeEach(async () => {
  drawn = [];
  clock = Date.parse("2026-11-21T15:00:00.000Z");
  app = testApp(database);
  remix = (req, res) => page(req, res);
  site = await front((server) => {
    server.use((_req, res, next) => {
      res.setHeader("Content-Security-Policy", "default-src 'none'");
      next();
    });
    server.use(answerKept(app, { now: () => clock }));
    server.use(compression({ threshold: 512 }));
    server.use((_req, res, next) => {
      res.locals.context = { app, keep: { public: false }, session: async () => null };
      next();
    });
    server.use(keptPages(app, { now: () => clock }));
    server.all("*", (req, res) => void remix(req, res));
  });
  return () => site.close();
});

function page(req: Request, res: Response, { keep = true, status = 200, headers = {} }: { keep?: boolean; status?: number; headers?: Record<string, string> } = {}): void {
  drawn.push(`${req.hostname}${req.originalUrl}`);
  res.locals.context.keep.public = keep;
  res.status(status);
  res.append("Content-Type", "text/html; charset=utf-8");
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  if (req.method === "HEAD") return void res.end();
  res.write(Buffer.from(`<p>${drawn.length} ${req.originalUrl}</p>`));
  res.write(Buffer.from("ñandú ".repeat(200)));
  res.end();
}

const get = (path: string, headers: Record<string, string> = {}) => site.get(path, { ...HOST, ...headers });

describe("a visitor's page", () => {
  test("is drawn once, then answered from memory: ETag, 304, gzip, HEAD, its headers", async () => {
    remix = (req, res) => page(req, res, { headers: { Link: "</a.css>; rel=preload" } });
    const first = await get("/nodos");
    const again = await get("/nodos");
    expect(again.text).toBe(first.text);
    expect(again.text).toContain("<p>1 /nodos</p>");
    expect(again.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-length": String(again.bytes.length),
      "cache-control": "public, max-age=0, must-revalidate",
      vary: "Accept-Encoding, Cookie",
      link: "</a.css>; rel=preload",
      "content-security-policy": "default-src 'none'",
      etag: first.headers.etag,
    });
    const zipped = await get("/nodos", { "accept-encoding": "gzip, br" });
    expect(zipped.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(zipped.bytes).toString()).toBe(first.text);
    expect((await get("/nodos", { "if-none-match": String(first.headers.etag) })).status).toBe(304);
    const head = await site.head("/nodos", HOST);
    expect([head.status, head.bytes.length, head.headers.etag]).toEqual([200, 0, first.headers.etag]);
    expect(drawn).toEqual(["nodos.example/nodos"]);
  });

  test("is drawn anew when something public changes, or after a minute", async () => {
    await get("/");
    clock += 59_999;
    await get("/");
    expect(drawn.length).toBe(1);
    clock += 1;
    await get("/");
    expect(drawn.length).toBe(2);
    await bumpRevision(database.db, "public");
    expect((await get("/")).text).toContain("<p>3 /</p>");
  });

  test("of a change during the drawing knows that it came too late", async () => {
    remix = async (req, res) => {
      await bumpRevision(database.db, "public");
      page(req, res);
    };
    await get("/");
    await get("/");
    expect(drawn.length).toBe(2);
  });

  test("asked for by many at once is drawn once", async () => {
    remix = async (req, res) => {
      await new Promise((resolve) => setImmediate(resolve));
      page(req, res);
    };
    const answers = await Promise.all(Array.from({ length: 20 }, () => get("/calendario?mes=2026-12")));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(drawn.length).toBe(1);
    expect(keptOf(app).stats().uses).toEqual({ "page:made": 1, "page:hit": 19 });
  });

  test("is the same whatever the order of its parameters, and without what others' links carry", async () => {
    await get("/eventos?tipo=workshop&region=06");
    await get("/eventos?region=06&tipo=workshop");
    await get("/eventos?utm_source=x&region=06&tipo=workshop&fbclid=1");
    expect(drawn).toEqual(["nodos.example/eventos?region=06&tipo=workshop"]);
    await get("/?fbclid=1");
    await get("/");
    expect(drawn.length).toBe(2);
  });
});

describe("what is never kept", () => {
  const twice = async (path: string, headers: Record<string, string> = {}) => {
    drawn = [];
    const answers = [await get(path, headers), await get(path, headers)];
    expect(drawn.length).toBe(2);
    return answers[1] as Awaited<ReturnType<typeof get>>;
  };

  test("anything for who carries a cookie of ours, even when visitors have it kept", async () => {
    await get("/");
    for (const cookie of ["nodos=abc", "__Host-nodos=abc", "a=b; nodos_flash=e30", "a=b;nodos=x"]) {
      const { text, headers } = await twice("/", { cookie });
      expect(text).toContain("<p>2 /</p>");
      expect(headers.etag).toBeUndefined();
    }
    drawn = [];
    await get("/", { cookie: "otra=1" });
    expect(drawn).toEqual([]);
  });

  test("what no loader declared, errors, redirects, answers that set a cookie or forbid it", async () => {
    const cases: Parameters<typeof page>[2][] = [
      { keep: false },
      { status: 404 },
      { status: 500 },
      { status: 302 },
      { headers: { "Set-Cookie": "a=b" } },
      { headers: { "Cache-Control": "no-store" } },
      { headers: { "Content-Type": "image/png" } },
    ];
    for (const options of cases) {
      remix = (req, res) => page(req, res, { ...options });
      const answer = await twice("/x");
      expect(answer.status).toBe(options?.status ?? 200);
      expect(answer.text).toContain("<p>2 /x</p>");
      expect(answer.headers.etag).toBeUndefined();
      expect(answer.headers["cache-control"]).toMatch(/private|no-store/);
    }
  });

  test("searches by free words, long addresses, Remix's own data requests, HEAD", async () => {
    await twice("/nodos?q=electricidad");
    await twice(`/nodos?tipo=${"x".repeat(200)}`);
    await twice("/nodos.data");
    drawn = [];
    for (let asked = 0; asked < 2; asked += 1) expect((await site.head("/ayuda", HOST)).status).toBe(200);
    expect(drawn.length).toBe(2);
  });

  test("a host that is not ours; and each of ours has its own", async () => {
    await twice("/", { host: "evil.example" });
    drawn = [];
    await get("/");
    await get("/", { host: "localhost:3000" });
    await get("/", { "x-forwarded-host": "evil.example:1234" });
    await get("/");
    expect(drawn).toEqual(["nodos.example/", "localhost/", "nodos.example/"]);
  });

  test("a POST passes through", async () => {
    const response = await fetch(`${site.url}/nodos`, { method: "POST", body: "a=b" });
    expect([response.status, response.headers.get("etag")]).toEqual([200, null]);
  });
});

test("whoever leaves before the end leaves nothing behind, and those who wait are served", async () => {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  remix = (req, res) => {
    remix = (again, answer) => page(again, answer);
    res.once("close", () => drawn.push(`left ${req.originalUrl}`));
    arrive(); // and never answers
  };
  const leaving = new AbortController();
  const url = `http://127.0.0.1:${site.port}/`;
  const left = fetch(url, { signal: leaving.signal }).catch(() => "left");
  await arrived;
  const waiting = fetch(url).then((response) => response.text());
  leaving.abort();
  expect(await left).toBe("left");
  expect(await waiting).toContain("<p>2 /</p>");
  expect(drawn).toEqual(["left /", "127.0.0.1/"]);
});

test("of one path only so many variants are kept, and of all only so many bytes", async () => {
  for (let month = 0; month < 70; month += 1) await get(`/calendario?mes=${month}`);
  expect(keptOf(app).stats().entries).toBe(60);
  expect(keptOf(app).stats().bytes).toBeLessThan(64 * 1024 * 1024);
});
