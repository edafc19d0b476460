/** The dates of a series in a calendar part, as the demo's mailbox draws it. */
import type { CalendarDate, CalendarRecurrence } from "#app/domain/feeds/draw-recurrence.ts";
import { eventWhen, longDate, longDateTime } from "#app/i18n/dates.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { Badge, Item, ItemList } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";

const FEW = 8;
const ANSWERS: Record<string, string> = { ACCEPTED: "Va", DECLINED: "No va", TENTATIVE: "Tal vez", "NEEDS-ACTION": "Sin respuesta" };

export function InviteDates({ recurrence: { words, dates, without }, zone, allDay }: { recurrence: CalendarRecurrence; zone: Zone; allDay: boolean }) {
  const count = dates.length === 1 ? "1 fecha" : `${dates.length} fechas`;
  return (
    <Disclosure summary={`Serie de ${count}`} open={dates.length <= FEW}>
      {words !== null && <p>{`${words}${withoutWords(without, zone)}.`}</p>}
      <ItemList dense label="Fechas de la serie">
        {dates.map((date) => (
          <Item
            key={date.start}
            title={eventWhen({ starts_at: date.start, ends_at: date.end, zone, all_day: allDay }, { readerZone: zone })}
            meta={<DateNotes date={date} zone={zone} />}
            trail={date.partstat && <Badge>{ANSWERS[date.partstat] ?? date.partstat}</Badge>}
          />
        ))}
      </ItemList>
    </Disclosure>
  );
}

/** «, salvo el jueves 13 de mayo de 2027» */
function withoutWords(without: readonly string[], zone: Zone): string {
  const [only] = without;
  if (only === undefined) return "";
  return without.length === 1 ? `, salvo el ${longDate(only, zone)}` : `, salvo ${without.length} fechas`;
}

function DateNotes({ date, zone }: { date: CalendarDate; zone: Zone }) {
  const moved = date.movedFrom && `Era el ${longDateTime(date.movedFrom, zone)}`;
  return [moved, date.summary, date.location].filter(Boolean).join(" · ");
}

/** Of the mail about a single date: that it is one of several, and when it was. */
export function OneOfSeries({ slot, start, zone }: { slot: string; start: string; zone: Zone }) {
  return <span>{slot === start ? "Una fecha de la serie" : `Una fecha de la serie; era el ${longDateTime(slot, zone)}`}</span>;
}
