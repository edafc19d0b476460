import type { ReactNode } from "react";
import type { SeatState } from "#app/domain/circles/circle.ts";
import type { Seat, SeatHolder } from "#app/domain/circles/seats.ts";
import { daysLeftWords, SEAT_STATES } from "#app/i18n/circle-words.ts";
import { longDate } from "#app/i18n/dates.ts";
import { Badge, type BadgeKind, Item, ItemList } from "#app/ui/card.tsx";

const KINDS: Record<SeatState, BadgeKind> = { vacant: "neutral", held: "positive", shared: "info", ending: "caution" };

export function SeatBadge({ state }: { state: SeatState }) {
  return <Badge kind={KINDS[state]}>{SEAT_STATES[state]}</Badge>;
}

/** «Ema Ruiz, Fundación Puentes (persona externa)»; for visitors, without the name of who did not publish it. */
export function holderName({ name, external, organisation }: Pick<SeatHolder, "name" | "external" | "organisation">): string {
  const who = name ?? (external ? "Una persona externa" : "Alguien que no publica su nombre");
  const where = organisation === "" ? "" : `, ${organisation}`;
  return who + where + (external && name !== null ? " (persona externa)" : "");
}

/** What the ring shows, as a list: each seat with whoever holds it. */
export function SeatList({ seats, toOf, label, trailOf }: { seats: Seat[]; toOf: (seat: Seat) => string; label: string; trailOf?: (seat: Seat) => ReactNode }) {
  return (
    <ItemList label={label}>
      {seats.map((seat) => (
        <Item key={seat.id} title={<a href={toOf(seat)}>{seat.name}</a>} meta={<SeatBadge state={seat.state} />} trail={trailOf?.(seat)}>
          {seat.holders.map((holder) => (
            <p key={holder.term_id}>
              {holderName(holder)}
              <span className="seat-term">{termWords(holder)}</span>
            </p>
          ))}
        </Item>
      ))}
    </ItemList>
  );
}

/** «, hasta el sábado 5 de diciembre de 2026 (termina en 14 días)». */
export function termWords({ ends_at, ending_in }: Pick<SeatHolder, "ends_at" | "ending_in">): string {
  if (!ends_at) return "";
  return `, hasta el ${longDate(ends_at)}${ending_in === null ? "" : ` (${daysLeftWords(ending_in)})`}`;
}
