/** Becoming a person of the network: register, then confirm the address. The first administrator's way in is first-admin.server.ts. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid } from "#app/domain/errors.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { mailConfirm, mailExists } from "./account-mails.server.ts";
import { countMail } from "./limits.server.ts";
import { issueLink, spendLink, voidLinks } from "./mailed-links.server.ts";
import { hashPassword } from "./password.server.ts";
import { adoptInvitations, establishmentExists, findPersonByEmail, insertPersonUnlessTaken, type NewPerson, type PersonRow, updatePerson } from "./people.repo.server.ts";
import type { RegisterInput } from "./person.ts";
import { startSession } from "./sessions.server.ts";

/** Where a request comes from. */
export interface From {
  ip: string;
  userAgent: string;
}

export interface Entered {
  person: PersonRow;
  session: { id: string; until: Date };
}

type Draft = Pick<NewPerson, "name" | "position" | "specialty" | "organisation" | "establishment_id" | "password_hash" | "name_public_at">;

/**
 * What was typed waits in the link until the owner of the address confirms: nobody else can make or change an account of theirs.
 * Tells nobody whether the address is known: its owner gets another mail, the page says the same.
 */
export async function register(ctx: Ctx, input: RegisterInput, from: From): Promise<void> {
  await countMail(input.email, from.ip);
  const { name, position, specialty, organisation, establishment_id } = input;
  if (establishment_id && !(await establishmentExists(ctx.db, establishment_id))) throw invalid("establishment_id", "choice");
  const password_hash = input.password ? await hashPassword(input.password) : null;
  const name_public_at = input.name_public ? ctx.now : null;
  const draft: Draft = { name, position, specialty, organisation, establishment_id, password_hash, name_public_at };
  await inTransaction(ctx, async (tx) => {
    const known = await findPersonByEmail(tx.db, input.email);
    if (known) await mailExists(tx, known, await issueLink(tx, "login", { personId: known.id }));
    else await mailConfirm(tx, { name, email: input.email }, await issueLink(tx, "confirm", { email: input.email, payload: draft }));
  });
}

/** Makes the person and signs them in. Invitations that reached the address before become theirs. */
export async function confirmRegistration(ctx: Ctx, token: string, userAgent: string): Promise<Entered> {
  return inTransaction(ctx, async (tx) => {
    const { email, payload } = await spendLink(tx, "confirm", token);
    if (!email || !payload) throw new Error("a confirmation link without its registration");
    const draft = JSON.parse(payload) as Draft;
    const school = draft.establishment_id && (await establishmentExists(tx.db, draft.establishment_id)) ? draft.establishment_id : null;
    const times = { email_confirmed_at: null, created_at: tx.now, updated_at: tx.now };
    // Whoever entered meanwhile in another way (an import, an earlier link) keeps what they have.
    await insertPersonUnlessTaken(tx.db, { ...draft, ...times, id: newId(), email, establishment_id: school });
    await voidLinks(tx, ["confirm"], { email });
    const person = await findPersonByEmail(tx.db, email);
    if (!person || person.suspended_at) throw new DomainError("gone", { reason: "expired" });
    await confirmAddress(tx, person);
    await bumpRevision(tx.db, "public", tx.now);
    return { person, session: await startSession(tx, person.id, userAgent) };
  });
}

/** Whoever opens a link mailed to them owns the address: invitations that reached it before are theirs from now on. */
export async function confirmAddress(tx: Ctx, person: PersonRow): Promise<void> {
  if (person.email_confirmed_at) return;
  await updatePerson(tx.db, person.id, { email_confirmed_at: tx.now }, tx.now);
  await adoptInvitations(tx.db, person.id, person.email);
}
