/**
 * Visitors' pages, kept: what Remix drew for one visitor answers the next until something public changes, or for a minute (pages say
 * "hoy" and "mañana"). Only for who carries no cookie of ours, only what a loader has declared to be the same for everyone
 * (`keep: true`), only whole 200 answers that set no cookie. Everything else passes through untouched.
 */
import type { NextFunction, Request, RequestHandler, Response } from "express";
import { publicRevision } from "#db/revision.ts";
import type { App, RequestContext } from "./app.server.ts";
import { type Kept, type KeptEntry, keptEntry, keptOf, stillRight } from "./kept.server.ts";
import { respondKept } from "./respond-kept.server.ts";

const MINUTE = 60_000;
const POLICY = { cacheControl: "public, max-age=0, must-revalidate", vary: "Accept-Encoding, Cookie" };
/** Longer addresses, and searches by free words, are as many as there are people: not worth keeping. */
const LONGEST_SEARCH = 160;

interface House {
  app: App;
  kept: Kept;
  now: () => number;
  publicHost: string;
}

interface Options {
  /** For tests. */
  now?: () => number;
}

function houseOf(app: App, { now = Date.now }: Options): House {
  return { app, kept: keptOf(app), now, publicHost: new URL(app.env.deployment.publicUrl).hostname };
}

/** Answers what is kept and passes on all the rest. Mount it before what costs more than the answer: compression, looking for files. */
export function answerKept(app: App, options: Options = {}): RequestHandler {
  const house = houseOf(app, options);
  return (req, res, next) => {
    const address = addressOf(house.publicHost, req);
    if (address === null || !house.kept.find(address.key)) return next();
    publicRevision(app.database.db)
      .then((revision) => answered(house, address, revision, req, res) || next())
      .catch(next);
  };
}

/** Draws through Remix and keeps. Mount it right in front of the Remix handler, behind whoever sets `res.locals.context`. */
export function keptPages(app: App, options: Options = {}): RequestHandler {
  const house = houseOf(app, options);
  return (req, res, next) => {
    const address = addressOf(house.publicHost, req);
    if (address === null) return next();
    answer(house, address, req, res, next).catch(next);
  };
}

async function answer(house: House, address: Address, req: Request, res: Response, next: NextFunction): Promise<void> {
  const { app, kept } = house;
  const revision = await publicRevision(app.database.db);
  if (answered(house, address, revision, req, res)) return;
  if (req.method === "HEAD") return next(); // has no bytes to keep
  // The first one to ask has Remix draw the page; who asks meanwhile gets a copy, or goes in too where it is not to be kept.
  let mine = false;
  const entry = await kept.once(`${address.key}@${revision}`, () => {
    mine = true;
    req.originalUrl = address.clean;
    return drawn(house, { address, revision }, { req, res, next });
  });
  if (mine) return;
  if (entry === null) return next();
  kept.count("page", "hit");
  respondKept(req, res, entry, POLICY);
}

function answered({ kept, now }: House, address: Address, revision: number, req: Request, res: Response): boolean {
  const there = kept.find(address.key);
  if (!there || !stillRight(there, revision, now())) return false;
  kept.count("page", "hit");
  respondKept(req, res, there, POLICY);
  return true;
}

interface PageToKeep {
  address: Address;
  revision: number;
}

/** Lets Remix answer and holds back what it writes. Resolves with what may be kept, or null. */
function drawn(house: House, page: PageToKeep, { req, res, next }: { req: Request; res: Response; next: NextFunction }): Promise<KeptEntry | null> {
  const before = res.getHeaders();
  return new Promise((resolve) => {
    res.once("close", () => resolve(null)); // gone before the end: whoever waits draws for themselves
    const write = res.write;
    const end = res.end;
    const chunks: Buffer[] = [];
    res.write = ((chunk: unknown, encoding?: unknown, done?: unknown) => {
      hold(chunks, chunk, encoding);
      const written = [encoding, done].find((each) => typeof each === "function") as (() => void) | undefined;
      if (written) process.nextTick(written);
      return true;
    }) as typeof res.write;
    res.end = ((chunk?: unknown, encoding?: unknown) => {
      if (typeof chunk !== "function") hold(chunks, chunk, encoding);
      Object.assign(res, { write, end });
      const body = Buffer.concat(chunks);
      finish(house, page, { req, res, body, before })
        .then(resolve)
        .catch(() => {
          resolve(null);
          res.destroy();
        });
      return res;
    }) as typeof res.end;
    next();
  });
}

