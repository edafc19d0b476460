/**
 * `npm test`: unit and integration tests on SQLite, the same database tests on PostgreSQL, and the journeys in Chromium.
 * Ends with one line: `N passed, N failed` (`, N skipped` if any), and exit code 1 where anything failed.
 */
import { spawn } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { freePort } from "#db/testing-port.ts";
import { startTestPostgres } from "#db/testing-postgres.ts";

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
rmSync(".cache/tests", { recursive: true, force: true });
mkdirSync(".cache/tests", { recursive: true });
const only = process.argv.slice(2);

if (only.length === 0 || only.includes("unit")) await stage("unit and integration tests on SQLite", () => vitest("sqlite", {}, []));
if (only.length === 0 || only.includes("postgres")) await postgresStage();
if (only.length === 0 || only.includes("e2e")) await stage("end-to-end tests in Chromium, with and without JavaScript", playwright);

process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ""}\n`);
process.exit(total.failed > 0 ? 1 : 0);

async function stage(title: string, work: () => Promise<Counts>): Promise<void> {
  process.stdout.write(`\n== ${title}\n`);
  const counts = await work();
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}

/** Only the files that open a database: the others would say the same again. */
async function postgresStage(): Promise<void> {
  const files = globSync(["app/**/*.test.ts", "db/**/*.test.ts", "emails/**/*.test.ts"]).filter((path) => /#db\/testing|\.\/testing\.ts/.test(readFileSync(path, "utf8")));
  const postgres = await startTestPostgres();
  if (!postgres.ok) {
    const count = files.reduce((sum, path) => sum + (readFileSync(path, "utf8").match(/^\s*(test|it)[.(]/gm)?.length ?? 0), 0);
    process.stdout.write(`\n== tests on PostgreSQL: ${count} skipped, because ${postgres.reason}\n`);
    total.skipped += count;
    return;
  }
  try {
    await stage("the database tests again, on PostgreSQL", () => vitest("postgres", { TEST_DB: "postgres", TEST_POSTGRES_URL: postgres.url }, files));
  } finally {
    await postgres.stop();
  }
}

async function vitest(name: string, env: Record<string, string>, files: string[]): Promise<Counts> {
  const report = `.cache/tests/${name}.json`;
  const code = await run(["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...files], env);
  const json = readReport(report) as { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number } | null;
  if (!json) return { passed: 0, failed: 1, skipped: 0 };
  // A file that cannot even be loaded fails without a failed test.
  return { passed: json.numPassedTests, failed: json.numFailedTests || (code === 0 ? 0 : 1), skipped: json.numPendingTests + json.numTodoTests };
}

async function playwright(): Promise<Counts> {
  const report = ".cache/tests/e2e.json";
  const code = await run(["node_modules/@playwright/test/cli.js", "test", "-c", "e2e/playwright.config.ts"], { E2E_PORT: String(await freePort()) });
  const json = readReport(report) as { stats: { expected: number; unexpected: number; flaky: number; skipped: number }; suites: Suite[] } | null;
  if (!json) return { passed: 0, failed: 1, skipped: 0 };
  for (const line of skippedIn(json.suites)) process.stdout.write(`skipped: ${line}\n`);
  if (json.stats.flaky > 0) process.stdout.write(`${json.stats.flaky} passed only at the second try: see "flaky" above\n`);
  return { passed: json.stats.expected + json.stats.flaky, failed: json.stats.unexpected || (code === 0 ? 0 : 1), skipped: json.stats.skipped };
}

interface Suite {
  suites?: Suite[];
  specs?: { title: string; tests: { projectName: string; status: string; annotations: { type: string; description?: string }[] }[] }[];
}

/** What was skipped, and why. */
function skippedIn(suites: Suite[]): string[] {
  return suites.flatMap(({ suites: inner = [], specs = [] }) => [
    ...specs.flatMap(({ title, tests }) =>
      tests
        .filter((test) => test.status === "skipped")
        .map((test) => `${title} (${test.projectName}): ${test.annotations.find(({ type }) => type === "skip")?.description ?? "no reason was given"}`),
    ),
    ...skippedIn(inner),
  ]);
}

function readReport(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

function run(args: string[], env: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, FORCE_COLOR: "0", ...env } });
    child.on("close", (code) => resolve(code ?? 1));
  });
}
