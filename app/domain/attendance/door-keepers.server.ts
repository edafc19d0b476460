/** Naming somebody for the door of one meeting: they take its attendance and have no other power. */

import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { invalid } from "#app/domain/errors.ts";
import { findCalendarRow } from "#app/domain/events/calendar-rows.repo.server.ts";
import { canRunAttendance } from "#app/domain/events/event.policy.ts";
import { placeInWords } from "#app/domain/events/event-rows.ts";
import { heldBy } from "#app/domain/events/managing.server.ts";
import { findPersonByEmail, type PersonRow } from "#app/domain/identity/people.repo.server.ts";
import { enqueueMail } from "#app/domain/mail/outbox.server.ts";
import { firstName } from "#app/domain/text.ts";
import { absolute, paths } from "#app/paths.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { doorKeeper } from "#emails/door-keeper.ts";
import { keeperUntil } from "./attendance.ts";
import { refuseUnheld } from "./attendance-access.server.ts";
import { insertLog } from "./attendance-writes.repo.server.ts";

export interface KeeperRow {
  id: string;
  person_id: string;
  name: string;
  establishment_name: string | null;
  granted_at: string;
}

export async function listKeepers(db: Db, eventId: string): Promise<KeeperRow[]> {
  return db
    .selectFrom("door_keepers as k")
    .innerJoin("people as p", "p.id", "k.person_id")
    .leftJoin("establishments as e", "e.id", "p.establishment_id")
    .select(["k.id", "k.person_id", "p.name", "e.name as establishment_name", "k.granted_at"])
    .where("k.event_id", "=", eventId)
    .where("k.ended_at", "is", null)
    .orderBy("p.search_text")
    .limit(100)
    .execute();
}

/** They get a mail with the way in. Whoever is at the door already stays. */
export async function grantDoor(ctx: Ctx, eventId: string, email: string): Promise<{ name: string; outcome: "granted" | "already" }> {
  const result = await inTransaction(ctx, async (tx) => {
    const event = await heldBy(canRunAttendance, tx, eventId);
    refuseUnheld(event);
    if (tx.now > keeperUntil(event.ends_at)) throw invalid("email", "past");
    const person = await findPersonByEmail(tx.db, email);
    if (!person || person.suspended_at) throw invalid("email", "person_unknown");
    const id = newId();
    const inserted = await tx.db
      .insertInto("door_keepers")
      .values({ id, event_id: eventId, person_id: person.id, granted_at: tx.now, granted_by: tx.actor?.id ?? null, ended_at: null })
      .onConflict((oc) => oc.columns(["event_id", "person_id"]).where("ended_at", "is", null).doNothing())
      .executeTakeFirst();
    if (Number(inserted.numInsertedOrUpdatedRows ?? 0) === 0) return { name: person.name, outcome: "already" as const };
    await insertLog(tx.db, [
      { event_id: eventId, attendance_id: null, invitation_id: null, what: "keeper", detail: { name: person.name }, at: tx.now, by_person_id: tx.actor?.id ?? null },
    ]);
    await tell(tx, eventId, id, person);
    return { name: person.name, outcome: "granted" as const };
  });
  ctx.wake();
  return result;
}

async function tell(tx: Ctx, eventId: string, keeperId: string, person: PersonRow): Promise<void> {
  const meeting = await findCalendarRow(tx.db, eventId);
  if (!meeting) return;
  const url = (path: string) => absolute(tx.deployment, path);
  await enqueueMail(tx, {
    kind: "duty",
    to: { name: person.name, address: person.email },
    key: `door-keeper:${keeperId}`,
    content: doorKeeper({
      network: { name: tx.deployment.networkName, url: url(paths.home()) },
      person: firstName(person.name),
      askedBy: tx.actor?.name ?? tx.deployment.networkName,
      meeting: { title: meeting.title, starts_at: meeting.starts_at, ends_at: meeting.ends_at, zone: meeting.zone, place: placeInWords(meeting) },
      doorUrl: url(paths.eventDoor(eventId)),
      listUrl: url(paths.eventAttendance(eventId)),
      helpUrl: url(paths.help("asistencia")),
    }),
    eventId,
    senderPersonId: tx.actor?.id ?? null,
  });
}

export async function endDoor(ctx: Ctx, eventId: string, keeperId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await heldBy(canRunAttendance, tx, eventId);
    const kept = await tx.db
      .selectFrom("door_keepers as k")
      .innerJoin("people as p", "p.id", "k.person_id")
      .select("p.name")
      .where("k.id", "=", keeperId)
      .where("k.event_id", "=", eventId)
      .where("k.ended_at", "is", null)
      .executeTakeFirst();
    if (!kept) return;
    await tx.db.updateTable("door_keepers").set({ ended_at: tx.now }).where("id", "=", keeperId).execute();
    await insertLog(tx.db, [
      { event_id: eventId, attendance_id: null, invitation_id: null, what: "keeper_ended", detail: { name: kept.name }, at: tx.now, by_person_id: tx.actor?.id ?? null },
    ]);
  });
}
