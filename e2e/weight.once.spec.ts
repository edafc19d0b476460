/** What a first visit costs on the wire, and that nothing needs a script to be read. */
import { readEnv } from "#app/config/env.server.ts";
import { expect, test } from "./fixtures.ts";
import { allPages, subjects, VISITOR } from "./pages.ts";
import { demoEnvironment, E2E_FOLDER } from "./place.ts";

const LIMIT = 60 * 1024;

test("no public page sends more than 60 KB compressed on first view of a phone, the pictures that people brought included", async ({ browser, database, baseURL }) => {
  test.setTimeout(300_000);
  const { deployment } = readEnv(demoEnvironment(E2E_FOLDER, new URL(baseURL ?? "").port));
  const heavy: string[] = [];
  const open = allPages(await subjects(database, deployment)).filter(({ as, path }) => as === VISITOR && !path.startsWith("/correo"));
  const weigh = async (path: string) => {
    const context = await browser.newContext({ baseURL: baseURL ?? "", viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    let bytes = 0;
    session.on("Network.loadingFinished", (event) => {
      bytes += event.encodedDataLength;
    });
    await page.goto(path, { waitUntil: "networkidle" });
    if (bytes > LIMIT) heavy.push(`${path}: ${Math.round(bytes / 1024)} KB`);
    if (bytes === 0) heavy.push(`${path}: nothing was measured`);
    await context.close();
  };
  // Four at a time: nearly all of it is waiting until nothing is sent any more.
  for (let from = 0; from < open.length; from += 4) await Promise.all(open.slice(from, from + 4).map(({ path }) => weigh(path)));
  expect(heavy).toEqual([]);
});
