/** A date to know that something else keeps: the closing of an opportunity, of a call. In calendars and feeds while its keeper wants it. */
import type { Ctx } from "#app/domain/context.ts";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { newId } from "#db/ids.ts";
import { EventInput } from "./event.ts";
import { fieldsOf } from "./event-fields.server.ts";
import { insertChange, insertEvent, type LockedEvent, lockEvent, replaceEventNodes, updateEvent } from "./event-writes.repo.server.ts";

export interface Milestone {
  title: string;
  /** YYYY-MM-DD */
  date: string | undefined;
  zone: Zone | string | null;
  description: string;
  visibility: string;
  nodeIds: readonly string[];
  createdBy: string | null;
}

/** Events know no more of readers than these two. */
const SHOWN = ["public", "members"];
const TITLE_MAX = 200;

/**
 * Makes, moves or calls off the date. `eventId`: the one that was made before; answers with the id of the one that was made now, to be kept.
 * In the transaction of its change. Events are of nodes: without any there is no calendar to put it in.
 */
export async function syncMilestone(tx: Ctx, eventId: string | null, wanted: Milestone | null): Promise<string | null> {
  const event = eventId ? await lockEvent(tx.db, eventId) : null;
  const input = wanted && wanted.nodeIds.length > 0 && SHOWN.includes(wanted.visibility) ? inputOf(wanted, event?.id ?? newId()) : null;
  if (!wanted || !input) {
    if (event) await callOff(tx, event);
    return null;
  }
  if (!event) return create(tx, input, wanted.createdBy ?? tx.actor?.id ?? null);
  await change(tx, event, input);
  return null;
}

function inputOf({ title, date, zone, description, visibility, nodeIds }: Milestone, id: string): EventInput | null {
  const parsed = EventInput.safeParse({
    ...{ id, title: title.slice(0, TITLE_MAX), kind: "milestone", node_ids: [...nodeIds], date },
    ...{ zone: zone ?? undefined, description, visibility },
  });
  return parsed.success ? parsed.data : null;
}

async function create(tx: Ctx, input: EventInput, by: string | null): Promise<string | null> {
  const fields = await fieldsOf(tx, input);
  // What has closed already is no date to know.
  if (fields.ends_at <= tx.now) return null;
  const times = { published_at: tx.now, cancelled_at: null, calendar_at: tx.now, created_at: tx.now, updated_at: tx.now };
  await insertEvent(tx.db, { ...fields, ...times, id: input.id, circle_id: null, status: "published", experiences_count: null, external_guests_count: null, created_by: by });
  await replaceEventNodes(tx.db, input.id, input.node_ids, fields.starts_at);
  await insertChange(tx.db, { eventId: input.id, kind: "published", sequence: 0, byPersonId: by, at: tx.now });
  await refreshSearch(tx.db, "event", [input.id]);
  return input.id;
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
