/**
 * Who gets a seat. Pure: the whole rule of capacity and waiting lists, but for the order of the line. A meeting with a place and a link has two pools, those
 * who come and those who connect, each with its own limit and its own line; any other meeting has one, and how somebody takes part is not asked.
 */
import type { Answer, Mode, Seat } from "#app/domain/events/event.ts";

export interface House {
  /** Held both ways: the limits are apart. */
  both: boolean;
  /** null = no limit; of the one pool, or of those who come in person */
  capacity: number | null;
  seats_taken: number;
  online_capacity: number | null;
  online_taken: number;
}

interface Located {
  host_establishment_id: string | null;
  address: string | null;
  comuna_code: string | null;
  online_url: string | null;
}

export function heldBothWays(event: Located): boolean {
  return event.online_url !== null && (event.host_establishment_id !== null || event.address !== null || event.comuna_code !== null);
}

export function houseOf(event: Located & Omit<House, "both">): House {
  const { capacity, seats_taken, online_capacity, online_taken } = event;
  return { both: heldBothWays(event), capacity, seats_taken, online_capacity, online_taken };
}

/** Where a seat is counted. Without a word about it, it is one in the room. */
export const poolOf = (house: Pick<House, "both">, mode: Mode | null): Mode => (house.both && mode === "online" ? "online" : "in_person");

export function freeSeats(house: House, pool: Mode): number {
  const [capacity, taken] = pool === "online" ? [house.online_capacity, house.online_taken] : [house.capacity, house.seats_taken];
  return capacity === null ? Number.POSITIVE_INFINITY : Math.max(0, capacity - taken);
}

/** A person's place in a meeting, and by which way. */
export interface Standing {
  seat: Seat | null;
  mode: Mode | null;
}

/**
 * The seat of a person after an answer. "yes" keeps a seat or a place in the line, takes a free seat, else goes to the end of the line; said for the
 * other way it does the same there, and gives up what it had here. "no" and "maybe" give all up: a seat is for those who say that they come.
 */
export function standingAfter(said: { answer: Answer; mode?: Mode | null | undefined }, before: Standing, house: House): Standing {
  if (said.answer !== "yes") return { seat: null, mode: null };
  const mode = house.both ? (said.mode ?? before.mode ?? "in_person") : null;
  const pool = poolOf(house, mode);
  if (before.seat !== null && poolOf(house, before.mode) === pool) return { seat: before.seat, mode };
  return { seat: freeSeats(house, pool) > 0 ? "held" : "waiting", mode };
}
