/** People whom an administrator enters one by one: they set their password by a one-time link that is handed to them. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { absolute, paths } from "#app/paths.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { issueLink, voidLinks } from "./mailed-links.server.ts";
import { adoptInvitations, anyPerson, findPersonByEmail, insertPeople } from "./people.repo.server.ts";
import type { EnteredInput } from "./person.ts";

/** A day, not an hour: it is passed on by hand. */
const HOURS = 24;

/**
 * Makes the person and returns the link. The administrator vouches for the address, as in an import. Errors: forbidden;
 * invalid email_taken; conflict administrator_first where the very first person would be none.
 */
export async function enterPerson(ctx: Ctx, input: EnteredInput & { admin: boolean }): Promise<string> {
  if (!ctx.actor?.admin) throw forbidden();
  return inTransaction(ctx, async (tx) => {
    if (await findPersonByEmail(tx.db, input.email)) throw invalid("email", "email_taken");
    if (!input.admin && !(await anyPerson(tx.db))) throw new DomainError("conflict", { reason: "administrator_first" });
    const id = newId();
    const times = { email_confirmed_at: tx.now, created_at: tx.now, updated_at: tx.now };
    await insertPeople(tx.db, [{ id, name: input.name, email: input.email, position: input.admin ? "team" : "teacher", admin_since: input.admin ? tx.now : null, ...times }]);
    await adoptInvitations(tx.db, id, input.email);
    await bumpRevision(tx.db, "public", tx.now);
    return passwordLink(tx, id);
  });
}

/** A new link for somebody who has an account; those from before end. Errors: forbidden, not_found. */
export async function renewPasswordLink(ctx: Ctx, email: string): Promise<string> {
  if (!ctx.actor?.admin) throw forbidden();
  return inTransaction(ctx, async (tx) => {
    const person = await findPersonByEmail(tx.db, email);
    if (!person || person.suspended_at) throw notFound();
    await voidLinks(tx, ["reset"], { personId: person.id });
    return passwordLink(tx, person.id);
  });
}

async function passwordLink(tx: Ctx, personId: string): Promise<string> {
  return absolute(tx.deployment, paths.reset(await issueLink(tx, "reset", { personId, hours: HOURS })));
}
