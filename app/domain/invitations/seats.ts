/** Who gets a seat. Pure: the whole rule of capacity and waiting list, but for the order of the line. */
import type { Answer, Seat } from "#app/domain/events/event.ts";

export interface House {
  /** null = no limit */
  capacity: number | null;
  seats_taken: number;
}

export function freeSeats({ capacity, seats_taken }: House): number {
  return capacity === null ? Number.POSITIVE_INFINITY : Math.max(0, capacity - seats_taken);
}

/**
 * The seat of a person after an answer. "yes" keeps a seat or a place in the line, takes a free seat, else goes to the end of the line;
 * "no" and "maybe" give both up: a seat is for those who say that they come.
 */
export function seatAfter(answer: Answer, seat: Seat | null, house: House): Seat | null {
  if (answer !== "yes") return null;
  if (seat !== null) return seat;
  return freeSeats(house) > 0 ? "held" : "waiting";
}
