import { longDate, monthTitle } from "#app/i18n/dates.ts";
import { MAIN_ZONE, zoneLabel } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { MonthGrid, MonthItem } from "#app/ui/calendar-grid.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Glyph } from "#app/ui/icon.tsx";
import { Section } from "#app/ui/layout.tsx";
import { type CalendarQuery, calendarHref, isFiltered } from "./calendar-query.ts";
import { shiftMonth } from "./month-days.ts";
import type { SheetDay, SheetItem } from "./sheet.ts";
import { capital, PrintLying, Steps } from "./steps.tsx";

interface Props {
  query: CalendarQuery;
  month: string;
  weeks: SheetDay[][];
  today: string;
}

export function MonthView({ query, month, weeks, today }: Props) {
  const busy = weeks.flat().some(({ iso, items }) => iso.startsWith(month) && items.length > 0);
  return (
    <Section title={capital(monthTitle(month))} actions={<MonthSteps query={query} month={month} today={today} />}>
      <PrintLying css={ONE_PAGE} />
      {!busy && <NothingThisMonth query={query} month={month} today={today} />}
      <MonthGrid weeks={weeks.map((week) => week.map((day) => gridDay(day, { query, month, today })))} label={`Reuniones de ${monthTitle(month)}`} />
    </Section>
  );
}

function gridDay({ iso, items, rest, note }: SheetDay, { query, month, today }: Omit<Props, "weeks">) {
  return {
    iso,
    day: Number(iso.slice(8)),
    inMonth: iso.startsWith(month),
    today: iso === today,
    longLabel: longDate(iso),
    ...(note && { ...(note.tone && { tone: note.tone }), ...(note.text && iso.startsWith(month) && { note: note.text }) }),
    items: items.map((item) => <DayItem key={item.id} item={item} />),
    ...(rest > 0 && { more: <a href={calendarHref(query, { view: "agenda", day: iso, month: null })}>y {rest} más</a> }),
  };
}

function DayItem({ item }: { item: SheetItem }) {
  const { node } = item;
  return (
    <MonthItem
      to={paths.event(item.id)}
      time={timeOf(item)}
      title={item.title}
      cancelled={item.status === "cancelled"}
      glyph={node && <Glyph name={node.glyph} colour={node.colour} size="s" label={node.names} />}
    />
  );
}

/** «18:30», «10:00 Magallanes», «Hito», «sigue». */
export function timeOf({ all_day, starts_local, zone, status, begins }: SheetItem): string {
  const words = [];
  if (all_day) words.push("Hito");
  else if (!begins) words.push("sigue");
  else words.push(`${starts_local.slice(11)}${zone === MAIN_ZONE ? "" : ` ${zoneLabel(zone)}`}`);
  if (status === "draft") words.push("borrador");
  return words.join(" · ");
}

function MonthSteps({ query, month, today }: Omit<Props, "weeks">) {
  const [before, after] = [shiftMonth(month, -1), shiftMonth(month, 1)];
  const name = (of: string) => monthTitle(of).split(" ")[0] ?? "";
  return (
    <Steps
      label="Cambiar de mes"
      before={{ said: "Mes anterior", words: name(before), to: calendarHref(query, { month: before }) }}
      after={{ said: "Mes siguiente", words: name(after), to: calendarHref(query, { month: after }) }}
      now={month === today.slice(0, 7) ? null : calendarHref(query, { month: null })}
    />
  );
}

function NothingThisMonth({ query, month, today }: Omit<Props, "weeks">) {
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
      {isFiltered(query) && <p>Con estos filtros no encontramos ninguna. Prueba quitando alguno.</p>}
    </Empty>
  );
}

const ONE_PAGE = `.month{page-break-inside:avoid}
.day{height:24mm!important}
.month-item-title{-webkit-line-clamp:2!important}`;
