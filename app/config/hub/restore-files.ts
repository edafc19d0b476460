/** The files of a backup go into the store before the database that names them; if that fails, what came is taken out again. */
import { randomUUID } from "node:crypto";
import { chownSync, createReadStream, createWriteStream, existsSync, lchownSync, readdirSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { isStoreKey } from "#app/storage/keys.ts";
import type { FileStore } from "#app/storage/store.ts";
import { digestOf, FILES, readArchive, type Sealed, skip } from "./archive.ts";
import { storageFolder } from "./open.ts";
import { during, percent } from "./terminal.ts";
import { type Args, Refusal } from "./verb.ts";

const SHA256 = 64;
const keyIn = (name: string): string | null => (name.startsWith(FILES) ? name.slice(FILES.length) : null);

/** Everything under files/ is named by what is in it. */
export function refuseForeign(name: string, sha256: string): void {
  const key = keyIn(name);
  if (key === null) return;
  if (!isStoreKey(key) || (key.length === SHA256 && key !== sha256)) throw new Refusal(`${name} is not what its name says: the backup is damaged`);
}

/** Puts the files and then does `work`: both or none. */
export async function withFiles(args: Args, store: FileStore, files: number, work: () => Promise<void>): Promise<void> {
  if (files === 0) return work();
  const folder = storageFolder();
  const owner = folder === null || process.getuid?.() !== 0 ? null : ownerOf(folder);
  const came: string[] = [];
  try {
    let done = 0;
    await during("restoring the files", (progress) =>
      readArchive(args.file, async (member, content) => {
        const key = keyIn(member.name);
        if (key === null) return skip(content);
        if (await putBack(store, key, member, content)) came.push(key);
        done += 1;
        progress.at(percent(done, files));
      }),
    );
    await work();
  } catch (error) {
    for (const key of came) await store.remove(key);
    throw error;
  }
  if (folder && owner) giveTo(folder, owner);
}

/** True where nothing was there before. */
async function putBack(store: FileStore, key: string, { size, sha256 }: Sealed, content: AsyncIterable<Uint8Array>): Promise<boolean> {
  const there = await store.size(key);
  if (there === size && (key.length > SHA256 || (await digestOf(await store.read(key))) === sha256)) {
    await store.touch(key);
    await skip(content);
    return false;
  }
  const path = join(store.staging, `restore-${randomUUID()}`);
  try {
    await pipeline(content, createWriteStream(path, { mode: 0o644, flags: "wx" }));
    if ((await digestOf(createReadStream(path))) !== sha256) throw new Refusal(`${FILES}${key} changed while it was being restored`);
    if (there !== null) await store.remove(key); // other bytes than its name says
    await store.put(key, path);
  } finally {
    await rm(path, { force: true });
  }
  return there === null;
}

interface Owner {
  uid: number;
  gid: number;
}

/** Restored by root, served by another user: whoever owns the folder, or the one above it that is there. */
function ownerOf(folder: string): Owner {
  let near = resolve(folder);
  while (!existsSync(near)) near = dirname(near);
  return statSync(near);
}

function giveTo(folder: string, { uid, gid }: Owner): void {
  chownSync(folder, uid, gid);
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) lchownSync(join(folder, name), uid, gid);
}
