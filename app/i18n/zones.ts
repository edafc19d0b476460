/** Chile's four zones, and the way between an instant (ISO-8601 UTC with milliseconds) and the wall time that people promise each other. */
import { Temporal } from "temporal-polyfill";
import { CLOCKS, clockOffset, FIRST_KNOWN } from "./chilean-clock.ts";

export const ZONES = [
  { id: "America/Santiago", label: "Chile continental" },
  { id: "America/Punta_Arenas", label: "Magallanes" },
  { id: "America/Coyhaique", label: "Aysén" },
  { id: "Pacific/Easter", label: "Rapa Nui" },
] as const satisfies readonly { id: keyof typeof CLOCKS; label: string }[];

export type Zone = (typeof ZONES)[number]["id"];

export const MAIN_ZONE: Zone = "America/Santiago";

export function isZone(value: unknown): value is Zone {
  return ZONES.some((zone) => zone.id === value);
}

/** «Magallanes» */
export function zoneLabel(zone: Zone): string {
  return ZONES.find((each) => each.id === zone)?.label ?? zone;
}

/** «hora de Magallanes» */
export function zoneHour(zone: Zone): string {
  return `hora de ${zoneLabel(zone)}`;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Minutes east of UTC at an instant: -180 in Santiago's summer. */
export function offsetAt(instant: string | number, zone: Zone): number {
  const at = typeof instant === "number" ? instant : Date.parse(instant);
  if (Number.isNaN(at)) throw new RangeError(`not an instant: ${instant}`);
  if (at >= FIRST_KNOWN) return clockOffset(CLOCKS[zone], at);
  // Before our own rules begin every runtime knows enough. Aysén and Magallanes kept Santiago's time then.
  const known = zone === "Pacific/Easter" ? zone : MAIN_ZONE;
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(known);
  return Math.round(there.offsetNanoseconds / 60e9);
}

/** "2026-12-05T21:30:00.000Z" in Santiago -> "2026-12-05T18:30". */
export function instantToWall(instant: string | number, zone: Zone): string {
  const at = typeof instant === "number" ? instant : Date.parse(instant);
  return new Date(at + offsetAt(at, zone) * MINUTE).toISOString().slice(0, 16);
}

export type WallInstant = { ok: true; instant: string } | { ok: false; reason: "gap" | "invalid" };

const WALL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/;

/**
 * "2026-12-05T18:30" in Santiago -> "2026-12-05T21:30:00.000Z".
 * A wall time that the clocks skip (Santiago, 2026-09-06 00:30) is a "gap". One that happens twice, in the hour before winter time begins
 * (Santiago, 2026-04-04 23:30), means the first time. What is no date and time at all (31 February) is "invalid".
 */
export function wallToInstant(wall: string, zone: Zone): WallInstant {
  const match = WALL.exec(wall);
  const asUtc = match ? Date.parse(`${wall}:00.000Z`) : Number.NaN;
  // Date.parse lets 31 February overflow into March.
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 16) !== wall) return { ok: false, reason: "invalid" };
  // The offsets around that day; the greater one gives the earlier instant.
  const offsets = [offsetAt(asUtc - DAY, zone), offsetAt(asUtc + DAY, zone)].sort((a, b) => b - a);
  for (const offset of offsets) {
    const instant = asUtc - offset * MINUTE;
    if (offsetAt(instant, zone) === offset) return { ok: true, instant: new Date(instant).toISOString() };
  }
  return { ok: false, reason: "gap" };
}
