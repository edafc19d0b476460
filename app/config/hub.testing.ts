/** The command line as an administrator has it: a process of its own, in a folder and on a database that are one test's alone. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { createDb, type Database } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { migrate } from "#db/migrate.ts";
import { seedPlaces } from "#db/seed-places.ts";

const HUB = fileURLToPath(new URL("hub.ts", import.meta.url));
/** A process a call: most of its time would go into compiling the same modules. */
const COMPILED = fileURLToPath(new URL("../../.cache/compiled", import.meta.url));
/** Several processes a test; on a busy machine each takes a second or two. */
export const PATIENCE = 90_000;

export interface Said {
  code: number;
  out: string;
  err: string;
}

export interface Place extends AsyncDisposable {
  folder: string;
  url: string;
  hub: (...args: string[]) => Promise<Said>;
  /** With other variables than this place has. */
  hubWith: (env: Record<string, string>, ...args: string[]) => Promise<Said>;
  /** The same database, opened for as long as the work lasts. */
  open: <T>(work: (database: Database) => Promise<T>) => Promise<T>;
  write: (name: string, content: string | Uint8Array) => string;
  /** An empty database more; on SQLite in the same folder. */
  another: () => Promise<string>;
}

/** Nothing is made: on SQLite no file, on PostgreSQL an empty database. `migratedPlace` has a database in it. */
export async function place(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), "nodos-hub-"));
  const endings: (() => Promise<void>)[] = [];
  const another = async () => {
    if (process.env.TEST_DB !== "postgres") return `sqlite:data/${newId()}.db`;
    const made = await newPostgresDatabase(process.env.TEST_POSTGRES_URL ?? "");
    endings.push(made.drop);
    return made.url;
  };
  const url = process.env.TEST_DB === "postgres" ? await another() : "sqlite:data/nodos.db";
  const hubWith = (env: Record<string, string>, ...args: string[]) => run(folder, { DATABASE_URL: url, ...env }, args);
  return {
    folder,
    url,
    hubWith,
    hub: (...args) => hubWith({}, ...args),
    open: async (work) => {
      const database = createDb(url.startsWith("sqlite:") ? `sqlite:${join(folder, url.slice("sqlite:".length))}` : url, { poolSize: 2 });
      try {
        return await work(database);
      } finally {
        await database.close();
      }
    },
    write: (name, content) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
      return name;
    },
    another,
    [Symbol.asyncDispose]: async () => {
      for (const end of endings) await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A place with a database of this version and, `with` a person, the administrator Ana Díaz. */
export async function migratedPlace({ person = false } = {}): Promise<Place> {
  const made = await place();
  await made.open(async ({ db, kind }) => {
    await migrate(db, kind === "postgres");
    await seedPlaces(db);
    const times = { email_confirmed_at: NOW, admin_since: NOW, created_at: NOW, updated_at: NOW };
    if (person)
      await db
        .insertInto("people")
        .values({ id: newId(), name: "Ana Díaz", email: "ana@liceo.cl", position: "team", search_text: "ana diaz", ...times })
        .execute();
  });
  return made;
}

const NOW = "2026-11-21T15:00:00.000Z";

function run(cwd: string, env: Record<string, string>, args: string[]): Promise<Said> {
  const { PATH = "", HOME = "" } = process.env;
  const environment = { PATH, HOME, NODE_COMPILE_CACHE: COMPILED, TZ: "America/Santiago", PUBLIC_URL: "https://nodos.example", ...env } as Record<
    string,
    string
  > as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, [HUB, ...args], {
    cwd,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: Said = { code: -1, out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    said.out += chunk.toString("utf8");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    said.err += chunk.toString("utf8");
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ ...said, code: code ?? -1 })));
}

async function newPostgresDatabase(server: string) {
  const name = `hub_${newId().replaceAll("-", "")}`;
  const onServer = async (statement: ReturnType<typeof sql>) => {
    const admin = createDb(server, { poolSize: 1 });
    await statement.execute(admin.db);
    await admin.close();
  };
  await onServer(sql`CREATE DATABASE ${sql.id(name)}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(sql`DROP DATABASE ${sql.id(name)} WITH (FORCE)`) };
}

/** What an administrator reads last on stderr; it is never a stack. */
export function reason({ err }: Said): string {
  return err.trim().split("\n").at(-1) ?? "";
}
