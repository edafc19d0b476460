/**
 * Files and their thumbnails, in front of Remix: streamed from the store to who may see the thing that they are at; to all others they do not exist. What
 * a browser shows by itself is shown, all else is kept by whoever opens it; nothing in a file ever acts as a page of ours.
 */
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import express, { type NextFunction, type Request, type Response, type Router } from "express";
import type { Actor } from "#app/domain/context.ts";
import { findServed, type ServedRow } from "#app/domain/files/attachments.repo.server.ts";
import { isShown } from "#app/domain/files/file.ts";
import { type Seen, seenBy } from "#app/domain/files/owners.server.ts";
import { noteUse, RecentUses } from "#app/domain/marks/uses.server.ts";
import { thumbnailKey } from "#app/storage/keys.ts";
import { isMissingBytes } from "#app/storage/missing-bytes.ts";
import { storeOf } from "#app/storage/store.ts";
import { isId } from "#db/ids.ts";
import type { App } from "./app.server.ts";
import { disposition, type Range, rangeOf } from "./byte-range.ts";
import { sessionOf } from "./session-of.server.ts";

/** No script, no form, no frame; but what a browser needs to show a picture, a film or a sound by itself. */
const SANDBOX = "sandbox allow-same-origin; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
/** Browsers do not show a PDF in a sandbox; what it holds runs in their viewer, not in this site. */
const OF_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'";
/** Short: who withdraws something wants it gone. */
const PUBLIC = "public, max-age=300";
const THUMBNAIL = /^miniatura-(320|960)\.webp$/;

interface Served {
  key: string;
  size: number;
  mediaType: string;
  etag: string;
  lastModified: string;
  disposition: string;
  cacheControl: string;
}

interface House {
  app: App;
  uses: RecentUses;
  now: () => string;
}

interface Asker {
  actor: Actor | null;
  /** For counting a use once: the session, else where they are. */
  who: string;
}

/** Mount it in front of Remix and of whatever zips answers. */
export function fileRouter(app: App, { now = () => new Date().toISOString() }: { now?: () => string } = {}): Router {
  const house: House = { app, uses: new RecentUses(), now };
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get("/archivos/:id/:name", (req, res, next: NextFunction) => void answer(house, req, res).catch(next));
  router.get("/archivos/*", (_req, res) => notThere(res));
  return router;
}

async function answer(house: House, req: Request, res: Response): Promise<void> {
  const { db } = house.app.database;
  const row = isId(req.params.id ?? "") ? await findServed(db, req.params.id ?? "") : undefined;
  if (!row) return notThere(res);
  const asker = await askerOf(house, req);
  const seen = await seenBy(db, asker.actor, row, house.now());
  if (!seen) return notThere(res);
  const thumbnail = THUMBNAIL.exec(req.params.name ?? "");
  const served = thumbnail ? await thumbnailOf(house, row, seen, thumbnail[1] === "960" ? 960 : 320) : original(req, row, seen);
  if (!served) return notThere(res);
  const first = await send(house, req, res, served);
  if (seen.resourceId && first && !thumbnail && !seen.own && house.uses.isFirst(asker.who, seen.resourceId, house.now())) {
    await noteUse(db, seen.resourceId, house.now()).catch(() => undefined); // for its own sake: that it cannot be written is nobody's problem
  }
}

async function askerOf({ app, now }: House, req: Request): Promise<Asker> {
  const session = await sessionOf(app, req, now());
  return { actor: session?.actor ?? null, who: session?.actor.id ?? req.ip ?? "" };
}

function original(req: Request, row: ServedRow, { open, name }: Seen): Served {
  const at = req.originalUrl.indexOf("?");
  const kept = at >= 0 && new URLSearchParams(req.originalUrl.slice(at)).has("descargar");
  return {
    key: row.sha256,
    size: row.size,
    mediaType: row.media_type.startsWith("text/") ? `${row.media_type}; charset=utf-8` : row.media_type,
    etag: `"${row.sha256}"`,
    lastModified: new Date(row.added_at).toUTCString(),
    disposition: disposition(isShown(row.media_type) && !kept ? "inline" : "attachment", name ?? row.name),
    cacheControl: open ? PUBLIC : "private, no-cache",
  };
}

