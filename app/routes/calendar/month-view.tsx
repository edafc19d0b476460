import type { EventCardRow } from "#app/domain/events/events.repo.server.ts";
import { longDate, monthTitle } from "#app/i18n/dates.ts";
import { MAIN_ZONE, zoneLabel } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { MonthGrid, MonthItem } from "#app/ui/calendar-grid.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Glyph, Icon } from "#app/ui/icon.tsx";
import { Cluster, Section } from "#app/ui/layout.tsx";
import { type CalendarQuery, calendarHref, isFiltered } from "./calendar-query.ts";
import { byDay, shiftMonth, weeksOf } from "./month-days.ts";

/** More than these would make the month longer than a page. */
const MOST_A_DAY = 5;

interface Props {
  query: CalendarQuery;
  month: string;
  events: EventCardRow[];
  today: string;
}

export function MonthView({ query, month, events, today }: Props) {
  const weeks = weeksOf(month);
  const days = byDay(events, weeks[0]?.[0] ?? "", weeks.at(-1)?.at(-1) ?? "");
  const grid = weeks.map((week) =>
    week.map((iso) => {
      const items = days.get(iso) ?? [];
      const rest = items.length - MOST_A_DAY;
      return {
        iso,
        day: Number(iso.slice(8)),
        inMonth: iso.startsWith(month),
        today: iso === today,
        longLabel: longDate(iso),
        items: (rest > 0 ? items.slice(0, MOST_A_DAY) : items).map(({ event, begins }) => <DayItem key={event.id} event={event} begins={begins} />),
        ...(rest > 0 && { more: <a href={calendarHref(query, { view: "agenda", day: iso, month: null })}>{rest === 1 ? "y 1 más" : `y ${rest} más`}</a> }),
      };
    }),
  );
  const busy = weeks.flat().some((iso) => iso.startsWith(month) && days.has(iso));
  return (
    <Section title={capital(monthTitle(month))} actions={<MonthSteps query={query} month={month} today={today} />}>
      <PrintOnOnePage />
      {!busy && <NothingThisMonth query={query} month={month} today={today} />}
      <MonthGrid weeks={grid} label={`Reuniones de ${monthTitle(month)}`} />
    </Section>
  );
}

function DayItem({ event, begins }: { event: EventCardRow; begins: boolean }) {
  return (
    <MonthItem
      to={paths.event(event.id)}
      time={timeOf(event, begins)}
      title={event.title}
      cancelled={event.status === "cancelled"}
      glyph={event.nodes.slice(0, 1).map((node) => <Glyph key={node.id} name={node.glyph} colour={node.colour} size="s" label={nodeNames(event)} />)}
    />
  );
}

const nodeNames = ({ nodes }: EventCardRow): string => nodes.map(({ name }) => name).join(", ");

/** «18:30», «10:00 Magallanes», «Hito», «sigue». */
function timeOf({ all_day, starts_local, zone, status }: EventCardRow, begins: boolean): string {
  const words = [];
  if (all_day) words.push("Hito");
  else if (!begins) words.push("sigue");
  else words.push(`${starts_local.slice(11)}${zone === MAIN_ZONE ? "" : ` ${zoneLabel(zone)}`}`);
  if (status === "draft") words.push("borrador");
  return words.join(" · ");
}

function MonthSteps({ query, month, today }: Omit<Props, "events">) {
  const [before, after] = [shiftMonth(month, -1), shiftMonth(month, 1)];
  return (
    <nav aria-label="Cambiar de mes">
      <Cluster>
        <LinkButton to={calendarHref(query, { month: before })} kind="secondary" icon="arrow-left" rel="prev nofollow">
          <span className="visually-hidden">Mes anterior: </span>
          {monthTitle(before).split(" ")[0]}
        </LinkButton>
        <LinkButton to={calendarHref(query, { month: after })} kind="secondary" rel="next nofollow">
          <span className="visually-hidden">Mes siguiente: </span>
          {monthTitle(after).split(" ")[0]}
          <Icon name="arrow-right" />
        </LinkButton>
        {month !== today.slice(0, 7) && (
          <LinkButton to={calendarHref(query, { month: null })} kind="quiet">
            Hoy
          </LinkButton>
        )}
      </Cluster>
    </nav>
  );
}

function NothingThisMonth({ query, month, today }: Omit<Props, "events">) {
  const past = month < today.slice(0, 7);
  return (
    <Empty
      title={`${past ? "No hubo" : "No hay"} reuniones en ${monthTitle(month)}`}
      icon="calendar"
      level={3}
      action={
        <LinkButton to={calendarHref(query, { view: "agenda", month: null, day: null })} kind="secondary">
          Ver las próximas
        </LinkButton>
      }
    >
      {isFiltered(query) && <p>Con estos filtros no encontramos ninguna. Prueba con otro nodo, otro tipo u otra región.</p>}
    </Empty>
  );
}

/** The month fills one sheet, lying; la franja and the rest stay on the screen. */
function PrintOnOnePage() {
  const css = `@page{size:landscape;margin:9mm}
.page-aside,.page-head .lead,.empty,#suscribir{display:none!important}
.page-with-aside{display:block!important}
.month{page-break-inside:avoid}
.day{height:24mm!important}
.month-item-title{-webkit-line-clamp:2!important}`;
  return <style media="print">{css}</style>;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
