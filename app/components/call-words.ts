/** The words of a call's state and dates. */
import { type CallStanding, PHASE_WORDS, type Phase, phaseOf } from "#app/domain/calls/call.ts";
import { longDateTime, relativeDay } from "#app/i18n/dates.ts";
import { MAIN_ZONE, type Zone, zoneHour } from "#app/i18n/zones.ts";
import type { BadgeKind } from "#app/ui/card.tsx";

export const PHASE_BADGES: Record<Phase, BadgeKind> = {
  draft: "neutral",
  upcoming: "info",
  open: "positive",
  assessing: "caution",
  decided: "accent",
  cancelled: "danger",
  archived: "neutral",
};

export const phaseWord = (phase: Phase): string => PHASE_WORDS[phase];

/** «jueves 10 de diciembre de 2026, 23:59 h (hora de Magallanes)» */
export const momentWords = (at: string, zone: Zone): string => `${longDateTime(at, zone)}${zone === MAIN_ZONE ? "" : ` (${zoneHour(zone)})`}`;

/** One line on when: «Cierra el jueves 10 de diciembre de 2026, 23:59 h: en 19 días». */
export function whenWords(call: CallStanding & { zone: Zone }, now: string): string {
  const phase = phaseOf(call, now);
  if (phase === "cancelled") return "Quedó sin efecto.";
  if (phase === "upcoming") return `Abre el ${momentWords(call.opens_at, call.zone)}: ${relativeDay(call.opens_at, now, call.zone)}.`;
  if (phase === "open" || (phase === "draft" && now < call.closes_at))
    return `Cierra el ${momentWords(call.closes_at, call.zone)}: ${relativeDay(call.closes_at, now, call.zone)}.`;
  return `Cerró el ${momentWords(call.closes_at, call.zone)}.`;
}
