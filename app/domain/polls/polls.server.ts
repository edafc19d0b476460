/** The coordinator's side of finding a date: propose, ask, choose. Voting is in voting.server.ts. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid, notFound } from "#app/domain/errors.ts";
import { isAllDay } from "#app/domain/events/event.ts";
import { type LockedEvent, replaceEventNodes, updateEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { heldByManager } from "#app/domain/events/managing.server.ts";
import { expand, readRules, replaceRules } from "#app/domain/invitations/audience.repo.server.ts";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE, wallToInstant, type Zone } from "#app/i18n/zones.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { type PollInput, pollState, SLOTS_MAX, SLOTS_MIN, type SlotTimes } from "./poll.ts";
import { askByMail } from "./poll-mails.server.ts";
import { findPollOf, insertPoll, insertVoters, listSlots, listUnasked, listVotesFor, markAsked, type PollRow, updatePoll } from "./polls.repo.server.ts";

const zoneOf = (zone: string): Zone => (isZone(zone) ? zone : MAIN_ZONE);

/** The draft whose date is to be found: a meeting with hours, not one of a series, whose dates its rule gives. */
async function heldDraft(tx: Ctx, eventId: string): Promise<LockedEvent> {
  const event = await heldByManager(tx, eventId);
  if (event.status !== "draft") throw new DomainError("conflict", { reason: "published" });
  if (isAllDay(event.kind) || event.series_id !== null) throw new DomainError("conflict", { reason: "no_poll" });
  return event;
}

/** Proposes times. Sent twice, there is one poll; a poll that is still open must be closed first. */
export async function openPoll(ctx: Ctx, eventId: string, input: PollInput, slots: readonly SlotTimes[]): Promise<{ id: string }> {
  if (slots.length < SLOTS_MIN || slots.length > SLOTS_MAX) throw invalid("slots", "slots_few");
  return inTransaction(ctx, async (tx) => {
    const event = await heldDraft(tx, eventId);
    const last = await findPollOf(tx.db, eventId);
    if (last?.id === input.id) return { id: last.id };
    if (last && last.closed_at === null) throw new DomainError("conflict", { reason: "poll_open" });
    const zone = zoneOf(event.zone);
    const poll = {
      id: input.id,
      event_id: eventId,
      zone,
      message: input.message,
      created_by: tx.actor?.id ?? null,
      created_at: tx.now,
      closes_at: deadlineOf(input.closes_on, zone, tx.now),
      closed_at: null,
      chosen_slot_id: null,
    };
    const rows = slots.map(({ starts_local, ends_local, starts_at, ends_at }) => ({ id: newId(), poll_id: input.id, starts_local, ends_local, starts_at, ends_at }));
    if (!(await insertPoll(tx.db, poll, rows))) throw new DomainError("conflict", { reason: "id_taken" });
    return { id: input.id };
  });
}

/** The end of its last day. */
export function deadlineOf(day: string | null, zone: Zone, now: string): string | null {
  if (day === null) return null;
  if (day < isoDate(now, zone)) throw invalid("closes_on", "past");
  const next = addDays(day, 1);
  const end = wallToInstant(`${next}T00:00`, zone);
  const first = end.ok ? end : wallToInstant(`${next}T01:00`, zone);
  if (!first.ok) throw invalid("closes_on", "date");
  return first.instant;
}

/** The poll of the event, held with it, while it can still be changed. */
async function heldPoll(tx: Ctx, eventId: string): Promise<{ event: LockedEvent; poll: PollRow }> {
  const event = await heldDraft(tx, eventId);
  const poll = await findPollOf(tx.db, eventId);
  if (!poll) throw notFound();
  if (poll.closed_at !== null) throw new DomainError("conflict", { reason: "poll_closed" });
  return { event, poll };
}

export async function changeDeadline(ctx: Ctx, eventId: string, day: string | null): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { poll } = await heldPoll(tx, eventId);
    await updatePoll(tx.db, poll.id, { closes_at: deadlineOf(day, zoneOf(poll.zone), tx.now) });
  });
}

/** Closes it without a date. Closed already: nothing happens. */
export async function withdrawPoll(ctx: Ctx, eventId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await heldDraft(tx, eventId);
    await closeOpenPoll(tx.db, eventId, tx.now);
  });
}

