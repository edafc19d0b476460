/** The network to be measured: taken as it is where it was made by the same code for these days, else made. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { openMigrated } from "#app/config/open-database.server.ts";
import type { Database } from "#db/create.ts";
import { createDb } from "#db/create.ts";
import { tableExists } from "#db/dialect.server.ts";
import { generate } from "./generate.ts";
import type { Size } from "./rows.ts";

const KEY = "bench";
/** Meetings are spread around the day it was made: a few days off change little. */
const GOOD_FOR = 3 * 86_400_000;

export interface Network {
  database: Database;
  url: string;
  /** Seconds that making it took, now or when it was made. */
  seconds: number;
}

interface Stamp {
  code: string;
  made_at: string;
  seconds: number;
}

export async function openNetwork(given: string | undefined, size: Size, say: (text: string) => void): Promise<Network> {
  const url = given ?? `sqlite:.cache/bench/network-${size.events}.db`;
  const code = stampOf(size);
  const found = await stampIn(url);
  if (found && found.code === code && Date.now() - Date.parse(found.made_at) < GOOD_FOR) return { database: createDb(url), url, seconds: found.seconds };
  if (found === null) throw new Error(`DATABASE_URL names a database that holds something else: give the benchmarks an empty one`);
  await clear(url);
  say("making the network (under two minutes)");
  const began = Date.now();
  const database = await openMigrated(url);
  await generate(database.db, size, new Date().toISOString(), say);
  const seconds = (Date.now() - began) / 1000;
  const stamp: Stamp = { code, made_at: new Date().toISOString(), seconds };
  await database.db
    .insertInto("settings")
    .values({ key: KEY, value: JSON.stringify(stamp) })
    .execute();
  say(`made in ${seconds.toFixed(1)} s`);
  return { database, url, seconds };
}

/** undefined: empty, or not there. null: somebody's. */
async function stampIn(url: string): Promise<Stamp | undefined | null> {
  const path = url.startsWith("sqlite:") ? url.slice("sqlite:".length) : null;
  if (path) mkdirSync(dirname(path), { recursive: true });
  const database = createDb(url);
  try {
    if (!(await tableExists(database.db, "settings"))) return undefined;
    const row = await database.db.selectFrom("settings").select("value").where("key", "=", KEY).executeTakeFirst();
    if (row) return JSON.parse(row.value) as Stamp;
    // Half made by a run that was stopped: ours too, if it is in our own folder.
    if (path?.startsWith(".cache/")) return { code: "", made_at: "", seconds: 0 };
    return (await database.db.selectFrom("people").select("id").limit(1).executeTakeFirst()) ? null : undefined;
  } finally {
    await database.close();
  }
}

/** Only what stampIn() found to be ours. */
async function clear(url: string): Promise<void> {
  if (url.startsWith("sqlite:")) {
    for (const ending of ["", "-wal", "-shm"]) rmSync(url.slice("sqlite:".length) + ending, { force: true });
    return;
  }
  const { db, close } = createDb(url, { poolSize: 1 });
  const { sql } = await import("kysely");
  const tables = await sql<{ name: string }>`SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()`.execute(db);
  if (tables.rows.length > 0) await sql`DROP TABLE ${sql.join(tables.rows.map(({ name }) => sql.table(name)))} CASCADE`.execute(db);
  await close();
}

/** What decides what the network is: these files, the migrations, and how large it is to be. */
function stampOf(size: Size): string {
  const hash = createHash("sha256").update(JSON.stringify(size));
  const migrations = fileURLToPath(new URL("../db/migrations/", import.meta.url));
  const here = fileURLToPath(new URL(".", import.meta.url));
  for (const [folder, wanted] of [
    [migrations, /^\d.*\.ts$/],
    [here, /^(generate.*|rows|random|words)\.ts$/],
  ] as const) {
    for (const name of readdirSync(folder).sort()) if (wanted.test(name) && !name.includes(".test.")) hash.update(readFileSync(folder + name));
  }
  return hash.digest("hex").slice(0, 16);
}
