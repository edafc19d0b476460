/** What watches over the process: /healthz for whoever restarts or warns, /metrics for Prometheus. */
import { createHash, timingSafeEqual } from "node:crypto";
import express, { type Request, type Response, type Router } from "express";
import { oldestUnsent } from "#app/domain/mail/outbox.repo.server.ts";
import { probeWrite } from "#db/dialect.server.ts";
import type { App } from "./app.server.ts";
import { createMetrics } from "./metrics.server.ts";

const TOO_OLD_MINUTES = 15;
const PATIENCE = 5_000;
/** Each probe writes to the disk: a crowd of askers gets one answer. */
const SHARED_FOR = 250;

export interface Health {
  ok: boolean;
  database: "ok" | "unwritable";
  mail: { ok: boolean; oldest_unsent_minutes: number | null };
}

/** Mount it early: it also times every request that comes after it. */
export function healthRouter(app: App, { now = Date.now }: { now?: () => number } = {}): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const metrics = createMetrics(app);
  const health = shared(() => examine(app, now()));
  router.use(metrics.observe);
  router.get("/healthz", (_req, res, next) => {
    health()
      .then((found) => {
        res.setHeader("Cache-Control", "no-store");
        res.status(found.ok ? 200 : 503).json(found);
      })
      .catch(next);
  });
  router.get("/metrics", (req, res, next) => {
    if (!mayRead(app, req)) return notThere(res);
    metrics
      .render()
      .then((text) => {
        res.setHeader("Cache-Control", "no-store");
        res.type(metrics.contentType).send(text);
      })
      .catch(next);
  });
  return router;
}

async function examine({ database: { db } }: App, now: number): Promise<Health> {
  try {
    await inTime(probeWrite(db));
    const oldest = await inTime(oldestUnsent(db));
    const minutes = oldest === null ? null : Math.max(0, Math.floor((now - Date.parse(oldest)) / 60_000));
    const mail = { ok: oldest === null || now - Date.parse(oldest) <= TOO_OLD_MINUTES * 60_000, oldest_unsent_minutes: minutes };
    return { ok: mail.ok, database: "ok", mail };
  } catch {
    return { ok: false, database: "unwritable", mail: { ok: true, oldest_unsent_minutes: null } };
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function shared<T>(make: () => Promise<T>): () => Promise<T> {
  let last: { made: Promise<T>; until: number } | undefined;
  return () => {
    if (!last || performance.now() > last.until) {
      const next = { made: make(), until: Number.POSITIVE_INFINITY };
      next.made.finally(() => (next.until = performance.now() + SHARED_FOR)).catch(() => undefined);
      last = next;
    }
    return last.made;
  };
}

/** From this machine itself, not through a proxy on it; or with the token. To all others it does not exist. */
function mayRead({ env }: App, req: Request): boolean {
  const peer = req.socket.remoteAddress ?? "";
  const proxied = ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded", "via"].some((name) => req.headers[name] !== undefined);
  if (!proxied && /^(127\.|::1$|::ffff:127\.)/.test(peer)) return true;
  const given = /^Bearer (.+)$/.exec(req.headers.authorization ?? "")?.[1];
  return env.metricsToken !== undefined && given !== undefined && timingSafeEqual(digest(given), digest(env.metricsToken));
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

function notThere(res: Response): void {
  res.status(404).type("text/plain; charset=utf-8").send("No encontramos esta página.\n");
}
