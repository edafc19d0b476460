/** What a meeting's page reads beside the meeting itself: only of what is there (`parts`), so that it stays within its queries. */
import { readAgenda } from "#app/domain/agenda/agenda.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import type { EventParts } from "#app/domain/events/event-parts.repo.server.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import { listHarvestAnswers } from "#app/domain/harvest/harvest.repo.server.ts";
import { summaryOf } from "#app/domain/harvest/summary.ts";
import { listOfMeeting } from "#app/domain/processes/lists.repo.server.ts";
import { shownAt } from "#app/domain/replications/showings.repo.server.ts";
import { hasVoice, mayInCircle } from "#app/domain/rights.ts";
import { parseRule } from "#app/domain/series/rule.ts";
import { rhythmWords } from "#app/domain/series/series.ts";
import { findPlaceInSeries } from "#app/domain/series/series-dates.repo.server.ts";

/** Where a date stands in its series. */
async function seriesOf(ctx: Ctx, event: { id: string; series_id: string; starts_at: string }) {
  const place = await findPlaceInSeries(ctx.db, event);
  return place && { place, words: place.rule === null ? null : rhythmWords(parseRule(place.rule)) };
}

/** Who is in charge of what is for people of the network. */
async function agendaOf(ctx: Ctx, eventId: string) {
  const { parts, readings } = await readAgenda(ctx.db, eventId);
  const shown = parts.map(({ id, title, minutes, lead_name, notes_html, materials }) => ({ id, title, minutes, lead_name: ctx.actor ? lead_name : "", notes_html, materials }));
  return { parts: shown, readings };
}

/** What a meeting of a circle decides: for those who see the circle from inside. */
async function decidingOf(ctx: Ctx, event: EventDetail) {
  if (!event.circle_id || event.status !== "published") return null;
  const runs = mayInCircle(ctx.actor, "run_circle", { id: event.circle_id, node_id: event.nodes[0]?.id ?? null });
  if (!runs && !hasVoice(ctx.actor, event.circle_id)) return null;
  return { circleId: event.circle_id, runs, processes: await listOfMeeting(ctx.db, event.id) };
}

export type EventSections = Awaited<ReturnType<typeof sectionsOf>>;

export async function sectionsOf(ctx: Ctx, event: EventDetail, parts: EventParts, _manages: boolean) {
  return {
    agenda: !event.all_day && event.ends_at > ctx.now && parts.agenda + parts.readings > 0 ? await agendaOf(ctx, event.id) : null,
    series: event.series_id && event.status !== "draft" ? await seriesOf(ctx, { ...event, series_id: event.series_id }) : null,
    deciding: await decidingOf(ctx, event),
    shown: parts.shown > 0 ? await shownAt(ctx.db, ctx.actor, event.id) : [],
    // What people said is for people of the network.
    harvest: ctx.actor && parts.harvest ? summaryOf(await listHarvestAnswers(ctx.db, event.id)) : null,
  };
}
