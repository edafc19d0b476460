/** One of several server processes on one database: `node e2e/serve-shared.ts sqlite:path port`. Says "ready" when it serves. */
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readEnv } from "#app/config/env.server.ts";
import { openMigrated } from "#app/config/open-database.server.ts";
import { runUntilSignal } from "#app/config/run.server.ts";
import { serve } from "#app/http/serve.server.ts";

const [url, port] = process.argv.slice(2);
const env = readEnv({
  PORT: port,
  PUBLIC_URL: "http://127.0.0.1:3999",
  DATABASE_URL: url,
  // Beside the database, for all of them; on PostgreSQL they keep no files.
  STORAGE_URL: `file:${url?.startsWith("sqlite:") ? join(dirname(url.slice("sqlite:".length)), "files") : join(tmpdir(), "nodos-shared-files")}`,
  SECRET: "a secret shared by the processes",
  NODOS_DEMO: "1",
  NODE_ENV: "production",
  MAIL_FROM: "reuniones@nodos.example",
});
const running = await serve(env, await openMigrated(env.databaseUrl));
process.stdout.write(`ready ${running.url}\n`);
runUntilSignal(running.stop);
