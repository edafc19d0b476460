/** Stopping the mails by the link that each carries: no account needed, and the way back is on the same page. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { readToken } from "#app/domain/signed-token.server.ts";
import { deleteStops, findStopAddress, insertStop, listStops } from "./stops.repo.server.ts";
import { STOP_SCOPES, type StopScope } from "./stops.ts";

export interface StopLink {
  email: string;
  name: string;
  /** What is stopped now; null where mails arrive. */
  stopped: StopScope | null;
}

/** What the link is about. Changes nothing: mail scanners open every link. */
export async function readStopLink(ctx: Ctx, token: string): Promise<StopLink> {
  const { email, name } = await addressOf(ctx, token);
  const scopes = (await listStops(ctx.db, [email])).get(email);
  return { email, name, stopped: scopes?.has("all") ? "all" : scopes?.has("reminders") ? "reminders" : null };
}

/** From now on this address gets no reminders, or nothing about meetings at all. Asking twice is asking once. */
export async function stopMail(ctx: Ctx, token: string, scope: StopScope): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { email } = await addressOf(tx, token);
    await deleteStops(
      tx.db,
      email,
      STOP_SCOPES.filter((each) => each !== scope),
    );
    await insertStop(tx.db, email, scope, tx.now);
  });
}

export async function resumeMail(ctx: Ctx, token: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { email } = await addressOf(tx, token);
    await deleteStops(tx.db, email, STOP_SCOPES);
  });
}

async function addressOf(ctx: Ctx, token: string): Promise<{ email: string; name: string }> {
  const invitationId = readToken(ctx.deployment.secret, "stop", token);
  const found = invitationId ? await findStopAddress(ctx.db, invitationId) : undefined;
  if (!found) throw notFound();
  return found;
}
