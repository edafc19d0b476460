/** What the address of the calendar asks for, and the addresses of its neighbours. */
import { EVENT_KINDS } from "#app/domain/events/event.ts";
import { cleanLine } from "#app/domain/text.ts";
import { pageFrom } from "#app/http/paging.ts";
import { REGIONS } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { readDay, readMonth, readYear } from "./month-days.ts";

export const VIEWS = ["month", "week", "agenda", "year", "map"] as const;
export type View = (typeof VIEWS)[number];
const NAMES: Record<string, View> = { mes: "month", semana: "week", agenda: "agenda", anual: "year", mapa: "map" };

export interface CalendarQuery {
  view: View;
  /** Of the month, the agenda or the map; null in these two: from today on. */
  month: string | null;
  /** Any day of the week; or, in the agenda, that day only. */
  day: string | null;
  year: string | null;
  /** Slugs. */
  node: string | null;
  territory: string | null;
  school: string | null;
  kind: string | null;
  region: string | null;
  q: string | null;
  mine: boolean;
  page: number;
}

export type Narrowing = Pick<CalendarQuery, "node" | "territory" | "school" | "kind" | "region" | "q" | "mine">;
export const WIDE: Narrowing = { node: null, territory: null, school: null, kind: null, region: null, q: null, mine: false };

export function calendarQuery(url: URL, signedIn: boolean): CalendarQuery {
  const asked = (name: string) => cleanLine(url.searchParams.get(name) ?? "") || null;
  const day = readDay(asked("dia"));
  const kind = asked("tipo");
  const region = asked("region");
  return {
    view: NAMES[asked("vista") ?? ""] ?? (day ? "agenda" : "month"),
    month: readMonth(asked("mes")),
    day,
    year: readYear(asked("ano")),
    node: asked("nodo"),
    territory: asked("territorio"),
    school: asked("establecimiento"),
    kind: kind && (EVENT_KINDS as readonly string[]).includes(kind) ? kind : null,
    region: REGIONS.some(({ code }) => code === region) ? region : null,
    q: asked("q")?.slice(0, 100) ?? null,
    mine: signedIn && asked("mio") !== null,
    page: pageFrom(url),
  };
}

/** Which of the dates a view understands: the others do not stand in its address. */
const DATES: Record<View, readonly ("month" | "day" | "year")[]> = { month: ["month"], week: ["day"], agenda: ["month", "day"], year: ["year"], map: ["month"] };
const WORDS: Partial<Record<View, string>> = Object.fromEntries(Object.entries(NAMES).map(([word, view]) => [view, word]));

/** The same calendar with something else chosen. The page begins anew unless told. */
export function calendarHref(query: CalendarQuery, changes: Partial<CalendarQuery> = {}): string {
  return paths.calendar(calendarFields({ ...query, page: 1, ...changes }));
}

/** What stands in its address. A day alone is the agenda's. */
export function calendarFields(next: CalendarQuery) {
  const dates = DATES[next.view];
  const dayOnly = next.view === "agenda" && next.day !== null;
  return {
    ...(next.view !== "month" && !dayOnly && { vista: WORDS[next.view] }),
    ...(next.month && dates.includes("month") && !dayOnly && { mes: next.month }),
    ...(next.day && dates.includes("day") && { dia: next.day }),
    ...(next.year && dates.includes("year") && { ano: next.year }),
    ...choiceFields(next),
    ...(next.q && { q: next.q }),
    ...(next.mine && { mio: "1" }),
    ...(next.page > 1 && { pagina: next.page }),
  };
}

/** What can be asked of a public feed too. */
export function choiceFields({ node, territory, kind, region, school }: Narrowing) {
  return {
    ...(node && { nodo: node }),
    ...(territory && { territorio: territory }),
    ...(kind && { tipo: kind }),
    ...(region && { region }),
    ...(school && { establecimiento: school }),
  };
}

/** The same time in another view: its month, week or year; from today on where nothing else was chosen. */
export function inView(query: CalendarQuery, view: View, today: string): string {
  const at = query.day ?? (query.month ? `${query.month}-01` : query.year ? `${query.year}-01-01` : today);
  const same = (length: number) => at.slice(0, length) === today.slice(0, length);
  // The first of a month that is not this one, but today of this one.
  const day = query.day ?? (query.month && !same(7) ? at : query.year && !same(4) ? at : today);
  const dates = { day: view === "week" && day !== today ? day : null, month: same(7) ? null : at.slice(0, 7), year: same(4) ? null : at.slice(0, 4) };
  return calendarHref(query, { view, ...dates });
}

export const isFiltered = ({ node, territory, school, kind, region, q, mine }: Narrowing): boolean => Boolean(node || territory || school || kind || region || q || mine);
