import { type Ctx, inTransaction, signedIn } from "#app/domain/context.ts";
import { forbidden } from "#app/domain/errors.ts";
import { bumpRevision } from "#db/revision.ts";
import { endRight, insertRight } from "./role-rights.repo.server.ts";
import type { RightChange } from "./role-rights.ts";

/**
 * Changes what roles let their holders do, for everyone who holds them, from the next request on. Administration is no role of the table: it
 * may always change it back. Sent twice it is done once; says how many changes were made.
 */
export async function changeRights(ctx: Ctx, changes: readonly RightChange[]): Promise<{ changed: number }> {
  const actor = signedIn(ctx);
  if (!actor.admin) throw forbidden();
  return inTransaction(ctx, async (tx) => {
    let changed = 0;
    for (const { key, right, gives } of changes) {
      if (await (gives ? insertRight : endRight)(tx.db, key, right, { now: tx.now, by: actor.id })) changed += 1;
    }
    if (changed > 0) await bumpRevision(tx.db, "public", tx.now);
    return { changed };
  });
}
