/** What a meeting's page reads beside the meeting itself: only of what is there (`parts`), so that it stays within its queries. */
import type { Ctx } from "#app/domain/context.ts";
import type { EventParts } from "#app/domain/events/event-parts.repo.server.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import { listHarvestAnswers } from "#app/domain/harvest/harvest.repo.server.ts";
import { summaryOf } from "#app/domain/harvest/summary.ts";

export type EventSections = Awaited<ReturnType<typeof sectionsOf>>;

export async function sectionsOf(ctx: Ctx, event: EventDetail, parts: EventParts, _manages: boolean) {
  return {
    // What people said is for people of the network.
    harvest: ctx.actor && parts.harvest ? summaryOf(await listHarvestAnswers(ctx.db, event.id)) : null,
  };
}
