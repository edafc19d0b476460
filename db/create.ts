import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresDialect,
  type PostgresPool,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import pg from "pg";
import { countQuery } from "./query-count.ts";
import type { Tables } from "./tables.ts";

export type Db = Kysely<Tables>;

export interface Database {
  db: Db;
  kind: "sqlite" | "postgres";
  close: () => Promise<void>;
}

/**
 * Opens the database named by `url`: `sqlite:path/to/file.db`, `sqlite::memory:` or `postgres://…`.
 * `schema` (PostgreSQL) sets the search path. `poolSize` (PostgreSQL) is 10 unless told; `pool` brings one's own.
 */
export function createDb(url: string, options: { schema?: string; poolSize?: number; pool?: PostgresPool; image?: Buffer } = {}): Database {
  if (/^postgres(ql)?:/.test(url)) return openPostgres(url, options);
  if (url.startsWith("sqlite:")) return openSqlite(url.slice("sqlite:".length), options.image);
  throw new Error(`DATABASE_URL must begin with sqlite: or postgres:// (it is "${url.replace(/:[^:@/]*@/, ":…@")}")`);
}

function openSqlite(path: string, image?: Buffer): Database {
  if (Number(process.versions.node.split(".")[0]) < 22) throw new Error("Nodos needs Node 22 or newer to open SQLite");
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const file = new Sqlite(image ?? path);
  file.pragma("journal_mode = WAL");
  file.pragma("synchronous = FULL");
  file.pragma("foreign_keys = ON");
  file.pragma("busy_timeout = 10000");
  file.pragma("cache_size = -65536");
  file.pragma("temp_store = MEMORY");
  const db = new Kysely<Tables>({ dialect: sqliteDialect(file), log: countQuery });
  return { db, kind: "sqlite", close: () => db.destroy() };
}

/** Writes begin IMMEDIATE: a deferred transaction that reads and then writes fails at once under contention. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}

function sqliteDialect(file: Sqlite.Database): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ImmediateDriver({ database: withStatementCache(file) }),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Preparing costs more than most of our reads: keep the compiled statements. */
function withStatementCache(file: Sqlite.Database) {
  const kept = new Map<string, Sqlite.Statement>();
  return {
    close: () => file.close(),
    prepare(sql: string): Sqlite.Statement {
      let statement = kept.get(sql);
      if (!statement) {
        if (kept.size >= 500) kept.clear();
        statement = file.prepare(sql);
        kept.set(sql, statement);
      }
      return statement;
    },
  } as unknown as Sqlite.Database;
}

function openPostgres(url: string, options: { schema?: string; poolSize?: number; pool?: PostgresPool }): Database {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: options.pool ?? openPool(url, options) }), log: countQuery });
  return { db, kind: "postgres", close: () => db.destroy() };
}

/** With `keep` idle connections stay open, and do not keep the process alive. */
export function openPool(url: string, { schema, poolSize = 10, keep = false }: { schema?: string; poolSize?: number; keep?: boolean }): pg.Pool {
  pg.types.setTypeParser(20, Number); // bigint: count(*) fits a number here
  pg.types.setTypeParser(1700, Number); // numeric: sum() of integers
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    ...(keep ? { idleTimeoutMillis: 0, allowExitOnIdle: true } : {}),
    ...(schema ? { options: `-c search_path=${schema}` } : {}),
  });
  // An idle connection that breaks (server restart) must not end the process; the next query opens another.
  pool.on("error", () => undefined);
  return pool;
}
