import type { Ctx } from "#app/domain/context.ts";
import { addSeatsTaken, listNextWaiting, seatAll } from "./invitation-writes.repo.server.ts";
import { startMailing } from "./mailings.server.ts";
import { freeSeats, type House } from "./seats.ts";

/** Gives whatever seats are free to those next in line, with a mail each. The caller holds the event; `house` is how it is now. */
export async function fillFreeSeats(tx: Ctx, eventId: string, house: House): Promise<number> {
  const free = freeSeats(house);
  if (free === 0) return 0;
  const ids = await listNextWaiting(tx.db, eventId, Number.isFinite(free) ? free : null);
  if (ids.length === 0) return 0;
  await seatAll(tx.db, ids, tx.now);
  await addSeatsTaken(tx.db, eventId, ids.length);
  await startMailing(tx, eventId, "promotion", { ids });
  return ids.length;
}
