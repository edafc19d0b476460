import type { Ctx } from "#app/domain/context.ts";
import { MODES } from "#app/domain/events/event.ts";
import { addSeatsTaken, listNextWaiting, seatAll } from "./invitation-writes.repo.server.ts";
import { startMailing } from "./mailings.server.ts";
import { freeSeats, type House } from "./seats.ts";

/** Gives whatever seats are free to those next in line, with a mail each. The caller holds the event; `house` is how it is now. */
export async function fillFreeSeats(tx: Ctx, eventId: string, house: House): Promise<number> {
  const seated: string[] = [];
  for (const pool of house.both ? MODES : MODES.slice(0, 1)) {
    const free = freeSeats(house, pool);
    if (free === 0) continue;
    const ids = await listNextWaiting(tx.db, eventId, house.both ? pool : null, Number.isFinite(free) ? free : null);
    if (ids.length === 0) continue;
    await seatAll(tx.db, ids, tx.now);
    await addSeatsTaken(tx.db, eventId, ids.length, pool);
    seated.push(...ids);
  }
  if (seated.length > 0) await startMailing(tx, eventId, "promotion", { ids: seated });
  return seated.length;
}
