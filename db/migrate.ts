import { type Kysely, sql } from "kysely";
import { tableExists } from "./dialect.server.ts";
import { migrations } from "./migrations/index.ts";
import type { Tables } from "./tables.ts";

/** One statement; where the two databases do the same in different words, each has its own (an empty list: nothing to do there). */
type Statement = string | { sqlite: readonly string[]; postgres: readonly string[] };

export interface Migration {
  name: string;
  up: readonly Statement[];
}

const statementsOf = ({ up }: Migration, postgres: boolean): string[] => up.flatMap((each) => (typeof each === "string" ? [each] : postgres ? each.postgres : each.sqlite));

/**
 * Brings the database to the newest migration, in one transaction; safe to call from several processes at once
 * (BEGIN IMMEDIATE on SQLite, a table lock on PostgreSQL). Returns the names that were applied now.
 */
export async function migrate(db: Kysely<Tables>, postgres: boolean): Promise<string[]> {
  await createLedger(db);
  return db.transaction().execute(async (tx) => {
    if (postgres) await sql`LOCK TABLE migrations IN EXCLUSIVE MODE`.execute(tx);
    const done = await sql<{ name: string }>`SELECT name FROM migrations`.execute(tx);
    const names = new Set(done.rows.map((row) => row.name));
    const applied: string[] = [];
    for (const migration of migrations) {
      if (names.has(migration.name)) continue;
      for (const statement of statementsOf(migration, postgres)) await sql.raw(statement).execute(tx);
      await sql`INSERT INTO migrations (name, at) VALUES (${migration.name}, ${new Date().toISOString()})`.execute(tx);
      applied.push(migration.name);
    }
    return applied;
  });
}

/** Migrations of this version that the database does not have yet: all of them where it has none. Changes nothing. */
export async function pendingMigrations(db: Kysely<Tables>): Promise<string[]> {
  const done = new Set(await appliedMigrations(db));
  return migrations.map((migration) => migration.name).filter((name) => !done.has(name));
}

/** What the database says has been applied, in order; this version need not know all of it. */
export async function appliedMigrations(db: Kysely<Tables>): Promise<string[]> {
  if (!(await tableExists(db, "migrations"))) return [];
  const { rows } = await sql<{ name: string }>`SELECT name FROM migrations ORDER BY name`.execute(db);
  return rows.map((row) => row.name);
}

/** Two PostgreSQL processes that create the same table at once may still collide: the loser finds it there. */
async function createLedger(db: Kysely<Tables>): Promise<void> {
  const create = sql`CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, at TEXT NOT NULL)`;
  try {
    await create.execute(db);
  } catch {
    await create.execute(db);
  }
}
