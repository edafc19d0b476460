/** Silencing one thread by the link of its mails: no account needed, and the way back is on the same page. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { readToken } from "#app/domain/signed-token.server.ts";
import { findMailWriter } from "./mail-answers.repo.server.ts";
import { findReader, putFollows } from "./readers.repo.server.ts";

/** What the link is about; null where it is no link of ours for this. Changes nothing: mail scanners open every link. */
export async function readMuteLink(ctx: Ctx, token: string): Promise<{ email: string; muted: boolean } | null> {
  const readerId = readToken(ctx.deployment.secret, "mute", token);
  const reader = readerId ? await findReader(ctx.db, readerId) : undefined;
  const person = reader && (await findMailWriter(ctx.db, reader.person_id));
  return reader && person ? { email: person.email, muted: reader.follows === 0 } : null;
}

/** Asked twice is asked once. `on` false: they follow it again. */
export async function muteByLink(ctx: Ctx, token: string, on: boolean): Promise<void> {
  const readerId = readToken(ctx.deployment.secret, "mute", token);
  await inTransaction(ctx, async (tx) => {
    const reader = readerId ? await findReader(tx.db, readerId) : undefined;
    // The way back is following: that is what makes its posts come, whatever made them come before.
    if (reader && (on || reader.follows === 0)) await putFollows(tx.db, reader.thread_id, reader.person_id, !on);
  });
}
