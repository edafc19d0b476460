import { type ColumnMetadata, sql } from "kysely";
import { expect, test } from "vitest";
import type { Db } from "./create.ts";
import { isPostgres } from "./dialect.server.ts";
import { testDb } from "./testing.ts";

/** The tables of this database, without those that its full-text search keeps for itself. */
async function tablesOf(db: Db) {
  const tables = await db.introspection.getTables();
  if (!isPostgres(db)) return tables.filter(({ name }) => !/_(words|terms|fts|trigrams)/.test(name));
  const { rows } = await sql<{ schema: string }>`SELECT current_schema() AS schema`.execute(db);
  return tables.filter(({ schema }) => schema === rows[0]?.schema);
}

/** Everything in every table. The ledger's own instants are of the making. */
async function contentOf(db: Db): Promise<Record<string, string[]>> {
  const content: Record<string, string[]> = {};
  for (const { name } of await tablesOf(db)) {
    const { rows } = await sql`SELECT * FROM ${sql.table(name)}`.execute(db);
    content[name] = rows.map((row) => JSON.stringify(name === "migrations" ? (row as { name: string }).name : row)).sort();
  }
  return content;
}

const valueFor = ({ dataType }: ColumnMetadata) => (/int|real|float|double|numeric/i.test(dataType) ? 7 : sql`'7'`);

/** A row in every table, the others changed, and one of each table that had any taken away. */
async function upset(db: Db): Promise<void> {
  const tables = (await tablesOf(db)).filter(({ isView }) => !isView);
  if (!isPostgres(db)) await sql`PRAGMA foreign_keys = OFF`.execute(db);
  await db.transaction().execute(async (tx) => {
    if (isPostgres(tx)) await sql`SET LOCAL session_replication_role = replica`.execute(tx);
    await sql`UPDATE comunas SET lat = 1 WHERE name = 'Calama'`.execute(tx);
    await sql`DELETE FROM role_rights WHERE role_key = (SELECT min(role_key) FROM role_rights)`.execute(tx);
    await sql`DELETE FROM specialties`.execute(tx);
    for (const { name, columns } of tables) {
      const given = columns.filter(({ isAutoIncrementing, isNullable, dataType }) => !isAutoIncrementing && !(isNullable && dataType === "tsvector"));
      await sql`INSERT INTO ${sql.table(name)} (${sql.join(given.map((column) => sql.ref(column.name)))}) VALUES (${sql.join(given.map(valueFor))})`.execute(tx);
    }
  });
}

test("every test's database is as fresh as the first one, whatever the last one did to its own", async () => {
  const first = await testDb();
  const fresh = await contentOf(first.db);
  expect([fresh.regions?.length, fresh.comunas?.length, fresh.people?.length]).toEqual([16, 346, 0]);
  await upset(first.db);
  const full = await contentOf(first.db);
  expect(Object.keys(full).filter((name) => name !== "specialties" && full[name]?.length === fresh[name]?.length)).toEqual(["role_rights"]); // one gone, one come
  await first.close();
  await expect(sql`SELECT 1`.execute(first.db)).rejects.toThrow();
  await using second = await testDb();
  expect(await contentOf(second.db)).toEqual(fresh);
  await upset(second.db); // numbers that the database gives begin anew too
  expect(await contentOf(second.db)).toEqual(full);
});

test("two at once are two, and one whose tables were changed is made anew", async () => {
  const a = await testDb();
  await using b = await testDb();
  await sql`INSERT INTO settings (key, value) VALUES ('mine', 'a')`.execute(a.db);
  expect(await b.db.selectFrom("settings").selectAll().execute()).toEqual([]);
  await sql`ALTER TABLE settings ADD COLUMN strange TEXT`.execute(a.db);
  await a.close();
  await using c = await testDb();
  const settings = (await tablesOf(c.db)).find(({ name }) => name === "settings");
  expect(settings?.columns.map(({ name }) => name)).toEqual(["key", "value"]);
});
