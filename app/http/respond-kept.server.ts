/** How kept bytes are answered: conditional requests, gzip, HEAD. One function for feeds and pages. */
import type { IncomingHttpHeaders } from "node:http";
import type { Request, Response } from "express";
import type { KeptEntry } from "./kept.server.ts";

/** Zipped bytes are another representation, so they have an ETag of their own; either is known again. */
const ZIPPED = "-gz";

export function respondKept(req: Request, res: Response, entry: KeptEntry, policy: { cacheControl: string; vary: string }): void {
  const bytes = entry.gzip && acceptsGzip(req.headers["accept-encoding"]) ? entry.gzip : entry.body;
  const zipped = bytes === entry.gzip;
  res.setHeader("ETag", `"${entry.etag}${zipped ? ZIPPED : ""}"`);
  res.setHeader("Cache-Control", policy.cacheControl);
  res.setHeader("Vary", policy.vary);
  if (entry.lastModified) res.setHeader("Last-Modified", entry.lastModified);
  if (isFresh(req.headers, entry)) {
    res.statusCode = 304;
    res.end();
    return;
  }
  for (const [name, value] of Object.entries(entry.headers)) res.setHeader(name, value);
  res.statusCode = 200;
  res.setHeader("Content-Type", entry.contentType);
  res.setHeader("Content-Length", bytes.length);
  if (zipped) res.setHeader("Content-Encoding", "gzip");
  res.end(req.method === "HEAD" ? undefined : bytes);
}

/** RFC 9110 §13.1: If-None-Match decides alone where it is sent; `W/` does not matter to it. */
function isFresh(headers: IncomingHttpHeaders, entry: Pick<KeptEntry, "etag" | "lastModified">): boolean {
  const tags = headers["if-none-match"];
  if (tags !== undefined) return matches(tags, entry.etag);
  const since = Date.parse(headers["if-modified-since"] ?? "");
  return entry.lastModified !== null && since >= Date.parse(entry.lastModified);
}

function matches(tags: string, etag: string): boolean {
  if (tags.trim() === "*") return true;
  return tags.split(",").some((tag) => {
    const bare = tag.trim().replace(/^W\//, "").replace(/^"|"$/g, "");
    return bare === etag || bare === etag + ZIPPED;
  });
}

/** «gzip», «*» or «x-gzip», unless said with q=0. Nothing said: as it is. */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  let any = false;
  for (const part of String(header ?? "")
    .toLowerCase()
    .split(",")) {
    const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim());
    const refused = parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
    if (name === "gzip" || name === "x-gzip") return !refused;
    if (name === "*") any = !refused;
  }
  return any;
}
