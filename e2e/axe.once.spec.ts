/** Accessibility of every page: WCAG 2.2 AA by axe, at phone width and at desk width, in light and dark; nothing scrolls sideways. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { readEnv } from "#app/config/env.server.ts";
import { expect, test } from "./fixtures.ts";
import { allPages, subjects, VISITOR } from "./pages.ts";
import { demoEnvironment, E2E_FOLDER } from "./place.ts";

test.describe.configure({ mode: "parallel" });

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The sandboxed frame that shows a mail is the mail's own document, tested with the mails; so frames need no page of their own ("legacy mode": half the time). What is right is not described (a third less). */
const axe = (page: Page) =>
  new AxeBuilder({ page })
    .exclude("iframe")
    .setLegacyMode(true)
    .options({ resultTypes: ["violations"] });

type Found = Awaited<ReturnType<ReturnType<typeof axe>["analyze"]>>["violations"];

const COLOURS = ["color-contrast", "link-in-text-block"];

/** One load, seen three ways: a page is laid out by CSS alone. Colours are the same at every width: the dark ones are looked at on the phone, the light ones on the desk. */
async function violationsOf(page: Page): Promise<{ where: string; violations: Found }[]> {
  const phone = await axe(page).withTags(TAGS).disableRules(COLOURS).analyze();
  // The document is the same in the dark: only its colours can be wrong.
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const dark = await axe(page).withRules(COLOURS).analyze();
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 1280, height: 800 });
  const desk = await axe(page).withTags(TAGS).analyze();
  return [
    { where: "360 px", violations: phone.violations },
    { where: "360 px, dark", violations: dark.violations },
    { where: "1280 px", violations: desk.violations },
  ];
}

const overflowOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const half of [0, 1]) {
  test(`axe finds nothing on any page at 360 px, light and dark, and at 1280 px (half ${half + 1} of the pages)`, async ({ page, context, database, enterAs, baseURL }) => {
    test.setTimeout(600_000);
    const { deployment } = readEnv(demoEnvironment(E2E_FOLDER, new URL(baseURL ?? "").port));
    const found: string[] = [];
    let who = VISITOR;
    const pages = allPages(await subjects(database, deployment)).filter((_, n) => n % 2 === half);
    for (const { as, path } of pages) {
      if (as !== who) {
        await context.clearCookies();
        if (as !== VISITOR) await enterAs(as);
        who = as;
      }
      await page.setViewportSize({ width: 360, height: 800 });
      // Without motion: a colour that is still on its way from one scheme to the other is neither.
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await page.goto(path);
      const narrow = await overflowOf(page);
      if (narrow > 0) found.push(`${path} scrolls sideways by ${narrow} px at 360 px`);
      for (const { where, violations } of await violationsOf(page)) {
        for (const { id, nodes } of violations) {
          const targets = nodes.map((node) => node.target.join(" ")).slice(0, 3);
          found.push(`${path} at ${where} ${id}: ${targets.join(" | ")}`);
        }
      }
      const wide = await overflowOf(page);
      if (wide > 0) found.push(`${path} scrolls sideways by ${wide} px at 1280 px`);
    }
    expect(found).toEqual([]);
  });
}
