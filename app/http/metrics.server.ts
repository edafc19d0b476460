/** What Prometheus reads of one process: requests, kept bytes, the outbox, and Node's own figures. */
import type { NextFunction, Request, Response } from "express";
import client from "prom-client";
import type { App } from "./app.server.ts";
import { keptOf } from "./kept.server.ts";

export interface Metrics {
  /** Middleware: counts and times every request that passes. */
  observe: (req: Request, res: Response, next: NextFunction) => void;
  contentType: string;
  render: () => Promise<string>;
}

export function createMetrics(app: App): Metrics {
  const register = new client.Registry();
  client.collectDefaultMetrics({ register });
  const requests = new client.Counter({ name: "nodos_http_requests_total", help: "Requests answered", labelNames: ["route", "method", "status"], registers: [register] });
  const seconds = new client.Histogram({
    name: "nodos_http_request_duration_seconds",
    help: "From the first byte read to the last byte written",
    labelNames: ["route"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  });
  measureOutbox(app, register);
  measureKept(app, register);
  return {
    observe: (req, res, next) => {
      const began = performance.now();
      const route = routeClass(req.path);
      res.once("close", () => {
        requests.inc({ route, method: METHODS.has(req.method) ? req.method : "other", status: String(res.statusCode) });
        seconds.observe({ route }, (performance.now() - began) / 1000);
      });
      next();
    },
    contentType: register.contentType,
    render: () => register.metrics(),
  };
}

function measureOutbox({ database }: App, register: client.Registry): void {
  new client.Gauge({
    name: "nodos_outbox_messages",
    help: "Mails by state",
    labelNames: ["state"],
    registers: [register],
    async collect() {
      const { countAll } = database.db.fn;
      const rows = await database.db
        .selectFrom("outbox")
        .select(["status", countAll<number>().as("count")])
        .groupBy("status")
        .execute();
      this.reset();
      for (const row of rows) this.set({ state: row.status }, row.count);
    },
  });
}

function measureKept(app: App, register: client.Registry): void {
  const kept = keptOf(app);
  new client.Counter({
    name: "nodos_kept_answers_total",
    help: "Answers by how they were made: hit (kept bytes), same (read again, drawn before), made (drawn), passed (not to be kept)",
    labelNames: ["what", "how"],
    registers: [register],
    collect() {
      this.reset();
      for (const [use, count] of Object.entries(kept.stats().uses)) {
        const [what = "", how = ""] = use.split(":");
        this.inc({ what, how }, count);
      }
    },
  });
  new client.Gauge({
    name: "nodos_kept_bytes",
    help: "Memory that kept answers take",
    registers: [register],
    collect() {
      this.set(kept.stats().bytes);
    },
  });
}

const METHODS = new Set(["GET", "HEAD", "POST"]);
const SECTIONS = new Set([
  "entrar",
  "salir",
  "registro",
  "clave",
  "preparar",
  "cuenta",
  "nodos",
  "establecimientos",
  "eventos",
  "i",
  "b",
  "calendario",
  "correo",
  "admin",
  "ayuda",
  "privacidad",
  "accesibilidad",
  "healthz",
  "metrics",
]);

/** A handful of classes, however many addresses there are; and nobody's token among them. */
export function routeClass(path: string): string {
  if (path === "/") return "/";
  if (path.startsWith("/feeds/")) return "private_feed";
  if (/\/[a-z]+\.(ics|xml)$/.test(path)) return "feed";
  if (/^\/(assets|fonts|js)\//.test(path)) return "file";
  const section = path.split("/", 2)[1] ?? "";
  return SECTIONS.has(section) ? `/${section}` : "other";
}
