/** Writing an answer down, with what it does to the seats. The caller holds the event. */
import type { Ctx } from "#app/domain/context.ts";
import type { Mode, Seat } from "#app/domain/events/event.ts";
import type { LockedEvent } from "#app/domain/events/event-writes.repo.server.ts";
import type { Said } from "./answer.server.ts";
import { addSeatsTaken, type StoredInvitation, updateInvitation } from "./invitation-writes.repo.server.ts";
import { fillFreeSeats } from "./promotion.server.ts";
import { type House, houseOf, poolOf, type Standing, standingAfter } from "./seats.ts";

const standingOf = (invitation: StoredInvitation): Standing => ({ seat: invitation.seat as Seat | null, mode: invitation.mode as Mode | null });

/** Writes it, moves the seat, and gives what it frees to the next in line. `moved`: anything but the hour of saying it has changed. */
export async function recordAnswer(tx: Ctx, event: LockedEvent, invitation: StoredInvitation, said: Said & { saidAt: string }): Promise<Standing & { moved: boolean }> {
  const before = standingOf(invitation);
  const after = standingAfter(said, before, houseOf(event));
  const comment = said.comment === undefined ? invitation.comment : said.comment || null;
  const seatMoved = before.seat !== after.seat || (after.seat === "waiting" && before.mode !== after.mode);
  if (invitation.answer === said.answer && before.seat === after.seat && before.mode === after.mode && invitation.comment === comment) {
    if (invitation.said_at !== said.saidAt) await updateInvitation(tx.db, invitation.id, { said_at: said.saidAt });
    return { ...after, moved: false };
  }
  await updateInvitation(tx.db, invitation.id, {
    answer: said.answer,
    answered_at: tx.now,
    said_at: said.saidAt,
    comment,
    ...after,
    ...(seatMoved ? { seat_at: after.seat === null ? null : tx.now } : {}),
  });
  await moveSeat(tx, event, before, after);
  return { ...after, moved: true };
}

/** Keeps the count of seats as the seats are, and promotes. */
export async function moveSeat(tx: Ctx, event: LockedEvent, before: Standing, after: Standing): Promise<void> {
  const house: House = houseOf(event);
  const by = { in_person: 0, online: 0 };
  if (before.seat === "held") by[poolOf(house, before.mode)] -= 1;
  if (after.seat === "held") by[poolOf(house, after.mode)] += 1;
  for (const pool of ["in_person", "online"] as const) if (by[pool] !== 0) await addSeatsTaken(tx.db, event.id, by[pool], pool);
  event.seats_taken += by.in_person;
  event.online_taken += by.online;
  if (by.in_person < 0 || by.online < 0) await fillFreeSeats(tx, event.id, houseOf(event));
}

/** Nothing more to say about this event: their seat, or place in the line, is the next one's. */
export async function releaseSeat(tx: Ctx, event: LockedEvent, invitation: StoredInvitation): Promise<void> {
  await moveSeat(tx, event, standingOf(invitation), { seat: null, mode: null });
}
