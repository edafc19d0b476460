/** A thousand hostile values over the fields of all forms, a thirtieth of them through each: never a 500, and no script of theirs ever runs. */
import type { Browser, Page } from "@playwright/test";
import { cookieOf, expect, type OwnServer, startOwnServer, test } from "./fixtures.ts";
import { hostileValues } from "./hostile-values.ts";
import { allPages, subjects, VISITOR } from "./pages.ts";

interface FoundForm {
  as: string;
  action: string;
  multipart: boolean;
  fields: [string, string][];
  typed: string[];
}

/** The POST forms of a page, with what they would send untouched, and the names of the fields a person may change. */
async function formsOf(page: Page, as: string): Promise<FoundForm[]> {
  return page.evaluate((who) => {
    const forms = [...document.forms].filter((form) => form.method === "post");
    return forms.map((form) => {
      const submit = form.querySelector<HTMLButtonElement>("button[name]");
      const fields = [...new FormData(form, submit)].filter((entry): entry is [string, string] => typeof entry[1] === "string");
      const names = [...form.elements].map((element) => (element as HTMLInputElement).name).filter(Boolean);
      return { as: who, action: form.action || location.href, multipart: form.enctype === "multipart/form-data", fields, typed: [...new Set(names)] };
    });
  }, as);
}

/** One form of a kind is enough: the same action path with the same field names, ids and names of works, nodes and schools aside. */
const kindOf = (form: FoundForm) => {
  const path = new URL(form.action).pathname
    .replace(/[0-9a-f-]{36}/g, ":id")
    .replace(/^\/(recursos|experiencias|colecciones|convocatorias|nodos|establecimientos)\/[^/]+\//, "/$1/:slug/");
  return `${form.as} ${path} ${form.typed.sort().join()}`;
};

async function send(server: OwnServer, cookie: string, form: FoundForm, changes: Map<string, string>): Promise<number> {
  const body = form.multipart ? new FormData() : new URLSearchParams();
  for (const [name, value] of form.fields) if (!changes.has(name)) body.append(name, value);
  for (const [name, value] of changes) body.append(name, value);
  const response = await fetch(form.action, { method: "POST", body, redirect: "manual", headers: { cookie, origin: server.url } });
  await response.arrayBuffer();
  return response.status;
}

const SHARES = 30;

/** One window a person, opened when first asked for. */
function pageFor(browser: Browser, url: string, cookies: Map<string, string>, onDialog: (message: string) => void = () => undefined) {
  const open = new Map<string, Promise<Page>>();
  const make = async (as: string) => {
    const context = await browser.newContext({ baseURL: url });
    const [name = "", value = ""] = (cookies.get(as) ?? "").split("=");
    if (name) await context.addCookies([{ name, value, url }]);
    const page = await context.newPage();
    page.on("dialog", (dialog) => {
      onDialog(`${page.url()}: ${dialog.message()}`);
      void dialog.dismiss();
    });
    return page;
  };
  return (as: string): Promise<Page> => {
    const page = open.get(as) ?? make(as);
    open.set(as, page);
    return page;
  };
}

test("1,000 hostile values over all forms, 33 through each: no 500, no script runs", async ({ browser }) => {
  test.setTimeout(900_000);
  const server = await startOwnServer("hostile");
  try {
    const values = hostileValues(1_000);
    const pages = allPages(await subjects(server.database, server.deployment));
    const cookies = new Map<string, string>([[VISITOR, ""]]);
    for (const { as } of pages) if (!cookies.has(as)) cookies.set(as, await cookieOf(server.database, server.deployment, as));
    const forms = new Map<string, FoundForm>();
    const openAs = pageFor(browser, server.url, cookies);
    for (const { as, path } of pages) {
      const page = await openAs(as);
      await page.goto(path);
      for (const form of await formsOf(page, as)) if (!forms.has(kindOf(form))) forms.set(kindOf(form), form);
    }
    expect(forms.size).toBeGreaterThan(20);
    const broken: string[] = [];
    for (const [place, form] of [...forms.values()].entries()) {
      // A share of the values, other ones for the next form: neighbours take them all.
      const own = values.filter((_, n) => n % SHARES === place % SHARES);
      const fields = form.typed.length > 0 ? form.typed : ["intent"];
      for (let from = 0; from < own.length; from += 8) {
        const batch = own.slice(from, from + 8).map(async (value, offset) => {
          const n = from + offset;
          // One field at a time, then all at once; and now and then a field that no form has.
          const names = n % 5 === 4 ? fields : [fields[n % fields.length] ?? ""];
          const changes = new Map(names.map((each) => [each, value]));
          if (n % 50 === 0) changes.set("__proto__", value).set("constructor[prototype]", value).set(value.slice(0, 50), value);
          const status = await send(server, cookies.get(form.as) ?? "", form, changes);
          if (status >= 500) broken.push(`${status} ${new URL(form.action).pathname} ${names.join()}=${JSON.stringify(value).slice(0, 120)}`);
        });
        await Promise.all(batch);
      }
      // Signing out and the like end the session the next forms need.
      if (form.as !== VISITOR) cookies.set(form.as, await cookieOf(server.database, server.deployment, form.as).catch(() => cookies.get(form.as) ?? ""));
    }
    expect(broken.slice(0, 20)).toEqual([]);
    const ran: string[] = [];
    const lookAs = pageFor(browser, server.url, cookies, (dialog) => ran.push(`a dialog «${dialog}»`));
    for (const { as, path } of pages) {
      const page = await lookAs(as);
      const response = await page.goto(path);
      if ((response?.status() ?? 500) >= 500) ran.push(`${path}: ${response?.status()}`);
      if (await page.evaluate(() => "pwned" in window)) ran.push(`${path}: a script ran`);
    }
    expect(ran).toEqual([]);
  } finally {
    await server.stop();
  }
});
