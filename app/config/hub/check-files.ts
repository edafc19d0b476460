/** Whether the bytes of files are where they should be, and what they should be. */
import type { FileStore } from "#app/storage/store.ts";
import type { Db } from "#db/create.ts";
import { digestOf } from "./archive.ts";
import { type Finding, listed } from "./check-rules.ts";
import { fileStore } from "./open.ts";
import { contentsNamedIn, lostIn, type NamedContent, sizesIn, thumbnailsOf } from "./stored-files.ts";
import { count, megabytes, percent } from "./terminal.ts";

const SHA256 = 64;

export async function fileFindings(db: Db, deep: boolean, tell: (far: string) => void): Promise<Finding[]> {
  tell("files");
  try {
    const store = fileStore();
    const named = await contentsNamedIn(db);
    const sizes = await sizesIn(store);
    const lost = await lostIn(store, named, sizes);
    const gone = new Set(lost.map(({ sha256 }) => sha256));
    const there = named.filter(({ sha256 }) => !gone.has(sha256));
    const findings = [presence(named, lost, sizes), ...withoutThumbnails(there, sizes), ...unnamed(named, sizes)];
    return deep ? [...findings, await everyByte(store, there, tell)] : findings;
  } catch (error) {
    return [{ is: "wrong", says: `the place of the files cannot be read (STORAGE_URL): ${(error as Error).message.split("\n")[0]}` }];
  }
}

function presence(named: NamedContent[], lost: NamedContent[], sizes: Map<string, number>): Finding {
  if (lost.length === 0) return { is: "ok", says: `${count(named.length, "file")} of ${count(named.length, "file")} that the database names can be had` };
  const rows = lost.map(({ sha256, size }) => `${sha256}: ${sizes.has(sha256) ? `${sizes.get(sha256)} bytes instead of ${size}` : "missing"}`);
  return { is: "wrong", says: `files that the database names and that cannot be had: ${lost.length.toLocaleString("en")} (restore them from a backup)`, rows: listed(rows) };
}

function withoutThumbnails(there: NamedContent[], sizes: Map<string, number>): Finding[] {
  const bare = there.filter((content) => content.preview === 1 && thumbnailsOf(content).some((key) => !sizes.has(key)));
  return bare.length === 0
    ? []
    : [{ is: "advice", says: `files whose small pictures are missing: ${bare.length.toLocaleString("en")}`, rows: listed(bare.map(({ sha256 }) => sha256)) }];
}

/** Bytes live a day longer than their last row: some are always on their way out. */
function unnamed(named: NamedContent[], sizes: Map<string, number>): Finding[] {
  const known = new Set(named.map(({ sha256 }) => sha256));
  const others = [...sizes].filter(([key]) => !known.has(key.slice(0, SHA256)));
  if (others.length === 0) return [];
  const bytes = others.reduce((sum, [, size]) => sum + size, 0);
  return [
    { is: "advice", says: `${count(others.length, "stored thing")} (${megabytes(bytes)}) that the database does not name: the worker removes them a day after their last use` },
  ];
}

async function everyByte(store: FileStore, there: NamedContent[], tell: (far: string) => void): Promise<Finding> {
  const other: string[] = [];
  for (const [index, { sha256 }] of there.entries()) {
    tell(`files, ${percent(index, there.length)}`);
    if ((await digestOf(await store.read(sha256))) !== sha256) other.push(sha256);
  }
  return other.length === 0
    ? { is: "ok", says: "every file has the bytes that it came with" }
    : { is: "wrong", says: `files whose bytes have changed: ${other.length.toLocaleString("en")} (restore them from a backup)`, rows: listed(other) };
}
