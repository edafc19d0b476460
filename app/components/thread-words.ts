import { isoDate, relativeDay, shortDate, time } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";

const DAY = 86_400_000;

const daysAgo = (at: string, now: string): number => Math.round((Date.parse(isoDate(now)) - Date.parse(isoDate(at))) / DAY);

/** «sáb 5 dic», with its year where it is another one. */
const dayWords = (at: string, now: string): string => (isoDate(at).slice(0, 4) === isoDate(now).slice(0, 4) ? shortDate(at).replace(/ \d{4}$/, "") : shortDate(at));

/** When a thread was last spoken in: «hoy, 18:30 h», «ayer, 09:05 h», «hace 3 días», «sáb 5 dic». */
export function lastWhen(at: string, now: string): string {
  const days = daysAgo(at, now);
  if (days >= 0 && days < 2) return `${relativeDay(at, now)}, ${time(at)}`;
  return days >= 0 && days < 7 ? relativeDay(at, now) : dayWords(at, now);
}

/** When a post was said, with its hour: «ayer, 09:05 h», «sáb 5 dic, 18:30 h». */
export function spokenWhen(at: string, now: string): string {
  const days = daysAgo(at, now);
  return `${days >= 0 && days < 2 ? relativeDay(at, now) : dayWords(at, now)}, ${time(at)}`;
}

/** What was said after the first post: «3 respuestas»; "" where nobody answered. */
export const answersWords = (posts: number): string => (posts > 1 ? counted(posts - 1, "respuesta", "respuestas") : "");

/** Who reads it, as a line under its title. */
export const READ_BY: Record<string, string> = {
  node: "Para las personas del nodo",
  members: "Para todas las personas con cuenta",
  public: "Para cualquiera, también sin cuenta",
};
