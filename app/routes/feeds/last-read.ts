import { relativeDay } from "#app/i18n/dates.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** «Última lectura: hace 3 horas.» A program that stopped reading is the first thing that goes wrong with a subscription. */
export function lastRead(at: string | null, now: string): string {
  if (at === null) return "Ningún programa lo ha leído todavía.";
  return `Última lectura: ${ago(at, now)}.`;
}

function ago(at: string, now: string): string {
  const passed = Date.parse(now) - Date.parse(at);
  if (passed < 10 * MINUTE) return "hace unos minutos";
  if (passed < HOUR) return `hace ${Math.floor(passed / MINUTE)} minutos`;
  if (passed < 2 * HOUR) return "hace 1 hora";
  if (passed < 24 * HOUR) return `hace ${Math.floor(passed / HOUR)} horas`;
  return relativeDay(at, now);
}
