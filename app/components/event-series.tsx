import type { SeriesPlace } from "#app/domain/series/series-dates.repo.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { Section } from "#app/ui/layout.tsx";

/** «Se repite: …», the date before and the one after, and the way to all of them. */
export function SeriesSection({ id, words, place }: { id: string; words: string | null; place: SeriesPlace }) {
  const { previous, next, number, dates } = place;
  return (
    <Section title="Se repite" id="serie">
      <p>
        {words ? `${words}. ` : ""}
        {number > 0 ? `Esta es la fecha ${number} de ${dates}.` : `Quedan ${dates} fechas.`}
      </p>
      <p className="series-step">
        {previous && (
          <span>
            Anterior: <a href={paths.event(previous.id)}>{longDate(previous.starts_at, previous.zone)}</a>
          </span>
        )}
        {next && (
          <span>
            Siguiente: <a href={paths.event(next.id)}>{longDate(next.starts_at, next.zone)}</a>
          </span>
        )}
      </p>
      <p>
        <a href={paths.eventDates(id)}>Ver todas las fechas</a>
      </p>
    </Section>
  );
}
