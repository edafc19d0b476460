/** What a person does with their own account. */
import { type Actor, type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid } from "#app/domain/errors.ts";
import { deleteStops, insertStop, listStops } from "#app/domain/mail/stops.repo.server.ts";
import { bumpRevision } from "#db/revision.ts";
import { mailEmailChange, mailEmailConfirm, mailExists } from "./account-mails.server.ts";
import { countFailure, countMail, forgetFailures, refuseAfterFailures } from "./limits.server.ts";
import { issueLink, spendLink, voidLinks } from "./mailed-links.server.ts";
import { hashPassword, verifyPassword } from "./password.server.ts";
import { passwordWeakness } from "./password-rules.ts";
import { adoptInvitations, copyMailStops, establishmentExists, findPersonByEmail, findPersonById, moveInvitations, type PersonRow, updatePerson } from "./people.repo.server.ts";
import type { ProfileInput } from "./person.ts";
import { setPassword } from "./sign-in.server.ts";

export type SignedIn = Ctx & { actor: Actor };

/** The whole row of whoever acts. */
export async function ownPerson(ctx: SignedIn): Promise<PersonRow> {
  const person = await findPersonById(ctx.db, ctx.actor.id);
  if (!person) throw new DomainError("signed_out");
  return person;
}

/** Consent to show the name keeps its date while it lasts. */
export async function updateProfile(ctx: SignedIn, input: ProfileInput): Promise<void> {
  const { name, position, specialty, organisation, establishment_id, gender } = input;
  if (establishment_id && !(await establishmentExists(ctx.db, establishment_id))) throw invalid("establishment_id", "choice");
  await inTransaction(ctx, async (tx) => {
    const before = await ownPerson({ ...tx, actor: ctx.actor });
    const name_public_at = input.name_public ? (before.name_public_at ?? tx.now) : null;
    await updatePerson(tx.db, before.id, { name, position, specialty, organisation, establishment_id, name_public_at, gender }, tx.now);
    await bumpRevision(tx.db, "public", tx.now);
  });
}

/**
 * Asks the new address to confirm and tells the old one. Nothing changes yet, and whether the new one is somebody else's is said
 * to its owner alone.
 */
export async function requestEmailChange(ctx: SignedIn, input: { email: string; current_password?: string | undefined }, ip: string): Promise<void> {
  const person = await ownPerson(ctx);
  if (input.email === person.email) throw invalid("email", "unchanged");
  await checkCurrentPassword(person, input.current_password, ip);
  await countMail(input.email, ip);
  await inTransaction(ctx, async (tx) => {
    await voidLinks(tx, ["email"], { personId: person.id });
    const owner = await findPersonByEmail(tx.db, input.email);
    const token = await issueLink(tx, owner ? "login" : "email", { personId: owner?.id ?? person.id, email: input.email });
    if (owner) await mailExists(tx, owner, token);
    else await mailEmailConfirm(tx, { name: person.name, email: input.email }, token);
    await mailEmailChange(tx, person, input.email, false);
  });
}

/** The new address confirmed itself: it is the account's from now on. Works in any browser: whoever reads that mailbox may. */
export async function confirmEmailChange(ctx: Ctx, token: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { personId, email } = await spendLink(tx, "email", token);
    const person = personId ? await findPersonById(tx.db, personId) : undefined;
    if (!person || !email || person.suspended_at) throw new DomainError("gone", { reason: "expired" });
    if (await findPersonByEmail(tx.db, email)) throw new DomainError("conflict", { reason: "email_taken" });
    await updatePerson(tx.db, person.id, { email, email_confirmed_at: tx.now }, tx.now);
    await voidLinks(tx, ["login", "reset", "email"], { personId: person.id });
    await moveInvitations(tx.db, person.id, email);
    await adoptInvitations(tx.db, person.id, email);
    await copyMailStops(tx.db, person.email, email, tx.now);
    await mailEmailChange(tx, person, email, true);
  });
}

/** `currentSession` (the raw id) stays open; all others end. */
export async function changePassword(
  ctx: SignedIn,
  input: { current_password?: string | undefined; password: string },
  from: { ip: string; currentSession: string | null },
): Promise<void> {
  const person = await ownPerson(ctx);
  await checkCurrentPassword(person, input.current_password, from.ip);
  const weakness = passwordWeakness(input.password, person);
  if (weakness) throw invalid("password", weakness);
  const password_hash = await hashPassword(input.password);
  await inTransaction(ctx, (tx) => setPassword(tx, person, password_hash, from.currentSession ?? undefined));
}

/** Asked again before something grave; who enters by link only has none to ask for. */
export async function checkCurrentPassword(person: PersonRow, typed: string | undefined, ip: string): Promise<void> {
  if (!person.password_hash) return;
  if (!typed) throw invalid("current_password", "required");
  await refuseAfterFailures(person.email, ip);
  if (await verifyPassword(person.password_hash, typed)) return forgetFailures(person.email, ip);
  await countFailure(person.email, ip);
  throw invalid("current_password", "password_wrong");
}

export interface Notices {
  reminders: boolean;
  nodes: boolean;
  /** How long before a meeting; null: as the network has it. */
  reminderHours: number | null;
  /** They pressed «no más correos» in a mail: nothing about meetings arrives. */
  stoppedAll: boolean;
}

export async function readNotices(ctx: SignedIn): Promise<Notices> {
  const person = await ownPerson(ctx);
  const stops = (await listStops(ctx.db, [person.email])).get(person.email);
  return {
    reminders: person.mail_reminders === 1 && !stops?.has("reminders"),
    nodes: person.mail_nodes === 1,
    reminderHours: person.reminder_hours,
    stoppedAll: stops?.has("all") ?? false,
  };
}

/** The choice here and the one made by a link in a mail are one choice. */
export async function saveNotices(ctx: SignedIn, input: { mail_reminders: boolean; mail_nodes: boolean; reminder_hours: number | null }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await updatePerson(tx.db, ctx.actor.id, { mail_reminders: input.mail_reminders ? 1 : 0, mail_nodes: input.mail_nodes ? 1 : 0, reminder_hours: input.reminder_hours }, tx.now);
    if (input.mail_reminders) await deleteStops(tx.db, ctx.actor.email, ["reminders"]);
    else await insertStop(tx.db, ctx.actor.email, "reminders", tx.now);
  });
}

export async function resumeAllMail(ctx: SignedIn): Promise<void> {
  await deleteStops(ctx.db, ctx.actor.email, ["all"]);
}
