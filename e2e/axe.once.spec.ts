/** Accessibility of every page: WCAG 2.2 AA by axe, at phone width light and dark, at desk width light (the dark has the same colours there); nothing scrolls sideways. */
import AxeBuilder from "@axe-core/playwright";
import { readEnv } from "#app/config/env.server.ts";
import { expect, test } from "./fixtures.ts";
import { allPages, subjects, VISITOR } from "./pages.ts";
import { demoEnvironment, E2E_FOLDER } from "./place.ts";

test.describe.configure({ mode: "parallel" });

const RUNS = [
  { width: 360, said: "light and dark", dark: true },
  { width: 1280, said: "light", dark: false },
];

for (const { width, said, dark } of RUNS) {
  test(`axe finds nothing on any page at ${width} px, ${said}`, async ({ page, context, database, enterAs, baseURL }) => {
    test.setTimeout(600_000);
    const { deployment } = readEnv(demoEnvironment(E2E_FOLDER, new URL(baseURL ?? "").port));
    await page.setViewportSize({ width, height: 800 });
    const found: string[] = [];
    let who = VISITOR;
    for (const { as, path } of allPages(await subjects(database, deployment))) {
      if (as !== who) {
        await context.clearCookies();
        if (as !== VISITOR) await enterAs(as);
        who = as;
      }
      // Without motion: a colour that is still on its way from one scheme to the other is neither.
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await page.goto(path);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) found.push(`${path} scrolls sideways by ${overflow} px`);
      // The sandboxed frame that shows a mail is the mail's own document, tested with the mails.
      const builder = () => new AxeBuilder({ page }).exclude("iframe");
      const all = await builder().withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
      const violations = [...all.violations];
      if (dark) {
        // The document is the same in the dark: only its colours can be wrong.
        await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
        violations.push(...(await builder().withRules(["color-contrast", "link-in-text-block"]).analyze()).violations);
      }
      for (const violation of violations)
        found.push(
          `${path} ${violation.id}: ${violation.nodes
            .map((node) => node.target.join(" "))
            .slice(0, 3)
            .join(" | ")}`,
        );
    }
    expect(found).toEqual([]);
  });
}
