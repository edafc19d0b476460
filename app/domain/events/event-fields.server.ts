/** From the form of a meeting to its row, with everything that only the database can check. */
import { canCallCircleMeeting } from "#app/domain/circles/circle.policy.ts";
import { type CircleRow, findCircle } from "#app/domain/circles/circles.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { forbidden, invalid } from "#app/domain/errors.ts";
import { heldBothWays } from "#app/domain/invitations/seats.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { mayIn } from "#app/domain/rights.ts";
import { searchText } from "#db/search-text.ts";
import { canSchedule, canScheduleSomewhere } from "./event.policy.ts";
import { type EventInput, type EventTimesRow, isAllDay, timesOf, type WhenInput } from "./event.ts";
import { findPlace, type LockedEvent, listLivingNodeIds } from "./event-writes.repo.server.ts";

export type EventFields = Awaited<ReturnType<typeof fieldsOf>>;

export async function fieldsOf(tx: Ctx, input: EventInput) {
  const place = await findPlace(tx.db, input.host_establishment_id, input.comuna_code);
  if (place.host === undefined) throw invalid("host_establishment_id", "not_found");
  if (place.comuna === undefined) throw invalid("comuna_code", "not_found");
  return {
    title: input.title,
    kind: input.kind,
    visibility: input.visibility,
    zone: input.zone,
    ...timesFor(input, input.kind),
    host_establishment_id: input.host_establishment_id,
    address: input.address,
    comuna_code: input.comuna_code,
    region_code: place.regionCode,
    online_url: input.online_url,
    description_md: input.description,
    description_html: renderMarkdown(input.description),
    capacity: isAllDay(input.kind) ? null : input.capacity,
    // Apart only where people come and connect.
    online_capacity: !isAllDay(input.kind) && heldBothWays(input) ? input.online_capacity : null,
    search_text: searchText(input.title, place.host, input.address, place.comuna),
  };
}

export function timesFor(input: WhenInput, kind: string): EventTimesRow {
  const result = timesOf(input, isAllDay(kind));
  if (!result.ok) throw invalid(result.field, result.code);
  return result.times;
}

export function refusePast(times: EventTimesRow, now: string): void {
  if (times.ends_at <= now) throw invalid("date", "past");
}

/** The circle whose meeting it is to be: open, and this person calls its meetings. */
export async function circleToCall(tx: Ctx, circleId: string): Promise<CircleRow> {
  const circle = await findCircle(tx.db, circleId);
  if (!circle || circle.closed_at) throw invalid("circle_id", "not_found");
  if (!canCallCircleMeeting(tx.actor, circle)) throw forbidden();
  return circle;
}

/**
 * The nodes of a meeting: alive, and in one of them whoever calls it may. Of a meeting that exists, a node where they may not is
 * not theirs to take off, unless they wrote it there.
 */
export async function nodesFor(tx: Ctx, wanted: readonly string[], event?: LockedEvent, circleId: string | null = event?.circle_id ?? null): Promise<string[]> {
  const { actor } = tx;
  const nodeIds = [...new Set(wanted)];
  if (!actor || !canScheduleSomewhere(actor)) throw forbidden();
  if (!canSchedule(actor, nodeIds, circleId)) throw invalid("node_ids", "node_not_yours");
  const added = nodeIds.filter((id) => !event?.nodeIds.includes(id));
  if (added.length > 0 && (await listLivingNodeIds(tx.db, added)).length !== added.length) throw invalid("node_ids", "not_found");
  const dropped = event?.nodeIds.filter((id) => !nodeIds.includes(id)) ?? [];
  const mayDrop = actor.admin || event?.created_by === actor.id || dropped.every((id) => mayIn(actor, "call_meetings", id));
  if (!mayDrop) throw invalid("node_ids", "node_of_others");
  return nodeIds;
}
