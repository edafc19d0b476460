/**
 * The file of a backup: a gzipped tar that any `tar xzf` opens, its members sealed with their SHA-256 in the first one, manifest.json.
 * Members: the database (nodos.db or nodos.pgdump), `secret`, and the contents that the database names as files/<their key in the store>.
 */
import { createHash } from "node:crypto";
import { closeSync, createReadStream, createWriteStream, fsyncSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { type Member, packed, unpacked } from "./tar.ts";
import { type Progress, percent } from "./terminal.ts";
import { Refusal } from "./verb.ts";

/** 2: with files, which a program of format 1 would leave out. */
const FORMAT = 2;
/** Half a million members. */
const LARGEST_MANIFEST = 100_000_000;
const FOLDER = "nodos-backup/";
const MANIFEST = "manifest.json";
export const SECRET = "secret";
export const FILES = "files/";
export const DATABASE = { sqlite: "nodos.db", postgres: "nodos.pgdump" } as const;

export interface Contents {
  made_at: string;
  database: "sqlite" | "postgres";
  migrations: string[];
  /** How many rows the large tables had. */
  rows: Record<string, number>;
  /** Where the secret was: in this archive, in the SECRET of the environment, or there was none. */
  secret: "here" | "environment" | "none";
  /** Contents of files, and their bytes (thumbnails not counted). */
  files: { contents: number; bytes: number };
}

export interface Sealed {
  name: string;
  size: number;
  sha256: string;
}

/** What is packed: its digest is known before its bytes are read for packing. */
export interface Source extends Sealed {
  open: () => AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>;
}

export interface Manifest extends Contents {
  format: number;
  members: Sealed[];
}

export async function localSource(name: string, path: string): Promise<Source> {
  const open = () => createReadStream(path);
  return { name, size: statSync(path).size, sha256: await digestOf(open()), open };
}

/** Packs the sources into `target`, which is there only when it is whole. Of each no more is in memory than what is just passing. */
export async function writeArchive(target: string, contents: Contents, sources: readonly Source[], progress: Progress): Promise<void> {
  const part = `${target}.part`;
  const members = sources.map(({ name, size, sha256 }): Sealed => ({ name, size, sha256 }));
  const manifest: Manifest = { format: FORMAT, ...contents, members };
  const total = members.reduce((sum, member) => sum + member.size, 0);
  const first = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  const all: Member[] = [{ name: FOLDER + MANIFEST, size: first.length, content: [first] }];
  let done = 0;
  const tell = (bytes: number) => {
    done += bytes;
    progress.at(percent(done, total));
  };
  for (const source of sources) all.push({ name: FOLDER + source.name, size: source.size, content: passing(source, tell) });
  try {
    await pipeline(Readable.from(packed(all, new Date(contents.made_at))), createGzip(), createWriteStream(part, { mode: 0o600 }));
    sync(part);
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** Its bytes, which must be those that were sealed. */
async function* passing(source: Source, tell: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const chunk of await source.open()) {
    hash.update(chunk);
    tell(chunk.length);
    yield chunk;
  }
  if (hash.digest("hex") !== source.sha256) throw new Refusal(`${source.name} has other bytes than it should have: see  npm run hub -- check --deep`);
}

type Take = (member: Sealed, content: AsyncIterable<Uint8Array>, manifest: Manifest) => Promise<void>;

/**
 * Reads the whole archive, hands each member to `take`, and returns the manifest once everything has proved to be as it was packed.
 * Refuses what is not a backup, not whole, or not unchanged: whatever `take` has written by then is to be thrown away.
 */
export async function readArchive(path: string, take: Take, tell: (far: string) => void = () => undefined): Promise<Manifest> {
  const total = statSync(path).size;
  const file = createReadStream(path);
  const gunzip = createGunzip();
  file.once("error", (error) => gunzip.destroy(error));
  file.pipe(gunzip);
  try {
    return await readMembers(unpacked(gunzip), async (...member) => {
      tell(percent(file.bytesRead, total));
      await take(...member);
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith("Z_")) throw new Refusal(code === "Z_BUF_ERROR" ? "it ends too early: the backup is not whole" : "it is not a backup, or it is damaged");
    throw code === "EISDIR" ? new Refusal("it is a folder, not a backup") : error instanceof Refusal ? new Refusal(message) : error;
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

async function readMembers(members: AsyncIterable<Member>, take: Take): Promise<Manifest> {
  let manifest: Manifest | undefined;
  const all = new Map<string, Sealed>();
  const seen = new Set<string>();
  for await (const member of members) {
    const name = member.name.startsWith(FOLDER) ? member.name.slice(FOLDER.length) : "";
    if (!manifest) {
      manifest = await readManifest(name, member);
      for (const each of manifest.members) all.set(each.name, each);
      continue;
    }
    const sealed = all.get(name);
    if (!sealed) throw new Refusal(`it holds something that is not of a backup: ${member.name}`);
    const hash = createHash("sha256");
    await take(sealed, hashed(member.content, hash), manifest);
    if (hash.digest("hex") !== sealed.sha256) throw new Refusal(`${name} is not as it was packed: the backup is damaged`);
    seen.add(name);
  }
  if (!manifest) throw new Refusal("it is not a backup of Nodos");
  const missing = manifest.members.find(({ name }) => !seen.has(name));
  if (missing) throw new Refusal(`${missing.name} is missing: the backup is not whole`);
  return manifest;
}

async function readManifest(name: string, member: Member): Promise<Manifest> {
  if (name !== MANIFEST || member.size > LARGEST_MANIFEST) throw new Refusal("it is not a backup of Nodos");
  const chunks: Uint8Array[] = [];
  for await (const chunk of member.content) chunks.push(chunk);
  const manifest = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Manifest;
  if (manifest.format > FORMAT) throw new Refusal("it was made by a newer version of Nodos: restore it with that one");
  return manifest;
}

async function* hashed(content: Member["content"], hash: ReturnType<typeof createHash>): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Reads to the end what nobody needs. */
export async function skip(content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of content);
}

export async function digestOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of content) hash.update(chunk);
  return hash.digest("hex");
}

/** On the disk, not only on its way there. */
export function sync(path: string): void {
  const file = openSync(path, "r+");
  fsyncSync(file);
  closeSync(file);
}
