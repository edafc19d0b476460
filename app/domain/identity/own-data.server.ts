/** Access and portability (Ley 21.719): everything that is kept about a person, for that person. */
import { DomainError } from "#app/domain/errors.ts";
import type { SignedIn } from "./account.server.ts";
import { findOwnRow, listOwnActivity } from "./own-data.repo.server.ts";

/** Plain data, ready to be written as JSON. Left out: the hash of the password and the hashes of sessions, which tell nothing. */
export async function exportOwnData(ctx: SignedIn): Promise<object> {
  const row = await findOwnRow(ctx.db, ctx.actor.id);
  if (!row) throw new DomainError("signed_out");
  const { id, password_hash, search_text: _, ...person } = row;
  return {
    exported_at: ctx.now,
    network: ctx.deployment.networkName,
    person: { ...person, has_password: password_hash !== null },
    ...(await listOwnActivity(ctx.db, { id, email: person.email })),
  };
}
