import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server";
import { log } from "#app/config/log.server.ts";

/**
 * Renders to one string: no page hydrates, so React's markers and the streamed data would be weight without use, and one buffer
 * has a length, an ETag and no half-sent page.
 */
export default function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext, { keep }: AppLoadContext): Response {
  const body = `<!DOCTYPE html>${renderToStaticMarkup(<RemixServer context={context} url={request.url} />)}`;
  headers.set("Content-Type", "text/html; charset=utf-8");
  // What was drawn for a person is theirs: no proxy stores it, and the back button asks again.
  if (!keep.public && !headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-cache");
  return new Response(body, { status, headers });
}

/** What stands behind these opens something: it is not written down. */
const KEYS = /^\/(i|b|feeds|entrar|registro|clave|preparar|cosecha|fecha|tarea|acta|acuerdo|certificados|cuenta\/correo)\/.*/;

export function handleError(error: unknown, { request }: { request: Request }): void {
  // A file that is not there, or not for the asker, is an answer and no fault.
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  log.error({ err: error, method: request.method, path: new URL(request.url).pathname.replace(KEYS, "/$1/…") }, "a request failed");
}
