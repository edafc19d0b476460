import { addDays, longDate, MONTHS, WEEKDAYS } from "#app/i18n/dates.ts";
import { MAIN_ZONE, zoneLabel } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { classNames } from "#app/ui/class-names.ts";
import { Glyph } from "#app/ui/icon.tsx";
import { Section } from "#app/ui/layout.tsx";
import { type CalendarQuery, calendarHref } from "./calendar-query.ts";
import { weekOf } from "./month-days.ts";
import type { SheetDay, WeekItem } from "./sheet.ts";
import { capital, PrintLying, Steps } from "./steps.tsx";

interface Props {
  query: CalendarQuery;
  day: string;
  days: SheetDay<WeekItem>[];
  today: string;
}

/** Seven columns, each day's meetings in the order of their hours; on a phone one day under the other. */
export function WeekView({ query, day, days, today }: Props) {
  const [first, last] = [days[0]?.iso ?? day, days[6]?.iso ?? day];
  const thisWeek = weekOf(today).includes(first);
  const step = (by: number) => calendarHref(query, { day: addDays(first, by) });
  return (
    <Section
      title={capital(weekTitle(first, last))}
      actions={
        <Steps
          label="Cambiar de semana"
          before={{ said: "Semana anterior", words: shortWeek(addDays(first, -7)), to: step(-7) }}
          after={{ said: "Semana siguiente", words: shortWeek(addDays(first, 7)), to: step(7) }}
          now={thisWeek ? null : calendarHref(query, { day: null })}
        />
      }
    >
      <PrintLying />
      <div className="week">
        {days.map((each) => (
          <DayColumn key={each.iso} day={each} query={query} today={today} />
        ))}
      </div>
    </Section>
  );
}

function DayColumn({ day: { iso, items, rest, note }, query, today }: { day: SheetDay<WeekItem>; query: CalendarQuery; today: string }) {
  const weekday = WEEKDAYS[new Date(`${iso}T00:00:00.000Z`).getUTCDay()] ?? "";
  return (
    <section className={classNames("week-day", iso === today && "week-today", note?.tone && `week-${note.tone}`)} aria-label={longDate(iso)}>
      <h3 className="week-head">
        <time dateTime={iso} aria-current={iso === today ? "date" : undefined}>
          <span className="week-weekday">{weekday}</span> <span className="week-number">{Number(iso.slice(8))}</span>
          {iso === today && <span className="week-now"> hoy</span>}
        </time>
      </h3>
      {note?.text && <p className="day-note">{note.text}</p>}
      {items.length === 0 && <p className="week-none">Sin reuniones</p>}
      {items.length > 0 && (
        <ul className="week-items">
          {items.map((item) => (
            <li key={item.id}>
              <WeekMeeting item={item} />
            </li>
          ))}
        </ul>
      )}
      {rest > 0 && <a href={calendarHref(query, { view: "agenda", day: iso, month: null })}>y {rest} más</a>}
    </section>
  );
}

function WeekMeeting({ item }: { item: WeekItem }) {
  const { node, place, title, id, status } = item;
  return (
    <a className={classNames("week-item", status === "cancelled" && "month-item-cancelled")} href={paths.event(id)}>
      <span className="week-time">
        {node && <Glyph name={node.glyph} colour={node.colour} size="s" label={node.names} />}
        {hoursOf(item)}
      </span>
      <span className="month-item-title">{title}</span>
      {status === "cancelled" && <span className="visually-hidden"> (cancelada)</span>}
      {place && <span className="week-place">{place}</span>}
    </a>
  );
}

/** «15:00 a 16:30», «Hito», «sigue, hasta 13:00», «10:00 a 12:00 Magallanes» */
function hoursOf({ all_day, begins, starts_local, ends_local, zone, status }: WeekItem): string {
  const elsewhere = zone === MAIN_ZONE ? "" : ` ${zoneLabel(zone)}`;
  const sameDay = starts_local.slice(0, 10) === ends_local.slice(0, 10);
  const hours = begins ? `${starts_local.slice(11)}${sameDay ? ` a ${ends_local.slice(11)}` : ""}${elsewhere}` : "Sigue";
  return [all_day ? "Hito" : hours, status === "draft" && "borrador"].filter(Boolean).join(" · ");
}

const parts = (iso: string) => ({ day: Number(iso.slice(8)), month: MONTHS[Number(iso.slice(5, 7)) - 1] ?? "", year: iso.slice(0, 4) });

/** «semana del 30 de noviembre al 6 de diciembre de 2026» */
function weekTitle(first: string, last: string): string {
  const [from, to] = [parts(first), parts(last)];
  const year = from.year === to.year ? "" : ` de ${from.year}`;
  const month = from.month === to.month ? "" : ` de ${from.month}`;
  return `semana del ${from.day}${month}${year} al ${to.day} de ${to.month} de ${to.year}`;
}

/** «7 dic» */
function shortWeek(monday: string): string {
  const { day, month } = parts(monday);
  return `${day} ${month.slice(0, 3)}`;
}
