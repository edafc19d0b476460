/** The server of the end-to-end tests: the example network, made anew in `folder`, its mail caught. `node e2e/serve.ts folder port` */
import { rmSync } from "node:fs";
import { readEnv } from "#app/config/env.server.ts";
import { openMigrated } from "#app/config/open-database.server.ts";
import { runUntilSignal } from "#app/config/run.server.ts";
import { serve } from "#app/http/serve.server.ts";
import { seedDemo } from "#db/seed-demo.ts";
import { demoEnvironment } from "./place.ts";

const [folder = "", port = "0"] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
const env = readEnv(demoEnvironment(folder, port));
const database = await openMigrated(env.databaseUrl);
await seedDemo(database.db, env.deployment, new Date());
const running = await serve(env, database);
process.stdout.write(`ready ${running.url}\n`);
runUntilSignal(running.stop);
