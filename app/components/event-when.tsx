import { dateBlockParts, eventWhen } from "#app/i18n/dates.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { DateBlock } from "#app/ui/date-block.tsx";

interface Timed {
  starts_at: string;
  ends_at: string;
  zone: Zone;
  all_day: boolean;
  status?: string;
}

/** The date block of a meeting. The year is told where it is not that of `now`. */
export function EventDate({ event, now, size }: { event: Timed; now: string; size?: "normal" | "large" }) {
  return <DateBlock {...dateBlockParts(event, { now })} cancelled={event.status === "cancelled"} size={size} />;
}

/** «sábado 5 de diciembre de 2026, 18:30 a 20:00 h (hora de Magallanes)» */
export function EventWhen({ event }: { event: Timed }) {
  return <time dateTime={event.starts_at}>{eventWhen(event)}</time>;
}
