/** One process of Nodos: kept bytes in front, then Remix; the worker inside unless told otherwise; a graceful stop. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequestHandler } from "@remix-run/express";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type NextFunction, type Request, type Response } from "express";
import type { Env } from "#app/config/env.server.ts";
import { log } from "#app/config/log.server.ts";
import { startWorker } from "#app/jobs/worker.ts";
import type { Database } from "#db/create.ts";
import type { App, RequestContext } from "./app.server.ts";
import { archiveRouter } from "./archives.server.ts";
import { drainWhenDone } from "./drain.server.ts";
import { fileRouter } from "./files.server.ts";
import { healthRouter } from "./health.server.ts";
import { importUploadRouter } from "./import-upload.server.ts";
import { cardRouter } from "./kept-cards.server.ts";
import { feedRouter } from "./kept-feeds.server.ts";
import { answerKept, keptPages } from "./kept-pages.server.ts";
import { sameOrigin } from "./origin.ts";
import { sessionOf } from "./session-of.server.ts";
import { bodyDeadline, isUploadPath, linger } from "./upload-pace.server.ts";
import { uploadRouter } from "./uploads.server.ts";

const BUILD = new URL("../../build/", import.meta.url);
const DOOR_PAGE = /^\/eventos\/[^/]+\/puerta$/;
const MAX_BODY = 12 * 1024 * 1024;

export interface Running {
  app: App;
  url: string;
  /** Ends within two seconds: open requests may finish, then the database closes. */
  stop: () => Promise<void>;
}

