import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { RegionStrip } from "#app/components/region-strip.tsx";
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import type { MonthRow } from "#app/domain/events/event-rows.ts";
import { countEvents, type EventFilter, listBetween, listUpcoming } from "#app/domain/events/events.repo.server.ts";
import { nodeOptions } from "#app/domain/nodes/nodes.repo.server.ts";
import { redirectedSlug } from "#app/domain/slugs.repo.server.ts";
import { PAGE_SIZE } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { eventKindLabel, regionLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Tabs } from "#app/ui/wayfinding.tsx";
import { AgendaView } from "./agenda-view.tsx";
import { CalendarFilters, TakeItAlong } from "./calendar-filters.tsx";
import { type CalendarQuery, calendarHref, calendarQuery } from "./calendar-query.ts";
import { shiftMonth, spanOf, weeksOf } from "./month-days.ts";
import { MonthView } from "./month-view.tsx";
import { sheetOf, spotsOf } from "./sheet.ts";

export const meta: MetaFunction = () => [
  ...pageMeta("Calendario", "Las reuniones de la red por mes o en agenda: de cada nodo, de cada región, para ver, imprimir o llevar a tu calendario."),
  { tagName: "link", rel: "alternate", type: "text/calendar", title: "Reuniones de la red", href: paths.publicFeed() },
  { tagName: "link", rel: "alternate", type: "application/atom+xml", title: "Reuniones que se anuncian", href: paths.atom() },
];

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, url }) => {
  const query = calendarQuery(url, ctx.actor !== null);
  const nodes = await nodeOptions(ctx.db);
  const node = query.node ? nodes.find(({ slug }) => slug === query.node) : undefined;
  if (query.node && !node) throw await elsewhere(ctx, query);
  const filter = { nodeId: node?.id, kind: query.kind ?? undefined, mine: query.mine, now: ctx.now };
  const today = isoDate(ctx.now);
  const shown = query.view === "month" ? await monthOf(ctx, query, filter, today) : await agendaOf(ctx, query, filter);
  return { query, node: node ?? null, nodes: nodes.map(({ slug, name }) => ({ slug, name })), today, now: ctx.now, signedIn: ctx.actor !== null, ...shown };
});

/** A node that was renamed, or is none. */
async function elsewhere(ctx: Ctx, query: CalendarQuery): Promise<unknown> {
  const slug = await redirectedSlug(ctx.db, "node", query.node ?? "");
  return slug ? redirect(calendarHref(query, { node: slug }), 301) : notFound();
}

const MOST_IN_A_MONTH = 1_500;

/** The month is read whole: the region is chosen from it here, so that la franja can say how many each has. */
async function monthOf(ctx: Ctx, query: CalendarQuery, filter: EventFilter, today: string) {
  const month = query.month ?? today.slice(0, 7);
  const days = weeksOf(month).flat();
  const all = await listBetween(ctx.db, ctx.actor, { ...filter, ...spanOf(days[0] ?? "", days.at(-1) ?? ""), limit: MOST_IN_A_MONTH });
  const chosen = query.region ? all.filter((event) => event.region_code === query.region) : all;
  const spots = spotsOf(chosen.filter((event) => falls(event, month)));
  return { sheet: { month, weeks: sheetOf(chosen, month) }, agenda: null, spots, counts: byRegion(all.filter((event) => falls(event, month))) };
}

/** What is to come, of one month or of one day; by pages. */
async function agendaOf(ctx: Ctx, query: CalendarQuery, filter: EventFilter) {
  const span = query.day ? spanOf(query.day, query.day) : query.month ? spanOf(`${query.month}-01`, `${shiftMonth(query.month, 1)}-01`) : {};
  const narrowed = { ...filter, ...span, region: query.region ?? undefined };
  const rows = await listUpcoming(ctx.db, ctx.actor, { ...narrowed, page: query.page, limit: PAGE_SIZE });
  const total = await countEvents(ctx.db, ctx.actor, { ...narrowed, when: "upcoming" });
  const asked = query.day ?? query.month;
  // The span is a little wider than the day or month, for its four zones.
  const events = asked ? rows.filter((event) => falls(event, asked)) : rows;
  return { sheet: null, agenda: { events, pages: Math.max(1, Math.ceil(total / PAGE_SIZE)) }, spots: spotsOf(events), counts: null };
}

/** On that day, or in that month, by its own clock. */
function falls({ starts_local, ends_local }: Pick<MonthRow, "starts_local" | "ends_local">, when: string): boolean {
  return starts_local.slice(0, when.length) <= when && ends_local.slice(0, when.length) >= when;
}

/** null where no meeting has a region: sixteen zeros would say nothing. */
function byRegion(events: readonly MonthRow[]): Record<string, number> | null {
  const counts: Record<string, number> = {};
  for (const { region_code } of events) if (region_code) counts[region_code] = (counts[region_code] ?? 0) + 1;
  return Object.keys(counts).length > 0 ? counts : null;
}

export default function CalendarPage() {
  const { query, node, nodes, today, now, signedIn, sheet, agenda, spots, counts } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Calendario"
      lead={sentence(query, node?.name ?? null)}
      width="wide"
      actions={
        <LinkButton to={paths.subscribe(node ? { nodo: node.slug } : {})} icon="calendar" kind="secondary">
          Llevarlo a mi calendario
        </LinkButton>
      }
      asideLabel="Reuniones por región"
      asideFirst
      aside={
        <RegionStrip
          label="Dónde son las reuniones que se muestran, de norte a sur"
          places={spots}
          counts={counts ?? undefined}
          current={query.region}
          hrefOf={(region) => calendarHref(query, { region })}
          allHref={calendarHref(query, { region: null })}
        />
      }
    >
      <Tabs
        label="Cómo verlo"
        tabs={[
          { to: calendarHref(query, { view: "month", day: null }), label: "Mes", current: query.view === "month" },
          { to: calendarHref(query, { view: "agenda", month: null, day: null }), label: "Agenda", current: query.view === "agenda" },
        ]}
      />
      <CalendarFilters query={query} nodes={nodes} signedIn={signedIn} />
      {sheet && <MonthView query={query} month={sheet.month} weeks={sheet.weeks} today={today} />}
      {agenda && <AgendaView query={query} events={agenda.events} pages={agenda.pages} now={now} />}
      <TakeItAlong query={query} node={node} signedIn={signedIn} />
    </Page>
  );
}

function sentence(query: CalendarQuery, nodeName: string | null): string {
  const parts = [
    query.mine ? "Tus reuniones" : query.kind ? `Reuniones de tipo ${eventKindLabel(query.kind).toLowerCase()}` : "Las reuniones de la red",
    nodeName && `del nodo ${nodeName}`,
    query.region && `en ${regionLabel(query.region)}`,
  ];
  return `${parts.filter(Boolean).join(" ")}. Cada hora es la del lugar.`;
}
