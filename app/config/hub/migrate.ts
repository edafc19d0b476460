import { createDb } from "#db/create.ts";
import { migrate } from "#db/migrate.ts";
import { seedPlaces } from "#db/seed-places.ts";
import { closing, databaseUrl, shown, sqlitePath } from "./open.ts";
import { count, during, say } from "./terminal.ts";
import type { Verb } from "./verb.ts";

export const migrateVerb: Verb = {
  name: "migrate",
  help: `
Makes the database where there is none, brings it to this version, and loads Chile's regions and comunas.
All or nothing, and harmless when there is nothing to do. The server does the same when it starts.`,
  options: {},
  run: async () => {
    const url = databaseUrl();
    sqlitePath(url);
    return closing(createDb(url), async ({ db, kind }) => {
      const applied = await during("migrating", async () => {
        const names = await migrate(db, kind === "postgres");
        await seedPlaces(db);
        return names;
      });
      for (const name of applied) say(`applied ${name}`);
      say(applied.length > 0 ? `${shown(url)}: ${count(applied.length, "migration")} applied` : `${shown(url)}: nothing to do, the database is of this version`);
      return 0;
    });
  },
};
