/**
 * Erasure (Ley 21.719): closing one's account. What others rely on stays as a count (a school came, somebody answered); name, address and
 * whatever else says who it was go. It cannot be undone.
 */
import { inTransaction } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { bumpRevision } from "#db/revision.ts";
import { checkCurrentPassword, ownPerson, type SignedIn } from "./account.server.ts";
import { forgetAfterwards } from "./afterwards.repo.server.ts";
import {
  countAdministrators,
  endTies,
  forgetAttendance,
  forgetInvitations,
  forgetMail,
  forgetPerson,
  forgetPreparing,
  forgetStakeholders,
  listOwnSeats,
} from "./closing.repo.server.ts";
import { forgetCalls } from "./forgotten-calls.repo.server.ts";
import { forgetConversations } from "./forgotten-conversations.repo.server.ts";
import { forgetWorks } from "./forgotten-works.repo.server.ts";
import { forgetInLogbook } from "./logbook-names.repo.server.ts";

/** Checks that the account can be closed now. Errors: invalid current_password; conflict last_administrator. */
export async function prepareClosing(ctx: SignedIn, currentPassword: string | undefined, ip: string): Promise<{ invitationIds: string[] }> {
  const person = await ownPerson(ctx);
  await checkCurrentPassword(person, currentPassword, ip);
  if (person.admin_since && (await countAdministrators(ctx.db)) === 1) throw new DomainError("conflict", { reason: "last_administrator" });
  return { invitationIds: await listOwnSeats(ctx.db, person.id, ctx.now) };
}

/** Call it after the seats of prepareClosing() were given back: those belong to whoever waits. */
export async function closeAccount(ctx: SignedIn): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const person = await ownPerson({ ...tx, actor: ctx.actor });
    if (person.admin_since && (await countAdministrators(tx.db)) === 1) throw new DomainError("conflict", { reason: "last_administrator" });
    await endTies(tx.db, person.id, tx.now);
    await forgetAfterwards(tx.db, person, tx.now);
    await forgetInvitations(tx.db, person.id, tx.now);
    await forgetAttendance(tx.db, person.id, tx.now);
    await forgetPreparing(tx.db, person, tx.now);
    await forgetStakeholders(tx.db, person);
    await forgetInLogbook(tx.db, person);
    await forgetCalls(tx.db, person); // while the experiences applied with still say who signs them
    await forgetWorks(tx.db, person);
    await forgetConversations(tx.db, person);
    await forgetMail(tx.db, person);
    await forgetPerson(tx.db, person.id, tx.now);
    await bumpRevision(tx.db, "public", tx.now);
  });
}
