/** `restore FILE`: everything as it was packed, or nothing changes. */
import { chmodSync, chownSync, createWriteStream, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { secretPath } from "#app/config/env.server.ts";
import { createDb } from "#db/create.ts";
import { appliedMigrations } from "#db/migrate.ts";
import { migrations } from "#db/migrations/index.ts";
import { DATABASE, FILES, type Manifest, readArchive, SECRET, skip, sync } from "./archive.ts";
import { checkCopy } from "./backup.ts";
import { closing, databaseUrl, fileStore, shown, sqlitePath } from "./open.ts";
import { checkDump, restoreDump } from "./postgres-tools.ts";
import { refuseForeign, withFiles } from "./restore-files.ts";
import { inWords, isEmpty, rowCounts } from "./row-counts.ts";
import { during, note, say } from "./terminal.ts";
import { type Args, Refusal, type Verb } from "./verb.ts";

export const restoreVerb: Verb = {
  name: "restore",
  file: "FILE.tar.gz",
  help: `
Puts the database and the secret of a backup where DATABASE_URL says, and its files where STORAGE_URL says. Stop the server
first. The backup is read and checked to its end before anything is touched; a broken one changes nothing. A database that holds
anything is replaced only with --force, and even then an SQLite file is kept beside the new one, as nodos.db.before-restore-…,
until you remove it. Files that are there already stay; one whose bytes are not what they should be is mended.

An older backup is fine: the server brings it to its version when it starts. A newer one is refused. A backup of SQLite goes
into SQLite and one of PostgreSQL into PostgreSQL.`,
  options: { force: { type: "boolean", about: "replace a database that holds something" } },
  run: async (args) => {
    if (!existsSync(args.file)) throw new Refusal(`there is no file ${args.typedFile}`);
    const url = databaseUrl();
    const path = sqlitePath(url);
    const secret = path ? await restoreSqlite(url, path, args) : await restorePostgres(url, args);
    placeSecret(url, secret);
    const rows = await closing(createDb(url), ({ db }) => rowCounts(db));
    say(`${shown(url)}: restored from ${args.typedFile}`);
    say(`  ${inWords(rows)}`);
    say("Start the server as always.");
    return 0;
  },
};

interface Secret {
  kept: Manifest["secret"];
  value: string;
  /** What the database of the backup had been brought to. */
  migrations: string[];
  /** How many members are bytes of files. */
  files: number;
}

const stamp = () => new Date().toISOString().slice(0, 19).replaceAll(":", "");

async function restoreSqlite(url: string, path: string, args: Args): Promise<Secret> {
  const old = existsSync(path) ? await standingSqlite(url, path) : null;
  refuseToReplace(old, args, path);
  mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.restoring`;
  rmSync(fresh, { force: true });
  try {
    const secret = await extract(args, "sqlite", fresh);
    await during("checking it", () => checkRestored(fresh));
    if (old) refuseWhileInUse(path, old);
    await withFiles(args, fileStore(), secret.files, async () => putInPlace(fresh, path, old !== null && old !== "empty"));
    return secret;
  } finally {
    for (const ending of ["", "-wal", "-shm", "-journal"]) rmSync(fresh + ending, { force: true });
  }
}

type Standing = "empty" | "full" | "unreadable";

async function standingSqlite(url: string, path: string): Promise<Standing> {
  if (statSync(path).size === 0) return "empty";
  try {
    const counts = await closing(createDb(url), ({ db }) => rowCounts(db));
    refuseWhileInUse(path, "full");
    return isEmpty(counts) ? "empty" : "full";
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return "unreadable";
  }
}

function refuseToReplace(old: Standing | null, args: Args, what: string): void {
  if (old === null || old === "empty" || args.on("force")) return;
  throw new Refusal(old === "full" ? `${what} holds a network already: replace it with --force` : `${what} is there and cannot be read: replace it with --force`);
}

/** Leaving WAL needs the file for oneself: it fails while any other process has it open. */
function refuseWhileInUse(path: string, old: Standing): void {
  if (old === "unreadable") return;
  const file = new Sqlite(path, { timeout: 300 });
  try {
    file.pragma("journal_mode = DELETE");
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith("SQLITE_BUSY")) throw new Refusal(`${path} is in use: stop the server first`);
    throw error;
  } finally {
    file.close();
  }
}

async function extract(args: Args, kind: Manifest["database"], into: string): Promise<Secret> {
  let value = "";
  const {
    secret,
    migrations: applied,
    members,
  } = await during("reading the backup", (progress) =>
    readArchive(
      args.file,
      async ({ name, sha256 }, content, manifest) => {
        if (manifest.database !== kind) throw new Refusal(`it is a backup of ${manifest.database === "sqlite" ? "SQLite" : "PostgreSQL"}, and DATABASE_URL names the other`);
        refuseNewer(manifest.migrations);
        if (name === DATABASE[kind]) await pipeline(content, createWriteStream(into, { mode: 0o600 }));
        else if (name === SECRET) for await (const chunk of content) value += Buffer.from(chunk).toString("utf8");
        else {
          refuseForeign(name, sha256);
          await skip(content);
        }
      },
      progress.at,
    ),
  ).catch((error: unknown) => {
    throw error instanceof Refusal ? new Refusal(`${args.typedFile} was not restored: ${error.message}`) : error;
  });
  if (!existsSync(into)) throw new Refusal(`${args.typedFile} was not restored: there is no database in it`);
  return { kept: secret, value: value.trim(), migrations: applied, files: members.filter(({ name }) => name.startsWith(FILES)).length };
}

function refuseNewer(applied: string[]): void {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = applied.find((name) => !known.has(name));
  if (unknown) throw new Refusal(`its database is of a newer version of Nodos (${unknown}): restore it with that one`);
}

function checkRestored(path: string): void {
  checkCopy(path);
  sync(path);
}

/** One rename; the old file stays beside it under another name. */
function putInPlace(fresh: string, path: string, keepOld: boolean): void {
  const { uid, gid, mode } = existsSync(path) ? statSync(path) : { ...statSync(dirname(path)), mode: 0o600 };
  chmodSync(fresh, mode & 0o777);
  if (process.getuid?.() === 0) chownSync(fresh, uid, gid); // restored by root, served by another user
  if (keepOld) {
    const aside = `${path}.before-restore-${stamp()}`;
    linkSync(path, aside);
    for (const ending of ["-wal", "-shm"]) if (existsSync(path + ending)) renameSync(path + ending, aside + ending);
    note(`the database that was there is kept as ${aside}`);
  }
  for (const ending of ["-wal", "-shm"]) rmSync(path + ending, { force: true });
  renameSync(fresh, path);
}

async function restorePostgres(url: string, args: Args): Promise<Secret> {
  const dump = join(tmpdir(), `nodos-restore-${process.pid}.pgdump`);
  const there = await closing(createDb(url), async ({ db }) => {
    refuseToReplace(isEmpty(await rowCounts(db)) ? "empty" : "full", args, shown(url));
    const others = await sql<{ count: number }>`SELECT count(*) AS count FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`.execute(db);
    if ((others.rows[0]?.count ?? 0) > 0 && !args.on("force")) throw new Refusal("other programs are connected to the database: stop the server first (or go on with --force)");
    return appliedMigrations(db);
  });
  try {
    const secret = await extract(args, "postgres", dump);
    // Tables of a later version would stay, and stand in the way of its migrations.
    if (there.some((name) => !secret.migrations.includes(name))) throw new Refusal("the database is of a newer version than the backup: restore into an empty one");
    await checkDump(dump);
    await withFiles(args, fileStore(), secret.files, () => restoreDump(url, dump));
    return secret;
  } finally {
    rmSync(dump, { force: true });
  }
}

/** The secret of the backup takes its place again, so that links in mails already sent keep working. */
function placeSecret(url: string, { kept, value }: Secret): void {
  const path = secretPath(url);
  if (process.env.SECRET) {
    if (process.env.SECRET !== value) note("SECRET is set in the environment and is not the one of the backup: links in mails sent before lead nowhere");
    return;
  }
  if (kept !== "here") {
    if (kept === "environment") note("the network's secret was in its environment and is not in the backup: set SECRET to what it was, or links in mails sent before lead nowhere");
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path) && readFileSync(path, "utf8").trim() !== value) renameSync(path, `${path}.before-restore-${stamp()}`);
  writeFileSync(`${path}.restoring`, value, { mode: 0o600 });
  const { uid, gid } = statSync(dirname(path));
  if (process.getuid?.() === 0) chownSync(`${path}.restoring`, uid, gid);
  renameSync(`${path}.restoring`, path);
}
