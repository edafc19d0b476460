/** Entering: by password, by a link in the mail, and by choosing a new password. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid } from "#app/domain/errors.ts";
import { mailPasswordChanged, mailReset, mailSignInLink } from "./account-mails.server.ts";
import { countFailure, countMail, forgetFailures, refuseAfterFailures } from "./limits.server.ts";
import { issueLink, readLink, spendLink, voidLinks } from "./mailed-links.server.ts";
import { hashPassword, verifyPassword } from "./password.server.ts";
import { passwordWeakness } from "./password-rules.ts";
import { findPersonByEmail, findPersonById, type PersonRow, updatePerson } from "./people.repo.server.ts";
import { confirmAddress, type Entered, type From } from "./people.server.ts";
import { endAllSessions, startSession } from "./sessions.server.ts";

/** One refusal for an unknown address, a wrong password, none set, and a suspended person; each takes as long as a right one. */
export async function signIn(ctx: Ctx, { email, password }: { email: string; password: string }, from: From): Promise<Entered> {
  await refuseAfterFailures(email, from.ip);
  const person = await findPersonByEmail(ctx.db, email);
  const right = await verifyPassword(person?.password_hash, password);
  if (!person || !right || person.suspended_at) {
    await countFailure(email, from.ip);
    throw invalid("", "credentials");
  }
  await forgetFailures(email, from.ip);
  return { person, session: await startSession(ctx, person.id, from.userAgent) };
}

/** Says nothing of whether the address is known. `back`: the page of ours where they wanted to go; it rides along in the link. */
export async function requestSignInLink(ctx: Ctx, email: string, from: From, back?: string): Promise<void> {
  await countMail(email, from.ip);
  await inTransaction(ctx, async (tx) => {
    const person = await findPersonByEmail(tx.db, email);
    if (person) await mailSignInLink(tx, person, await issueLink(tx, "login", { personId: person.id }), back);
  });
}

export async function enterByLink(ctx: Ctx, token: string, userAgent: string): Promise<Entered> {
  return inTransaction(ctx, async (tx) => {
    const person = await ownerOf(tx, await spendLink(tx, "login", token));
    await confirmAddress(tx, person);
    return { person, session: await startSession(tx, person.id, userAgent) };
  });
}

export async function requestReset(ctx: Ctx, email: string, from: From): Promise<void> {
  await countMail(email, from.ip);
  await inTransaction(ctx, async (tx) => {
    const person = await findPersonByEmail(tx.db, email);
    if (person) await mailReset(tx, person, await issueLink(tx, "reset", { personId: person.id }));
  });
}

/** Sets the new password, ends all sessions and all other links, and opens one session here. */
export async function resetPassword(ctx: Ctx, token: string, password: string, userAgent: string): Promise<Entered> {
  const link = await readLink(ctx, "reset", token);
  if (link.state !== "usable") throw new DomainError("gone", { reason: link.state });
  const owner = await ownerOf(ctx, link);
  const weakness = passwordWeakness(password, owner);
  if (weakness) throw invalid("password", weakness);
  const password_hash = await hashPassword(password);
  const entered = await inTransaction(ctx, async (tx) => {
    const person = await ownerOf(tx, await spendLink(tx, "reset", token));
    await confirmAddress(tx, person);
    await setPassword(tx, person, password_hash);
    return { person, session: await startSession(tx, person.id, userAgent) };
  });
  await forgetFailures(entered.person.email, "");
  return entered;
}

/** A new password, made by hashPassword() before the transaction: other sessions and links end, and a notice goes out. */
export async function setPassword(tx: Ctx, person: PersonRow, password_hash: string, exceptSession?: string): Promise<void> {
  await updatePerson(tx.db, person.id, { password_hash }, tx.now);
  await endAllSessions(tx, person.id, exceptSession);
  await voidLinks(tx, ["login", "reset", "email"], { personId: person.id });
  await mailPasswordChanged(tx, person);
}

async function ownerOf(ctx: Ctx, link: { personId: string | null }): Promise<PersonRow> {
  const person = link.personId ? await findPersonById(ctx.db, link.personId) : undefined;
  if (!person || person.suspended_at) throw new DomainError("gone", { reason: "expired" });
  return person;
}
