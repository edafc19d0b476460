/** Archives of collections, answered in front of Remix: bytes go from the store to the line as fast as it takes them. */
import { pipeline } from "node:stream/promises";
import express, { type Request, type Response, type Router } from "express";
import { isDomainError } from "#app/domain/errors.ts";
import { archiveOf } from "#app/domain/openness/archive.server.ts";
import type { App } from "./app.server.ts";
import { sessionOf } from "./session-of.server.ts";

export function archiveRouter(app: App): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get("/colecciones/:slug.zip", (req, res, next) => void answer(app, req, res).catch(next));
  return router;
}

async function answer(app: App, req: Request, res: Response): Promise<void> {
  const { db } = app.database;
  const { deployment } = app.env;
  const now = new Date().toISOString();
  const session = await sessionOf(app, req, now);
  res.setHeader("Cache-Control", "private, no-store");
  res.setHeader("X-Robots-Tag", "noindex");
  try {
    const archive = await archiveOf({ db, deployment, now, actor: session?.actor ?? null, wake: app.wake }, req.params.slug ?? "");
    res.setHeader("Content-Type", "application/zip");
    res.setHeader("Content-Disposition", `attachment; filename="${archive.name.replace(/[^\w.-]/g, "_")}"`);
    res.setHeader("Content-Length", archive.size);
    if (req.method === "HEAD") {
      res.end();
      archive.stream.destroy();
      return;
    }
    await pipeline(archive.stream, res);
  } catch (error) {
    if (isDomainError(error)) return refuse(res, error.code === "not_found" ? 404 : 413);
    if (res.headersSent)
      res.destroy(); // the reader left, or a file could not be read: an archive cut short does not open
    else throw error;
  }
}

const WORDS: Record<number, string> = {
  404: "No encontramos esta colección.",
  413: "Esta colección pesa más de 1 GB: es demasiado para un solo archivo. Descarga desde su página los recursos que necesitas.",
};

function refuse(res: Response, status: number): void {
  res
    .status(status)
    .type("text/plain; charset=utf-8")
    .send(`${WORDS[status] ?? ""}\n`);
}
