import type { SpecialDay, SpecialDayKind } from "#app/domain/calendar-days/school-day.ts";
import { regionLabel } from "#app/i18n/labels.ts";

const WORDS: Record<SpecialDayKind, string> = { public_holiday: "Feriado", school_holiday: "Sin clases", busy: "Mejor evitar" };

/** «Feriado: Encuentro de Dos Mundos», «Sin clases en Magallanes: vacaciones de invierno». */
export function specialWords({ kind, name, region_code }: Pick<SpecialDay, "kind" | "name" | "region_code">): string {
  return `${WORDS[kind]}${region_code ? ` en ${regionLabel(region_code)}` : ""}: ${name}`;
}
