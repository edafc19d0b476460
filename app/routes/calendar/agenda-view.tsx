import { MeetingList } from "#app/components/meeting-card.tsx";
import type { EventCardRow } from "#app/domain/events/event-rows.ts";
import { longDate, monthTitle } from "#app/i18n/dates.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { type CalendarQuery, calendarHref, isFiltered, WIDE } from "./calendar-query.ts";
import { capital } from "./steps.tsx";

export function AgendaView({ query, events, pages, now }: { query: CalendarQuery; events: EventCardRow[]; pages: number; now: string }) {
  if (events.length === 0) return <Nothing query={query} />;
  return (
    <>
      {groups(query, events).map(({ title, members }) => (
        <Section key={title} title={title}>
          <MeetingList events={members} now={now} label={`Reuniones: ${title}`} />
        </Section>
      ))}
      <Pagination page={query.page} pages={pages} href={(page) => calendarHref(query, { page })} />
    </>
  );
}

/** One day is one group; otherwise each month is, by the day on which a meeting begins. */
function groups({ day }: CalendarQuery, events: EventCardRow[]): { title: string; members: EventCardRow[] }[] {
  if (day) return [{ title: capital(longDate(day)), members: events }];
  const months = new Map<string, EventCardRow[]>();
  for (const event of events) {
    const month = event.starts_local.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), event]);
  }
  return [...months].map(([month, members]) => ({ title: capital(monthTitle(month)), members }));
}

function Nothing({ query }: { query: CalendarQuery }) {
  const narrowed = isFiltered(query) || query.month !== null || query.day !== null || query.page > 1;
  const all = calendarHref({ ...query, ...WIDE, view: "agenda", month: null, day: null });
  return (
    <Empty
      title={narrowed ? "No encontramos reuniones así" : "Todavía no hay reuniones anunciadas"}
      icon="calendar"
      action={narrowed && <LinkButton to={all}>Ver todas las que vienen</LinkButton>}
    >
      <p>{narrowed ? "Prueba quitando algún filtro, o con otra fecha." : "Cuando un nodo convoque, aparecerá aquí y en el calendario de quienes se hayan suscrito."}</p>
    </Empty>
  );
}
