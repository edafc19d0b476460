/** Changing a meeting. What people promised each other is its time, place and status: only a change of those is told by mail. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid } from "#app/domain/errors.ts";
import { resetAnswers } from "#app/domain/invitations/invitation-writes.repo.server.ts";
import { startMailing } from "#app/domain/invitations/mailings.server.ts";
import { fillFreeSeats } from "#app/domain/invitations/promotion.server.ts";
import { bumpRevision } from "#db/revision.ts";
import { type CancelInput, type EventInput, isAllDay, type PostponeInput } from "./event.ts";
import { type EventFields, fieldsOf, nodesFor, refusePast, timesFor } from "./event-fields.server.ts";
import { type ChangeKind, type Facts, insertChange, type LockedEvent, replaceEventNodes, updateEvent } from "./event-writes.repo.server.ts";
import { findCalendarRow } from "./events.repo.server.ts";
import { factsOf, heldByManager, refuseIfOver } from "./managing.server.ts";

export interface EditResult {
  /** nothing: the form changed nothing. words: title, description, capacity and the like, no mail. calendar: time or place, one mail each. */
  changed: "nothing" | "words" | "calendar";
  /** How many will get a mail about it. */
  mails: number;
  /** How many left the waiting list because there are more seats. */
  promoted: number;
}

const TIME = ["starts_local", "ends_local", "zone"] as const;
const PLACE = ["host_establishment_id", "address", "comuna_code", "online_url"] as const;

/**
 * `seen` is the `updated_at` of the row that the form was drawn from: where somebody saved in between, "invalid" (changed_meanwhile) rather than
 * putting the old words back over theirs.
 */
export async function editEvent(ctx: Ctx, id: string, input: EventInput, { seen }: { seen?: string | undefined } = {}): Promise<EditResult> {
  const result = await inTransaction(ctx, async (tx) => {
    const event = await heldByManager(tx, id);
    if (event.status === "cancelled") throw new DomainError("conflict", { reason: "already_cancelled" });
    if (seen && seen !== event.updated_at) throw invalid("", "changed_meanwhile");
    const nodeIds = await nodesFor(tx, input.node_ids, event);
    const fields = await fieldsOf(tx, input);
    const differs = (names: readonly (keyof EventFields)[]) => names.some((name) => fields[name] !== event[name]);
    const sameNodes = nodeIds.length === event.nodeIds.length && nodeIds.every((node) => event.nodeIds.includes(node));
    if (sameNodes && !differs(Object.keys(fields) as (keyof EventFields)[])) return { changed: "nothing", mails: 0, promoted: 0 } as const;
    const edit: Edit = { fields, nodeIds, time: differs(TIME), place: differs(PLACE) };
    return event.status === "draft" ? editDraft(tx, event, edit) : editPublished(tx, event, edit);
  });
  ctx.wake();
  return result;
}

interface Edit {
  fields: EventFields;
  nodeIds: string[];
  time: boolean;
  place: boolean;
}

async function editDraft(tx: Ctx, event: LockedEvent, { fields, nodeIds, time }: Edit): Promise<EditResult> {
  if (time) refusePast(fields, tx.now);
  await updateEvent(tx.db, event.id, { ...fields, calendar_at: tx.now, updated_at: tx.now });
  await replaceEventNodes(tx.db, event.id, nodeIds, fields.starts_at);
  return { changed: "words", mails: 0, promoted: 0 };
}

async function editPublished(tx: Ctx, event: LockedEvent, { fields, nodeIds, time, place }: Edit): Promise<EditResult> {
  if (isAllDay(event.kind) !== isAllDay(fields.kind)) throw invalid("kind", "kind_fixed");
  if (fields.capacity !== null && fields.capacity < event.seats_taken) throw invalid("capacity", "capacity_below_taken");
  if (time || place) refuseIfOver(event, tx.now);
  if (time) refusePast(fields, tx.now);
  const before = await factsBefore(tx, event);
  const sequence = event.sequence + Number(time || place);
  await updateEvent(tx.db, event.id, { ...fields, sequence, calendar_at: tx.now, updated_at: tx.now });
  await replaceEventNodes(tx.db, event.id, nodeIds, fields.starts_at);
  if (time || place) await noteChange(tx, event, { kind: time ? "rescheduled" : "moved", sequence, before });
  if (fields.capacity !== event.capacity) await noteChange(tx, event, { kind: "capacity", sequence, before: null });
  if (time || place) await resetAnswers(tx.db, event.id);
  const promoted = event.ends_at <= tx.now ? 0 : await fillFreeSeats(tx, event.id, { capacity: fields.capacity, seats_taken: event.seats_taken });
  const mails = time || place ? await startMailing(tx, event.id, "update") : 0;
  await bumpRevision(tx.db, "public", tx.now);
  return { changed: time || place ? "calendar" : "words", mails, promoted };
}

async function factsBefore(tx: Ctx, event: LockedEvent): Promise<Facts> {
  const row = await findCalendarRow(tx.db, event.id);
  if (!row) throw new Error(`no event ${event.id}`);
  return factsOf(event, row);
}

async function noteChange(tx: Ctx, event: LockedEvent, change: { kind: ChangeKind; sequence: number; before: Facts | null; message?: string }): Promise<void> {
  await insertChange(tx.db, { ...change, eventId: event.id, byPersonId: tx.actor?.id ?? null, at: tx.now });
}

/** Another date for the same meeting. Everyone is asked again; seats stay with those who have them until they answer. */
export async function postponeEvent(ctx: Ctx, id: string, input: PostponeInput): Promise<{ mails: number }> {
  const mails = await inTransaction(ctx, async (tx) => {
    const event = await heldByManager(tx, id);
    if (event.status === "draft") throw new DomainError("conflict", { reason: "draft" });
    refuseIfOver(event, tx.now);
    const times = timesFor(input, event.kind);
    if (times.starts_local === event.starts_local && times.ends_local === event.ends_local && input.zone === event.zone) throw invalid("date", "unchanged");
    refusePast(times, tx.now);
    const before = await factsBefore(tx, event);
    const sequence = event.sequence + 1;
    await updateEvent(tx.db, id, { ...times, zone: input.zone, sequence, calendar_at: tx.now, updated_at: tx.now });
    await replaceEventNodes(tx.db, id, event.nodeIds, times.starts_at);
    await noteChange(tx, event, { kind: "postponed", sequence, before, message: input.message });
    await resetAnswers(tx.db, id);
    const told = await startMailing(tx, id, "update", { message: input.message });
    await bumpRevision(tx.db, "public", tx.now);
    return told;
  });
  ctx.wake();
  return { mails };
}

/** It will not be held: one CANCEL to everyone who had been told of it. Cancelled already: nothing happens. */
export async function cancelEvent(ctx: Ctx, id: string, input: CancelInput): Promise<{ mails: number }> {
  const mails = await inTransaction(ctx, async (tx) => {
    const event = await heldByManager(tx, id);
    if (event.status === "cancelled") return 0;
    if (event.status === "draft") throw new DomainError("conflict", { reason: "draft" });
    refuseIfOver(event, tx.now);
    const before = await factsBefore(tx, event);
    const sequence = event.sequence + 1;
    await updateEvent(tx.db, id, { status: "cancelled", cancelled_at: tx.now, sequence, calendar_at: tx.now, updated_at: tx.now });
    await noteChange(tx, event, { kind: "cancelled", sequence, before, message: input.message });
    const told = await startMailing(tx, id, "cancellation", { message: input.message });
    await bumpRevision(tx.db, "public", tx.now);
    return told;
  });
  ctx.wake();
  return { mails };
}
