// @ts-check
/**
 * Runs before every npm script, on whatever Node the machine has (18 or newer): installs what is missing, links the Node that
 * the lockfile brings, builds when the sources changed, and finds what the tests need. Says what it is doing, and does nothing
 * when there is nothing to do. Arguments: build, browser, postgres.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
process.chdir(root);
const wanted = new Set(process.argv.slice(2));
/** @param {string} text */
const say = (text) => process.stderr.write(`nodos: ${text}\n`);
/** @param {string} text @returns {never} */
const fail = (text) => {
  say(text);
  process.exit(1);
};

const major = Number(process.versions.node.split(".")[0]);
if (major < 18) fail(`needs Node 18 or newer (this is ${process.version})`);
install();
const node = linkNode();
if (wanted.has("build")) build();
if (wanted.has("browser")) findBrowser();
if (wanted.has("postgres")) findServers();

function install() {
  const stamp = "node_modules/.nodos-installed";
  const current = hashFiles(["package.json", "package-lock.json"]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === current) return;
  say("installing the packages of package-lock.json (one to two minutes the first time)…");
  const started = Date.now();
  // --ignore-scripts: npm would compile better-sqlite3, which ships its binaries.
  const result = spawnSync("npm", ["ci", "--ignore-scripts", "--loglevel=error", "--no-audit", "--no-fund"], {
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (result.status !== 0) fail("npm could not install the packages (see above)");
  writeFileSync(stamp, current);
  say(`installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** npm 10 does not link the bin of an optional platform package: without the link scripts would run on the machine's Node. */
function linkNode() {
  const name = `node-${process.platform}-${process.arch}`;
  const binary = join(root, "node_modules", name, "bin", "node");
  if (!existsSync(binary)) {
    if (major < 22) fail(`needs Node 22 or newer on ${process.platform} (this is ${process.version})`);
    return process.execPath;
  }
  const link = join(root, "node_modules", ".bin", "node");
  if (!existsSync(link)) {
    mkdirSync(join(root, "node_modules", ".bin"), { recursive: true });
    rmSync(link, { force: true });
    symlinkSync(join("..", name, "bin", "node"), link);
  }
  return binary;
}

function build() {
  const stamp = "build/.nodos-built";
  const current = hashFiles([...sources("app"), ...sources("emails"), ...sources("db"), ...sources("public"), "vite.config.ts", "package-lock.json"]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === current) return;
  say("building…");
  const started = Date.now();
  const result = spawnSync(node, ["node_modules/@remix-run/dev/dist/cli.js", "vite:build", "--logLevel", "warn"], {
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (result.status !== 0) fail(`the build failed\n${`${result.stdout}\n${result.stderr}`.split("\n").slice(0, 40).join("\n")}`);
  writeFileSync(stamp, current);
  say(`built in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** @param {string} folder @returns {string[]} */
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return sources(path);
      return /\.test\.tsx?$|\.md$/.test(path) ? [] : [path];
    })
    .sort();
}

/** @param {string[]} paths */
function hashFiles(paths) {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}

/** Chromium for the end-to-end tests: the one named, Debian's, else installed. */
function findBrowser() {
  const there = [process.env.PLAYWRIGHT_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  if (there.some((path) => path && existsSync(path))) return;
  if (aptInstall("chromium", "a browser for the end-to-end tests")) return;
  say("installing Playwright's Chromium…");
  if (spawnSync(node, ["node_modules/playwright/cli.js", "install", "chromium"], { stdio: "inherit" }).status !== 0) {
    say("no browser could be had: set PLAYWRIGHT_CHROMIUM to the path of one");
  }
}

/** What tests start: PostgreSQL, dovecot for IMAP, poppler to read PDF. Where one truly cannot be had, its tests are skipped and say why. */
function findServers() {
  if (!process.env.TEST_POSTGRES_URL && !existsSync("/usr/lib/postgresql") && !hasCommand("initdb")) aptInstall("postgresql", "PostgreSQL for the tests");
  if (!hasCommand("pdftotext")) aptInstall("poppler-utils", "a reader of PDF for the tests");
  if (!existsSync("/usr/sbin/dovecot") && !hasCommand("dovecot")) aptInstall("dovecot-imapd", "an IMAP server for the tests");
}

/** @param {string} name @param {string} why */
function aptInstall(name, why) {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !hasCommand("apt-get")) return false;
  say(`installing ${why} (apt-get install ${name})…`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { stdio: "ignore", env });
  return spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
}

/** @param {string} name */
function hasCommand(name) {
  try {
    execFileSync("sh", ["-c", `command -v ${name}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
