// biome-ignore-all lint/a11y/noRedundantRoles: `display: block` on a phone takes the table's own roles away in some browsers
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type MonthDay = {
  /** «2026-12-05» */
  iso: string;
  day: number;
  inMonth: boolean;
  today: boolean;
  items: ReactNode[];
  /** «y 3 más», a link to the day. */
  more?: ReactNode;
  /** «Feriado: Inmaculada Concepción». */
  note?: string;
  /** A holiday, or days without classes: shaded; the note says it. */
  tone?: "holiday" | "school";
  /** «sábado 5 de diciembre», said on phones and to screen readers. */
  longLabel?: string;
};

const WEEKDAYS = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];

/** A month, Monday first. A table where there is room and on paper; on a phone a list of the days that have something. */
export function MonthGrid({ weeks, label }: { weeks: MonthDay[][]; label: string }) {
  return (
    <table className="month" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {WEEKDAYS.map((weekday) => (
            <th key={weekday} scope="col" role="columnheader">
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {weeks.map((week) => (
          <tr key={week[0]?.iso} role="row">
            {week.map((day, index) => (
              <DayCell key={day.iso} day={day} weekday={WEEKDAYS[index] ?? ""} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell({ day, weekday }: { day: MonthDay; weekday: string }) {
  const busy = day.items.length > 0 || Boolean(day.more);
  return (
    <td
      role="cell"
      className={classNames(
        "day",
        !day.inMonth && "day-outside",
        day.today && "day-today",
        !busy && !day.note && "day-free",
        isWeekend(weekday) && "day-weekend",
        day.tone && `day-${day.tone}`,
      )}
    >
      <time className="day-number" dateTime={day.iso} aria-current={day.today ? "date" : undefined}>
        <span className="day-weekday">{weekday} </span>
        {day.day}
        {day.today && <span className="day-now"> hoy</span>}
      </time>
      {day.note && <p className="day-note">{day.note}</p>}
      {busy && (
        <ul className="day-items">
          {day.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a static list, rendered once
            <li key={index}>{item}</li>
          ))}
          {day.more && <li className="day-more">{day.more}</li>}
        </ul>
      )}
    </td>
  );
}

function isWeekend(weekday: string) {
  return weekday === "sábado" || weekday === "domingo";
}

/** One line of a day: hour and title, with the node's colour as a bar and its glyph for who does not see colour. */
export function MonthItem({ to, time, title, glyph, cancelled = false }: { to: string; time?: string; title: string; glyph?: ReactNode; cancelled?: boolean }) {
  return (
    <a className={cancelled ? "month-item month-item-cancelled" : "month-item"} href={to}>
      {glyph}
      <span className="month-item-text">
        {time && <span className="month-item-time">{time} </span>}
        <span className="month-item-title">{title}</span>
        {cancelled && <span className="visually-hidden"> (cancelada)</span>}
      </span>
    </a>
  );
}
