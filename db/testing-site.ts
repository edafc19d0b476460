/** A database that several processes can open: a file, or a schema of the test server. Migrated, with regions and comunas. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { createDb, type Database } from "./create.ts";
import { newId } from "./ids.ts";
import { migrate } from "./migrate.ts";
import { seedPlaces } from "./seed-places.ts";

export interface Site extends Database, AsyncDisposable {
  url: string;
  schema?: string;
}

export async function testSite(): Promise<Site> {
  return process.env.TEST_DB === "postgres" ? postgresSite(process.env.TEST_POSTGRES_URL ?? "") : sqliteSite();
}

async function sqliteSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), "nodos-site-"));
  const url = `sqlite:${join(folder, "nodos.db")}`;
  const database = createDb(url);
  await migrate(database.db, false);
  await seedPlaces(database.db);
  const dispose = async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...database, url, [Symbol.asyncDispose]: dispose };
}

async function postgresSite(url: string): Promise<Site> {
  const schema = `site_${newId().replaceAll("-", "")}`;
  const database = createDb(url, { schema, poolSize: 4 });
  await sql`CREATE SCHEMA ${sql.id(schema)}`.execute(database.db);
  await migrate(database.db, true);
  await seedPlaces(database.db);
  const dispose = async () => {
    await sql`DROP SCHEMA ${sql.id(schema)} CASCADE`.execute(database.db);
    await database.close();
  };
  return { ...database, url, schema, [Symbol.asyncDispose]: dispose };
}
