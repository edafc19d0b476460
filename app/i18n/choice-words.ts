/** A choice of meetings in words: «Talleres de Electricidad en el Biobío». The same on the calendar, in a feed's name, in one's own calendars. */
import { EVENT_KINDS, regionLabel } from "./labels.ts";

export interface ChoiceNames {
  mine?: boolean | undefined;
  kind?: string | null | undefined;
  /** Names, not slugs. */
  node?: string | null | undefined;
  territory?: string | null | undefined;
  school?: string | null | undefined;
  /** Its code. */
  region?: string | null | undefined;
  /** Words looked for. */
  q?: string | null | undefined;
}

/** Regions that are said with an article. */
const WITH_ARTICLE: Record<string, string> = { "13": "la Región Metropolitana", "07": "el Maule", "08": "el Biobío" };

/** «el Biobío», «Los Ríos» */
export const regionInWords = (code: string): string => WITH_ARTICLE[code] ?? regionLabel(code);

/** «Tus talleres de Electricidad en el Biobío»; of no choice, «Todas las reuniones». */
export function choiceInWords(choice: ChoiceNames): string {
  const { mine, kind, node, territory, school, region, q } = choice;
  if (!mine && !kind && !node && !territory && !school && !region && !q) return "Todas las reuniones";
  const what = (kind && EVENT_KINDS[kind]?.many) || "Reuniones";
  const parts = [
    mine ? `Tus ${what.toLowerCase()}` : what,
    node && `de ${node}`,
    territory && `en el territorio ${territory}`,
    region && `${territory ? "y " : ""}en ${regionInWords(region)}`,
    school && `con ${school}`,
    q && `que dicen «${q}»`,
  ];
  return parts.filter(Boolean).join(" ");
}
