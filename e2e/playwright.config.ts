import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";
import { E2E_FOLDER } from "./place.ts";

const chromium = [process.env.PLAYWRIGHT_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));
const port = process.env.E2E_PORT ?? "3917";
const baseURL = `http://127.0.0.1:${port}`;
process.env.E2E_URL = baseURL;

const desktop = { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 900 } };

/** Every journey runs twice: with JavaScript and without. `*.once.spec.ts` need it once only (status matrix, axe, hostile input). */
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  fullyParallel: false,
  workers: 2,
  // One more try on a shared machine; the run says which needed it.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 7_000 },
  reporter: [["list"], ["json", { outputFile: "../.cache/tests/e2e.json" }]],
  use: {
    baseURL,
    locale: "es-CL",
    timezoneId: "America/Santiago",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
  projects: [
    { name: "javascript", use: { ...desktop }, testIgnore: /once\.spec/ },
    { name: "no javascript", use: { ...desktop, javaScriptEnabled: false }, testIgnore: /once\.spec/ },
    { name: "once", use: { ...desktop }, testMatch: /once\.spec/ },
  ],
  webServer: {
    command: `${process.execPath} e2e/serve.ts ${E2E_FOLDER} ${port}`,
    cwd: "..",
    url: `${baseURL}/healthz`,
    timeout: 60_000,
    reuseExistingServer: false,
    env: { LOG_LEVEL: "warn", NODE_ENV: "production" },
    stdout: "pipe",
    stderr: "pipe",
  },
});
