/** A form with files, as any browser sends it. Each file is streamed into staging, looked at and attached; then back to the page, which says what became of each. */
import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyFileStream, type BusboyHeaders } from "@fastify/busboy";
import type { Request, Response } from "express";
import type { Ctx } from "#app/domain/context.ts";
import { attachFile, refusalIn } from "#app/domain/files/attachments.server.ts";
import { cleanFileName, type FileRefusal, MAX_FILES, MAX_VIDEO_BYTES, MEGABYTE, type OwnerKind } from "#app/domain/files/file.ts";
import { allowAttaching, pageOfOwner } from "#app/domain/files/owners.server.ts";
import { checkRoom } from "#app/domain/files/uploads.server.ts";
import { fileRefusal } from "#app/i18n/file-refusals.ts";
import { storeOf } from "#app/storage/store.ts";
import { type Flash, flashCookie } from "./flash.server.ts";
import { type Staged, stageFile } from "./receiving.server.ts";
import { UploadStop } from "./upload-answers.server.ts";
import { roomFor, takeSlot, type UploadHouse } from "./upload-house.server.ts";
import { keepPace } from "./upload-pace.server.ts";

/** All files of one form and what is between them. */
const MAX_FORM = MAX_VIDEO_BYTES + 50 * MEGABYTE;
const NAMED_IN_FLASH = 6;

interface Received {
  name: string;
  staged: Staged;
}

interface Form {
  files: Received[];
  back: string | null;
  /** More files than a thing may have. */
  tooMany: boolean;
}

interface Outcome {
  added: string[];
  refused: { name: string; code: FileRefusal }[];
}

export async function form(house: UploadHouse, ctx: Ctx, req: Request, res: Response): Promise<void> {
  const ownerKind = await allowAttaching(ctx, req.params.ownerKind ?? "", req.params.ownerId ?? "");
  const ownerId = req.params.ownerId ?? "";
  const length = Number(req.headers["content-length"] ?? 0);
  if (!/^multipart\/form-data\s*;/i.test(req.headers["content-type"] ?? "")) throw new UploadStop(415, "Ese formulario no trae archivos.");
  if (length > MAX_FORM) throw new UploadStop(413, "Es demasiado para una sola vez: cada archivo puede pesar 50 MB, y un video 500 MB. Sube menos archivos a la vez.");
  await checkRoom(ctx, length);
  await roomFor(ctx, length);
  const { outcome, back } = await bring(house, ctx, req, { ownerKind, ownerId });
  res.setHeader("Set-Cookie", flashCookie(flashOf(outcome)));
  res.redirect(303, ownPath(back, ctx.deployment.publicUrl) ?? (await pageOfOwner(ctx.db, ownerKind, ownerId)));
}

async function bring(house: UploadHouse, ctx: Ctx, req: Request, owner: { ownerKind: OwnerKind; ownerId: string }) {
  const release = takeSlot(house, ctx);
  const staged: string[] = [];
  try {
    const received = await receive(house, ctx, req, staged);
    return { outcome: await attachAll({ ...ctx, now: house.now() }, owner, received), back: received.back };
  } finally {
    release();
    await Promise.all(staged.map((path) => rm(path, { force: true })));
  }
}

/** `staged` gets the paths as they come to be, so that whatever happens they can be taken away. */
async function receive(house: UploadHouse, ctx: Ctx, req: Request, staged: string[]): Promise<Form> {
  const folder = storeOf(ctx.deployment).staging;
  const watch = keepPace(req, house.pace);
  const open = new Set<BusboyFileStream>();
  const saves: Promise<Received | null>[] = [];
  const received: Form = { files: [], back: null, tooMany: false };
  const parser = parserFor(req);
  parser.on("field", (name, value) => {
    if (name === "volver" && typeof value === "string") received.back = value;
  });
  parser.on("error", () => undefined); // told by the pipeline below
  parser.on("filesLimit", () => {
    received.tooMany = true;
  });
  parser.on("file", (_field, stream, name) => {
    open.add(stream);
    stream.on("error", () => undefined); // whoever reads it is told; before that there is nobody
    const path = join(folder, `form-${randomUUID()}`);
    staged.push(path);
    const save = stageFile(stream, path, watch.count).then((file) => (file.size === 0 && !name ? null : { name: name ?? "", staged: file }));
    save.catch(() => undefined); // waited for below
    saves.push(save.finally(() => open.delete(stream)));
  });
  try {
    await pipeline(req, parser);
    for (const file of await Promise.all(saves)) if (file) received.files.push(file);
    return received;
  } catch {
    for (const stream of open) stream.destroy(new Error("the form broke off"));
    await Promise.allSettled(saves);
    throw new UploadStop(400, "El envío llegó incompleto: la conexión se cortó. Vuelve atrás y súbelo de nuevo.");
  } finally {
    watch.stop();
  }
}

function parserFor(req: Request) {
  try {
    return new Busboy({
      headers: req.headers as BusboyHeaders,
      limits: { files: MAX_FILES, fileSize: MAX_VIDEO_BYTES + 1, fields: 10, fieldSize: 2048, fieldNameSize: 100, parts: MAX_FILES + 12, headerPairs: 20 },
    });
  } catch {
    throw new UploadStop(400, "No entendimos lo que llegó.");
  }
}

/** One after the other, in the order of the form. */
async function attachAll(ctx: Ctx, owner: { ownerKind: OwnerKind; ownerId: string }, { files, tooMany }: Form): Promise<Outcome> {
  const outcome: Outcome = { added: [], refused: [] };
  for (const { name, staged } of files) {
    const shown = cleanFileName(name) || "archivo";
    try {
      if (staged.tooBig) outcome.refused.push({ name: shown, code: staged.tooBig });
      else {
        await attachFile(ctx, { ...owner, sourcePath: staged.path, name, sha256: staged.sha256 });
        outcome.added.push(shown);
      }
    } catch (error) {
      const code = refusalIn(error);
      if (!code) throw error;
      outcome.refused.push({ name: shown, code });
    }
  }
  if (tooMany) outcome.refused.push({ name: "Lo demás", code: "too_many_files" });
  return outcome;
}

function flashOf({ added, refused }: Outcome): Flash {
  if (added.length + refused.length === 0) return { kind: "error", text: "Elige al menos un archivo." };
  const yes = added.length === 1 ? `Agregamos «${short(added[0] ?? "")}».` : added.length > 1 ? `Agregamos ${added.length} archivos.` : "";
  const no = refused.slice(0, NAMED_IN_FLASH).map(({ name, code }) => `No agregamos: ${fileRefusal(code, short(name))}`);
  const more = refused.length > NAMED_IN_FLASH ? `Y otros ${refused.length - NAMED_IN_FLASH} tampoco.` : "";
  const kind = refused.length === 0 ? "ok" : added.length === 0 ? "error" : "warn";
  return { kind, text: [yes, ...no, more].filter(Boolean).join(" ") };
}

/** Cookies are small. */
const short = (name: string): string => (name.length > 60 ? `${name.slice(0, 40)}…${name.slice(-15)}` : name);

/** A path of this site, or null. */
export function ownPath(typed: string | null, publicUrl: string): string | null {
  if (!typed || !/^\/(?![/\\])/.test(typed)) return null;
  try {
    const url = new URL(typed, publicUrl);
    return url.origin === new URL(publicUrl).origin ? url.pathname + url.search + url.hash : null;
  } catch {
    return null;
  }
}
