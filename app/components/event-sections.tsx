import type { EventParts } from "#app/domain/events/event-parts.repo.server.ts";
import type { EventSections as Sections } from "#app/routes/events/event-sections.server.ts";

/** What a meeting's page shows beside the meeting itself, in the order of its life: agenda, readings, minutes, agreements, harvest. */
export function EventSections(_: { event: { id: string; title: string }; parts: EventParts; sections: Sections; over: boolean; manages: boolean; signedIn: boolean }) {
  return null;
}