/** Of a meeting that is published with another date, nobody needs to vote any more. */
export async function closeOpenPoll(tx: Db, eventId: string, now: string): Promise<void> {
  await tx.updateTable("date_polls").set({ closed_at: now }).where("event_id", "=", eventId).where("closed_at", "is", null).execute();
}

/** The draft takes that time; whoever voted is called to it. Their answers are carried over when it is published (carry.server.ts). */
export async function chooseSlot(ctx: Ctx, eventId: string, slotId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const event = await heldDraft(tx, eventId);
    const poll = await findPollOf(tx.db, eventId);
    const slot = poll && (await listSlots(tx.db, poll.id)).find((one) => one.id === slotId);
    if (!poll || !slot) throw notFound();
    if (poll.chosen_slot_id === slotId) return;
    if (poll.closed_at !== null) throw new DomainError("conflict", { reason: "poll_closed" });
    if (slot.starts_at <= tx.now) throw new DomainError("conflict", { reason: "past" });
    const { starts_local, ends_local, starts_at, ends_at } = slot;
    await updateEvent(tx.db, eventId, { starts_local, ends_local, starts_at, ends_at, zone: poll.zone, calendar_at: tx.now, updated_at: tx.now });
    await replaceEventNodes(tx.db, eventId, event.nodeIds, starts_at);
    await updatePoll(tx.db, poll.id, { closed_at: tx.now, chosen_slot_id: slotId });
    await callVoters(tx, eventId, poll.id);
  });
}

/** Adds to the audience whoever voted and is not called yet. */
async function callVoters(tx: Ctx, eventId: string, pollId: string): Promise<void> {
  const rules = await readRules(tx.db, eventId);
  const called = await expand(tx.db, rules, tx.now);
  const addresses = new Set([...called.map((one) => one.email), ...rules.outside.map((one) => one.address)]);
  const persons = new Set([...called.flatMap((one) => (one.person_id ? [one.person_id] : [])), ...rules.person_ids]);
  const missing = (await listVotesFor(tx.db, pollId, null)).filter((one) => !addresses.has(one.email) && !(one.person_id && persons.has(one.person_id)));
  if (missing.length === 0) return;
  await replaceRules(tx.db, eventId, {
    ...rules,
    person_ids: [...rules.person_ids, ...missing.flatMap((one) => (one.person_id ? [one.person_id] : []))],
    outside: [...rules.outside, ...missing.filter((one) => !one.person_id).map(({ name, email }) => ({ name, address: email }))],
  });
}

const MAILS_A_TRANSACTION = 100;

/** Asks the draft's audience by mail, each with a link of their own; who was asked or has voted is not asked again. Returns how many mails. */
export async function mailPoll(ctx: Ctx, eventId: string): Promise<{ mails: number }> {
  await inTransaction(ctx, async (tx) => {
    const { poll } = await heldPoll(tx, eventId);
    if (pollState(poll, tx.now) !== "open") throw new DomainError("conflict", { reason: "poll_closed" });
    const called = await expand(tx.db, await readRules(tx.db, eventId), tx.now);
    const rows = called.map(({ person_id, email, name, establishment_id }) => ({
      id: newId(),
      poll_id: poll.id,
      person_id,
      email,
      name,
      establishment_id,
      comment: "",
      asked_at: null,
      voted_at: null,
    }));
    await insertVoters(tx.db, rows);
  });
  let mails = 0;
  for (;;) {
    const asked = await askNext(ctx, eventId);
    if (asked === 0) break;
    mails += asked;
  }
  ctx.wake();
  return { mails };
}

/** A hundred a transaction: the house goes on working beside a long list, and what stops half-way goes on with the next press. */
async function askNext(ctx: Ctx, eventId: string): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const { event, poll } = await heldPoll(tx, eventId);
    const next = await listUnasked(tx.db, poll.id, MAILS_A_TRANSACTION);
    if (next.length === 0) return 0;
    await askByMail(tx, event, poll, await listSlots(tx.db, poll.id), next);
    await markAsked(
      tx.db,
      next.map((one) => one.id),
      tx.now,
    );
    return next.length;
  });
}
