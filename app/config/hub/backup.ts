/** `backup FILE`: one consistent copy of everything, made while the server writes, checked before it is called a backup. */
import { existsSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { secretPath } from "#app/config/env.server.ts";
import { createDb, type Database, type Db } from "#db/create.ts";
import { appliedMigrations } from "#db/migrate.ts";
import { type Contents, DATABASE, localSource, readArchive, SECRET, skip, writeArchive } from "./archive.ts";
import { closing, databaseUrl, fileStore, sqlitePath, withDatabase } from "./open.ts";
import { dumpPostgres } from "./postgres-tools.ts";
import { inWords, rowCounts } from "./row-counts.ts";
import { contentsNamedIn, type NamedContent, sourcesOf, sumOf } from "./stored-files.ts";
import { count, during, megabytes, note, say } from "./terminal.ts";
import { type Args, Refusal, type Verb } from "./verb.ts";

export const backupVerb: Verb = {
  name: "backup",
  file: "FILE.tar.gz",
  help: `
Writes everything that a network is into one file: the database as it was at one instant, the files that it names (from where
STORAGE_URL says), and the secret that signs cookies and mailed links. The server may run meanwhile. The copy is checked
(SQLite: every page, every reference), every file is there and has the bytes that it should have, and the backup is read back
before it gets its name; if anything fails there is none.

It is a gzipped tar; nodos-backup/nodos.db in it is a plain SQLite database, nodos-backup/nodos.pgdump one of pg_dump -Fc
(PostgreSQL needs its client programs on this machine), nodos-backup/files/… the files under the SHA-256 of what is in them. It
holds people's data and the secret: keep it like a key.
If SECRET is set in the environment it is not in the file: keep it yourself.

Every night, with cron:  npm run -s hub -- backup /srv/backups/nodos-$(date +%F).tar.gz`,
  options: {
    force: { type: "boolean", about: "replace FILE if it is there" },
    json: { type: "boolean", about: "the result as JSON on stdout" },
  },
  run: async (args) => {
    if (existsSync(args.file) && !args.on("force")) throw new Refusal(`${args.typedFile} is there already: choose another name, or replace it with --force`);
    if (!existsSync(dirname(args.file))) throw new Refusal(`there is no folder ${dirname(args.file)}`);
    return withDatabase((database) => backup(database, args));
  },
};

async function backup(database: Database, args: Args): Promise<number> {
  const copy = `${args.file}.copy`;
  const url = databaseUrl();
  const path = sqlitePath(url);
  rmSync(copy, { force: true });
  try {
    // The database first, then what it names: bytes stay for a day after their last row has gone (decision 0008).
    const { named, ...copied } = path ? await copySqlite(path, copy) : await copyPostgres(database, url, copy);
    const files = await during("looking for the files", () => sourcesOf(fileStore(), named));
    const secret = secretOf(url);
    const contents: Contents = { made_at: new Date().toISOString(), database: database.kind, ...copied, secret: secret.is, files: sumOf(named) };
    const sources = [await localSource(DATABASE[database.kind], copy), ...(secret.path ? [await localSource(SECRET, secret.path)] : []), ...files];
    await during("packing", (progress) => writeArchive(args.file, contents, sources, progress));
    await during("reading it back", (progress) => readArchive(args.file, (_, content) => skip(content), progress.at));
    tell(args, contents);
    return 0;
  } finally {
    for (const ending of ["", "-wal", "-shm", "-journal"]) rmSync(copy + ending, { force: true });
  }
}

interface Copied {
  migrations: string[];
  rows: Record<string, number>;
  named: NamedContent[];
}

/** What the copy is and says, not what the database says by then. */
async function described(db: Db): Promise<Copied> {
  return { migrations: await appliedMigrations(db), rows: await rowCounts(db), named: await contentsNamedIn(db) };
}

/** pg_dump and we see the same state. */
async function copyPostgres({ db }: Database, url: string, copy: string): Promise<Copied> {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (tx) => {
      const { rows } = await sql<{ id: string }>`SELECT pg_export_snapshot() AS id`.execute(tx);
      await dumpPostgres(url, copy, rows[0]?.id ?? "");
      return described(tx);
    });
}

/** Pages at a step: a fraction of a second's work. */
const PAGES = 5_000;

async function copySqlite(path: string, copy: string): Promise<Copied> {
  const source = new Sqlite(path, { fileMustExist: true, timeout: 10_000 });
  try {
    // The open transaction holds one state of the database. Without it SQLite begins the copy anew whenever another process has
    // written, which on a busy server is for ever.
    source.exec("BEGIN");
    source.prepare("SELECT count(*) FROM sqlite_master").get();
    await during("copying the database", (progress) =>
      source.backup(copy, {
        progress: ({ totalPages, remainingPages }) => {
          progress.at(`${Math.floor(((totalPages - remainingPages) / Math.max(1, totalPages)) * 100)} %`);
          return PAGES;
        },
      }),
    );
    source.exec("COMMIT");
  } finally {
    source.close();
  }
  return during("checking the copy", async () => {
    checkCopy(copy);
    const copied = await closing(createDb(`sqlite:${copy}`), ({ db }) => described(db));
    oneFile(copy);
    return copied;
  });
}

/** Throws where a page is broken or a reference leads nowhere. */
export function checkCopy(path: string): void {
  const file = new Sqlite(path, { fileMustExist: true });
  try {
    const [found] = file.pragma("integrity_check") as { integrity_check: string }[];
    if (found?.integrity_check !== "ok") throw new Refusal(`the database is damaged, so this is no backup: ${found?.integrity_check}`);
    const lost = (file.pragma("foreign_key_check") as { table: string }[]).length;
    if (lost > 0) throw new Refusal(`the database has ${count(lost, "reference")} that lead nowhere, so this is no backup: see  npm run hub -- check`);
  } finally {
    file.close();
  }
}

/** Everything in the one file, nothing beside it. */
function oneFile(path: string): void {
  const file = new Sqlite(path, { fileMustExist: true });
  file.pragma("journal_mode = DELETE");
  file.close();
}

function secretOf(url: string): { is: Contents["secret"]; path?: string } {
  if (process.env.SECRET) return { is: "environment" };
  const path = secretPath(url);
  return existsSync(path) ? { is: "here", path } : { is: "none" };
}

function tell(args: Args, contents: Contents): void {
  const size = statSync(args.file).size;
  if (args.on("json")) {
    say(JSON.stringify({ file: args.file, size, ...contents }, null, 2));
    return;
  }
  say(`${args.typedFile}: ${megabytes(size)}, checked and read back`);
  say(`  ${inWords(contents.rows)}`);
  if (contents.files.contents > 0) say(`  ${count(contents.files.contents, "content")} of files, ${megabytes(contents.files.bytes)}`);
  if (contents.secret === "environment") note("SECRET is set in the environment and is not in the backup: keep it yourself, without it links in mails already sent lead nowhere");
  if (contents.secret === "none") note("no secret was found beside the database (no server has run here yet)");
}
