import { sql } from "kysely";
import type { Database, Db } from "#db/create.ts";
import { type Finding, listed } from "./check-rules.ts";

/** Whether everything that was written can be read. */
export async function filePages({ db, kind }: Database, tell: (far: string) => void): Promise<Finding[]> {
  if (kind === "postgres") return [await everyTable(db, tell)];
  tell("every page");
  const pages = (await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(db)).rows.map((row) => row.integrity_check);
  const whole = pages.length === 1 && pages[0] === "ok";
  tell("every reference");
  const lost = (await sql<{ table: string; parent: string; rowid: number }>`PRAGMA foreign_key_check`.execute(db)).rows;
  return [
    whole
      ? { is: "ok", says: "the file is whole (integrity_check)" }
      : { is: "wrong", says: "the file is damaged (integrity_check): restore the last backup", rows: listed(pages) },
    lost.length === 0
      ? { is: "ok", says: "every reference leads somewhere (foreign_key_check)" }
      : { is: "wrong", says: "references that lead nowhere (foreign_key_check)", rows: listed(lost.map((row) => `${row.table} (row ${row.rowid}) → ${row.parent}`)) },
  ];
}

/** PostgreSQL checks its own pages and references; here, that each table can be read at all. */
async function everyTable(db: Db, tell: (far: string) => void): Promise<Finding> {
  const tables = await sql<{ name: string }>`SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1`.execute(db);
  const broken: string[] = [];
  for (const { name } of tables.rows) {
    tell(name);
    await sql`SELECT * FROM ${sql.table(name)} LIMIT 1`.execute(db).catch((error: Error) => broken.push(`${name}: ${error.message}`));
  }
  return broken.length === 0 ? { is: "ok", says: `all ${tables.rows.length} tables can be read` } : { is: "wrong", says: "tables that cannot be read", rows: listed(broken) };
}
