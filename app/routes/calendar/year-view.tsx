import { longDate, MONTHS } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { classNames } from "#app/ui/class-names.ts";
import { GLYPH_PATHS } from "#app/ui/glyph-paths.ts";
import { Glyph, type GlyphName, nodeColour } from "#app/ui/icon.tsx";
import { Section } from "#app/ui/layout.tsx";
import { type CalendarQuery, calendarHref, isFiltered } from "./calendar-query.ts";
import { capital, PrintLying, Steps } from "./steps.tsx";
import type { YearDay, YearMonth } from "./year-sheet.ts";

interface Props {
  query: CalendarQuery;
  year: string;
  months: YearMonth[];
  today: string;
  words: string;
}

/** Twelve small months for the wall: a mark for each meeting, and under each month what they are. Prints on one lying sheet. */
export function YearView({ query, year, months, today, words }: Props) {
  const [before, after] = [String(Number(year) - 1), String(Number(year) + 1)];
  return (
    <Section
      title={isFiltered(query) ? `Plan ${year}: ${words}` : `Plan del año ${year}`}
      actions={
        <Steps
          label="Cambiar de año"
          before={{ said: "Año anterior", words: before, to: calendarHref(query, { year: before }) }}
          after={{ said: "Año siguiente", words: after, to: calendarHref(query, { year: after }) }}
          now={year === today.slice(0, 4) ? null : calendarHref(query, { year: null })}
        />
      }
    >
      <PrintLying css={ONE_SHEET} />
      <p className="no-print hint">Para la pared: imprímelo y sale en una hoja horizontal, carta, A4 o A3.</p>
      <div className="year">
        {months.map((month) => (
          <Month key={month.month} month={month} query={query} today={today} />
        ))}
      </div>
      <p className="year-legend">
        <span className="year-key year-holiday">1</span> feriado <span className="year-key year-school">1</span> sin clases
      </p>
    </Section>
  );
}

function Month({ month: { month, weeks, lines, rest, holidays, runs }, query, today }: { month: YearMonth; query: CalendarQuery; today: string }) {
  const name = MONTHS[Number(month.slice(5)) - 1] ?? "";
  const whole = calendarHref(query, { view: "month", month });
  return (
    <section className="year-month" aria-label={name}>
      <h3>
        <a href={whole}>{capital(name)}</a>
      </h3>
      <table className="year-grid">
        <thead>
          <tr>
            {DAYS.map(({ letter, name: weekday }) => (
              <th key={weekday} scope="col" abbr={weekday}>
                {letter}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a static table, rendered once
            <tr key={index}>
              {week.map((day, weekday) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={weekday} className={day ? classNames(day.tone && `year-${day.tone}`, day.iso === today && "year-today") : undefined}>
                  {day && <Day day={day} query={query} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > 0 && (
        <ul className="year-lines">
          {lines.map(({ id, days, title, status, node }) => (
            <li key={id}>
              <a href={paths.event(id)} className={status === "cancelled" ? "year-cancelled" : undefined}>
                {node && <Glyph name={node.glyph} colour={node.colour} size="s" label={node.names} />}
                <b>{days}</b> <span className="year-title">{title}</span>
                {status === "cancelled" && <span className="visually-hidden"> (cancelada)</span>}
              </a>
            </li>
          ))}
          {rest > 0 && (
            <li>
              <a href={whole}>y {rest} más</a>
            </li>
          )}
        </ul>
      )}
      <Off holidays={holidays} runs={runs} />
    </section>
  );
}

function Day({ day: { iso, count, marks }, query }: { day: YearDay; query: CalendarQuery }) {
  const number = Number(iso.slice(8));
  if (count === 0) return <span className="year-day">{number}</span>;
  return (
    <a
      className="year-day year-full"
      href={calendarHref(query, { view: "agenda", day: iso, month: null })}
      aria-label={`${longDate(iso)}: ${counted(count, "reunión", "reuniones")}`}
    >
      {number}
      <span className="year-marks" aria-hidden="true" dangerouslySetInnerHTML={{ __html: marks.length > 0 ? marks.map(markHtml).join("") : DOT }} />
    </a>
  );
}

const DOT = '<span class="year-dot"></span>';

/** As Glyph draws it. Written at once: a year has a thousand of them, and drawn by React they would cost half the page. */
function markHtml({ glyph, colour }: YearDay["marks"][number]): string {
  const path = GLYPH_PATHS[glyph as GlyphName] ?? GLYPH_PATHS.hoja;
  return `<svg class="glyph glyph-s n${nodeColour(colour)}" viewBox="0 0 32 32"><rect width="32" height="32" rx="9"/><path d="${path}"/></svg>`;
}

/** Holidays, and days without classes, in small type. */
function Off({ holidays, runs }: Pick<YearMonth, "holidays" | "runs">) {
  const all = [...holidays, ...runs.map(({ name, day, last }) => `${shortSpan(day, last)} ${name}`)];
  return all.length > 0 ? <p className="year-off">{all.join(" · ")}</p> : null;
}

/** «21», «21–27», «21 jun–4 jul» */
function shortSpan(day: string, last: string): string {
  const short = (iso: string) => `${Number(iso.slice(8))} ${(MONTHS[Number(iso.slice(5, 7)) - 1] ?? "").slice(0, 3)}`;
  if (day === last) return String(Number(day.slice(8)));
  return day.slice(0, 7) === last.slice(0, 7) ? `${Number(day.slice(8))}–${Number(last.slice(8))}` : `${short(day)}–${short(last)}`;
}

const DAYS = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"].map((name) => ({
  name,
  letter: (name[0] ?? "").toUpperCase(),
}));

/** Whatever the paper: the sheet's height is shared by three rows, and what does not fit under a month is left out. */
const ONE_SHEET = `.page-head{display:none!important}
.section-head{margin:0}
h2{font-size:13pt!important}
.year{display:grid!important;grid-template:repeat(3,minmax(0,1fr))/repeat(4,minmax(0,1fr))!important;gap:2mm 4mm!important;height:calc(100vh - 22mm);margin:0!important}
.year-month{overflow:hidden;break-inside:avoid;min-height:0}
.year-legend{margin:1mm 0 0!important;font-size:7pt}`;
