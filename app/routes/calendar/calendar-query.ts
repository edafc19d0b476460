/** What the address of the calendar asks for, and the addresses of its neighbours. */
import { EVENT_KINDS } from "#app/domain/events/event.ts";
import { pageFrom } from "#app/http/paging.ts";
import { REGIONS } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { readDay, readMonth } from "./month-days.ts";

export interface CalendarQuery {
  view: "month" | "agenda";
  /** null in the agenda: from today on. */
  month: string | null;
  /** One day only, in the agenda. */
  day: string | null;
  node: string | null;
  kind: string | null;
  region: string | null;
  mine: boolean;
  page: number;
}

export function calendarQuery(url: URL, signedIn: boolean): CalendarQuery {
  const asked = (name: string) => url.searchParams.get(name) || null;
  const day = readDay(asked("dia"));
  const kind = asked("tipo");
  const region = asked("region");
  return {
    view: day || asked("vista") === "agenda" ? "agenda" : "month",
    month: readMonth(asked("mes")),
    day,
    node: asked("nodo"),
    kind: kind && (EVENT_KINDS as readonly string[]).includes(kind) ? kind : null,
    region: REGIONS.some(({ code }) => code === region) ? region : null,
    mine: signedIn && asked("mio") !== null,
    page: pageFrom(url),
  };
}

/** The same calendar with something else chosen. The page begins anew unless told. */
export function calendarHref(query: CalendarQuery, changes: Partial<CalendarQuery> = {}): string {
  const next = { ...query, page: 1, ...changes };
  return paths.calendar({
    ...(next.view === "agenda" && { vista: "agenda" }),
    ...(next.month && { mes: next.month }),
    ...(next.day && { dia: next.day }),
    ...(next.node && { nodo: next.node }),
    ...(next.kind && { tipo: next.kind }),
    ...(next.region && { region: next.region }),
    ...(next.mine && { mio: "1" }),
    ...(next.page > 1 && { pagina: next.page }),
  });
}

export const isFiltered = ({ node, kind, region, mine }: CalendarQuery): boolean => Boolean(node || kind || region || mine);
