import { createHash, randomBytes } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { thumbnailKey } from "./keys.ts";
import { testBucket } from "./s3.testing.ts";
import { s3Store } from "./s3.ts";
import { testFiles } from "./storage.testing.ts";
import type { FileStore } from "./store.ts";

const keyOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const keysOf = async (store: FileStore) => {
  const keys: string[] = [];
  for await (const { key } of store.keys()) keys.push(key);
  return keys.sort();
};

/** What both stores promise. */
async function promises(store: FileStore, write: (name: string, bytes: Uint8Array) => string): Promise<void> {
  const bytes = randomBytes(300_000);
  const key = keyOf(bytes);
  const path = write("one", bytes);
  await store.put(key, path);
  await store.put(key, path);
  await store.put(thumbnailKey(key, 320), Buffer.from("small"));
  await store.put(thumbnailKey(key, 320), Buffer.from("again"));
  expect(await store.size(key)).toBe(bytes.length);
  expect((await buffer(await store.read(key))).equals(bytes)).toBe(true);
  expect((await buffer(await store.read(key, { start: 10, end: 19 }))).equals(bytes.subarray(10, 20))).toBe(true);
  expect((await buffer(await store.read(thumbnailKey(key, 320)))).toString()).toBe("again");
  expect(await store.withLocal(key, async (local) => readFileSync(local).equals(bytes))).toBe(true);
  expect(await keysOf(store)).toEqual([key, thumbnailKey(key, 320)]);

  await store.setAside(key);
  await store.setAside(key);
  expect([await store.size(key), await keysOf(store)]).toEqual([null, [thumbnailKey(key, 320)]]);
  await store.bringBack(key);
  await store.bringBack(key);
  expect(await store.size(key)).toBe(bytes.length);
  await store.setAside(key);
  for await (const aside of store.asides()) await store.forget(aside);
  await store.touch(key);
  await store.remove(thumbnailKey(key, 320));
  await store.remove(key);
  expect(await keysOf(store)).toEqual([]);

  const missing = "0".repeat(64);
  await expect(store.read(missing)).rejects.toThrow("no bytes");
  await expect(store.withLocal(missing, async () => undefined)).rejects.toThrow("no bytes");
  await expect(store.put("../../etc/passwd", path)).rejects.toThrow("not a key");
  await expect(store.remove(`${missing}/..`)).rejects.toThrow("not a key");
}

test("the disk keeps files by their content, whole or not at all", async () => {
  using files = testFiles();
  await promises(files.store, files.write);
  expect(files.left()).toEqual([]);
});

test("what is brought from elsewhere is copied: writing the original later changes nothing", async () => {
  using files = testFiles();
  const path = files.write("one", Buffer.from("before"));
  const key = keyOf(Buffer.from("before"));
  await files.store.put(key, path);
  files.write("one", Buffer.from("after!"));
  expect((await buffer(await files.store.read(key))).toString()).toBe("before");
  expect(statSync(path).nlink).toBe(1);
});

test("a bucket keeps them too, with every request signed and every original checked", async () => {
  await using bucket = await testBucket({ page: 2 });
  using files = testFiles();
  const store = s3Store(bucket.url, files.folder);
  await promises(store, files.write);
  for (let index = 0; index < 5; index += 1) await store.put(keyOf(Buffer.from([index])), Buffer.from([index]));
  expect(await keysOf(store)).toHaveLength(5);
  expect([...bucket.objects.keys()].every((key) => key.startsWith("red/uno/"))).toBe(true);
  expect(bucket.refusals).toEqual([]);
  await expect(store.put("0".repeat(64), files.write("two", Buffer.from("other bytes")))).rejects.toThrow("403");
  expect(bucket.refusals).toEqual(["the body is another"]);
  const stranger = s3Store(bucket.url.replace("ACCESO:", "OTRO:"), files.folder);
  await expect(stranger.size("0".repeat(64))).rejects.toThrow("403");
});
