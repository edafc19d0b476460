/** The end of an opportunity as a date to know: in the calendar of its nodes, in feeds, while it is published for the network or for anyone. */
import type { Ctx } from "#app/domain/context.ts";
import { EventInput } from "#app/domain/events/event.ts";
import { fieldsOf } from "#app/domain/events/event-fields.server.ts";
import { insertChange, insertEvent, type LockedEvent, lockEvent, replaceEventNodes, updateEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import { absolute, paths } from "#app/paths.ts";
import { newId } from "#db/ids.ts";
import { findResource, type StandingResource, updateResource } from "./resources.repo.server.ts";

/** Events know no more of readers than these two. */
const SHOWN = ["public", "members"];
const TITLE_MAX = 200;

/** Makes, moves or calls off the date with what is live now. In the transaction of its change. */
export async function syncClosingDate(tx: Ctx, resourceId: string): Promise<void> {
  const resource = await findResource(tx.db, resourceId);
  if (!resource) return;
  const event = resource.event_id ? await lockEvent(tx.db, resource.event_id) : null;
  const wanted = resource.kind === "opportunity" && resource.state === "published" && resource.closes_local !== null && SHOWN.includes(resource.visibility);
  // Events are of nodes: without any there is no calendar to put it in.
  if (!wanted || resource.nodeIds.length === 0) return event ? callOff(tx, event) : undefined;
  const input = inputOf(tx, resource, event?.id ?? newId());
  if (!input) return event ? callOff(tx, event) : undefined;
  if (event) return change(tx, event, input);
  await create(tx, resource, input);
}

function inputOf(tx: Ctx, resource: StandingResource, id: string): EventInput | null {
  const [date] = (resource.closes_local ?? "").split("T");
  const url = absolute(tx.deployment, paths.resource(resource.slug));
  const parsed = EventInput.safeParse({
    id,
    title: `Cierra: ${resource.title}`.slice(0, TITLE_MAX),
    kind: "milestone",
    node_ids: resource.nodeIds,
    date,
    zone: resource.zone ?? undefined,
    description: `${resource.summary}\n\nBases y detalles: ${url}`,
    visibility: resource.visibility,
  });
  return parsed.success ? parsed.data : null;
}

async function create(tx: Ctx, resource: StandingResource, input: EventInput): Promise<void> {
  const fields = await fieldsOf(tx, input);
  // What has closed already is no date to know.
  if (fields.ends_at <= tx.now) return;
  const by = resource.created_by ?? tx.actor?.id ?? null;
  const times = { published_at: tx.now, cancelled_at: null, calendar_at: tx.now, created_at: tx.now, updated_at: tx.now };
  await insertEvent(tx.db, { ...fields, ...times, id: input.id, circle_id: null, status: "published", experiences_count: null, external_guests_count: null, created_by: by });
  await replaceEventNodes(tx.db, input.id, input.node_ids, fields.starts_at);
  await insertChange(tx.db, { eventId: input.id, kind: "published", sequence: 0, byPersonId: by, at: tx.now });
  await updateResource(tx.db, resource.id, { event_id: input.id });
  await refreshSearch(tx.db, "event", [input.id]);
}

/** Calendars take a change by its sequence; one that was called off stands again. */
async function change(tx: Ctx, event: LockedEvent, input: EventInput): Promise<void> {
  const fields = await fieldsOf(tx, input);
  const moved = fields.starts_at !== event.starts_at || event.status !== "published";
  await updateEvent(tx.db, event.id, {
    ...fields,
    ...{ status: "published", cancelled_at: null, updated_at: tx.now, calendar_at: tx.now },
    ...(moved ? { sequence: event.sequence + 1 } : {}),
  });
  await replaceEventNodes(tx.db, event.id, input.node_ids, fields.starts_at);
  if (moved) await insertChange(tx.db, { eventId: event.id, kind: "rescheduled", sequence: event.sequence + 1, byPersonId: tx.actor?.id ?? null, at: tx.now });
  await refreshSearch(tx.db, "event", [event.id]);
}

async function callOff(tx: Ctx, event: LockedEvent): Promise<void> {
  if (event.status === "cancelled") return;
  await updateEvent(tx.db, event.id, { status: "cancelled", cancelled_at: tx.now, sequence: event.sequence + 1, calendar_at: tx.now, updated_at: tx.now });
  await insertChange(tx.db, { eventId: event.id, kind: "cancelled", sequence: event.sequence + 1, byPersonId: tx.actor?.id ?? null, at: tx.now });
  await refreshSearch(tx.db, "event", [event.id]);
}
