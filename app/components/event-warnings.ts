/** What somebody who calls a meeting may have overlooked: said before it is published, never in the way. */
import { zoneOfPlace } from "#app/components/event-words.ts";
import { type Zone, zoneHour, zoneLabel } from "#app/i18n/zones.ts";

interface Looked {
  kind: string;
  starts_local: string;
  starts_at: string;
  ends_at: string;
  zone: Zone;
  all_day: boolean;
  host_name: string | null;
  comuna_name: string | null;
  comuna_code: string | null;
  region_code: string | null;
  online: boolean;
}

export function warningsOf(event: Looked, now: string): string[] {
  return [past(event, now), weekend(event), otherClock(event), crowdedMonths(event)].filter((text): text is string => text !== null);
}

function past(event: Looked, now: string): string | null {
  return event.starts_at <= now ? "La fecha ya pasó: corrígela antes de publicar." : null;
}

function weekend(event: Looked): string | null {
  const day = new Date(`${event.starts_local.slice(0, 10)}T00:00:00.000Z`).getUTCDay();
  if (event.all_day || (day !== 0 && day !== 6)) return null;
  return `Es ${day === 6 ? "sábado" : "domingo"}.`;
}

/** The hour is told by one clock and the place keeps another. */
function otherClock(event: Looked): string | null {
  if (event.all_day || event.region_code === null) return null;
  const there = zoneOfPlace(event.region_code, event.comuna_code);
  if (there === event.zone) return null;
  return `El lugar está en ${zoneLabel(there)}, pero la hora está dada en ${zoneHour(event.zone)}.`;
}

/** From October schools close their year: meetings in person are better kept out of it. */
function crowdedMonths(event: Looked): string | null {
  const month = Number(event.starts_local.slice(5, 7));
  const inPerson = event.kind !== "milestone" && (event.host_name !== null || event.comuna_name !== null) && !event.online;
  return inPerson && month >= 10 ? "Es presencial y cae entre octubre y diciembre, cuando los establecimientos cierran el año." : null;
}
