/** Who asks, for what is answered in front of Remix. */
import type { Request } from "express";
import { readSession } from "#app/domain/identity/sessions.server.ts";
import type { App } from "./app.server.ts";
import { sessionIdFrom } from "./session-cookie.server.ts";

/** The session that the request's cookie names; null for visitors. `now` is an instant. */
export async function sessionOf(app: Pick<App, "database" | "env">, req: Request, now: string): ReturnType<typeof readSession> {
  const id = sessionIdFrom(req.headers.cookie, app.env.deployment);
  return id ? readSession(app.database.db, now, id) : null;
}
