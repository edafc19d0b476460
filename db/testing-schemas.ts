/**
 * Schemas of the PostgreSQL test server that are kept from one test to the next and from one test file to the next: making the tables takes a
 * quarter of a second and dropping them a tenth, emptying them some milliseconds. A schema is of whoever holds its advisory lock, which ends with
 * the process, and is emptied by whoever takes it: nobody needs to have left it in order.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { PostgresPool } from "kysely";
import pg from "pg";
import { createDb, type Database, openPool } from "./create.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import { seedPlaces } from "./seed-places.ts";

interface Kept {
  schema: string;
  pool: pg.Pool;
}

const sourceOf = (name: string) => readFileSync(new URL(`./${name}`, import.meta.url), "utf8");

/** What the schemas are made of: those of another version are not ours. */
const KIND = createHash("sha256")
  .update([JSON.stringify(migrations), sourceOf("seed-places.ts"), sourceOf("data/comunas.csv"), sourceOf("testing-schemas.ts")].join())
  .digest("hex")
  .slice(0, 8);
const lockOf = (kind: string) => Number.parseInt(kind, 16) | 0;

/** One connection that holds the locks of this process, makes and empties. Never a pool's: that closes the connection of a query that failed, and its locks with it. */
let keeper: Promise<pg.Client> | undefined;
/** How many schemas this process has tried to take; those it has taken and lends to nobody now. */
let tried = 0;
const free: Kept[] = [];

/** A database as fresh as a new one. Closing it gives its schema back. */
export async function keptSchema(url: string): Promise<Database> {
  keeper ??= hired(url);
  const by = await keeper;
  const kept = free.pop() ?? (await claim(url, by));
  if (!(await emptied(by, kept))) await make(by, kept);
  const { pool, returned } = lent(kept.pool);
  const database = createDb(url, { pool });
  let open = true;
  const close = async () => {
    await database.close();
    await returned();
    if (open) free.push(kept);
    open = false;
  };
  return { ...database, close };
}

async function hired(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // The process may end while it holds them.
  (client as pg.Client & { unref: () => void }).unref();
  return client;
}

async function claim(url: string, by: pg.Client): Promise<Kept> {
  for (;;) {
    tried += 1;
    const schema = `kept_${KIND}_${tried}`;
    const { rows } = await by.query<{ mine: boolean }>("SELECT pg_try_advisory_lock($1, $2) AS mine", [lockOf(KIND), tried]);
    if (rows[0]?.mine) return { schema, pool: openPool(url, { schema, poolSize: 4, keep: true }) };
  }
}

/** The pool as one database sees it: its end gives back the connections, and leaves them open. */
function lent(pool: pg.Pool): { pool: PostgresPool; returned: () => Promise<void> } {
  let out = 0;
  let told: () => void = () => undefined;
  const connect = async () => {
    const client = await pool.connect();
    out += 1;
    const release = client.release;
    client.release = (error) => {
      client.release = release;
      release(error);
      out -= 1;
      if (out === 0) told();
    };
    return client;
  };
  const returned = () => (out === 0 ? Promise.resolve() : new Promise<void>((resolve) => (told = resolve)));
  return { pool: { connect, end: async () => undefined, options: pool.options } as unknown as PostgresPool, returned };
}

/** False where there is no such schema yet, where its tables are not what they were, or where somebody still holds them. */
async function emptied(by: pg.Client, { schema }: Kept): Promise<boolean> {
  try {
    const { rows } = await by.query<{ done: boolean }>(`SELECT ${schema}_own.emptied() AS done`);
    return rows[0]?.done ?? false;
  } catch (error) {
    // no such schema, no such function, a table that was dropped, a lock that somebody holds
    if (["3F000", "42883", "42P01", "55P03"].includes((error as { code?: string }).code ?? "")) return false;
    throw error;
  }
}

async function make(by: pg.Client, { schema, pool }: Kept): Promise<void> {
  await dropStrangers(by);
  await by.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE; DROP SCHEMA IF EXISTS ${schema}_own CASCADE; CREATE SCHEMA ${schema}; CREATE SCHEMA ${schema}_own`);
  const database = createDb("postgres:", { pool: lent(pool).pool });
  await migrate(database.db, true);
  await seedPlaces(database.db);
  await database.close();
  await by.query(await emptying(by, schema));
}

/** Schemas of other versions that nobody holds. */
async function dropStrangers(by: pg.Client): Promise<void> {
  const { rows } = await by.query<{ name: string }>(String.raw`SELECT nspname AS name FROM pg_namespace WHERE nspname ~ '^kept_[0-9a-f]{8}_\d+$' AND nspname NOT LIKE $1`, [
    `kept_${KIND}_%`,
  ]);
  for (const { name } of rows) {
    const [, kind = "", n] = name.split("_");
    const { rows: taken } = await by.query<{ mine: boolean }>("SELECT pg_try_advisory_lock($1, $2) AS mine", [lockOf(kind), n]);
    if (!taken[0]?.mine) continue;
    await by.query(`DROP SCHEMA IF EXISTS ${name} CASCADE; DROP SCHEMA IF EXISTS ${name}_own CASCADE`);
    await by.query("SELECT pg_advisory_unlock($1, $2)", [lockOf(kind), n]);
  }
}

/**
 * The function that makes a schema as it was after its migrations, in one round trip, and says false where its tables, triggers or functions are
 * no longer the same. What had rows then is compared with a copy, and put back where it differs.
 */
async function emptying(by: pg.Client, schema: string): Promise<string> {
  const namesOf = async (kind: string) =>
    (await by.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind = $2 ORDER BY relname`, [schema, kind])).rows.map(
      ({ name }) => name,
    );
  const only = async (query: string) => (await by.query<{ value: string }>(`SELECT (${query})::text AS value`)).rows[0]?.value ?? "";
  const steps: string[] = [];
  const copies: string[] = [];
  for (const table of await namesOf("r")) {
    const digest = `SELECT count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM ${schema}.${table} t`;
    const now = await only(digest);
    if (now === "0:0") {
      steps.push(`DELETE FROM ${schema}.${table};`);
      continue;
    }
    copies.push(`CREATE TABLE ${schema}_own.${table} AS TABLE ${schema}.${table};`);
    steps.push(`IF (${digest}) <> '${now}' THEN DELETE FROM ${schema}.${table}; INSERT INTO ${schema}.${table} TABLE ${schema}_own.${table}; END IF;`);
  }
  for (const sequence of await namesOf("S"))
    steps.push(`PERFORM setval('${schema}.${sequence}', ${await only(`SELECT last_value || ', ' || is_called FROM ${schema}.${sequence}`)});`);
  const shape = shapeOf(schema);
  return `${copies.join("\n")}
    CREATE FUNCTION ${schema}_own.emptied() RETURNS boolean LANGUAGE plpgsql SET session_replication_role = replica SET lock_timeout = '3s' AS $own$
    BEGIN
      IF (${shape}) <> '${await only(shape)}' THEN RETURN false; END IF;
      ${steps.join("\n")}
      RETURN true;
    END $own$`;
}

const shapeOf = (schema: string) => `SELECT concat_ws(' ',
  (SELECT sum(hashtextextended(concat_ws(' ', relname, relkind, relnatts, relchecks, relhastriggers), 0)) FROM pg_class WHERE relnamespace = '${schema}'::regnamespace),
  (SELECT sum(hashtextextended(concat_ws(' ', tgname, tgenabled), 0)) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE relnamespace = '${schema}'::regnamespace),
  (SELECT sum(hashtextextended(prosrc, 0)) FROM pg_proc WHERE pronamespace = '${schema}'::regnamespace))`;
