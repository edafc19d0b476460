/** Speaking without signing in: whoever holds the link of a call speaks as the person who was called, in that round. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { readToken } from "#app/domain/signed-token.server.ts";
import type { ProcessRow } from "./kind.ts";
import { findCall, findProcess } from "./processes.repo.server.ts";

/** Changes nothing. Who was suspended, or closed the account, has no link any more; who left the circle is refused by the page itself. */
export async function voiceOf(ctx: Ctx, token: string): Promise<{ row: ProcessRow; person: Actor; round: number }> {
  const id = readToken(ctx.deployment.secret, "voice", token);
  const call = id ? await findCall(ctx.db, id) : null;
  const row = call && (await findProcess(ctx.db, call.process_id));
  const person = call && (await loadActor(ctx.db, call.person_id, ctx.now));
  if (!row || !call || !person) throw notFound();
  // A link is for speaking: what administration may besides, it does signed in.
  return { row, person: { ...person, admin: false }, round: call.round };
}
