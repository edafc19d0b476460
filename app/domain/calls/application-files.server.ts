/** Files of an application: who sees the application sees them, who applies brings them until the call closes. */
import type { Ctx } from "#app/domain/context.ts";
import { DomainError, forbidden, notFound } from "#app/domain/errors.ts";
import type { Owner } from "#app/domain/files/owners.server.ts";
import { paths } from "#app/paths.ts";
import { takeTurn } from "#db/dialect.server.ts";
import { filesSeen, findApplicationRow } from "./applications.repo.server.ts";
import { phaseOf } from "./call.ts";
import { findCall } from "./calls.repo.server.ts";
import { listCopied } from "./snapshot.server.ts";

/** One's own, while its call takes applications. */
async function changeable(ctx: Ctx, id: string) {
  const row = await findApplicationRow(ctx.db, id);
  if (!ctx.actor || !row || row.person_id !== ctx.actor.id) throw notFound();
  const call = await findCall(ctx.db, ctx.actor, { id: row.call_id });
  if (!call) throw notFound();
  if (row.state === "out") throw forbidden("out");
  if (phaseOf(call, ctx.now) !== "open") throw new DomainError("conflict", { reason: "closed" });
  return call;
}

export const applicationFiles: Owner = {
  seen: async (db, actor, attachment, now) => {
    const seen = await filesSeen(db, actor, attachment.owner_id, now);
    if (!seen) return null;
    const name = seen.files?.find((file) => file.id === attachment.id)?.name;
    return { open: false, resourceId: null, own: seen.own, ...(name ? { name } : {}) };
  },
  allow: async (ctx, ownerId) => {
    await changeable(ctx, ownerId);
  },
  version: async (tx, ownerId) => {
    await takeTurn(tx.db, "applications", ownerId);
    await changeable(tx, ownerId);
    return 1;
  },
  page: async (_db, ownerId) => paths.applicationEdit(ownerId),
  most: async (tx, ownerId) => (await changeable(tx, ownerId)).files_most + (await listCopied(tx.db, ownerId)).size,
};
