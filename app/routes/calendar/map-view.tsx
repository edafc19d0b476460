import type { ComponentProps } from "react";
import { RegionStrip } from "#app/components/region-strip.tsx";
import { monthTitle, shortDate, time } from "#app/i18n/dates.ts";
import { counted, regionLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Glyph } from "#app/ui/icon.tsx";
import { Section } from "#app/ui/layout.tsx";
import type { CalendarData } from "./calendar.tsx";
import { type CalendarQuery, calendarHref, WIDE } from "./calendar-query.ts";
import type { MapItem } from "./map-sheet.ts";
import { shiftMonth } from "./month-days.ts";
import { PrintLying, Steps } from "./steps.tsx";

interface Props {
  query: CalendarQuery;
  map: NonNullable<CalendarData["map"]>;
  regions: ComponentProps<typeof RegionStrip>;
  today: string;
}

const meetings = (count: number) => counted(count, "reunión", "reuniones");

/** Chile large, a dot where people meet, and beside it the same as a list from north to south. */
export function MapView({ query, map, regions, today }: Props) {
  const { places, online, nowhere } = map;
  const when = query.month ? `en ${monthTitle(query.month)}` : "de hoy en adelante";
  if (places.length === 0 && online.count === 0 && nowhere === 0) return <Nothing query={query} when={when} today={today} />;
  return (
    <Section title={`Dónde nos reunimos ${when}`} actions={<MonthSteps query={query} today={today} />}>
      <PrintLying paper="portrait" />
      <p>{inWords(map)}</p>
      <RegionStrip {...regions} size="large" />
      {places.length > 0 && (
        <div className="map-places">
          {places.map(({ comuna, region_code, count, items }) => (
            <section key={`${comuna} ${region_code}`} className="map-place">
              <h3>
                {comuna} <span className="count">{meetings(count)}</span>
              </h3>
              {region_code && <p className="hint">{regionLabel(region_code)}</p>}
              <Meetings items={items} rest={count - items.length} query={query} region={region_code} />
            </section>
          ))}
        </div>
      )}
      {online.count > 0 && (
        <Section title="Solo en línea" level={3}>
          <Meetings items={online.items} rest={online.count - online.items.length} query={query} region={null} />
        </Section>
      )}
      {map.full && <p className="hint">Son muchas: aquí están las primeras. Elige un mes o un filtro para verlas todas.</p>}
    </Section>
  );
}

function MonthSteps({ query, today }: Pick<Props, "query" | "today">) {
  const month = query.month ?? today.slice(0, 7);
  const name = (of: string) => monthTitle(of).split(" ")[0] ?? "";
  const [before, after] = [shiftMonth(month, -1), shiftMonth(month, query.month ? 1 : 0)];
  return (
    <Steps
      label="Cambiar de mes"
      before={{ said: "Mes anterior", words: name(before), to: calendarHref(query, { month: before }) }}
      after={{ said: query.month ? "Mes siguiente" : "Solo este mes", words: name(after), to: calendarHref(query, { month: after }) }}
      now={query.month ? calendarHref(query, { month: null }) : null}
    />
  );
}

/** «12 reuniones en 5 comunas, 3 más solo en línea y 1 sin lugar.» */
function inWords({ places, online, nowhere }: Props["map"]): string {
  const placed = places.reduce((sum, { count }) => sum + count, 0);
  const parts = [
    placed > 0 && `${meetings(placed)} en ${counted(places.length, "comuna", "comunas")}`,
    online.count > 0 && `${placed > 0 ? online.count : meetings(online.count)} solo en línea`,
    nowhere > 0 && `${placed + online.count > 0 ? nowhere : meetings(nowhere)} sin un lugar (fechas que conviene saber)`,
  ].filter(Boolean);
  const text = parts.length > 1 ? `${parts.slice(0, -1).join(", ")} y ${parts.at(-1)}` : `${parts[0]}`;
  return `${text}.`;
}

function Meetings({ items, rest, query, region }: { items: MapItem[]; rest: number; query: CalendarQuery; region: string | null }) {
  return (
    <ul className="map-items">
      {items.map(({ id, title, node, starts_at, zone, all_day, status }) => (
        <li key={id}>
          <a className="map-item" href={paths.event(id)}>
            {node && <Glyph name={node.glyph} colour={node.colour} size="s" label={node.names} />}
            <span>
              <span className="map-when">
                {shortDate(starts_at, zone)}
                {!all_day && `, ${time(starts_at, zone)}`}
              </span>{" "}
              {title}
              {status === "draft" && " (borrador)"}
            </span>
          </a>
        </li>
      ))}
      {rest > 0 && (
        <li>
          <a href={calendarHref(query, { view: "agenda", ...(region && { region }) })}>y {rest} más</a>
        </li>
      )}
    </ul>
  );
}

function Nothing({ query, when, today }: Pick<Props, "query" | "today"> & { when: string }) {
  return (
    <Section title={`Dónde nos reunimos ${when}`} actions={<MonthSteps query={query} today={today} />}>
      <Empty
        title="No hay reuniones que mostrar en el mapa"
        icon="pin"
        level={3}
        action={<LinkButton to={calendarHref(query, { ...WIDE, month: null })}>Ver todas las que vienen</LinkButton>}
      >
        <p>Prueba quitando algún filtro, o con otro mes.</p>
      </Empty>
    </Section>
  );
}
