import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./testing-port.ts";

export type TestPostgres = { ok: true; url: string; stop: () => Promise<void> } | { ok: false; reason: string };

/**
 * A PostgreSQL server for one test run: TEST_POSTGRES_URL if given, else the machine's binaries on a free port in a temporary
 * folder, without fsync (about a second). Says why when there is none to be had.
 */
export async function startTestPostgres(): Promise<TestPostgres> {
  const given = process.env.TEST_POSTGRES_URL;
  if (given) return { ok: true, url: given, stop: async () => undefined };
  const bin = binaries();
  if (!bin) return { ok: false, reason: "no PostgreSQL server is installed (Debian: apt-get install postgresql) and TEST_POSTGRES_URL is not set" };
  const folder = mkdtempSync(join(tmpdir(), "nodos-pg-"));
  try {
    return await start(bin, folder);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    return { ok: false, reason: `PostgreSQL did not start: ${(error as Error).message.split("\n")[0]}` };
  }
}

function binaries(): string | null {
  const base = "/usr/lib/postgresql";
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  for (const folder of [...versions.map((version) => join(base, version, "bin")), "/usr/local/bin", "/opt/homebrew/bin", "/usr/bin"]) {
    if (existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres"))) return folder;
  }
  return null;
}

async function start(bin: string, folder: string): Promise<TestPostgres> {
  // PostgreSQL refuses to run as root: step down to its own user.
  const asRoot = process.getuid?.() === 0;
  const user = asRoot ? { uid: id("-u"), gid: id("-g") } : {};
  if (asRoot) execFileSync("chown", ["postgres", folder]);
  chmodSync(folder, 0o700);
  const data = join(folder, "data");
  execFileSync(join(bin, "initdb"), ["-D", data, "-A", "trust", "-U", "nodos", "--locale=C.UTF-8", "-E", "UTF8", "--no-sync"], {
    stdio: ["ignore", "ignore", "pipe"],
    cwd: folder,
    ...user,
  });
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`, "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"];
  const server = spawn(join(bin, "postgres"), ["-D", data, "-p", String(port), ...settings.flatMap((s) => ["-c", s])], {
    stdio: ["ignore", "ignore", "pipe"],
    cwd: folder,
    ...user,
  });
  await ready(server);
  const stop = () =>
    new Promise<void>((resolve) => {
      server.once("exit", () => {
        rmSync(folder, { recursive: true, force: true });
        resolve();
      });
      server.kill("SIGINT");
    });
  process.once("exit", () => server.kill("SIGINT"));
  return { ok: true, url: `postgres://nodos@127.0.0.1:${port}/postgres`, stop };
}

const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));

function ready(server: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("ready to accept connections")) resolve();
    });
    server.once("exit", () => reject(new Error(said.trim().split("\n").at(-1) ?? "it ended")));
  });
}
