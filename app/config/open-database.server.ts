import { createDb, type Database } from "#db/create.ts";
import { migrate } from "#db/migrate.ts";
import { seedPlaces } from "#db/seed-places.ts";

/** Opens the database, brings it to the newest migration and makes sure that regions and comunas are there. */
export async function openMigrated(url: string): Promise<Database> {
  const database = createDb(url);
  await migrate(database.db, database.kind === "postgres");
  await seedPlaces(database.db);
  return database;
}
