/** `check`: is the data whole (the file, the references) and in order (what the code relies on)? Changes nothing. */
import { existsSync, statSync } from "node:fs";
import { secretPath } from "#app/config/env.server.ts";
import type { Database } from "#db/create.ts";
import { appliedMigrations, pendingMigrations } from "#db/migrate.ts";
import { migrations } from "#db/migrations/index.ts";
import { fileFindings } from "./check-files.ts";
import { type Finding, RULES } from "./check-rules.ts";
import { filePages } from "./check-storage.ts";
import { databaseUrl, withDatabase } from "./open.ts";
import { count, during, say } from "./terminal.ts";
import { commandLine, type Verb } from "./verb.ts";

export const checkVerb: Verb = {
  name: "check",
  help: `
Reads the database and says what is wrong; changes nothing, and the server may run meanwhile. Every page and reference of an
SQLite file (PostgreSQL: that every table can be read), then what the program relies on: seats counted right and never more
than there are, unsent mail that still has its bytes, and so on; then that every file that the database names is where
STORAGE_URL says, whole by its size. With --deep every file is read, byte by byte. Exit code 1 where something is wrong;
advice alone is 0.`,
  options: { deep: { type: "boolean", about: "read every file, too: it may take long" }, json: { type: "boolean", about: "the result as JSON on stdout" } },
  run: (args) =>
    withDatabase(async (database) => {
      const findings = await during("checking", (progress) => examine(database, args.on("deep"), progress.at));
      const wrong = findings.filter((finding) => finding.is === "wrong").length;
      if (args.on("json")) say(JSON.stringify({ ok: wrong === 0, findings }, null, 2));
      else {
        for (const { is, says, rows } of findings) {
          say(`${{ ok: "ok    ", advice: "advice", wrong: "WRONG " }[is]}  ${says}`);
          for (const row of rows ?? []) say(`          ${row}`);
        }
        say(wrong === 0 ? "Everything is in order." : `${count(wrong, "thing")} wrong.`);
      }
      return wrong === 0 ? 0 : 1;
    }),
};

async function examine(database: Database, deep: boolean, tell: (far: string) => void): Promise<Finding[]> {
  const version = await versionFindings(database);
  const storage = await filePages(database, tell);
  // The rules read the tables of this version.
  if (version.some((finding) => finding.is === "wrong") || storage.some((finding) => finding.is === "wrong")) return [...version, ...storage];
  const findings = [...version, ...storage];
  for (const [index, rule] of RULES.entries()) {
    tell(`${index + 1} of ${RULES.length}`);
    findings.push(await rule(database.db, new Date()));
  }
  return [...findings, ...(await fileFindings(database.db, deep, tell)), secretFinding()];
}

async function versionFindings({ db }: Database): Promise<Finding[]> {
  const pending = await pendingMigrations(db);
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = (await appliedMigrations(db)).filter((name) => !known.has(name));
  if (unknown.length > 0) return [{ is: "wrong", says: `the database is of a newer version than this program: it has ${unknown.join(", ")}` }];
  if (pending.length > 0) return [{ is: "wrong", says: `${count(pending.length, "migration")} not applied (${pending.join(", ")}): ${commandLine("migrate")}` }];
  return [{ is: "ok", says: "the database is of this version" }];
}

function secretFinding(): Finding {
  if (process.env.SECRET) return { is: "ok", says: "the secret is in the environment (backups do not hold it)" };
  const path = secretPath(databaseUrl());
  if (!existsSync(path)) return { is: "advice", says: `there is no secret at ${path} yet: the server makes it when it starts` };
  if ((statSync(path).mode & 0o077) !== 0) return { is: "advice", says: `others on this machine can read ${path}: chmod 600` };
  return { is: "ok", says: "the secret is readable by its owner only" };
}
