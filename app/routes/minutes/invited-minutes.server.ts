import { findWalkInEvent } from "#app/domain/attendance/attendance.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { findInvitation } from "#app/domain/invitations/invitations.repo.server.ts";
import { findVersion } from "#app/domain/minutes/minutes.repo.server.ts";
import { readToken } from "#app/domain/signed-token.server.ts";

/** The last version published of the meeting that this link's reader was invited to, or walked into; 404 without one. */
export async function invitedMinutes(ctx: Ctx, token: string | undefined) {
  const id = readToken(ctx.deployment.secret, "minutes", token ?? "");
  const invitation = id ? await findInvitation(ctx.db, id) : null;
  const eventId = invitation ? (invitation.removed_at === null ? invitation.event_id : null) : id && (await findWalkInEvent(ctx.db, id));
  const version = eventId ? await findVersion(ctx.db, eventId) : null;
  if (!version) throw notFound();
  return version;
}
