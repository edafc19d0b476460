import { passText } from "#app/domain/attendance/pass.server.ts";
import { qrPng, qrSvg } from "#app/domain/attendance/qr.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { findInvitationByToken } from "#app/domain/invitations/invitations.repo.server.ts";

/** The invitation of a link, as long as it can let somebody in. */
export async function passOf(ctx: Ctx, token: string | undefined) {
  const found = await findInvitationByToken(ctx.db, ctx.deployment.secret, token ?? "");
  if (!found || found.invitation.removed_at || found.event.status !== "published" || found.event.all_day) throw notFound();
  const text = passText(ctx.deployment.secret, found.invitation.id);
  return { ...found, svg: () => qrSvg(text), png: () => qrPng(text) };
}