/** Starts serving. `database` is migrated already and is closed by `stop`. PORT 0 takes a free port. */
export async function serve(env: Env, database: Database): Promise<Running> {
  const app: App = { env, database, wake: () => undefined };
  const worker = env.worker === "none" ? null : startWorker(app);
  if (worker) app.wake = worker.wake;
  const server = createServer(await handler(app));
  server.requestTimeout = 0; // one rule for all: bodyDeadline() and the pace of uploads stand in its place
  server.headersTimeout = 20_000;
  server.keepAliveTimeout = 65_000; // longer than the reverse proxy's, so that it never writes into a closed connection
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(env.port, env.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${env.host.includes(":") ? `[${env.host}]` : env.host}:${port}`;
  return { app, url, stop: () => stop(server, worker, database) };
}

async function stop(server: Server, worker: { stop: () => Promise<void> } | null, database: Database): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const patience = new Promise<void>((resolve) => setTimeout(resolve, 1_500).unref());
  await Promise.race([Promise.all([closed, worker?.stop()]), patience]);
  server.closeAllConnections();
  await database.close();
}

/** The Express application, without a socket: what tests and benchmarks mount. */
export async function handler(app: App): Promise<express.Express> {
  const { env } = app;
  const build = (await import(new URL("server/index.js", BUILD).href)) as ServerBuild;
  const server = express();
  server.disable("x-powered-by");
  server.disable("etag");
  server.set("query parser", false);
  if (env.trustProxy) server.set("trust proxy", /^\d+$/.test(env.trustProxy) ? Number(env.trustProxy) : env.trustProxy);
  server.use(bodyDeadline());
  server.use(securityHeaders(env));
  server.use(healthRouter(app));
  server.use(guard(env));
  server.use(importUploadRouter(app));
  server.use(uploadRouter(app));
  server.use(fileRouter(app));
  // Kept bytes first: zipping and looking for a file on the disk cost more than they do.
  server.use(feedRouter(app));
  server.use(cardRouter(app));
  server.use(archiveRouter(app));
  server.use(answerKept(app));
  server.use(compression({ threshold: 512 }));
  server.use("/assets", express.static(new URL("client/assets", BUILD).pathname, { immutable: true, maxAge: "1y", index: false }));
  server.use(express.static(new URL("client", BUILD).pathname, { maxAge: "1h", index: false, redirect: false }));
  server.use((req, res, next) => {
    drainWhenDone(req, res);
    res.locals.context = requestContext(app, req);
    next();
  });
  server.use(keptPages(app));
  server.all("*", createRequestHandler({ build, mode: "production", getLoadContext: (_req, res) => res.locals.context as AppLoadContext }));
  server.use(lastResort);
  return server;
}

function requestContext(app: App, req: Request): RequestContext {
  let session: ReturnType<RequestContext["session"]> | undefined;
  return {
    app,
    keep: { public: false },
    ip: req.ip ?? "",
    session: () => {
      session ??= sessionOf(app, req, new Date().toISOString());
      return session;
    },
  };
}

function securityHeaders(env: Env) {
  const csp = [
    "default-src 'none'",
    "img-src 'self' data:",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join("; ");
  const https = env.deployment.publicUrl.startsWith("https:");
  return (req: Request, res: Response, next: NextFunction) => {
    res.setHeader("Content-Security-Policy", csp);
    res.setHeader("X-Content-Type-Options", "nosniff");
    // Not no-referrer: with it browsers send "Origin: null" on our own forms.
    res.setHeader("Referrer-Policy", "same-origin");
    res.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    // The page at the door of a meeting reads passes, and keeps itself for when there is no line; no other page may.
    res.setHeader("Permissions-Policy", `camera=(${DOOR_PAGE.test(req.path) ? "self" : ""}), microphone=(), geolocation=()`);
    if (req.path === "/js/door-worker.js") res.setHeader("Service-Worker-Allowed", "/eventos/");
    if (https) res.setHeader("Strict-Transport-Security", "max-age=31536000");
    next();
  };
}

/** Refuses what no page of ours sends, before anything is read: other sites' posts, bodies without end, undecodable addresses. */
function guard(env: Env) {
  return (req: Request, res: Response, next: NextFunction) => {
    // Remix's own data addresses: no page of ours hydrates, so nobody asks for them.
    if (req.path.endsWith(".data") || req.path === "/__manifest") return plain(res, 404, "No encontramos esta página.");
    if (!decodable(req.path)) return plain(res, 404, "No encontramos esta página.");
    if (req.method === "GET" || req.method === "HEAD") return next();
    if (req.method !== "POST") return plain(res, 405, "Este sitio solo usa GET y POST.");
    // What is refused here may still be coming, without end.
    const refuse = (status: number, text: string) => {
      plain(res, status, text);
      linger(req);
    };
    const { origin, host } = req.headers;
    const site = req.headers["sec-fetch-site"];
    if (!sameOrigin({ origin, host, "sec-fetch-site": typeof site === "string" ? site : undefined }, env.deployment.publicUrl)) {
      return refuse(403, "Este formulario llegó desde otro sitio. Ábrelo aquí y envíalo de nuevo.");
    }
    const length = Number(req.headers["content-length"] ?? Number.NaN);
    if (Number.isNaN(length) && req.headers["transfer-encoding"]) return refuse(411, "Falta el largo del envío.");
    // Files have a size of their own, and are never held in memory.
    if (length > MAX_BODY && !isUploadPath(req.path)) return refuse(413, "El archivo es demasiado grande: el máximo es de 12 MB.");
    next();
  };
}

function decodable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes("\0");
  } catch {
    return false;
  }
}

function plain(res: Response, status: number, text: string): void {
  res.status(status).type("text/plain; charset=utf-8").send(`${text}\n`);
}

function lastResort(error: Error & { status?: number }, req: Request, res: Response, _next: NextFunction): void {
  const status = error.status && error.status >= 400 && error.status < 500 ? error.status : 500;
  if (status === 500) log.error({ err: error, method: req.method }, "a request failed outside Remix");
  if (res.headersSent) res.destroy();
  else plain(res, status, status === 500 ? "Algo falló de nuestro lado. Prueba de nuevo en un momento." : "No entendimos lo que llegó.");
}
