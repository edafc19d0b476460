/** `backup FILE`: one consistent copy of everything, made while the server writes, checked before it is called a backup. */
import { existsSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { secretPath } from "#app/config/env.server.ts";
import { createDb, type Database } from "#db/create.ts";
import { appliedMigrations } from "#db/migrate.ts";
import { type Contents, DATABASE, readArchive, SECRET, skip, writeArchive } from "./archive.ts";
import { closing, databaseUrl, sqlitePath, withDatabase } from "./open.ts";
import { dumpPostgres } from "./postgres-tools.ts";
import { inWords, rowCounts } from "./row-counts.ts";
import { count, during, megabytes, note, say } from "./terminal.ts";
import { type Args, Refusal, type Verb } from "./verb.ts";

export const backupVerb: Verb = {
  name: "backup",
  file: "FILE.tar.gz",
  help: `
Writes everything that a network is into one file: the database as it was at one instant, and the secret that signs cookies
and mailed links. The server may run meanwhile. The copy is checked (SQLite: every page, every reference) and the file is read
back before it gets its name; if anything fails there is no file.

The file is a gzipped tar; nodos-backup/nodos.db in it is a plain SQLite database, nodos-backup/nodos.pgdump one of pg_dump -Fc
(PostgreSQL needs its client programs on this machine). It holds people's data and the secret: keep it like a key.
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
    const rows = path ? await copySqlite(path, copy) : await dumpPostgres(url, copy).then(() => rowCounts(database.db));
    const secret = secretOf(url);
    const contents: Contents = { made_at: new Date().toISOString(), database: database.kind, migrations: await appliedMigrations(database.db), rows, secret: secret.is };
    await during("packing", (progress) => writeArchive(args.file, contents, { [DATABASE[database.kind]]: copy, ...secret.files }, progress));
    await during("reading it back", (progress) => readArchive(args.file, (_, content) => skip(content), progress.at));
    tell(args, contents);
    return 0;
  } finally {
    for (const ending of ["", "-wal", "-shm", "-journal"]) rmSync(copy + ending, { force: true });
  }
}

/** Pages at a step: a fraction of a second's work. */
const PAGES = 5_000;

/** Returns how many rows the copy has. */
async function copySqlite(path: string, copy: string): Promise<Record<string, number>> {
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
    const rows = await closing(createDb(`sqlite:${copy}`), ({ db }) => rowCounts(db));
    oneFile(copy);
    return rows;
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

function secretOf(url: string): { is: Contents["secret"]; files: Record<string, string> } {
  if (process.env.SECRET) return { is: "environment", files: {} };
  const path = secretPath(url);
  return existsSync(path) ? { is: "here", files: { [SECRET]: path } } : { is: "none", files: {} };
}

function tell(args: Args, contents: Contents): void {
  const size = statSync(args.file).size;
  if (args.on("json")) {
    say(JSON.stringify({ file: args.file, size, ...contents }, null, 2));
    return;
  }
  say(`${args.typedFile}: ${megabytes(size)}, checked and read back`);
  say(`  ${inWords(contents.rows)}`);
  if (contents.secret === "environment") note("SECRET is set in the environment and is not in the backup: keep it yourself, without it links in mails already sent lead nowhere");
  if (contents.secret === "none") note("no secret was found beside the database (no server has run here yet)");
}
