/** The table or the folder of an import of resources: streamed into staging, looked at, and gone; the page of the import says what it would do. */
import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyHeaders } from "@fastify/busboy";
import express, { type Request, type Response, type Router } from "express";
import type { Ctx } from "#app/domain/context.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { checkResourceImport } from "#app/domain/openness/importing.server.ts";
import { errorSentence, isErrorCode } from "#app/i18n/errors.ts";
import { paths } from "#app/paths.ts";
import { storeOf } from "#app/storage/store.ts";
import type { App } from "./app.server.ts";
import { flashCookie } from "./flash.server.ts";
import { sessionOf } from "./session-of.server.ts";
import { keepPace, SLOWEST } from "./upload-pace.server.ts";

const MOST = 1024 * 1024 * 1024;
const TOO_BIG = "La carpeta comprimida pesa más de 1 GB. Divídela y súbela por partes.";
const BROKEN = "El archivo llegó incompleto: la conexión se cortó. Súbelo de nuevo.";

/** Mount it before the other uploads, whose addresses are of the same form. */
export function importUploadRouter(app: App): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.post(paths.resourcesImportUpload(), (req, res, next) => void receive(app, req, res).catch(next));
  return router;
}

async function receive(app: App, req: Request, res: Response): Promise<void> {
  const { db } = app.database;
  const { deployment } = app.env;
  const now = new Date().toISOString();
  const actor = (await sessionOf(app, req, now))?.actor ?? null;
  if (!actor) return res.redirect(303, paths.signIn(paths.adminResourcesImport()));
  if (!actor.admin) return plain(res, 404, "No encontramos esta página.");
  if (!/^multipart\/form-data\s*;/i.test(req.headers["content-type"] ?? "")) return back(res, errorSentence("file_required"));
  if (Number(req.headers["content-length"] ?? 0) > MOST) {
    back(res, TOO_BIG);
    req.destroy();
    return;
  }
  await check({ db, deployment, now, actor, wake: app.wake }, req, res);
}

async function check(ctx: Ctx, req: Request, res: Response): Promise<void> {
  const path = join(storeOf(ctx.deployment).staging, `import-${randomUUID()}`);
  try {
    const file = await staged(req, path);
    if (!file) return back(res, errorSentence("file_required"));
    if (file.tooBig) return back(res, TOO_BIG);
    res.redirect(303, paths.adminImportRun(await checkResourceImport(ctx, { path, ...file })));
  } catch (error) {
    if (error instanceof BrokenOff) return back(res, BROKEN);
    if (!isDomainError(error)) throw error;
    const code = error.fields.file?.[0] ?? "";
    back(res, isErrorCode(code) ? errorSentence(code) : "No pudimos leer el archivo.");
  } finally {
    await rm(path, { force: true });
  }
}

class BrokenOff extends Error {}

/** The first file of the form; null where there is none. */
async function staged(req: Request, path: string): Promise<{ name: string; sha256: string; tooBig: boolean } | null> {
  const watch = keepPace(req, SLOWEST);
  const hash = createHash("sha256");
  let found: { name: string; size: number; tooBig: boolean } | null = null;
  let saving: Promise<void> = Promise.resolve();
  try {
    const parser = new Busboy({ headers: req.headers as BusboyHeaders, limits: { files: 1, fileSize: MOST, fields: 5, fieldSize: 2_048, parts: 8 } });
    parser.on("file", (_field, stream, name) => {
      const file = { name: name ?? "", size: 0, tooBig: false };
      found = file;
      stream.on("limit", () => {
        file.tooBig = true;
      });
      stream.on("data", (piece: Buffer) => {
        watch.count(piece.length);
        file.size += piece.length;
        hash.update(piece);
      });
      saving = pipeline(stream, createWriteStream(path, { flags: "wx" }));
      saving.catch(() => undefined);
    });
    await pipeline(req, parser);
    await saving;
  } catch {
    throw new BrokenOff();
  } finally {
    watch.stop();
  }
  const file = found as { name: string; size: number; tooBig: boolean } | null;
  return file && (file.size > 0 || file.name) ? { name: file.name, sha256: hash.digest("hex"), tooBig: file.tooBig } : null;
}

function back(res: Response, text: string): void {
  res.setHeader("Set-Cookie", flashCookie({ kind: "error", text }));
  res.redirect(303, paths.adminResourcesImport());
}

function plain(res: Response, status: number, text: string): void {
  res.status(status).type("text/plain; charset=utf-8").send(`${text}\n`);
}
