/** The first administrator of an empty network: by a link in the terminal, never by a default password. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { absolute, paths } from "#app/paths.ts";
import { newId } from "#db/ids.ts";
import { issueLink, type LinkState, readLink, spendLink } from "./mailed-links.server.ts";
import { hashPassword } from "./password.server.ts";
import { anyPerson, findPersonByEmail, insertPeople } from "./people.repo.server.ts";
import type { Entered } from "./people.server.ts";
import { startSession } from "./sessions.server.ts";

/** On a database without people: a new one-time link (24 hours) for the terminal; earlier ones end. Else null. */
export async function ensureSetupLink(ctx: Ctx): Promise<string | null> {
  return inTransaction(ctx, async (tx) => {
    if (await anyPerson(tx.db)) return null;
    await tx.db.deleteFrom("mailed_links").where("kind", "=", "setup").where("used_at", "is", null).execute();
    return absolute(tx.deployment, paths.firstAdmin(await issueLink(tx, "setup")));
  });
}

/** Once there is a person, the link is used, whoever used it. */
export async function readSetupLink(ctx: Ctx, token: string): Promise<LinkState> {
  const { state } = await readLink(ctx, "setup", token);
  return state === "usable" && (await anyPerson(ctx.db)) ? "used" : state;
}

export async function createFirstAdmin(ctx: Ctx, token: string, input: { name: string; email: string; password: string }, userAgent: string): Promise<Entered> {
  const state = await readSetupLink(ctx, token);
  if (state !== "usable") throw new DomainError("gone", { reason: state });
  const password_hash = await hashPassword(input.password);
  return inTransaction(ctx, async (tx) => {
    await spendLink(tx, "setup", token);
    if (await anyPerson(tx.db)) throw new DomainError("gone", { reason: "used" });
    const times = { email_confirmed_at: tx.now, admin_since: tx.now, created_at: tx.now, updated_at: tx.now };
    await insertPeople(tx.db, [{ id: newId(), name: input.name, email: input.email, position: "team", password_hash, ...times }]);
    const person = await findPersonByEmail(tx.db, input.email);
    if (!person) throw new Error("the administrator just made is not there");
    return { person, session: await startSession(tx, person.id, userAgent) };
  });
}
