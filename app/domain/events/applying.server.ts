/** One change to one meeting (one date of a series): its row, its history, its seats, and who is asked again. */
import type { Ctx } from "#app/domain/context.ts";
import { invalid } from "#app/domain/errors.ts";
import { countHeld, resetAnswers } from "#app/domain/invitations/invitation-writes.repo.server.ts";
import { fillFreeSeats } from "#app/domain/invitations/promotion.server.ts";
import { type House, heldBothWays } from "#app/domain/invitations/seats.ts";
import { findCalendarRow } from "./calendar-rows.repo.server.ts";
import type { EventFields } from "./event-fields.server.ts";
import { type ChangeKind, type Facts, insertChange, type LockedEvent, replaceEventNodes, updateEvent } from "./event-writes.repo.server.ts";
import { factsOf } from "./managing.server.ts";

export interface Change {
  fields: Partial<EventFields>;
  /** null: as they are. */
  nodeIds: string[] | null;
  /** What people promised each other changes: their answers are asked for again. null: it does not. */
  sequence: number | null;
  kind: ChangeKind;
  message?: string | undefined;
  differs_at: string | null;
}

export interface Applied {
  /** How many left the waiting list because there are more seats. */
  promoted: number;
}

export async function applyChange(tx: Ctx, event: LockedEvent, change: Change): Promise<Applied> {
  const { fields, nodeIds, sequence, kind, message, differs_at } = change;
  const after = { ...event, ...fields };
  const house = await houseAfter(tx, event, after);
  const before = sequence === null ? null : await factsBefore(tx, event);
  const { seats_taken, online_taken } = house;
  await updateEvent(tx.db, event.id, { ...fields, seats_taken, online_taken, differs_at, sequence: sequence ?? event.sequence, calendar_at: tx.now, updated_at: tx.now });
  if (nodeIds || after.starts_at !== event.starts_at) await replaceEventNodes(tx.db, event.id, nodeIds ?? event.nodeIds, after.starts_at);
  if (sequence !== null) await noteChange(tx, event, { kind, sequence, before, message });
  if (after.capacity !== event.capacity || after.online_capacity !== event.online_capacity)
    await noteChange(tx, event, { kind: "capacity", sequence: sequence ?? event.sequence, before: null });
  if (sequence !== null) await resetAnswers(tx.db, event.id);
  return { promoted: event.ends_at <= tx.now ? 0 : await fillFreeSeats(tx, event.id, house) };
}

/** The seats as they are counted after the change: where a place or a link comes or goes, they are counted anew. Nobody loses one by it. */
async function houseAfter(tx: Ctx, event: LockedEvent, after: LockedEvent): Promise<House> {
  const both = heldBothWays(after);
  const taken = both === heldBothWays(event) ? event : await countHeld(tx.db, event.id, both);
  const house = { both, capacity: after.capacity, seats_taken: taken.seats_taken, online_capacity: after.online_capacity, online_taken: taken.online_taken };
  if (house.capacity !== null && house.capacity < house.seats_taken) throw invalid("capacity", "capacity_below_taken");
  if (house.online_capacity !== null && house.online_capacity < house.online_taken) throw invalid("online_capacity", "capacity_below_taken");
  return house;
}

export async function factsBefore(tx: Ctx, event: LockedEvent): Promise<Facts> {
  const row = await findCalendarRow(tx.db, event.id);
  if (!row) throw new Error(`no event ${event.id}`);
  return factsOf(event, row);
}

export async function noteChange(tx: Ctx, event: LockedEvent, change: { kind: ChangeKind; sequence: number; before: Facts | null; message?: string | undefined }): Promise<void> {
  const { message, ...rest } = change;
  await insertChange(tx.db, { ...rest, message: message ?? null, eventId: event.id, byPersonId: tx.actor?.id ?? null, at: tx.now });
}
