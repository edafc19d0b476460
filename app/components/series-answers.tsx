import { choicesOf, isChosen } from "#app/components/answer-buttons.tsx";
import { EventWhen } from "#app/components/event-when.tsx";
import { myStanding } from "#app/components/event-words.ts";
import type { SeriesDateRow } from "#app/domain/series/series-dates.repo.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { instantToWall, isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Badge } from "#app/ui/card.tsx";

interface Props {
  dates: SeriesDateRow[];
  now: string;
  /** The date that the page is about: named, not linked. */
  here?: string;
  /** Dates are linked to their pages. */
  linked?: boolean;
  /** Where the answers go; without it the list is only to be read. */
  action?: string;
}

/** All dates of a series, and for each that takes answers its own buttons: one form, each button answers for its date. */
export function SeriesDates({ dates, now, here, linked = true, action }: Props) {
  const list = (
    <ol className="series-dates">
      {dates.map((date) => (
        <li key={date.id} className={date.status === "cancelled" ? "series-date series-date-off" : "series-date"}>
          <div className="cluster gap-s">
            <span className="series-when">{linked && date.id !== here ? <a href={paths.event(date.id)}>{<EventWhen event={date} />}</a> : <EventWhen event={date} />}</span>
            <DateBadges date={date} now={now} here={here} />
          </div>
          {movedFrom(date) && <p className="series-note">{movedFrom(date)}</p>}
          {action && takesAnswers(date, now) && <DateButtons date={date} />}
        </li>
      ))}
    </ol>
  );
  if (!action) return list;
  return (
    <form method="post" action={action}>
      {list}
    </form>
  );
}

const takesAnswers = (date: SeriesDateRow, now: string): boolean => date.status === "published" && date.ends_at > now;

/** «Era el jueves 11 de febrero de 2027» */
function movedFrom(date: SeriesDateRow): string | null {
  if (date.status === "cancelled" || date.slot_local === instantToWall(date.starts_at, isZone(date.zone) ? date.zone : MAIN_ZONE)) return null;
  const sameDay = date.slot_local.slice(0, 10) === date.starts_local.slice(0, 10);
  return sameDay ? `Cambió de hora: era a las ${date.slot_local.slice(11)} h.` : `Cambió de día: era el ${longDate(date.slot_local)}.`;
}

function DateBadges({ date, now, here }: { date: SeriesDateRow; now: string; here: string | undefined }) {
  const standing = date.mine && takesAnswers(date, now) ? myStanding(date.mine) : null;
  return (
    <>
      {date.id === here && <Badge kind="accent">Esta fecha</Badge>}
      {date.status === "cancelled" && <Badge kind="danger">Cancelada</Badge>}
      {date.status === "published" && date.ends_at <= now && <Badge>Ya pasó</Badge>}
      {standing && <Badge kind={standing.tone}>{standing.short}</Badge>}
    </>
  );
}

function DateButtons({ date }: { date: SeriesDateRow }) {
  const held = date.mine?.seat === "held";
  const choices = choicesOf({ both: date.both, full: date.full && !held, fullOnline: date.full_online && !held });
  const current = { answer: date.mine?.answer ?? null, mode: date.mine?.mode };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame around each date
    <div className="button-group" role="group" aria-label={`Tu respuesta para el ${longDate(date.starts_local)}`}>
      {choices.map((choice) => (
        <Button
          key={choice.value}
          size="small"
          name="date_answer"
          value={`${date.id} ${choice.value}`}
          icon={choice.icon}
          kind={isChosen(choice, current) ? "primary" : "secondary"}
          aria-pressed={isChosen(choice, current)}
        >
          {choice.label}
        </Button>
      ))}
    </div>
  );
}
