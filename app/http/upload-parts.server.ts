/** Uploads that may break off and go on: begun with a name and a size, then sent in pieces, each from where the last one got to. */
import type { Request, Response } from "express";
import type { Ctx } from "#app/domain/context.ts";
import { CHUNK_BYTES } from "#app/domain/files/file.ts";
import { beginUpload, finishUpload, noteReceived, ownUpload, receivedOf, uploadPath } from "#app/domain/files/uploads.server.ts";
import { fileRefusal } from "#app/i18n/file-refusals.ts";
import { appendBody } from "./receiving.server.ts";
import { UploadStop } from "./upload-answers.server.ts";
import { roomFor, takeSlot, type UploadHouse } from "./upload-house.server.ts";
import { keepPace, linger } from "./upload-pace.server.ts";

const MAX_JSON = 4096;

/** POST {name, size}: 201 with where to go on. */
export async function begin(house: UploadHouse, ctx: Ctx, req: Request, res: Response): Promise<void> {
  const { name, size } = await announcement(house, req);
  await roomFor(ctx, size);
  const { id } = await beginUpload(ctx, { ownerKind: req.params.ownerKind ?? "", ownerId: req.params.ownerId ?? "", name, size });
  res.status(201).json({ id, received: 0, chunk: CHUNK_BYTES });
}

async function announcement(house: UploadHouse, req: Request): Promise<{ name: string; size: number }> {
  if (Number(req.headers["content-length"] ?? 0) > MAX_JSON) throw new UploadStop(413, "Ese anuncio es demasiado largo.");
  const watch = keepPace(req, house.pace);
  const pieces: Buffer[] = [];
  try {
    for await (const piece of req as AsyncIterable<Buffer>) pieces.push(piece);
    const { name, size } = JSON.parse(Buffer.concat(pieces).toString("utf8")) as { name?: unknown; size?: unknown };
    if (typeof name === "string" && typeof size === "number" && Number.isSafeInteger(size) && size >= 0) return { name, size };
  } catch {
    // answered below
  } finally {
    watch.stop();
  }
  throw new UploadStop(400, "No entendimos lo que llegó.");
}

/** GET: how far it got. */
export async function state(_house: UploadHouse, ctx: Ctx, req: Request, res: Response): Promise<void> {
  const row = await ownUpload(ctx, req.params.id ?? "");
  res.json({ received: await receivedOf(ctx.deployment, row), size: row.size, ...(row.attachment_id ? { attachment: row.attachment_id } : {}) });
}

/** POST of bytes from `desde`: kept as far as they came. The last one answers with the attachment, or with why not. */
export async function part(house: UploadHouse, ctx: Ctx, req: Request, res: Response): Promise<void> {
  const row = await ownUpload(ctx, req.params.id ?? "");
  const { deployment } = ctx;
  await takeOver(house, row.id);
  let received = await receivedOf(deployment, row);
  const from = fromOf(req);
  // Sent again after it had ended: the answer may have been lost on the way.
  if (!row.finished_at && received < row.size) {
    if (from !== received) return conflict(req, res, received);
    const length = Number(req.headers["content-length"] ?? 0);
    if (from + length > row.size) throw new UploadStop(413, "Llegó más de lo anunciado: empieza la subida de nuevo.");
    await roomFor(ctx, row.size - received);
    received = await receive(house, ctx, req, { id: row.id, from, most: row.size });
  } else linger(req);
  if (received < row.size) {
    // Reading a body to its end destroys the request, not the line: the answer knows whether anybody is there.
    if (res.writable && !res.socket?.destroyed) res.json({ received });
    return;
  }
  const finished = await finishOnce(house, ctx, row.id);
  if ("attachment" in finished) res.json(finished);
  else res.status(422).json({ message: fileRefusal(finished.refused), refused: finished.refused });
}

async function receive(house: UploadHouse, ctx: Ctx, req: Request, { id, from, most }: { id: string; from: number; most: number }): Promise<number> {
  const release = takeSlot(house, ctx);
  const path = uploadPath(ctx.deployment, id);
  const work = appendBody(req, { path, from, most, pace: house.pace });
  const mine = { end: () => req.destroy(), done: work.catch(() => undefined) };
  house.active.set(id, mine);
  try {
    const { size } = await work;
    await noteReceived({ ...ctx, now: house.now() }, id, size);
    return size;
  } finally {
    release();
    if (house.active.get(id) === mine) house.active.delete(id);
  }
}

/** The line of the piece before may be dead without our having noticed: whoever comes back goes on from what it brought. */
async function takeOver(house: UploadHouse, id: string): Promise<void> {
  const before = house.active.get(id);
  before?.end();
  await before?.done;
}

/** Two who finish at once wait for the same end. */
async function finishOnce(house: UploadHouse, ctx: Ctx, id: string) {
  const under = house.finishing.get(id);
  if (under) return under;
  const work = ownUpload(ctx, id).then((row) => finishUpload({ ...ctx, now: house.now() }, row));
  house.finishing.set(id, work);
  try {
    return await work;
  } finally {
    house.finishing.delete(id);
  }
}

function conflict(req: Request, res: Response, received: number): void {
  res.status(409).json({ received });
  linger(req);
}

function fromOf(req: Request): number {
  const at = req.originalUrl.indexOf("?");
  const typed = at < 0 ? null : new URLSearchParams(req.originalUrl.slice(at)).get("desde");
  return typed !== null && /^\d{1,12}$/.test(typed) ? Number(typed) : -1;
}
