import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { testDb } from "#db/testing.ts";
import { benchEnv } from "./env.ts";
import { generate, SMALL } from "./generate.ts";
import { journeyOf } from "./journey.ts";
import { MOST_QUERIES, measurePages } from "./pages.ts";

/** `npm test` builds first; a single file may be run without. */
const built = existsSync(new URL("../build/server/index.js", import.meta.url));

test.skipIf(!built)(
  `every page of the journey answers, with ${MOST_QUERIES} queries at most`,
  async () => {
    await using t = await testDb();
    await generate(t.db, SMALL, new Date().toISOString());
    const env = benchEnv("sqlite::memory:");
    const pages = await measurePages(env, t, await journeyOf(t.db, env), { times: 1, say: () => undefined });
    expect(pages.length).toBeGreaterThan(80);
    expect(pages.filter((page) => page.status !== 200 || page.queries > MOST_QUERIES).map(({ path, who, status, queries }) => ({ path, who, status, queries }))).toEqual([]);
  },
  120_000,
);
