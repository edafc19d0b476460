import type { Env } from "#app/config/env.server.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import type { Database } from "#db/create.ts";

/** What one process has, once: made at boot by server.ts (or a test) and handed to every request. */
export interface App {
  env: Env;
  database: Database;
  /** Tells the worker inside this process that mail may be waiting. */
  wake: () => void;
}

export interface Session {
  id: string;
  actor: Actor;
  /** Set when the idle end was moved: the cookie must be sent again. */
  renewedUntil: Date | null;
}

/** What one request has. Remix hands it to loaders and actions as `context`. */
export interface RequestContext {
  app: App;
  /** The session of the cookie, read at most once a request. */
  session: () => Promise<Session | null>;
  /** A loader that has shown only what everybody sees sets this: server.ts may keep the bytes. */
  keep: { public: boolean };
  /** Where the request comes from (behind TRUST_PROXY, the client's own address): for limits on attempts, never stored. */
  ip: string;
}

declare module "@remix-run/server-runtime" {
  interface AppLoadContext extends RequestContext {}
  interface Future {
    v3_singleFetch: true;
  }
}

/** The domain's context for this request. */
export async function requestCtx(context: RequestContext): Promise<Ctx> {
  const session = await context.session();
  return {
    db: context.app.database.db,
    deployment: context.app.env.deployment,
    actor: session?.actor ?? null,
    now: new Date().toISOString(),
    wake: context.app.wake,
  };
}
