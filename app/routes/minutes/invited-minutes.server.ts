import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { findInvitation } from "#app/domain/invitations/invitations.repo.server.ts";
import { findVersion } from "#app/domain/minutes/minutes.repo.server.ts";
import { readToken } from "#app/domain/signed-token.server.ts";

/** The last version published of the meeting that this link's reader was invited to; 404 without one. */
export async function invitedMinutes(ctx: Ctx, token: string | undefined) {
  const id = readToken(ctx.deployment.secret, "minutes", token ?? "");
  const invitation = id ? await findInvitation(ctx.db, id) : null;
  const version = invitation && invitation.removed_at === null ? await findVersion(ctx.db, invitation.event_id) : null;
  if (!version) throw notFound();
  return version;
}
