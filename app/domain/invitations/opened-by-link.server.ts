/** What the link of an invitation opens: its meeting; of a series the next date that its reader can still come to, and all of them. */
import type { Ctx } from "#app/domain/context.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import { findEventForGuest } from "#app/domain/events/events.repo.server.ts";
import { listDatesFor, type SeriesDateRow } from "#app/domain/series/series-dates.repo.server.ts";
import { findInvitation, findInvitationByToken, type InvitationRow } from "./invitations.repo.server.ts";

export interface Opened {
  invitation: InvitationRow;
  event: EventDetail;
  /** Of a series: all its dates, with this person's answers. */
  dates: SeriesDateRow[];
}

/** null: no such invitation, or they were taken off. */
export async function openedBy(ctx: Ctx, token: string): Promise<Opened | null> {
  const found = await findInvitationByToken(ctx.db, ctx.deployment.secret, token);
  if (!found) return null;
  const { invitation, event } = found;
  if (!event.series_id) return invitation.removed_at ? null : { invitation, event, dates: [] };
  const dates = await listDatesFor(ctx.db, event.series_id, invitation);
  const stands = invitation.removed_at === null && event.status === "published" && event.ends_at > ctx.now;
  const next = stands ? undefined : dates.find((date) => date.mine && date.status === "published" && date.ends_at > ctx.now);
  if (!next?.mine) return invitation.removed_at ? null : { invitation, event, dates };
  const other = await findInvitation(ctx.db, next.mine.invitation_id);
  const there = await findEventForGuest(ctx.db, next.id);
  return other && there ? { invitation: other, event: there, dates } : null;
}
