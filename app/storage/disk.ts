/** Files in folders by the first four digits of their SHA-256. A file appears whole: written beside, flushed, renamed. */
import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { constants, copyFile, link, mkdir, open, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import type { Readable } from "node:stream";
import { checkedKey, isOriginal, isStoreKey } from "./keys.ts";
import { MissingBytes } from "./missing-bytes.ts";
import type { ByteRange, FileStore, StoredKey } from "./store.ts";

export function diskStore(folder: string): FileStore {
  const root = resolve(folder);
  const staging = join(root, ".incoming");
  const aside = join(root, ".aside");
  const pathOf = (key: string) => join(root, checkedKey(key).slice(0, 2), key.slice(2, 4), key);
  const asideOf = (key: string) => join(aside, checkedKey(key));
  return {
    get staging() {
      mkdirSync(staging, { recursive: true });
      return staging;
    },
    put: async (key, source) => {
      // The same content is the same bytes: being there is enough. What is derived may be drawn anew.
      if (typeof source === "string" && isOriginal(key) && (await isThere(pathOf(key), source))) return;
      await put(pathOf(key), source, staging);
    },
    read: (key, range) => read(pathOf(key), key, range),
    size: async (key) => (await statOf(pathOf(key)))?.size ?? null,
    remove: async (key) => rm(pathOf(key), { force: true }),
    touch: async (key) => void (await touch(pathOf(key))),
    keys: () => keysIn(root),
    withLocal: async (key, work) => {
      if (!(await statOf(pathOf(key)))) throw new MissingBytes(key);
      return work(pathOf(key));
    },
    setAside: async (key) => {
      await mkdir(aside, { recursive: true });
      await rename(pathOf(key), asideOf(key)).catch(unlessMissing);
    },
    bringBack: async (key) => {
      await mkdir(dirname(pathOf(key)), { recursive: true });
      await rename(asideOf(key), pathOf(key)).catch(unlessMissing);
      await touch(pathOf(key));
    },
    forget: async (key) => rm(asideOf(key), { force: true }),
    asides: () => asidesIn(aside),
  };
}

/** And young from now on. */
async function isThere(path: string, source: string): Promise<boolean> {
  return (await statOf(path))?.size === (await stat(source)).size && touch(path);
}

async function put(path: string, source: string | Uint8Array, staging: string): Promise<void> {
  await mkdir(staging, { recursive: true });
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(staging, `put-${randomUUID()}`);
  try {
    await fill(temporary, source, staging);
    await flush(temporary);
    await touch(temporary);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await flush(dirname(path));
}

async function fill(path: string, source: string | Uint8Array, staging: string): Promise<void> {
  if (typeof source !== "string") return writeFile(path, source, { flag: "wx" });
  // What lies in staging is ours and is written no more: a second name for the same bytes. Anybody else's file is copied.
  const ours = !relative(staging, resolve(source)).startsWith("..");
  if (ours) return link(source, path);
  await copyFile(source, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function read(path: string, key: string, range?: ByteRange): Promise<Readable> {
  const handle = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT" ? new MissingBytes(key) : error;
  });
  return handle.createReadStream(range ? { start: range.start, end: range.end } : {});
}

/** False: it is not there. */
async function touch(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );
}

async function statOf(path: string) {
  return stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  });
}

function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });
}

async function* keysIn(root: string): AsyncIterable<StoredKey> {
  for (const first of (await namesIn(root)).filter(isFan)) {
    for (const second of (await namesIn(join(root, first))).filter(isFan)) {
      const folder = join(root, first, second);
      for (const key of (await namesIn(folder)).filter(isStoreKey)) {
        const found = await statOf(join(folder, key));
        if (found) yield { key, size: found.size, at: found.mtime };
      }
    }
  }
}

const isFan = (name: string): boolean => /^[0-9a-f]{2}$/.test(name);

async function* asidesIn(folder: string): AsyncIterable<string> {
  for (const key of (await namesIn(folder)).filter(isStoreKey)) yield key;
}
