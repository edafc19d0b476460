/** What an administrator does to somebody's account. All idempotent: the second click changes nothing. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, notFound } from "#app/domain/errors.ts";
import { bumpRevision } from "#db/revision.ts";
import { findPersonById, updatePerson } from "./people.repo.server.ts";
import { endAllSessions } from "./sessions.server.ts";

/** Stops an account: its sessions end now, it cannot enter and gets no mail. Errors: not_found; conflict for oneself. */
export async function suspendPerson(ctx: Ctx, personId: string): Promise<void> {
  await change(ctx, personId, async (tx) => {
    await updatePerson(tx.db, personId, { suspended_at: tx.now }, tx.now);
    await endAllSessions(tx, personId);
  });
}

export async function restorePerson(ctx: Ctx, personId: string): Promise<void> {
  await change(ctx, personId, (tx) => updatePerson(tx.db, personId, { suspended_at: null }, tx.now));
}

export async function makeAdministrator(ctx: Ctx, personId: string): Promise<void> {
  await change(ctx, personId, (tx) => updatePerson(tx.db, personId, { admin_since: tx.now }, tx.now));
}

/** Errors: conflict for oneself, so that there is always an administrator left. */
export async function endAdministrator(ctx: Ctx, personId: string): Promise<void> {
  await change(ctx, personId, (tx) => updatePerson(tx.db, personId, { admin_since: null }, tx.now));
}

async function change(ctx: Ctx, personId: string, act: (tx: Ctx) => Promise<void>): Promise<void> {
  if (!ctx.actor?.admin) throw forbidden();
  if (ctx.actor.id === personId) throw new DomainError("conflict", { reason: "oneself" });
  await inTransaction(ctx, async (tx) => {
    if (!(await findPersonById(tx.db, personId))) throw notFound();
    await act(tx);
    await bumpRevision(tx.db, "public", tx.now); // a suspended coordinator leaves the public pages
  });
}
