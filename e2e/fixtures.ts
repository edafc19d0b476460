/** What the journeys share: entering as somebody of the cast without the form, and the mailbox of the demo. */
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { readEnv } from "#app/config/env.server.ts";
import { startSession } from "#app/domain/identity/sessions.server.ts";
import { sessionCookie } from "#app/http/session-cookie.server.ts";
import { createDb, type Database } from "#db/create.ts";
import { E2E_DATABASE } from "./place.ts";

export { expect };

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
    const database = createDb(E2E_DATABASE);
    await use(database);
    await database.close();
  },
  enterAs: async ({ context, database, baseURL }, use) => {
    const { deployment } = readEnv({ PUBLIC_URL: baseURL, DATABASE_URL: E2E_DATABASE, NODOS_DEMO: "1" });
    await use(async (email, other) => {
      const person = await database.db.selectFrom("people").select("id").where("email", "=", email).executeTakeFirstOrThrow();
      const ctx = { db: database.db, deployment, actor: null, now: new Date().toISOString(), wake: () => undefined };
      const session = await startSession(ctx, person.id, "Playwright");
      const [pair] = sessionCookie(deployment, session.id, session.until).split(";");
      const [name, value] = (pair ?? "").split("=");
      await (other ?? context).addCookies([{ name: name ?? "", value: value ?? "", url: baseURL ?? "" }]);
    });
  },
  mailFor: async ({ database }, use) => {
    await use(async (email) => {
      const rows = await database.db.selectFrom("outbox").select(["id", "subject", "raw", "kind"]).where("to_email", "=", email).orderBy("created_at", "desc").orderBy("id", "desc").execute();
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
  page.on("pageerror", (error) => faults.push(String(error)));
  return faults;
}
