/** What the page that opens a selection needs. */
import { listRoles } from "#app/domain/circles/circles.repo.server.ts";
import { listHolders } from "#app/domain/circles/terms.repo.server.ts";
import { voicesOf } from "#app/domain/circles/voices.repo.server.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { forbidden } from "#app/domain/errors.ts";
import { listOpenSelections } from "#app/domain/selections/selections.repo.server.ts";
import { listComingMeetings } from "#app/domain/tensions/tensions.repo.server.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { newId } from "#db/ids.ts";
import { circleInside } from "../circles/circle-access.server.ts";

/** Whoever has a voice in the circle, or runs it. */
export async function circleToSelect(ctx: Ctx, circleId: string | undefined) {
  const found = await circleInside(ctx, circleId);
  if (found.frame.closed || !(found.frame.speaks || found.frame.runs)) throw forbidden();
  return found;
}

export async function selectionPage(ctx: Ctx & { actor: Actor }, circleId: string | undefined, url: URL) {
  const { circle, frame } = await circleToSelect(ctx, circleId);
  const { db, now, actor } = ctx;
  const roles = await listRoles(db, circle.id);
  const holders = await listHolders(
    db,
    roles.map((role) => role.id),
    now,
  );
  const open = await listOpenSelections(db, circle.id);
  const voices = await voicesOf(db, circle.id, now);
  const meetings = await listComingMeetings(db, circle.id, now);
  const zoneOf = (zone: string) => (isZone(zone) ? zone : MAIN_ZONE);
  const until = (endsAt: string | null) => (endsAt ? `, hasta el ${shortDate(endsAt)}` : "");
  const state = (roleId: string) => {
    const holder = holders.find((each) => each.role_id === roleId);
    return holder ? `(${holder.name || holder.external_name}${until(holder.ends_at)})` : "(vacante)";
  };
  return {
    frame,
    id: newId(),
    me: actor.id,
    method: circle.method === "vote" ? ("vote" as const) : ("consent" as const),
    roles: roles.filter((role) => !open.some((each) => each.role_id === role.id)).map((role) => ({ value: role.id, label: `${role.name} ${state(role.id)}` })),
    open: open.flatMap((each) => roles.filter((role) => role.id === each.role_id).map((role) => ({ id: each.id, role: role.name }))),
    role: url.searchParams.get("rol") ?? "",
    meeting: url.searchParams.get("reunion") ?? "",
    voices: voices.map(({ person_id, name }) => ({ value: person_id, label: person_id === actor.id ? `${name} (yo)` : name })),
    meetings: meetings.map(({ id, title, starts_at, zone }) => ({ value: id, label: `${title}, ${shortDate(starts_at, zoneOf(zone))}` })),
  };
}