async function thumbnailOf({ app }: House, row: ServedRow, { open }: Seen, width: 320 | 960): Promise<Served | null> {
  const key = thumbnailKey(row.sha256, width);
  const size = row.preview ? await storeOf(app.env.deployment).size(key) : null;
  if (size === null) return null;
  return {
    ...{ key, size, mediaType: "image/webp", etag: `"${row.sha256}-${width}"`, lastModified: new Date(row.added_at).toUTCString() },
    ...{ disposition: "inline", cacheControl: open ? PUBLIC : "private, no-cache" },
  };
}

/** True when a reading of it began: not for a later piece, nor for who has it already. */
async function send({ app }: House, req: Request, res: Response, file: Served): Promise<boolean> {
  headers(res, file);
  if (isFresh(req, file)) {
    res.status(304).end();
    return false;
  }
  const wanted = ifRange(req, file) ? rangeOf(req.headers.range, file.size) : null;
  if (wanted === "unsatisfiable") {
    res.setHeader("Content-Range", `bytes */${file.size}`);
    res.removeHeader("Content-Disposition");
    res.status(416).end();
    return false;
  }
  res.status(wanted ? 206 : 200);
  res.setHeader("Content-Type", file.mediaType);
  res.setHeader("Content-Length", wanted ? wanted.end - wanted.start + 1 : file.size);
  if (wanted) res.setHeader("Content-Range", `bytes ${wanted.start}-${wanted.end}/${file.size}`);
  if (req.method === "HEAD") {
    res.end();
    return false;
  }
  return (await stream(app, res, file, wanted)) && (wanted === null || wanted.start === 0);
}

function headers(res: Response, file: Served): void {
  res.setHeader("Accept-Ranges", "bytes");
  res.setHeader("ETag", file.etag);
  res.setHeader("Last-Modified", file.lastModified);
  res.setHeader("Cache-Control", file.cacheControl);
  res.setHeader("Vary", "Cookie");
  res.setHeader("Content-Disposition", file.disposition);
  res.setHeader("Content-Security-Policy", file.mediaType === "application/pdf" ? OF_PDF : SANDBOX);
  res.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  if (!file.cacheControl.startsWith("public")) res.setHeader("X-Robots-Tag", "noindex");
}

async function stream(app: App, res: Response, file: Served, range: Range | null): Promise<boolean> {
  let bytes: Readable;
  try {
    bytes = await storeOf(app.env.deployment).read(file.key, range ?? undefined);
  } catch (error) {
    if (!isMissingBytes(error)) throw error;
    for (const name of res.getHeaderNames()) if (/^(content-(length|range|disposition)|etag|last-modified|accept-ranges)$/.test(name)) res.removeHeader(name);
    notThere(res);
    return false;
  }
  // Who goes away in the middle is no error of ours.
  return pipeline(bytes, res).then(
    () => true,
    () => false,
  );
}

/** RFC 9110 §13.1: If-None-Match decides alone where it is sent. */
function isFresh(req: Request, file: Served): boolean {
  const tags = req.headers["if-none-match"];
  if (tags !== undefined) return tags.trim() === "*" || tags.split(",").some((tag) => tag.trim().replace(/^W\//, "") === file.etag);
  return Date.parse(req.headers["if-modified-since"] ?? "") >= Date.parse(file.lastModified);
}

/** A piece only of what the asker has the rest of. */
function ifRange(req: Request, file: Served): boolean {
  const condition = req.headers["if-range"];
  if (req.headers.range === undefined || typeof condition !== "string") return req.headers.range !== undefined;
  return condition.startsWith('"') ? condition === file.etag : condition === file.lastModified;
}

function notThere(res: Response): void {
  res.setHeader("Cache-Control", "no-store");
  res.status(404).type("text/plain; charset=utf-8").send("No encontramos este archivo.\n");
}
