/** `npm start`: the production server. */
import { BadEnvironment, type Env, readEnv } from "#app/config/env.server.ts";
import { log } from "#app/config/log.server.ts";
import { openMigrated } from "#app/config/open-database.server.ts";
import { runUntilSignal } from "#app/config/run.server.ts";
import { ensureSetupLink } from "#app/domain/identity/first-admin.server.ts";
import { serve } from "#app/http/serve.server.ts";
import { workOnly } from "#app/jobs/worker.ts";

let env: Env;
try {
  env = readEnv(process.env);
} catch (error) {
  if (!(error instanceof BadEnvironment)) throw error;
  process.stderr.write(`Nodos cannot start. ${error.message}\n`);
  process.exit(1);
}

const database = await openMigrated(env.databaseUrl);
if (env.worker === "only") {
  const worker = workOnly(env, database);
  log.info("the worker is running");
  runUntilSignal(async () => {
    await worker.stop();
    await database.close();
  });
} else {
  const running = await serve(env, database);
  log.info(`Nodos is serving at ${running.url} (public address ${env.deployment.publicUrl})`);
  const ctx = { db: database.db, deployment: env.deployment, actor: null, now: new Date().toISOString(), wake: () => undefined };
  const link = await ensureSetupLink(ctx);
  if (link) process.stdout.write(`\nThis network has nobody yet. Make the first administrator here (works once, for 24 hours):\n  ${link}\n\n`);
  runUntilSignal(running.stop);
}
