/** What is inside new files: thumbnails, pages, text for search. One at a time in each worker; what becomes of it is written in one transaction. */
import { type RawBuilder, sql } from "kysely";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import { thumbnailKey } from "#app/storage/keys.ts";
import { MissingBytes } from "#app/storage/missing-bytes.ts";
import { hasInside, type Prepared, prepareFile } from "#app/storage/prepare.ts";
import { storeOf } from "#app/storage/store.ts";
import { skipLocked } from "#db/dialect.server.ts";
import { bumpRevision } from "#db/revision.ts";

interface Claimed {
  id: string;
  sha256: string;
  media_type: string;
  attempts: number;
}

/** Longer than one can take, fetching it from a bucket included. */
const LEASE_MS = 25 * 60_000;
const ATTEMPTS = 3;
const BACK_OFF_MS = [0, 60_000, 10 * 60_000] as const;

/** Prepares the file that has waited longest. True when there was one. `signal`: the worker is asked to stop. */
export async function prepareNext(ctx: Ctx, signal?: AbortSignal): Promise<boolean> {
  if (signal?.aborted) return false;
  const file = await claim(ctx);
  if (!file) return false;
  if (!hasInside(file.media_type)) await settle(ctx, file, { state: "ready" });
  else await lookInside(ctx, file, signal);
  return true;
}

/** One row, held until its lease ends or it is settled; other workers take others. */
async function claim(ctx: Ctx): Promise<Claimed | undefined> {
  const due = sql`state = 'waiting' AND (next_attempt_at IS NULL OR next_attempt_at <= ${ctx.now})`;
  const next: RawBuilder<string> = sql`(SELECT id FROM files WHERE ${due} ORDER BY next_attempt_at, id LIMIT 1 ${skipLocked(ctx.db)})`;
  return ctx.db
    .updateTable("files")
    .set((eb) => ({ attempts: eb("attempts", "+", 1), next_attempt_at: later(ctx, LEASE_MS) }))
    .where("id", "=", next)
    .where(sql<boolean>`${due}`)
    .returning(["id", "sha256", "media_type", "attempts"])
    .executeTakeFirst();
}

async function lookInside(ctx: Ctx, file: Claimed, signal?: AbortSignal): Promise<void> {
  const store = storeOf(ctx.deployment);
  try {
    await store.withLocal(file.sha256, (path) =>
      prepareFile({ path, mediaType: file.media_type, signal }, async (prepared) => {
        if (signal?.aborted) return release(ctx, file);
        const nothing = prepared.text === null && prepared.thumbnails.length === 0;
        // Ended by force with something in hand: that is what there is. With nothing: perhaps the machine was busy.
        if (prepared.outcome === "ended" && nothing && file.attempts < ATTEMPTS) return putOff(ctx, file);
        for (const { width, path: drawn } of prepared.thumbnails) await store.put(thumbnailKey(file.sha256, width), drawn);
        await settle(ctx, file, { state: nothing && prepared.outcome !== "done" ? "failed" : "ready", prepared });
      }),
    );
  } catch (error) {
    if (signal?.aborted) return release(ctx, file);
    if (file.attempts >= ATTEMPTS || error instanceof MissingBytes) await settle(ctx, file, { state: "failed" });
    else await putOff(ctx, file);
    if (!(error instanceof MissingBytes)) throw error;
  }
}

async function settle(ctx: Ctx, file: Claimed, { state, prepared }: { state: "ready" | "failed"; prepared?: Prepared }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const found = prepared && { text: prepared.text, width: prepared.width, height: prepared.height, pages: prepared.pages, preview: prepared.thumbnails.length > 0 ? 1 : 0 };
    const { numUpdatedRows } = await tx.db
      .updateTable("files")
      .set({ state, next_attempt_at: null, ...found })
      .where("id", "=", file.id)
      .executeTakeFirst();
    // The sweeper took it meanwhile, or there is nothing new to tell.
    if (numUpdatedRows === 0n || !prepared) return;
    const owners = tx.db.selectFrom("attachments").select("owner_id").distinct().where("file_id", "=", file.id).where("owner_kind", "=", "resource");
    const resources = (await owners.execute()).map((row) => row.owner_id);
    if (prepared.text !== null) await refreshSearch(tx.db, "resource", resources);
    await bumpRevision(tx.db, "public", tx.now);
  });
}

async function putOff(ctx: Ctx, file: Claimed): Promise<void> {
  const wait = BACK_OFF_MS[Math.min(file.attempts, BACK_OFF_MS.length - 1)] ?? 0;
  await ctx.db
    .updateTable("files")
    .set({ next_attempt_at: later(ctx, wait) })
    .where("id", "=", file.id)
    .execute();
}

/** As if it had not been taken. */
async function release(ctx: Ctx, file: Claimed): Promise<void> {
  await ctx.db
    .updateTable("files")
    .set((eb) => ({ attempts: eb("attempts", "-", 1), next_attempt_at: ctx.now }))
    .where("id", "=", file.id)
    .execute();
}

const later = (ctx: Ctx, milliseconds: number): string => new Date(Date.parse(ctx.now) + milliseconds).toISOString();
