import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { RegionStrip } from "#app/components/region-strip.tsx";
import { loaderWith } from "#app/http/route.server.ts";
import { choiceInWords } from "#app/i18n/choice-words.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Tabs } from "#app/ui/wayfinding.tsx";
import { AgendaView } from "./agenda-view.tsx";
import { shownBy } from "./calendar-data.server.ts";
import { CalendarFilters, Chosen } from "./calendar-filters.tsx";
import { namesFor } from "./calendar-names.server.ts";
import { calendarHref, calendarQuery, inView, isFiltered, VIEWS, type View } from "./calendar-query.ts";
import { MapView } from "./map-view.tsx";
import { MonthView } from "./month-view.tsx";
import { subscribeTo, TakeItAlong } from "./take-along.tsx";
import { WeekView } from "./week-view.tsx";
import { YearView } from "./year-view.tsx";

export { calendarSheet as links } from "#app/components/sheets.ts";

export const meta: MetaFunction = () => [
  ...pageMeta("Calendario", "Las reuniones de la red por semana, mes, año o en el mapa: de cada nodo, de cada región, para ver, imprimir o llevar a tu calendario."),
  { tagName: "link", rel: "alternate", type: "text/calendar", title: "Reuniones de la red", href: paths.publicFeed() },
  { tagName: "link", rel: "alternate", type: "application/atom+xml", title: "Reuniones que se anuncian", href: paths.atom() },
];

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, url }) => {
  const query = calendarQuery(url, ctx.actor !== null);
  const { ids, ...names } = await namesFor(ctx, query, url);
  const filter = { ...ids, kind: query.kind ?? undefined, q: query.q ?? undefined, mine: query.mine, now: ctx.now };
  const today = isoDate(ctx.now);
  const shown = await shownBy(ctx, { query, filter, today });
  return { query, ...names, today, now: ctx.now, signedIn: ctx.actor !== null, ...shown };
});

export type CalendarData = Awaited<ReturnType<typeof loader>>;

const LABELS: Record<View, string> = { month: "Mes", week: "Semana", agenda: "Agenda", year: "Año", map: "Mapa" };
/** A week needs its seven columns and a year its twelve months: no strip beside them; the map is one. */
const WITH_STRIP: readonly View[] = ["month", "agenda"];

export default function CalendarPage() {
  const found = useLoaderData<typeof loader>() as CalendarData;
  const { query, today, now, signedIn, spots, counts } = found;
  const words = choiceInWords({ ...query, node: found.node?.name, territory: found.territory?.name, school: found.school?.name });
  const regions = {
    label: "Dónde son las reuniones que se muestran, de norte a sur",
    places: spots,
    counts: counts ?? undefined,
    current: query.region,
    hrefOf: (region: string) => calendarHref(query, { region }),
    allHref: calendarHref(query, { region: null }),
  };
  return (
    <Page
      title="Calendario"
      lead={`${isFiltered(query) ? words : "Las reuniones de la red"}. Cada hora es la del lugar.`}
      width="wide"
      actions={
        <LinkButton to={subscribeTo(query, signedIn)} icon="calendar" kind="secondary">
          Suscribir a esta vista
        </LinkButton>
      }
      asideLabel="Reuniones por región"
      asideFirst
      aside={WITH_STRIP.includes(query.view) ? <RegionStrip {...regions} /> : undefined}
    >
      <Tabs label="Cómo verlo" tabs={VIEWS.map((view) => ({ to: inView(query, view, today), label: LABELS[view], current: query.view === view }))} />
      <CalendarFilters found={found} />
      <Chosen found={found} words={words} />
      {found.sheet && <MonthView query={query} month={found.sheet.month} weeks={found.sheet.weeks} today={today} />}
      {found.week && <WeekView query={query} day={found.week.day} days={found.week.days} today={today} />}
      {found.year && <YearView query={query} year={found.year.year} months={found.year.months} today={today} words={words} />}
      {found.map && <MapView query={query} map={found.map} regions={regions} today={today} />}
      {found.agenda && <AgendaView query={query} events={found.agenda.events} pages={found.agenda.pages} now={now} />}
      <TakeItAlong query={query} words={words} signedIn={signedIn} />
    </Page>
  );
}
