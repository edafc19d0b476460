/** What the journeys add to the fixtures: a cast of one's own, other people's browsers, mails as they arrive, and no fault left unseen. */

import type { BrowserContext, Locator, Page } from "@playwright/test";
import ICAL from "ical.js";
import PostalMime from "postal-mime";
import { readEnv } from "#app/config/env.server.ts";
import { test as base, type CaughtMail, expect } from "./fixtures.ts";
import { type OwnCast, type OwnPerson, ownCast, ownTag } from "./own-cast.ts";
import { demoEnvironment, E2E_FOLDER } from "./place.ts";

export { linkIn } from "./fixtures.ts";
export { dayAhead, type OwnCast } from "./own-cast.ts";
export { expect };

interface Journey {
  cast: OwnCast;
  /** A browser of somebody else, open for as long as the test lasts: a person of the cast, the address of one of the network, or nobody. */
  browserOf: (who: OwnPerson | string | null) => Promise<Page>;
  /** Whether pages run scripts in this project. */
  scripts: boolean;
  noFaults: undefined;
}

export const test = base.extend<Journey>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  scripts: async ({}, use, info) => {
    await use(info.project.use.javaScriptEnabled !== false);
  },
  cast: async ({ database, baseURL }, use, info) => {
    const { deployment } = readEnv(demoEnvironment(E2E_FOLDER, new URL(baseURL ?? "").port));
    await use(ownCast(database, deployment, ownTag(info.project.name)));
  },
  browserOf: async ({ browser, enterAs, scripts }, use) => {
    const opened: BrowserContext[] = [];
    const faults: string[] = [];
    await use(async (who) => {
      const context = await browser.newContext({ javaScriptEnabled: scripts });
      watch(context, faults);
      opened.push(context);
      if (who) await enterAs(typeof who === "string" ? who : who.email, context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
    expect(faults, "faults in another browser").toEqual([]);
  },
  noFaults: [
    async ({ context }, use) => {
      const faults: string[] = [];
      watch(context, faults);
      await use(undefined);
      expect(faults, "faults on the way").toEqual([]);
    },
    { auto: true },
  ],
});

/** No page may break: no response of 500, no script that throws. */
function watch(context: BrowserContext, faults: string[]): void {
  context.on("response", (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  context.on("weberror", (error) => faults.push(String(error.error())));
}

/** What the page says happened. */
export async function expectSaid(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.getByRole("main").getByRole("status")).toContainText(text);
}

export async function expectTitle(page: Page, title: string | RegExp): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** A part of the page by its own title. */
export function section(page: Page, title: string | RegExp): Locator {
  return page
    .getByRole("main")
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: title }) });
}

/** Opens what is folded under those words. */
export async function unfold(where: Page | Locator, words: string | RegExp): Promise<void> {
  await where.locator("summary").filter({ hasText: words }).click();
}

/** Opens the menu of the header and takes one of its entries. */
export async function fromAccountMenu(page: Page, person: { first: string }, entry: string): Promise<void> {
  const header = page.getByRole("banner");
  await unfold(header, person.first);
  await header
    .getByRole("link", { name: entry })
    .or(header.getByRole("button", { name: entry }))
    .click();
}

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("Correo", { exact: true }).fill(email);
  await page.getByLabel("Clave", { exact: true }).fill(password);
  await page.getByRole("main").getByRole("button", { name: "Entrar" }).click();
}

export interface OpenedMail {
  subject: string;
  text: string;
  html: string;
  to: string[];
  messageId: string;
  /** The calendar part, as a mail program reads it; null where there is none. */
  calendar: OpenedInvite | null;
}

export interface OpenedInvite {
  /** In the part's header and in its body. */
  methods: (string | undefined)[];
  uid: string;
  sequence: number;
  status: string | null;
  summary: string;
  start: string;
  attendees: { address: string; partstat: string }[];
  /** The attached invite.ics has the same bytes. */
  sameFile: boolean;
}

/** Reads a caught mail's bytes as a mail program does. */
export async function openMail(mail: CaughtMail | undefined): Promise<OpenedMail> {
  if (!mail) throw new Error("no such mail was caught");
  const parsed = await PostalMime.parse(mail.raw);
  const asText = (content: string | ArrayBuffer | Uint8Array | undefined) => (typeof content === "string" ? content : Buffer.from((content ?? "") as Uint8Array).toString("utf8"));
  const part = parsed.attachments.find((each) => each.mimeType === "text/calendar");
  const file = parsed.attachments.find((each) => each.filename === "invite.ics" && each !== part);
  const to = (parsed.to ?? []).map((each) => each.address ?? "");
  const calendar = part ? readInvite(part.method, asText(part.content), file ? asText(file.content) : null) : null;
  return { subject: parsed.subject ?? "", text: parsed.text ?? "", html: parsed.html ?? "", to, messageId: parsed.messageId ?? "", calendar };
}

function readInvite(method: string | undefined, content: string, file: string | null): OpenedInvite {
  const whole = new ICAL.Component(ICAL.parse(content) as string[]);
  const event = whole.getFirstSubcomponent("vevent");
  if (!event) throw new Error("a calendar part without an event");
  const value = (name: string) => event.getFirstPropertyValue(name);
  return {
    methods: [method, String(whole.getFirstPropertyValue("method"))],
    uid: String(value("uid")),
    sequence: Number(value("sequence")),
    status: value("status") === null ? null : String(value("status")),
    summary: String(value("summary")),
    start: (value("dtstart") as ICAL.Time).toJSDate().toISOString(),
    attendees: event
      .getAllProperties("attendee")
      .map((each) => ({ address: String(each.getFirstValue()).replace(/^mailto:/i, ""), partstat: String(each.getParameter("partstat")) })),
    sameFile: file === content,
  };
}

/** Presses, types and chooses, and counts how often. */
export function handsOf(page: Page) {
  let acts = 0;
  const counted = async (act: Promise<unknown>) => {
    acts += 1;
    await act;
  };
  const main = page.getByRole("main");
  // Labels go on with «(opcional)» and hints.
  const field = (label: string) => main.getByLabel(new RegExp(`^${label}`));
  return {
    acts: () => acts,
    tap: (name: string | RegExp) => counted(main.getByRole("button", { name }).or(main.getByRole("link", { name })).first().click()),
    unfold: (words: string) => counted(unfold(main, words)),
    type: (label: string, text: string) => counted(field(label).fill(text)),
    choose: (label: string, option: string) => counted(field(label).selectOption(option)),
    tick: (label: string) => counted(field(label).check()),
    tickIn: (group: string, label: string) => counted(main.getByRole("group", { name: group, exact: true }).getByLabel(label).check()),
  };
}
