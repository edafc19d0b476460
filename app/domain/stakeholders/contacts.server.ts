/** What is talked with an external actor: notes, and invitations to meetings. For the circle. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { isAllDay } from "#app/domain/events/event.ts";
import { refuseIfOver } from "#app/domain/events/managing.server.ts";
import { readRules, replaceRules } from "#app/domain/invitations/audience.repo.server.ts";
import { inviteCalled, inviteToSeries } from "#app/domain/invitations/inviting.server.ts";
import { type Held, heldForChange, isOpen } from "#app/domain/series/scope.server.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { deleteContact, insertContact, isListed } from "./contacts.repo.server.ts";
import type { ContactInput } from "./stakeholder.ts";
import { editing, heldActor } from "./stakeholders.server.ts";

async function withinCircle(tx: Ctx, nodeId: string) {
  const standing = await editing(tx, nodeId);
  if (!standing.contacts) throw forbidden();
  return standing;
}

export async function noteContact(ctx: Ctx, nodeId: string, actorId: string, { id, on_day, way, what }: ContactInput): Promise<void> {
  if (on_day > isoDate(ctx.now)) throw invalid("on_day", "future");
  await inTransaction(ctx, async (tx) => {
    await withinCircle(tx, nodeId);
    await heldActor(tx, nodeId, actorId);
    await insertContact(tx.db, { id, stakeholder_id: actorId, on_day, way, what, event_id: null, by_person_id: tx.actor?.id ?? null, noted_at: tx.now });
  });
}

/** A note that should not have been written, or names somebody who asked to be forgotten. */
export async function removeContact(ctx: Ctx, nodeId: string, actorId: string, contactId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await withinCircle(tx, nodeId);
    await heldActor(tx, nodeId, actorId);
    await deleteContact(tx.db, actorId, contactId);
  });
}

/** `again`: they were on its list already, nothing was done. */
export interface ActorInvited {
  mails: number;
  published: boolean;
  again: boolean;
}

/**
 * Puts the contact on the list of a meeting of the node, as an outside guest, and notes it. Those of a published one are told now, those of a draft when it
 * is published; of a meeting that repeats they are called to all its dates. Twice is as once: the second finds them on the list.
 */
export async function inviteToMeeting(ctx: Ctx, nodeId: string, actorId: string, eventId: string): Promise<ActorInvited> {
  const result = await inTransaction(ctx, async (tx) => {
    if (!(await withinCircle(tx, nodeId)).invites) throw forbidden();
    // The meeting before the actor, as everybody who holds both does.
    const held = await heldForChange(tx, eventId);
    const { event } = held;
    if (!event.nodeIds.includes(nodeId) || isAllDay(event.kind)) throw notFound();
    refuseIfOver(event, tx.now);
    const row = await heldActor(tx, nodeId, actorId);
    if (!row.contact_email) throw invalid("event_id", "actor_no_mail");
    const guest = { name: guestName(row.contact_name || row.name), address: row.contact_email };
    const published = event.status === "published";
    const mails = await call(tx, held, guest);
    if (mails === null) return { mails: 0, published, again: true };
    const note = { id: newId(), stakeholder_id: actorId, on_day: isoDate(tx.now), way: "event", what: "", event_id: eventId };
    await insertContact(tx.db, { ...note, by_person_id: tx.actor?.id ?? null, noted_at: tx.now });
    return { mails, published, again: false };
  });
  ctx.wake();
  return result;
}

/** As it can stand before an address in a list of addresses. */
const guestName = (name: string): string =>
  name
    .replace(/[<>,;"]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** How many mails leave; null where they are on the list already. */
async function call(tx: Ctx, { event, series, dates }: Held, guest: { name: string; address: string }): Promise<number | null> {
  const keeper = series?.id ?? event.id;
  const rules = await readRules(tx.db, keeper);
  const named = rules.outside.some((one) => one.address === guest.address);
  const open = dates.filter((date) => isOpen(date, tx.now)).map((date) => date.id);
  if (event.status !== "published" ? named : await isListed(tx.db, open.length > 0 ? open : [event.id], guest.address)) return null;
  if (!named) await replaceRules(tx.db, keeper, { ...rules, outside: [...rules.outside, guest] });
  if (event.status !== "published") return 0;
  const mails = series ? await inviteToSeries(tx, series.id, open) : await inviteCalled(tx, event.id);
  await bumpRevision(tx.db, "public", tx.now);
  return mails;
}