function hold(chunks: Buffer[], chunk: unknown, encoding: unknown): void {
  if (chunk === undefined || chunk === null || (chunk as { length: number }).length === 0) return;
  if (typeof chunk === "string") chunks.push(Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8"));
  else chunks.push(Buffer.from(chunk as Uint8Array));
}

interface Answered {
  req: Request;
  res: Response;
  body: Buffer;
  before: Sent;
}

type Sent = ReturnType<Response["getHeaders"]>;

async function finish(house: House, { address, revision }: PageToKeep, { req, res, body, before }: Answered): Promise<KeptEntry | null> {
  const { kept, now } = house;
  if (!mayBeKept(res, body)) {
    kept.count("page", "passed");
    // A visitor's page that is not everybody's (a form, an error) is nobody's to store.
    if (!res.headersSent && !res.hasHeader("Cache-Control")) res.setHeader("Cache-Control", "private, no-cache");
    if (body.length > 0) res.end(body);
    else res.end();
    return null;
  }
  const contentType = String(res.getHeader("Content-Type"));
  const entry = await keptEntry({ body, contentType, revision, now: now(), until: now() + MINUTE, headers: ownHeaders(res, before) });
  kept.count("page", "made");
  kept.put(address.key, entry, address.path);
  respondKept(req, res, entry, POLICY);
  return entry;
}

function mayBeKept(res: Response, body: Buffer): boolean {
  const context = res.locals.context as RequestContext | undefined;
  const cacheControl = String(res.getHeader("Cache-Control") ?? "");
  return (
    context?.keep.public === true &&
    res.statusCode === 200 &&
    body.length > 0 &&
    !res.headersSent &&
    !res.hasHeader("Set-Cookie") &&
    !res.hasHeader("Content-Encoding") &&
    /^(text\/|application\/xml)/.test(String(res.getHeader("Content-Type") ?? "")) &&
    !/private|no-store/.test(cacheControl)
  );
}

const ANSWERED_BY_US = new Set(["content-length", "content-type", "cache-control", "vary", "etag", "last-modified", "date", "transfer-encoding", "connection"]);

/** The headers that this page brought, not those that stand on every answer. */
function ownHeaders(res: Response, before: Sent): KeptEntry["headers"] {
  const own: KeptEntry["headers"] = {};
  for (const [name, value] of Object.entries(res.getHeaders())) {
    if (ANSWERED_BY_US.has(name) || value === undefined || String(before[name]) === String(value)) continue;
    own[name] = typeof value === "number" ? String(value) : value;
  }
  return own;
}

// Which addresses may be kept, and under which name -----------------------------------------------

interface Address {
  /** Two requests with the same key get the same bytes. */
  key: string;
  path: string;
  /** Path and query as Remix shall see them, without what others' links carried along. */
  clean: string;
}

const OUR_COOKIES = /(?:^|;\s*)(?:__Host-)?nodos/;
/** No page of ours reads it. */
const TRACKING = /^(utm_\w+|fbclid|gclid|igshid|mc_[ce]id)$/;
const THIS_MACHINE = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** null: not ours to keep. */
function addressOf(publicHost: string, req: Request): Address | null {
  if (req.method !== "GET" && req.method !== "HEAD") return null;
  const { cookie, authorization, range } = req.headers;
  if (authorization !== undefined || range !== undefined || (cookie !== undefined && OUR_COOKIES.test(cookie))) return null;
  // Pages may say their own address, so each host has its own copies; names that are not ours are made up by whoever asks, and get none.
  if (req.hostname !== publicHost && !THIS_MACHINE.test(req.hostname)) return null;
  const base = `${req.protocol}://${req.hostname}:${portOf(req)}`;
  const at = req.originalUrl.indexOf("?");
  if (req.path.endsWith(".data")) return null;
  if (at < 0) return { key: base + req.originalUrl, path: req.originalUrl, clean: req.originalUrl };
  const path = req.originalUrl.slice(0, at);
  const query = new URLSearchParams(req.originalUrl.slice(at));
  for (const name of [...query.keys()]) if (TRACKING.test(name)) query.delete(name);
  query.sort();
  const search = query.size > 0 ? `?${query}` : "";
  if (query.get("q") || search.length > LONGEST_SEARCH) return null;
  return { key: base + path + search, path, clean: path + search };
}

/** As @remix-run/express makes it into the URL that loaders see: it believes X-Forwarded-Host whoever sent it. */
function portOf(req: Request): string {
  const said = [req.get("x-forwarded-host"), req.get("host")].map((host) => Number.parseInt(host?.split(":")[1] ?? "", 10));
  return String(said.find(Number.isSafeInteger) ?? "");
}
