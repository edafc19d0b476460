/** What becomes of a node whose last coordinator wants to go, or is gone: administration hears of it. */
import { type Actor, type Ctx, inTransaction, signedIn } from "#app/domain/context.ts";
import { forbidden } from "#app/domain/errors.ts";
import type { SignedIn } from "#app/domain/identity/account.server.ts";
import { closeAccount } from "#app/domain/identity/closing.server.ts";
import { lockCoordination } from "./last-coordinator.server.ts";
import { tellOfRelease } from "./mails.server.ts";
import { nodeBySlug } from "./nodes.server.ts";
import { isCoordinator, listCoordinatedAlone } from "./roles.repo.server.ts";

/** A coordinator asks administration to relieve them. Asked again on the same day, nobody is written to twice. */
export async function askForRelief(ctx: Ctx, slug: string): Promise<void> {
  const actor = signedIn(ctx);
  await inTransaction(ctx, async (tx) => {
    const node = await nodeBySlug(tx.db, slug);
    if (!(await isCoordinator(tx.db, node.id, actor.id, tx.now))) throw forbidden();
    await tellOfRelease(tx, node, actor);
  });
}

/** The nodes that would be without coordination if this account closed. */
export async function listLeftAlone(ctx: Ctx, actor: Actor): Promise<{ id: string; slug: string; name: string }[]> {
  return listCoordinatedAlone(ctx.db, actor.id, ctx.now);
}

/**
 * Closes one's account: a right (Ley 21.719) that no role holds back. Administration is told, in the same transaction, which nodes it leaves
 * without coordination.
 */
export async function closeAccountOfCoordinator(ctx: SignedIn): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    for (const nodeId of [...ctx.actor.coordinates].sort()) await lockCoordination(tx.db, nodeId);
    const alone = await listLeftAlone(tx, ctx.actor);
    await closeAccount({ ...tx, actor: ctx.actor });
    for (const node of alone) await tellOfRelease(tx, node, null);
  });
}
