/** Which date of a series a RECURRENCE-ID names, in each of the three forms that calendars write it. Pure. */
import { isZone, MAIN_ZONE, wallToInstant, type Zone } from "#app/i18n/zones.ts";
import type { CalendarTime } from "./calendar-reply.ts";

export interface DateOfSeries {
  /** The wall time that the rule gave it; stays when the date is moved. */
  slot_local: string | null;
  zone: string;
  starts_local: string;
  starts_at: string;
}

/** What Windows and old files call Chile's zones. */
const OTHER_NAMES: Record<string, Zone> = {
  "Pacific SA Standard Time": "America/Santiago",
  "Chile/Continental": "America/Santiago",
  "Magallanes Standard Time": "America/Punta_Arenas",
  "Easter Island Standard Time": "Pacific/Easter",
  "Chile/EasterIsland": "Pacific/Easter",
};

/** The instant of a time of a calendar file; null of a whole day, or of a zone that nobody knows. */
export function instantOf(time: CalendarTime): string | null {
  if (time.local.length === 10) return null;
  if (time.utc) return new Date(`${time.local}.000Z`).toISOString();
  const zone = zoneNamed(time.zone);
  if (!zone) return null;
  const found = wallToInstant(time.local.slice(0, 16), zone);
  return found.ok ? found.instant : null;
}

function zoneNamed(name: string | null): Zone | null {
  if (!name) return null;
  // Some write a path of their own before it: /citadel.org/20210210_1/America/Santiago
  const plain = /([A-Za-z_]+\/[A-Za-z_]+)$/.exec(name)?.[1] ?? name;
  return isZone(plain) ? plain : (OTHER_NAMES[name] ?? OTHER_NAMES[plain] ?? null);
}

/** The date that is meant; undefined where none is. The moment first, then the wall time, then the day where it has only one. */
export function dateNamed<T extends DateOfSeries>(dates: readonly T[], wanted: CalendarTime): T | undefined {
  const instant = instantOf(wanted);
  if (instant !== null) {
    const found = dates.find((date) => slotInstant(date) === instant) ?? dates.find((date) => date.starts_at === instant);
    if (found || wanted.utc) return found;
  }
  const wall = wanted.local.slice(0, 16);
  if (wall.length === 16) return dates.find((date) => slotOf(date) === wall);
  const thatDay = dates.filter((date) => slotOf(date).startsWith(wall));
  return thatDay.length === 1 ? thatDay[0] : undefined;
}

const slotOf = (date: DateOfSeries): string => (date.slot_local ?? date.starts_local).slice(0, 16);

function slotInstant(date: DateOfSeries): string | null {
  const found = wallToInstant(slotOf(date), isZone(date.zone) ? date.zone : MAIN_ZONE);
  return found.ok ? found.instant : null;
}
