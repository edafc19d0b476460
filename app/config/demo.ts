/** `npm run demo [-- --port 4000]`: the example network on loopback, in a database of its own, with its mail caught. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { BadEnvironment, type Env, readEnv } from "#app/config/env.server.ts";
import { openMigrated } from "#app/config/open-database.server.ts";
import { runUntilSignal } from "#app/config/run.server.ts";
import { serve } from "#app/http/serve.server.ts";
import type { Database } from "#db/create.ts";
import { DEMO_PASSWORD, seedDemo } from "#db/seed-demo.ts";

const FOLDER = "data/demo";
const say = (text: string) => process.stderr.write(`nodos: ${text}\n`);

const { values } = parseArgs({ options: { port: { type: "string" }, host: { type: "string" }, fresh: { type: "boolean" } }, allowPositionals: true });
const host = values.host ?? process.env.HOST ?? "127.0.0.1";
if (!["127.0.0.1", "localhost", "::1"].includes(host)) {
  say(`the demo has a known password, so it serves this machine only: HOST must be 127.0.0.1, localhost or ::1 (it is "${host}")`);
  process.exit(1);
}

if (values.fresh) rmSync(FOLDER, { recursive: true, force: true });
const env = environment();
const database = await openDemo(env);
const running = await serve(env, database).catch(async (error: NodeJS.ErrnoException) => {
  await database.close();
  if (error.code !== "EADDRINUSE") throw error;
  say(`port ${env.port} is taken: choose another with  npm run demo -- --port ${env.port + 1}`);
  process.exit(1);
});
announce(running.url);
runUntilSignal(running.stop);

function environment(): Env {
  try {
    const port = values.port ?? process.env.PORT ?? "3000";
    // Only these: a DATABASE_URL or SMTP_URL in the shell must never reach the demo.
    return readEnv({
      PORT: port,
      HOST: host,
      PUBLIC_URL: `http://${host === "::1" ? "[::1]" : host}:${port}`,
      DATABASE_URL: `sqlite:${FOLDER}/nodos.db`,
      STORAGE_URL: `file:${FOLDER}/files`,
      NODOS_DEMO: "1",
      NODE_ENV: "production",
      MAIL_FROM: "Nodos <reuniones@nodos.example>",
    });
  } catch (error) {
    if (!(error instanceof BadEnvironment)) throw error;
    say(`cannot start. ${error.message}`);
    process.exit(1);
  }
}

/** The kept database where it is of this version and its meetings are still ahead; else a new one. */
async function openDemo(env: Env): Promise<Database> {
  const stamp = seedStamp();
  const path = env.databaseUrl.slice("sqlite:".length);
  if (existsSync(path)) {
    const database = await openMigrated(env.databaseUrl).catch(() => null);
    const kept = await database?.db.selectFrom("settings").select("value").where("key", "=", "demo").executeTakeFirst();
    const [keptStamp, day] = (kept?.value ?? "").split(" ");
    if (database && keptStamp === stamp && day && Date.now() - Date.parse(day) < 14 * 86_400_000) return database;
    await database?.close();
    say("the example network is of another version or has grown old: making it anew");
    rmSync(`${FOLDER}/files`, { recursive: true, force: true });
    for (const ending of ["", "-wal", "-shm"]) rmSync(path + ending, { force: true }); // not the secret beside it: it is already read
  } else say("making the example network…");
  const database = await openMigrated(env.databaseUrl);
  await seedDemo(database.db, env.deployment, new Date());
  await database.db
    .insertInto("settings")
    .values({ key: "demo", value: `${stamp} ${new Date().toISOString()}` })
    .execute();
  return database;
}

function seedStamp(): string {
  const hash = createHash("sha256");
  for (const folder of ["db", "db/data", "db/migrations"]) {
    for (const name of readdirSync(folder).sort()) if (/^seed|\.csv$|\.json$|^\d/.test(name)) hash.update(name).update(readFileSync(`${folder}/${name}`));
  }
  return hash.digest("hex").slice(0, 16);
}

function announce(url: string): void {
  process.stdout.write(`
  Nodos, the example network:  ${url}
  Its mail is caught here:     ${url}/correo

  Enter as (password ${DEMO_PASSWORD}):
    admin@nodos.example          runs the network
    coordinacion@nodos.example   coordinates the node Electricidad
    docente@nodos.example        teaches Electricidad in Talca
    direccion@nodos.example      heads a school
    aliada@nodos.example         an ally from outside the schools

  Ctrl-C stops.
`);
}
