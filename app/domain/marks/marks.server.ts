import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, notFound } from "#app/domain/errors.ts";
import { canTakePart, isMaker } from "#app/domain/resources/resource.policy.ts";
import { findVisible } from "#app/domain/resources/resources.repo.server.ts";
import { takeTurn } from "#db/dialect.server.ts";
import { bumpRevision } from "#db/revision.ts";
import type { MarkKind } from "./mark.ts";
import { changeCounter, deleteMark, insertMark } from "./marks.repo.server.ts";

/** Puts a mark on a resource or takes it off; asking twice is asking once. The counter moves in the same transaction. «Me sirvió» is not for one's own. */
export async function setMark(ctx: Ctx, slug: string, kind: MarkKind, on: boolean): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    if (!tx.actor) throw new DomainError("signed_out");
    const subject = await findVisible(tx.db, tx.actor, { slug });
    if (!subject) throw notFound();
    const mark = { resource_id: subject.id, person_id: tx.actor.id, kind };
    await takeTurn(tx.db, "resources", subject.id);
    if (on && !canTakePart(tx.actor, subject)) throw forbidden("not_published");
    if (on && kind === "useful" && isMaker(tx.actor, subject)) throw forbidden("own");
    const moved = on ? await insertMark(tx.db, { ...mark, created_at: tx.now }) : await deleteMark(tx.db, mark);
    if (!moved) return;
    await changeCounter(tx.db, subject.id, kind, on ? 1 : -1);
    if (subject.visibility === "public") await bumpRevision(tx.db, "public", tx.now);
  });
}
