/** Backups hold the files and the database together. */
import { fork, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import { sha256Of } from "#app/domain/files/attachments.server.ts";
import { testBucket } from "#app/storage/s3.testing.ts";
import { openStore } from "#app/storage/store.ts";
import { newId } from "#db/ids.ts";
import { migratedPlace, PATIENCE, type Place, reason } from "./hub.testing.ts";
import type { Tally } from "./hub-files-storm.testing.ts";

// A quarter of a minute on a machine of its own.
vi.setConfig({ testTimeout: 2 * PATIENCE });
afterEach(() => {
  vi.unstubAllEnvs();
});

const noPrograms = process.env.TEST_DB === "postgres" && spawnSync("pg_dump", ["--version"]).error !== undefined;
const onPostgres = process.env.TEST_DB === "postgres";
// pg_dump and pg_restore take some seconds.
const TIMES = onPostgres ? 2 : 100;

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const quiet = (name: string, args: string[]) => fork(script(name), args, { stdio: ["ignore", "ignore", "pipe", "ipc"], env: { ...process.env, SECRET: "", NODE_ENV: "test" } });

/** The next message; what the process said last where it ends without one. */
function told<T>(child: ReturnType<typeof fork>): Promise<T> {
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString("utf8")).slice(-2_000);
  });
  return new Promise((resolve, reject) => {
    child.once("message", (message) => resolve(message as T));
    child.once("exit", () => reject(new Error(said)));
  });
}

/** A content in the place's store, named by its database. */
async function content(p: Place, text: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "nodos-content-"));
  const path = join(folder, "x");
  writeFileSync(path, text);
  const sha256 = await sha256Of(path);
  await openStore(`file:${join(p.folder, "data/files")}`).put(sha256, path);
  rmSync(folder, { recursive: true });
  const row = { sha256, size: Buffer.byteLength(text), media_type: "text/plain", kind: "text", width: null, height: null, pages: null, preview: 0, text: null };
  await p.open(({ db }) =>
    db
      .insertInto("files")
      .values({ id: newId(), ...row, state: "ready", next_attempt_at: null, created_at: "2026-11-21T15:00:00.000Z" })
      .execute(),
  );
  return sha256;
}

const pathOf = (folder: string, sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);

describe.skipIf(noPrograms)("backups with files", () => {
  test(`${TIMES} backups while files come, change and go: all restore, with the bytes of every file that they name`, async () => {
    // Hundreds of files are flushed to the disk each time: where memory serves as a disk, that takes no time.
    if (existsSync("/dev/shm")) vi.stubEnv("TMPDIR", "/dev/shm");
    await using p = await migratedPlace();
    const url = p.url.replace("sqlite:", `sqlite:${p.folder}/`);
    const storage = `file:${join(p.folder, "files")}`;
    const writer = quiet("hub-files-writer.testing.ts", [url, storage]);
    expect(await told(writer)).toBe("writing");
    const into = onPostgres ? await p.another() : "";
    const tally = await told<Tally>(quiet("hub-files-storm.testing.ts", [String(TIMES), url, storage, p.folder, into]));
    writer.send("end");
    expect(await told<number>(writer)).toBeGreaterThan(TIMES);
    expect(tally).toMatchObject({ restored: TIMES, wrong: [] });
    expect(tally.contents).toBeGreaterThan(TIMES * 8);
    expect(tally.thumbnails).toBeGreaterThan(TIMES);
    expect(tally.states).toBeGreaterThan(TIMES / 2);
  });
});

// What is done with the bytes is the same on both databases.
if (!onPostgres)
  describe("the bytes of files", () => {
    test("no backup is made where the bytes of a file are missing or changed, and check names it", async () => {
      await using p = await migratedPlace();
      const [one, two] = [await content(p, "uno"), await content(p, "dos")];
      const files = join(p.folder, "data/files");
      writeFileSync(pathOf(files, one), "otr");
      const changed = await p.hub("backup", "b.tar.gz");
      expect([changed.code, reason(changed)]).toEqual([1, `nodos: files/${one} has other bytes than it should have: see  npm run hub -- check --deep`]);
      expect((await p.hub("check")).code).toBe(0);
      expect(await p.hub("check", "--deep")).toMatchObject({
        code: 1,
        out: expect.stringContaining(`files whose bytes have changed: 1 (restore them from a backup)\n          ${one}\n`),
      });
      rmSync(pathOf(files, two));
      const missing = await p.hub("backup", "b.tar.gz");
      expect([missing.code, reason(missing)]).toEqual([1, expect.stringContaining(`1 file that the database names cannot be had (${two}…)`)]);
      expect(await p.hub("check")).toMatchObject({ code: 1, out: expect.stringContaining(`${two}: missing`) });
      expect(readdirSync(p.folder)).toEqual(["data"]);
    });

    test("a restore mends damaged bytes, and leaves no files where the database cannot be put back", async () => {
      await using p = await migratedPlace();
      const sha256 = await content(p, "uno");
      expect((await p.hub("backup", "b.tar.gz")).code).toBe(0);
      const DATABASE_URL = await p.another();
      const STORAGE_URL = "file:other";
      p.write("blocked/nodos.db/x", ""); // a folder stands where the database is meant to be
      expect((await p.hubWith({ DATABASE_URL: "sqlite:blocked/nodos.db", STORAGE_URL }, "restore", "b.tar.gz", "--force")).code).toBe(1);
      expect(existsSync(pathOf(join(p.folder, "other"), sha256))).toBe(false);
      p.write(`other/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`, "dos");
      expect((await p.hubWith({ DATABASE_URL, STORAGE_URL }, "restore", "b.tar.gz")).code).toBe(0);
      expect(await p.hubWith({ DATABASE_URL, STORAGE_URL }, "check", "--deep")).toMatchObject({
        code: 0,
        out: expect.stringContaining("every file has the bytes that it came with"),
      });
    });

    test("out of a folder into a bucket, and out of the bucket again", async () => {
      await using p = await migratedPlace();
      await using bucket = await testBucket();
      const sha256 = await content(p, "uno");
      expect((await p.hub("backup", "b.tar.gz")).code).toBe(0);
      const there = { DATABASE_URL: await p.another(), STORAGE_URL: bucket.url };
      expect((await p.hubWith(there, "restore", "b.tar.gz")).code).toBe(0);
      expect([...bucket.objects].map(([key, { bytes }]) => [key.split("/").at(-1), bytes.toString()])).toEqual([[sha256, "uno"]]);
      const again = await p.hubWith(there, "backup", "c.tar.gz", "--json");
      expect([again.code, JSON.parse(again.out)]).toEqual([0, expect.objectContaining({ files: { contents: 1, bytes: 3 } })]);
      expect(bucket.refusals).toEqual([]);
    });
  });
