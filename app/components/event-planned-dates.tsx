import { longDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { Disclosure } from "#app/ui/dialog.tsx";

/** Of a draft that repeats: by which rule, and on which days. */
export function PlannedDates({ id, words, slots }: { id: string; words: string | null; slots: string[] }) {
  return (
    <>
      <p>
        <strong>Se repite:</strong> {words ? `${words}.` : "en fechas sueltas."} <a href={paths.eventDates(id)}>Cambiar las fechas</a>
      </p>
      <Disclosure summary={`Ver las ${slots.length} fechas`}>
        <ul>
          {slots.map((slot) => (
            <li key={slot}>{longDate(slot)}</li>
          ))}
        </ul>
      </Disclosure>
    </>
  );
}
