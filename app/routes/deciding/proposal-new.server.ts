/** What the page that opens a proposal needs. */
import { listRoles } from "#app/domain/circles/circles.repo.server.ts";
import { voicesOf } from "#app/domain/circles/voices.repo.server.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { forbidden } from "#app/domain/errors.ts";
import { drawnFrom, openProposal } from "#app/domain/proposals/opening.server.ts";
import { type OpeningInput, OpeningInputs, suggestedReview, type WayName, wayFrom } from "#app/domain/proposals/opening.ts";
import { findTension, listComingMeetings } from "#app/domain/tensions/tensions.repo.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { newId } from "#db/ids.ts";
import { circleInside } from "../circles/circle-access.server.ts";

/** Any voice of a circle that is open may propose something to it. */
export async function circleToSpeakIn(ctx: Ctx, circleId: string | undefined) {
  const found = await circleInside(ctx, circleId);
  if (!found.frame.speaks || found.frame.closed) throw forbidden();
  return found;
}

export async function openingPage(ctx: Ctx & { actor: Actor }, circleId: string | undefined, url: URL) {
  const { circle, frame } = await circleToSpeakIn(ctx, circleId);
  const way = wayFrom(url.searchParams.get("tipo"));
  const asked = { tension: url.searchParams.get("tension") ?? "", meeting: url.searchParams.get("reunion") ?? "" };
  const tension = asked.tension ? await findTension(ctx.db, circle.id, asked.tension) : undefined;
  const drawn = tension ? drawnFrom(tension) : null;
  const replaces = tension?.agreement_id ? { title: tension.title } : null;
  const base = { frame, way, tension: tension ? { id: tension.id, title: tension.title } : null, meeting: asked.meeting, drawn, replaces };
  if (!way) return { ...base, form: null };
  const voices = await voicesOf(ctx.db, circle.id, ctx.now);
  const roles = way === "sondeo" ? [] : await listRoles(ctx.db, circle.id);
  const meetings = await listComingMeetings(ctx.db, circle.id, ctx.now);
  const zoneOf = (zone: string) => (isZone(zone) ? zone : MAIN_ZONE);
  const form = {
    id: newId(),
    me: ctx.actor.id,
    voices: voices.map(({ person_id, name }) => ({ value: person_id, label: person_id === ctx.actor.id ? `${name} (tú)` : name })),
    roles: roles.map(({ id, name }) => ({ value: id, label: name })),
    meetings: meetings.map(({ id, title, starts_at, zone }) => ({ value: id, label: `${title}, ${shortDate(starts_at, zoneOf(zone))}` })),
    review_on: way === "propuesta" ? suggestedReview(ctx.now) : "",
    quorum: circle.quorum,
  };
  return { ...base, form };
}

/** Reads the form of its way and opens it; a Submission where it was refused. */
export async function openFrom(ctx: Ctx, circleId: string, way: WayName, form: FormData) {
  const parsed = parseForm(form, OpeningInputs[way]);
  if (!parsed.ok) return { refused: parsed.submission } as const;
  return { opened: await openProposal(ctx, circleId, way, parsed.value as OpeningInput<WayName>) } as const;
}
