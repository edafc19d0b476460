import Sqlite from "better-sqlite3";
import { createDb, type Database, type Db } from "./create.ts";
import { newId } from "./ids.ts";
import { migrate } from "./migrate.ts";
import { seedPlaces } from "./seed-places.ts";
import { keptSchema } from "./testing-schemas.ts";

let image: Promise<Buffer> | undefined;

/**
 * A fresh, migrated database with regions and comunas, for one test. SQLite in memory (a copy of an image made once), or,
 * with TEST_DB=postgres, an emptied schema in TEST_POSTGRES_URL. Close it when done (`await using` does).
 */
export async function testDb(): Promise<Database & AsyncDisposable> {
  return process.env.TEST_DB === "postgres" ? postgresTestDb() : sqliteTestDb();
}

async function sqliteTestDb() {
  image ??= makeImage();
  const database = createDb("sqlite::memory:", { image: await image });
  return { ...database, [Symbol.asyncDispose]: database.close };
}

async function makeImage(): Promise<Buffer> {
  // In-memory databases cannot be serialised through Kysely: make it in a file-less better-sqlite3 and copy the bytes.
  const path = `/tmp/nodos-image-${process.pid}-${newId()}.db`;
  const { db, close } = createDb(`sqlite:${path}`);
  await migrate(db, false);
  await seedPlaces(db);
  await close();
  const file = new Sqlite(path);
  file.pragma("journal_mode = DELETE");
  const bytes = file.serialize();
  file.close();
  for (const ending of ["", "-wal", "-shm"]) await import("node:fs/promises").then((fs) => fs.rm(path + ending, { force: true }));
  return bytes;
}

async function postgresTestDb() {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url) throw new Error("TEST_DB=postgres needs TEST_POSTGRES_URL (npm test starts a server and sets it)");
  const database = await keptSchema(url);
  return { ...database, [Symbol.asyncDispose]: database.close };
}

export type { Db };
