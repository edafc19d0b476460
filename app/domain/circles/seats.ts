/** The seats of a circle as its pages show them: roles with whoever holds them, names only for who may read them. Pure. */
import { type DoubleLink, daysLeft, doubleLink, isEnding, type Link, type LinkSeat, type SeatState, seatState, termLeft } from "./circle.ts";

export interface SeatHolder {
  term_id: string;
  /** null: has not agreed to stand on public pages, and the reader is a visitor. */
  name: string | null;
  external: boolean;
  organisation: string;
  since: string;
  ends_at: string | null;
  evaluation_on: string | null;
  conditions: string;
  /** Days until the end of a term that ends soon. */
  ending_in: number | null;
  /** What is left of the term, 1 to 0. */
  left: number;
  mine: boolean;
}

export interface Seat {
  id: string;
  name: string;
  purpose: string;
  link: Link | null;
  state: SeatState;
  holders: SeatHolder[];
}

interface Role {
  id: string;
  name: string;
  purpose: string;
  link: string | null;
}

interface Holder {
  term_id: string;
  role_id: string;
  person_id: string | null;
  name: string;
  name_public_at: string | null;
  external_organisation: string;
  since: string;
  ends_at: string | null;
  evaluation_on: string | null;
  conditions: string;
}

export interface Reader {
  personId: string | null;
  /** Reads all names; else those that were published alone. */
  names: boolean;
  now: string;
}

export function seatHolder(holder: Holder, { personId, names, now }: Reader): SeatHolder {
  const { term_id, since, ends_at, evaluation_on } = holder;
  const days = daysLeft(ends_at, now);
  return {
    term_id,
    name: names || holder.name_public_at !== null ? holder.name : null,
    external: holder.person_id === null,
    organisation: holder.external_organisation,
    since,
    ends_at,
    evaluation_on,
    conditions: names ? holder.conditions : "",
    ending_in: isEnding(ends_at, now) ? days : null,
    left: termLeft({ since, ends_at }, now),
    mine: personId !== null && holder.person_id === personId,
  };
}

export function seatsOf(roles: readonly Role[], holders: readonly Holder[], reader: Reader): Seat[] {
  return roles.map(({ id, name, purpose, link }) => {
    const held = holders.filter((holder) => holder.role_id === id);
    return { id, name, purpose, link: link as Link | null, state: seatState(held, reader.now), holders: held.map((holder) => seatHolder(holder, reader)) };
  });
}

/** S3: Double Linking, from the same rows; by persons, whose ids stay here. */
export function linkOf(roles: readonly Role[], holders: readonly Holder[]): DoubleLink["gap"] {
  const seat = (link: Link): LinkSeat | null => {
    const role = roles.find((found) => found.link === link);
    return role ? { name: role.name, holders: holders.filter((holder) => holder.role_id === role.id) } : null;
  };
  return doubleLink(seat("up"), seat("down")).gap;
}
