/** Both ways by which answers arrive, as far as they are configured. Part of the worker, beside the queue. */
import type { Logger } from "pino";
import type { Env } from "#app/config/env.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import type { Database } from "#db/create.ts";
import { startImap } from "./imap.ts";
import { type Listening, startListening } from "./listen.ts";

export function startIncoming(env: Env, database: Database, { log, wake }: { log: Logger; wake: () => void }): { stop: () => Promise<void> } {
  const ctx = (): Ctx => ({ db: database.db, deployment: env.deployment, actor: null, now: new Date().toISOString(), wake });
  const checks = { authserv: env.mailAuthserv };
  // In the demo nothing leaves and nothing comes in.
  if (env.deployment.demo) return { stop: async () => undefined };
  const imap = env.imapUrl ? startImap({ url: env.imapUrl, ctx, checks, log }) : null;
  const listening: Promise<Listening | null> = env.mailListen
    ? startListening({ url: env.mailListen, ctx, checks, log }).catch((error) => {
        log.error({ err: error, url: env.mailListen }, "cannot listen for answers by mail");
        return null;
      })
    : Promise.resolve(null);
  return {
    stop: async () => {
      await Promise.all([imap?.stop(), listening.then((found) => found?.stop())]);
    },
  };
}
