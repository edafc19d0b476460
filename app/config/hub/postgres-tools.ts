/** pg_dump and pg_restore, which come with PostgreSQL's client programs. */
import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { during, megabytes } from "./terminal.ts";
import { Refusal } from "./verb.ts";

/** Of the state that an open transaction sees and has exported. */
export async function dumpPostgres(url: string, file: string, snapshot: string): Promise<void> {
  await during("dumping the database", async (progress) => {
    const ticking = setInterval(() => progress.at(existsSync(file) ? megabytes(statSync(file).size) : ""), 1_000);
    try {
      await run("pg_dump", url, ["--format=custom", "--no-owner", "--no-privileges", `--snapshot=${snapshot}`, `--file=${file}`]);
    } finally {
      clearInterval(ticking);
    }
  });
}

/** Proves that the dump can be read, without a database. */
export async function checkDump(file: string): Promise<void> {
  await run("pg_restore", null, ["--list", file]);
}

/** In one transaction: everything or nothing. What is there already is replaced. */
export async function restoreDump(url: string, file: string): Promise<void> {
  await during("restoring the database", () =>
    run("pg_restore", url, ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", file]),
  );
}

function run(program: string, url: string | null, args: string[]): Promise<void> {
  const { bare, password } = split(url ?? "");
  // Not on the command line, where every process of the machine could read the password.
  const env = { ...process.env, ...(password ? { PGPASSWORD: password } : {}), LC_MESSAGES: "C" };
  const child = spawn(program, [...(url ? [`--dbname=${bare}`, "--no-password"] : []), ...args], { stdio: ["ignore", "ignore", "pipe"], env });
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
    child.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        error.code === "ENOENT"
          ? new Refusal(`${program} is not on this machine (Debian: apt-get install postgresql-client): a PostgreSQL database is backed up and restored with its own programs`)
          : error,
      );
    });
    child.once("close", (code) => {
      const [reason] = said.split("\n").filter((line) => line.trim() !== "" && !line.includes("NOTICE"));
      if (code === 0) resolve();
      else reject(new Refusal(reason?.trim() ?? `${program} failed`));
    });
  });
}

function split(url: string): { bare: string; password: string } {
  const match = /^(postgres(?:ql)?:\/\/[^:@/]*):([^@/]*)@(.*)$/s.exec(url);
  return match ? { bare: `${match[1]}@${match[3]}`, password: decodeURIComponent(match[2] ?? "") } : { bare: url, password: "" };
}
