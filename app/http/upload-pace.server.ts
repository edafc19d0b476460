/**
 * How long a body may take to arrive. Forms have a minute. Uploads may take as long as a poor line needs, but must go on: so many bytes in each window
 * of time. Node's own requestTimeout knows one rule for all, so it is off and these stand in its place.
 */
import type { IncomingMessage } from "node:http";
import type { NextFunction, Request, Response } from "express";

export interface Pace {
  windowMs: number;
  bytes: number;
}

/** 1 KB/s on average over each 30 seconds. */
export const SLOWEST: Pace = { windowMs: 30_000, bytes: 30 * 1024 };
const FORM_MS = 60_000;
/** How long what is still being sent is thrown away after a refusal, so that the sender gets to read it. */
const LINGER_MS = 5_000;

export const isUploadPath = (path: string): boolean => path.startsWith("/subidas/");

/** Mount it first. */
export function bodyDeadline({ ms = FORM_MS }: { ms?: number } = {}) {
  return (req: Request, res: Response, next: NextFunction) => {
    const body = req.headers["transfer-encoding"] !== undefined || Number(req.headers["content-length"] ?? 0) > 0;
    if (body && !isUploadPath(req.path)) endAfter(req, res, ms);
    next();
  };
}

function endAfter(req: IncomingMessage, res: Response, ms: number): void {
  const timer = setTimeout(() => {
    if (!res.headersSent) res.writeHead(408, { Connection: "close" }).end();
    req.socket.destroySoon();
  }, ms).unref();
  const clear = () => clearTimeout(timer);
  req.once("end", clear);
  req.once("close", clear);
}

/** Ends the connection of a body that does not go on. Call `count` with what arrives and `stop` at its end. */
export function keepPace(req: IncomingMessage, { windowMs, bytes }: Pace): { count: (bytes: number) => void; stop: () => void } {
  let arrived = 0;
  const timer = setInterval(() => {
    if (arrived < bytes) req.destroy(new Error("the body came too slowly"));
    arrived = 0;
  }, windowMs).unref();
  return {
    count: (more) => {
      arrived += more;
    },
    stop: () => clearInterval(timer),
  };
}

/** After an answer that did not wait for the body. */
export function linger(req: IncomingMessage, ms = LINGER_MS): void {
  if (req.readableEnded || req.destroyed) return;
  req.removeAllListeners("data");
  req.on("error", () => undefined);
  const timer = setTimeout(() => req.socket.destroy(), ms).unref();
  req.once("close", () => clearTimeout(timer));
  req.resume();
}
