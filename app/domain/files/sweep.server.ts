/**
 * What nothing needs any more goes, in two steps: first the row of a content without attachments, then, a day later at least, its bytes. So whoever has
 * read the database (a backup) finds the bytes of all its rows for a day.
 *
 * Somebody may bring the same content in the same moment. Rows: both hold the row, one after the other. Bytes: they are set aside before the database is
 * asked again, and brought back if a row has come; attachFile() looks for the bytes once its row is written, and puts them again if they are away. Either
 * the sweeper sees the row or the other one sees the gap.
 */
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Ctx } from "#app/domain/context.ts";
import { contentOf, thumbnailKey } from "#app/storage/keys.ts";
import { type FileStore, storeOf } from "#app/storage/store.ts";
import type { Db } from "#db/create.ts";
import { deleteFileUnlessUsed, listKnownContents, listUnusedFiles } from "./attachments.repo.server.ts";
import { deleteUploadsBefore } from "./uploads.repo.server.ts";

const HOUR_MS = 3_600_000;
const KEPT_MS = 24 * HOUR_MS;
/** Rows first; an hour more for clocks that differ. */
const BYTES_KEPT_MS = 25 * HOUR_MS;
const AT_ONCE = 200;

/** True: there is more to do. */
export async function sweepFiles(ctx: Ctx, stop?: AbortSignal): Promise<boolean> {
  // Only what was named is swept: a test's or a tool's empty database must never clear the store that happens to lie at the default place.
  if (!ctx.deployment.storageUrl) return false;
  const store = storeOf(ctx.deployment);
  await sweepStaging(ctx, store);
  const more = await sweepRows(ctx, store);
  if (!stop?.aborted) await sweepBytes(ctx, store, stop);
  return more;
}

const before = (ctx: Ctx, ms: number): Date => new Date(Date.parse(ctx.now) - ms);

async function sweepStaging(ctx: Ctx, store: FileStore): Promise<void> {
  await deleteUploadsBefore(ctx.db, before(ctx, KEPT_MS).toISOString());
  for (const name of await readdir(store.staging)) {
    const path = join(store.staging, name);
    const found = await stat(path).catch(() => null);
    if (found && found.mtime < before(ctx, KEPT_MS)) await rm(path, { force: true, recursive: true });
  }
}

async function sweepRows(ctx: Ctx, store: FileStore): Promise<boolean> {
  const files = await listUnusedFiles(ctx.db, before(ctx, KEPT_MS).toISOString(), AT_ONCE);
  for (const { id, sha256 } of files) {
    // Their day begins now, and before the row is gone: a process that ends in between leaves them too young, never too old.
    for (const key of [sha256, thumbnailKey(sha256, 320), thumbnailKey(sha256, 960)]) await store.touch(key);
    await ctx.db.transaction().execute((tx) => deleteFileUnlessUsed(tx, id));
  }
  return files.length === AT_ONCE;
}

async function sweepBytes(ctx: Ctx, store: FileStore, stop?: AbortSignal): Promise<void> {
  const limit = before(ctx, BYTES_KEPT_MS);
  const strangers: string[] = [];
  let known = 0;
  let batch: string[] = [];
  const look = async () => {
    const rows = await listKnownContents(ctx.db, [...new Set(batch.map(contentOf))]);
    for (const key of batch) {
      if (rows.has(contentOf(key))) known += 1;
      else strangers.push(key);
    }
    batch = [];
  };
  for await (const { key, at } of store.keys()) {
    if (at >= limit) continue;
    batch.push(key);
    if (batch.length === AT_ONCE) await look();
    if (stop?.aborted) return;
  }
  await look();
  // A store of which the database knows nothing is another's, or the database is: neither is for us to clear.
  if (known === 0) return;
  for (const key of strangers) await removeUnlessNeeded(ctx.db, store, key);
  // What a process that ended in the middle had set aside.
  for await (const key of store.asides()) await settleAside(ctx.db, store, key);
}

/** Exported for the test of what happens in between. */
export async function removeUnlessNeeded(db: Db, store: FileStore, key: string): Promise<void> {
  await store.setAside(key);
  await settleAside(db, store, key);
}

async function settleAside(db: Db, store: FileStore, key: string): Promise<void> {
  const needed = (await listKnownContents(db, [contentOf(key)])).size > 0;
  await (needed ? store.bringBack(key) : store.forget(key));
}
