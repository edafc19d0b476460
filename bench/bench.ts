/**
 * `npm run bench`: the real server under load beside a bare one, and every page alone. Writes bench/RESULTS.md.
 *   --quick    a small network and one short round, written to .cache/bench/RESULTS.md
 *   --pages    only the pages alone, no load; nothing is written
 *   --series   only the dates of series; nothing is written
 *   --search   only the search, in a small and a large repository; nothing is written
 *   --queries  says the slowest queries of the pages that are over the limits (or of those whose path contains --only)
 */
import "./production.ts";
import { mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { startChild } from "./children.ts";
import { benchEnv } from "./env.ts";
import { FULL, SMALL } from "./generate.ts";
import { type Journey, journeyOf } from "./journey.ts";
import { openNetwork } from "./network.ts";
import { MOST_MS, MOST_QUERIES, measurePages, type PageMeasured } from "./pages.ts";
import { resultsText, type TargetMeasured } from "./results.ts";
import { measureSearch, type SearchMeasured } from "./search.ts";
import { searchText } from "./search-text.ts";
import { measureSeries, seriesText } from "./series.ts";
import { measureTargets } from "./targets.ts";

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean" },
    pages: { type: "boolean" },
    series: { type: "boolean" },
    search: { type: "boolean" },
    queries: { type: "boolean" },
    only: { type: "string" },
    rounds: { type: "string" },
    seconds: { type: "string" },
  },
});
const size = flags.quick ? SMALL : FULL;
const rounds = Number(flags.rounds ?? (flags.quick ? 1 : 3));
const seconds = Number(flags.seconds ?? (flags.quick ? 1 : 4));
const times = flags.quick ? 3 : 9;
const say = (text: string) => process.stderr.write(`bench: ${text}…\n`);

const loadBefore = loadavg()[0] ?? 0;
say("dates of series");
const series = measureSeries(times);
if (flags.series) {
  process.stdout.write(`${seriesText(series)}\n`);
  process.exit(0);
}
const network = await openNetwork(process.env.DATABASE_URL || undefined, size, say);
if (flags.search) {
  process.stdout.write(`${searchText(await search())}\n`);
  await network.database.close();
  process.exit(0);
}
const env = benchEnv(network.url);
const journey = await journeyOf(network.database.db, env);
const asked = { ...journey, pages: journey.pages.filter(({ path }) => path.includes(flags.only ?? "")) };
say(`${asked.pages.length} pages, one at a time`);
const pages = await measurePages(env, network.database, asked, { times, say: (text) => process.stderr.isTTY && process.stderr.write(`\r\u001b[Kbench: ${text}`) });
const bad = pages.filter((page) => page.status !== 200);
if (flags.queries) tellQueries(pages);

if (flags.pages) tellPages(pages);
else {
  const { targets, memory } = await underLoad(journey);
  const text = resultsText({
    date: new Date(),
    database: network.database.kind === "sqlite" ? "SQLite" : "PostgreSQL",
    size,
    madeIn: network.seconds,
    rounds,
    seconds,
    load: loadBefore,
    targets,
    pages,
    series,
    search: await search(),
    memory,
  });
  const file = flags.quick ? ".cache/bench/RESULTS.md" : "bench/RESULTS.md";
  mkdirSync(".cache/bench", { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`${text}\nwritten to ${file}\n`);
}
await network.database.close();
for (const page of bad) process.stderr.write(`bench: ${page.path} (${page.who}) answered ${page.status}\n`);
process.exit(bad.length > 0 ? 1 : 0);

/** On PostgreSQL the networks are made for it: not in a quick run. */
function search(): Promise<SearchMeasured> {
  return measureSearch({ database: network.database, size }, { rounds: flags.quick ? 1 : 5, postgres: !flags.quick, say });
}

async function underLoad(on: Journey): Promise<{ targets: TargetMeasured[]; memory: { atRest: number; afterLoad: number } }> {
  const real = await startChild("server.ts", { env: { DATABASE_URL: network.url, NODE_ENV: "production", LOG_LEVEL: "error" } });
  try {
    const atRest = await real.memory();
    const targets = await measureTargets(real.url, on, { rounds, seconds, say });
    return { targets, memory: { atRest, afterLoad: await real.memory() } };
  } finally {
    await real.stop();
  }
}

function tellPages(all: PageMeasured[]): void {
  for (const page of all) {
    const mark = page.queries > MOST_QUERIES || page.ms > MOST_MS ? "!" : " ";
    process.stdout.write(
      `${mark} ${String(page.queries).padStart(3)} queries ${page.ms.toFixed(1).padStart(7)} ms, ${page.cpuMs.toFixed(1)} of the processor, ${page.databaseMs.toFixed(1)} in the database  ${page.path} ${page.who}\n`,
    );
  }
}

function tellQueries(all: PageMeasured[]): void {
  const told = flags.only ? all : all.filter((page) => page.queries > MOST_QUERIES || page.ms > MOST_MS);
  for (const { path, who, queries, ms, sql } of told) {
    process.stdout.write(`\n${path} (${who}): ${queries} queries, ${ms.toFixed(1)} ms\n`);
    for (const query of sql.toSorted((a, b) => b.ms - a.ms)) process.stdout.write(`  ${query.ms.toFixed(2).padStart(8)} ms  ${query.sql}\n`);
  }
}
