/** What the journeys share: entering as somebody of the cast without the form, and the mailbox of the demo. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { readEnv } from "#app/config/env.server.ts";
import type { Deployment } from "#app/domain/context.ts";
import { startSession } from "#app/domain/identity/sessions.server.ts";
import { sessionCookie } from "#app/http/session-cookie.server.ts";
import { makeWorker } from "#app/jobs/worker.ts";
import { createDb, type Database } from "#db/create.ts";
import { freePort } from "#db/testing-port.ts";
import { demoEnvironment, E2E_FOLDER } from "./place.ts";

export { expect };

/** The Cookie header of a fresh session of somebody of the cast. */
export async function cookieOf({ db }: Database, deployment: Deployment, email: string, now = new Date().toISOString()): Promise<string> {
  const person = await db.selectFrom("people").select("id").where("email", "=", email).executeTakeFirstOrThrow();
  const ctx = { db, deployment, actor: null, now, wake: () => undefined };
  const session = await startSession(ctx, person.id, "Playwright");
  return sessionCookie(deployment, session.id, session.until).split(";")[0] ?? "";
}

export interface OwnServer {
  url: string;
  database: Database;
  deployment: Deployment;
  /** What its clock says. */
  now: () => string;
  /**
   * Of a server with `clock`: puts its clock on an instant, later than it is, and does all that its worker has to do then. When it comes back, every job
   * has run and every mail is in the queue. Sessions run out by that clock too: enter anew after a leap of weeks (`cookieOf(…, server.now())`).
   */
  moveTo: (instant: string) => Promise<void>;
  /** Does all that a worker has to do now, as another worker beside the server's own would. */
  runJobs: () => Promise<void>;
  stop: () => Promise<void>;
}

/** A server of the example network for one spec alone, on a port of its own; with `clock`, one whose clock can be moved. */
export async function startOwnServer(name: string, { clock = false }: { clock?: boolean } = {}): Promise<OwnServer> {
  const port = await freePort();
  const folder = `.cache/e2e/${name}`;
  const preload = clock ? ["--import", "./e2e/moved-clock.ts"] : [];
  const child = spawn(process.execPath, [...preload, "e2e/serve.ts", folder, String(port)], {
    stdio: ["ignore", "pipe", "inherit", ...(clock ? (["ipc"] as const) : [])],
    env: { ...process.env, LOG_LEVEL: "warn", NODE_ENV: "production" },
  });
  await saidReady(child);
  const env = readEnv(demoEnvironment(folder, String(port)));
  const database = createDb(env.databaseUrl);
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const runJobs = async () => {
    const worker = makeWorker(env, database, { now });
    while (await worker.runOnce());
    await worker.close(0);
  };
  const moveTo = async (instant: string) => {
    ahead = Date.parse(instant) - Date.now();
    const taken = once(child, "message");
    child.send({ ahead });
    await taken;
    await runJobs();
  };
  const stop = async () => {
    child.kill("SIGKILL");
    await database.close();
  };
  return { url: `http://127.0.0.1:${port}`, database, deployment: env.deployment, now: () => new Date(now()).toISOString(), moveTo, runJobs, stop };
}

/** The address in the line "ready http://…" that a server process prints. */
export function saidReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`a server process ended with ${code}`)));
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const url = /ready (\S+)/.exec(said)?.[1];
      if (url) resolve(url);
    });
  });
}

export interface CaughtMail {
  id: string;
  subject: string;
  raw: string;
  kind: string;
}

interface Fixtures {
  /** Gives this browser the session of the person with that address. */
  enterAs: (email: string, context?: BrowserContext) => Promise<void>;
  /** Mails caught for an address, newest first. */
  mailFor: (email: string) => Promise<CaughtMail[]>;
  database: Database;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  database: async ({}, use) => {
    const database = createDb(`sqlite:${E2E_FOLDER}/nodos.db`);
    await use(database);
    await database.close();
  },
  enterAs: async ({ context, database, baseURL }, use) => {
    const { deployment } = readEnv(demoEnvironment(E2E_FOLDER, new URL(baseURL ?? "").port));
    await use(async (email, other) => {
      const [name = "", value = ""] = (await cookieOf(database, deployment, email)).split("=");
      await (other ?? context).addCookies([{ name, value, url: baseURL ?? "" }]);
    });
  },
  mailFor: async ({ database }, use) => {
    await use(async (email) => {
      const rows = await database.db
        .selectFrom("outbox")
        .select(["id", "subject", "raw", "kind"])
        .where("to_email", "=", email)
        .orderBy("created_at", "desc")
        .orderBy("id", "desc")
        .execute();
      return rows.map((row) => ({ ...row, raw: row.raw ?? "" }));
    });
  },
});

/** The first link in a caught mail's plain text that matches. */
export async function linkIn(mail: CaughtMail | undefined, pattern: RegExp): Promise<string> {
  if (!mail) throw new Error("no such mail was caught");
  const { default: PostalMime } = await import("postal-mime");
  const parsed = await PostalMime.parse(mail.raw);
  const link = (parsed.text ?? "").match(/https?:\/\/[^\s)>\]]+/g)?.find((url) => pattern.test(url));
  if (!link) throw new Error(`no link like ${pattern} in:\n${parsed.text}`);
  return link;
}

/** No page may break: fails when a response is 500 or a script throws. */
export function watchForFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on("response", (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  page.on("pageerror", (error) => {
    // Chromium's own word for a CSS view transition that a second navigation cut short; no script of ours is involved.
    if (!/Transition was (aborted|skipped)/.test(String(error))) faults.push(String(error));
  });
  return faults;
}
