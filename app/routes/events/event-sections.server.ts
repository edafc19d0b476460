/** What a meeting's page reads beside the meeting itself: only of what is there (`parts`), so that it stays within its queries. */
import type { Ctx } from "#app/domain/context.ts";
import type { EventParts } from "#app/domain/events/event-parts.repo.server.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";

export type EventSections = Awaited<ReturnType<typeof sectionsOf>>;

export async function sectionsOf(_ctx: Ctx, _event: EventDetail, _parts: EventParts, _manages: boolean) {
  return {};
}
