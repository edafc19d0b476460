/** The contents of files that a database names, and their bytes in the store: to be packed, put back and checked. */
import { setTimeout as wait } from "node:timers/promises";
import { thumbnailKey } from "#app/storage/keys.ts";
import type { FileStore } from "#app/storage/store.ts";
import type { Db } from "#db/create.ts";
import { tableExists } from "#db/dialect.server.ts";
import { digestOf, FILES, type Source } from "./archive.ts";
import { count } from "./terminal.ts";
import { Refusal } from "./verb.ts";

/** A row of `files`. */
export interface NamedContent {
  sha256: string;
  size: number;
  preview: number;
}

/** Every content that the database names; none where it is of a version without files. */
export async function contentsNamedIn(db: Db): Promise<NamedContent[]> {
  if (!(await tableExists(db, "files"))) return [];
  return db.selectFrom("files").select(["sha256", "size", "preview"]).orderBy("sha256").execute();
}

export const sumOf = (named: readonly NamedContent[]) => ({ contents: named.length, bytes: named.reduce((sum, { size }) => sum + size, 0) });

export const thumbnailsOf = ({ sha256 }: Pick<NamedContent, "sha256">): string[] => [thumbnailKey(sha256, 320), thumbnailKey(sha256, 960)];

/** What lies in the store: key -> size. */
export async function sizesIn(store: FileStore): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for await (const { key, size } of store.keys()) sizes.set(key, size);
  return sizes;
}

/** Those whose bytes are not in the store, or not as many as there should be. */
export async function lostIn(store: FileStore, named: readonly NamedContent[], sizes: Map<string, number>): Promise<NamedContent[]> {
  const away = named.filter(({ sha256, size }) => sizes.get(sha256) !== size);
  if (away.length === 0) return [];
  // The sweeper may just have taken one up, and puts it back.
  await wait(300);
  const lost: NamedContent[] = [];
  for (const content of away) if ((await store.size(content.sha256)) !== content.size) lost.push(content);
  return lost;
}

/** Everything to be packed. A content's digest is its name; a thumbnail is small and is read for it. */
export async function sourcesOf(store: FileStore, named: readonly NamedContent[]): Promise<Source[]> {
  if (named.length === 0) return [];
  const sizes = await sizesIn(store);
  const lost = await lostIn(store, named, sizes);
  if (lost.length > 0)
    throw new Refusal(`${count(lost.length, "file")} that the database names cannot be had (${lost[0]?.sha256}…), so this is no backup: see  npm run hub -- check`);
  const sources: Source[] = [];
  for (const content of named) {
    sources.push({ name: FILES + content.sha256, size: content.size, sha256: content.sha256, open: () => store.read(content.sha256) });
    for (const key of content.preview === 1 ? thumbnailsOf(content) : []) {
      const size = sizes.get(key);
      if (size !== undefined) sources.push({ name: FILES + key, size, sha256: await digestOf(await store.read(key)), open: () => store.read(key) });
    }
  }
  return sources;
}
