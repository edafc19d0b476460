import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * An answer that did not wait for the body (signed out, no such action) leaves Remix's reader holding it half read, and the next request
 * on the same connection would wait a minute and be reset: what is left is read and forgotten.
 */
export function drainWhenDone(req: IncomingMessage, res: ServerResponse): void {
  res.once("finish", () => {
    if (req.readableEnded) return;
    req.removeAllListeners("data");
    req.resume();
  });
}
