/** One of several server processes on one database: `node e2e/serve-shared.ts sqlite:path port`. Says "ready" when it serves. */
import { readEnv } from "#app/config/env.server.ts";
import { openMigrated } from "#app/config/open-database.server.ts";
import { runUntilSignal } from "#app/config/run.server.ts";
import { serve } from "#app/http/serve.server.ts";

const [url, port] = process.argv.slice(2);
const env = readEnv({
  PORT: port,
  PUBLIC_URL: "http://127.0.0.1:3999",
  DATABASE_URL: url,
  SECRET: "a secret shared by the processes",
  NODOS_DEMO: "1",
  NODE_ENV: "production",
  MAIL_FROM: "reuniones@nodos.example",
});
const running = await serve(env, await openMigrated(env.databaseUrl));
process.stdout.write(`ready ${running.url}\n`);
runUntilSignal(running.stop);
