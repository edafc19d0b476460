/** What somebody has to do with a thread: whether its posts come by mail, and until where they have read. */
import { sql } from "kysely";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { acting, heldThread } from "./holding.server.ts";
import { putFollows, putRead } from "./readers.repo.server.ts";
import { threadVisibleTo } from "./visibility.server.ts";

/** true: each post by mail; false: none; null: as they have it for the node. */
export async function followThread(ctx: Ctx, id: string, follows: boolean | null): Promise<void> {
  await inTransaction(ctx, async (outer) => {
    const { tx } = await heldThread(outer, id);
    await putFollows(tx.db, id, tx.actor.id, follows);
  });
}

/** Posts until then were seen: the instant of the last one on the page. What has not been said yet cannot have been seen. */
export async function markRead(ctx: Ctx, threadId: string, until: string): Promise<void> {
  const { db, actor } = acting(ctx);
  const { rows } = await sql<{ last_at: string }>`SELECT h.last_at FROM threads h WHERE h.id = ${threadId} AND ${threadVisibleTo(actor)}`.execute(db);
  const last = rows[0]?.last_at;
  if (last) await putRead(db, threadId, actor.id, until < last ? until : last);
}
