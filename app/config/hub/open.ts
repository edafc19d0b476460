/** The deployment that the environment names, as the command line opens it: never made by accident. */
import { existsSync } from "node:fs";
import { BadEnvironment, type Env, readEnv } from "#app/config/env.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { type FileStore, storeOf } from "#app/storage/store.ts";
import { createDb, type Database } from "#db/create.ts";
import { pendingMigrations } from "#db/migrate.ts";
import { commandLine, Refusal } from "./verb.ts";

/** Where the database is. Reading it makes no `secret` file: that belongs to the first start, or to a restore. */
export function databaseUrl(): string {
  return withoutSecret().databaseUrl;
}

/** Where the bytes of files are. Nothing is made. */
export function fileStore(): FileStore {
  return storeOf(withoutSecret().deployment);
}

/** The folder of the files; null where they are in a bucket. */
export function storageFolder(): string | null {
  const { storageUrl } = withoutSecret().deployment;
  return storageUrl?.startsWith("file:") ? storageUrl.slice("file:".length) : null;
}

const withoutSecret = () => read({ ...process.env, SECRET: process.env.SECRET || "not read by this verb" });

function read(source: Record<string, string | undefined>): Env {
  try {
    return readEnv(source);
  } catch (error) {
    throw error instanceof BadEnvironment ? new Refusal(error.message) : error;
  }
}

/** The file of an SQLite database; null where it is PostgreSQL. */
export function sqlitePath(url: string): string | null {
  if (!url.startsWith("sqlite:")) return null;
  const path = url.slice("sqlite:".length);
  if (path === ":memory:") throw new Refusal("DATABASE_URL: a database in memory is gone when this command ends (name a file)");
  return path;
}

/** Without the password. */
export const shown = (url: string): string => url.replace(/(:\/\/[^:@/]*):[^@/]*@/, "$1:…@");

export async function closing<T>(database: Database, work: (database: Database) => Promise<T>): Promise<T> {
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** The database as it is, which must be there. */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const url = databaseUrl();
  const path = sqlitePath(url);
  if (path && !existsSync(path)) throw new Refusal(`there is no database at ${path}. Make it with  ${commandLine("migrate")}  or by starting the server`);
  return closing(createDb(url), work);
}

/** The database, which must be of this version: what writes into it relies on its tables. */
export async function withCurrentDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  return withDatabase(async (database) => {
    const pending = await pendingMigrations(database.db);
    if (pending.length > 0) throw new Refusal(`the database is of an older version. Bring it to this one first:  ${commandLine("migrate")}`);
    return work(database);
  });
}

/** The domain's context: an administrator who is nobody in particular. */
export function administratorCtx(database: Database): Ctx {
  const env = read(process.env);
  const actor = { id: "", email: "", name: "", establishmentId: null, admin: true, memberOf: [], coordinates: [], rights: {}, circleRights: {}, circles: [] };
  return { db: database.db, deployment: env.deployment, actor, now: new Date().toISOString(), wake: () => undefined };
}
