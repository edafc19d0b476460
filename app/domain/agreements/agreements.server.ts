/** Agreements after the meeting: done, undone, said something of; by their owner with or without an account, or by whoever keeps the minutes of the meeting. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { forbidden, notFound } from "#app/domain/errors.ts";
import { canKeepMinutes } from "#app/domain/events/event.policy.ts";
import { lockEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { readToken } from "#app/domain/signed-token.server.ts";
import { findAgreement, type ToldAgreement, updateAgreement } from "./agreements.repo.server.ts";

interface Said {
  intent: "done" | "undone" | "comment";
  comment: string;
}

/** What the mailed link is about. Changes nothing: mail scanners open every link. */
export async function agreementByToken(ctx: Ctx, token: string): Promise<ToldAgreement> {
  const id = readToken(ctx.deployment.secret, "agreement", token);
  const found = id ? await findAgreement(ctx.db, id) : null;
  if (!found || found.dropped_at) throw notFound();
  return found;
}

export async function sayByToken(ctx: Ctx, token: string, said: Said): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const found = await agreementByToken(tx, token);
    await write(tx, found, said, found.owner_person_id);
  });
}

/** On the page: its owner, or whoever keeps its minutes. */
export async function say(ctx: Ctx, id: string, said: Said): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const found = await findAgreement(tx.db, id);
    if (!found || found.dropped_at || !tx.actor) throw notFound();
    const owns = found.owner_person_id === tx.actor.id || found.owner_email === tx.actor.email;
    if (!owns) {
      const event = await lockEvent(tx.db, found.event_id);
      if (!event || !canKeepMinutes(tx.actor, event)) throw forbidden();
    }
    await write(tx, found, said, tx.actor.id);
  });
}

async function write(tx: Ctx, { id, done_at }: ToldAgreement, { intent, comment }: Said, byId: string | null): Promise<void> {
  const words = comment === "" ? {} : { comment };
  // Said twice, it was done the first time.
  if (intent === "done") await updateAgreement(tx.db, id, { ...words, done_at: done_at ?? tx.now, ...(done_at ? {} : { done_by: byId }) });
  else if (intent === "undone") await updateAgreement(tx.db, id, { ...words, done_at: null, done_by: null });
  else await updateAgreement(tx.db, id, { comment: comment || null });
}
