/**
 * Where the bytes of files are: on disk or in a bucket, under keys that begin with the SHA-256 of a content. A key's bytes never change; what was
 * derived from a content stands beside it (`<sha256>-w320.webp`). Staging is always a local folder: uploads under way, and what is being made.
 */
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { diskStore } from "./disk.ts";
import { s3Store } from "./s3.ts";

/** Inclusive, as in the header Range. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface StoredKey {
  key: string;
  size: number;
  /** When it was put or touched. */
  at: Date;
}

export interface FileStore {
  /** A local folder for uploads under way; it is there. What nobody touched for a day is swept. */
  staging: string;
  /** Puts a local file (left where it is) or bytes; whole or not at all. Putting what is there is harmless, and makes it young again. */
  put: (key: string, source: string | Uint8Array) => Promise<void>;
  /** Throws MissingBytes when there is nothing (before the first byte is read). */
  read: (key: string, range?: ByteRange) => Promise<Readable>;
  /** null: there is nothing under this key. */
  size: (key: string) => Promise<number | null>;
  /** Harmless when there is nothing. */
  remove: (key: string) => Promise<void>;
  /** Makes it young again for the sweeper. Harmless when there is nothing. */
  touch: (key: string) => Promise<void>;
  /** All that is kept, in no order. */
  keys: () => AsyncIterable<StoredKey>;
  /** Runs `work` with a local path of the bytes, to be read only and not after `work` has ended. */
  withLocal: <T>(key: string, work: (path: string) => Promise<T>) => Promise<T>;
  /** The sweeper's: out of the way but not gone yet; back again; gone. See sweep.server.ts. */
  setAside: (key: string) => Promise<void>;
  bringBack: (key: string) => Promise<void>;
  forget: (key: string) => Promise<void>;
  asides: () => AsyncIterable<string>;
}

const DEFAULT_URL = "file:data/files";
const opened = new Map<string, FileStore>();

/** The store of a deployment. Opening one costs nothing and holds nothing but its address: one a process is kept. */
export function storeOf(deployment: { storageUrl?: string }): FileStore {
  return openStore(deployment.storageUrl ?? DEFAULT_URL);
}

export function openStore(url: string): FileStore {
  let store = opened.get(url);
  if (!store) {
    store = url.startsWith("s3:") ? s3Store(url, stagingFor(url)) : diskStore(url.slice("file:".length));
    opened.set(url, store);
  }
  return store;
}

/** One folder for all processes of this machine that use the same bucket. `staging` in its address puts it elsewhere. */
function stagingFor(url: string): string {
  return new URL(url).searchParams.get("staging") ?? join(tmpdir(), `nodos-staging-${createHash("sha256").update(url).digest("hex").slice(0, 12)}`);
}
