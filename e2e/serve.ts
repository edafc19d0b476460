/** The server of the end-to-end tests: the example network, made anew, its mail caught. */
import { rmSync } from "node:fs";
import { readEnv } from "#app/config/env.server.ts";
import { openMigrated } from "#app/config/open-database.server.ts";
import { runUntilSignal } from "#app/config/run.server.ts";
import { serve } from "#app/http/serve.server.ts";
import { seedDemo } from "#db/seed-demo.ts";
import { E2E_DATABASE, E2E_FOLDER } from "./place.ts";

rmSync(E2E_FOLDER, { recursive: true, force: true });
const port = process.env.PORT ?? "3917";
const env = readEnv({
  PORT: port,
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  DATABASE_URL: E2E_DATABASE,
  NODOS_DEMO: "1",
  NODE_ENV: "production",
  MAIL_FROM: "Nodos <reuniones@nodos.example>",
});
const database = await openMigrated(env.databaseUrl);
await seedDemo(database.db, env.deployment, new Date());
const running = await serve(env, database);
runUntilSignal(running.stop);
