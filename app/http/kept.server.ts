/**
 * Bytes that one process keeps so that what is public and unchanged is drawn, hashed and zipped once: feeds and visitors' pages.
 * An entry is right while the public revision is the one it was made at and its time has not run out; who reads it checks both
 * (`stillRight`). The oldest used go first when `maxBytes` is reached.
 */
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { App } from "./app.server.ts";

const zip = promisify(gzip);

export interface KeptEntry {
  body: Buffer;
  /** null where zipping would not make it shorter. */
  gzip: Buffer | null;
  /** Hash of `body`, without quotes: the same in every process and after every restart. */
  etag: string;
  /** As HTTP writes dates; null where only the ETag tells. */
  lastModified: string | null;
  contentType: string;
  /** Everything else that belongs to these bytes (Link, Content-Disposition). */
  headers: Record<string, string | string[]>;
  /** Of everything public, read before the bytes were made. */
  revision: number;
  madeAt: number;
  /** The moment when time alone makes it wrong: "hoy" is another day, an event has left the window. */
  until: number;
  /** Fingerprint of the rows it was drawn from, where there is one: the same rows need no second drawing. */
  source: string | null;
}

export interface KeptInput {
  body: string | Buffer;
  contentType: string;
  revision: number;
  now: number;
  until: number;
  lastModified?: string | null;
  headers?: KeptEntry["headers"];
  source?: string;
}

export async function keptEntry(input: KeptInput): Promise<KeptEntry> {
  const body = typeof input.body === "string" ? Buffer.from(input.body) : input.body;
  const zipped = await zip(body, { level: 6 });
  return {
    body,
    gzip: zipped.length < body.length ? zipped : null,
    etag: fingerprint(body),
    lastModified: input.lastModified ? new Date(input.lastModified).toUTCString() : null,
    contentType: input.contentType,
    headers: input.headers ?? {},
    revision: input.revision,
    madeAt: input.now,
    until: input.until,
    source: input.source ?? null,
  };
}

export function fingerprint(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("base64url").slice(0, 27);
}

export function stillRight(entry: KeptEntry, revision: number, now: number): boolean {
  return entry.revision === revision && now < entry.until && now >= entry.madeAt;
}

export interface Kept {
  find: (key: string) => KeptEntry | undefined;
  /** `group` is what a stranger can make many variants of (one path, any query): of each only so many are kept. */
  put: (key: string, entry: KeptEntry, group?: string) => void;
  /** Runs `make` unless the same is being made already: then waits for that one. */
  once: <T>(key: string, make: () => Promise<T>) => Promise<T>;
  count: (what: "feed" | "page", how: KeptUse) => void;
  stats: () => KeptStats;
}

/** hit: kept bytes answered. same: made again from the same rows, nothing was drawn. made: drawn anew. passed: not ours to keep. */
export type KeptUse = "hit" | "same" | "made" | "passed";

export interface KeptStats {
  entries: number;
  bytes: number;
  uses: Record<string, number>;
}

export function createKept({ maxBytes = 64 * 1024 * 1024, maxPerGroup = 60 } = {}): Kept {
  const entries = new Map<string, KeptEntry & { group: string }>(); // a Map keeps its order: the oldest used stands first
  const groups = new Map<string, Set<string>>();
  const making = new Map<string, Promise<unknown>>();
  const uses: Record<string, number> = {};
  let bytes = 0;

  const drop = (key: string) => {
    const there = entries.get(key);
    if (!there) return;
    entries.delete(key);
    bytes -= weight(key, there);
    const group = groups.get(there.group);
    group?.delete(key);
    if (group?.size === 0) groups.delete(there.group);
  };
  const first = (keys: Iterable<string>): string => keys[Symbol.iterator]().next().value ?? "";

  return {
    find: (key) => {
      const there = entries.get(key);
      if (there) {
        entries.delete(key);
        entries.set(key, there);
      }
      return there;
    },
    put: (key, entry, group = key) => {
      drop(key);
      if (weight(key, entry) > maxBytes / 8) return; // one giant would push out all the others
      entries.set(key, { ...entry, group });
      bytes += weight(key, entry);
      const members = groups.get(group) ?? new Set();
      groups.set(group, members.add(key));
      if (members.size > maxPerGroup) drop(first(members));
      while (bytes > maxBytes) drop(first(entries.keys()));
    },
    once: (key, make) => {
      const under = making.get(key) as ReturnType<typeof make> | undefined;
      if (under) return under;
      const made = make().finally(() => making.delete(key));
      making.set(key, made);
      return made;
    },
    count: (what, how) => {
      uses[`${what}:${how}`] = (uses[`${what}:${how}`] ?? 0) + 1;
    },
    stats: () => ({ entries: entries.size, bytes, uses: { ...uses } }),
  };
}

const weight = (key: string, entry: KeptEntry): number => key.length * 2 + entry.body.length + (entry.gzip?.length ?? 0) + 512;

const keptByApp = new WeakMap<App, Kept>();

/** The one store of a process, which its feeds, its pages and its metrics share. It belongs to the App and goes with it. */
export function keptOf(app: App): Kept {
  const kept = keptByApp.get(app) ?? createKept();
  keptByApp.set(app, kept);
  return kept;
}
