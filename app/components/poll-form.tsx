import type { SlotLoad } from "#app/domain/calendar-days/load.server.ts";
import type { FormErrors } from "#app/http/form.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { DateField, Form, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { SpecialDayBadges } from "./special-days.tsx";

export interface PollFormProps {
  id: string;
  rows: { n: number; date: string; start: string; end: string }[];
  message: string;
  closes_on: string;
  /** What stands against a row, by its number: once «Ver qué hay esos días» was pressed. */
  loads: Record<number, SlotLoad>;
  errors: FormErrors;
  zone: string | null;
  today: string;
  back: string;
  more: boolean;
}

/** Proposes times, several rows of date, start and end; «Otra fila» works without a script. */
export function PollForm({ id, rows, message, closes_on, loads, errors, zone, today, back, more }: PollFormProps) {
  const values = Object.fromEntries(
    rows.flatMap((row) => [
      [`date_${row.n}`, row.date],
      [`start_${row.n}`, row.start],
      [`end_${row.n}`, row.end],
    ]),
  );
  return (
    <Form errors={errors} values={{ ...values, message, closes_on }}>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="rows" value={rows.length} />
      {/* What Enter presses. */}
      <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" name="intent" value="look">
        Ver qué hay esos días
      </button>
      <p id="slots">Propón entre dos y doce fechas.{zone && ` Las horas son ${zone}.`}</p>
      {rows.map((row) => (
        <SlotRow key={row.n} n={row.n} today={today} errors={errors} load={loads[row.n]} date={row.date} values={row} />
      ))}
      <div className="cluster gap-s">
        {more && (
          <Button kind="quiet" icon="plus" name="intent" value="more" formNoValidate>
            Otra fila
          </Button>
        )}
        <Button kind="secondary" icon="eye" name="intent" value="look" formNoValidate>
          Ver qué hay esos días
        </Button>
      </div>
      <TextArea label="Mensaje" name="message" optional rows={3} maxLength={2000} hint="Va en el correo y en la página del sondeo." />
      <DateField label="Último día para responder" name="closes_on" optional min={today} />
      <SubmitBar note="Después eliges cómo compartirlo. Todavía no sale ningún correo.">
        <Button name="intent" value="open">
          Publicar el sondeo
        </Button>
        <LinkButton to={back} kind="quiet">
          Volver
        </LinkButton>
      </SubmitBar>
    </Form>
  );
}

function SlotRow({
  n,
  today,
  errors,
  load,
  date,
  values,
}: {
  n: number;
  today: string;
  errors: FormErrors;
  load: SlotLoad | undefined;
  date: string;
  values: { start: string; end: string };
}) {
  const said = [...(errors[`date_${n}`] ?? []), ...(errors[`start_${n}`] ?? []), ...(errors[`end_${n}`] ?? [])];
  const wrong = said.length > 0;
  const input = (part: "date" | "start" | "end", label: string, type: "date" | "time", value: string) => (
    <div className="field">
      <label className="label-small" htmlFor={`${part}_${n}`}>
        {label}
      </label>
      <input
        className="input"
        type={type}
        id={`${part}_${n}`}
        name={`${part}_${n}`}
        defaultValue={value}
        {...(type === "date" ? { min: today } : { step: 300 })}
        aria-invalid={errors[`${part}_${n}`] ? true : undefined}
        aria-describedby={wrong ? `slot-${n}-error` : undefined}
      />
    </div>
  );
  return (
    <fieldset className={wrong ? "field group field-wrong" : "field group"}>
      <legend>Opción {n}</legend>
      <div className="pair pair-three">
        {input("date", "Día", "date", date)}
        {input("start", "Desde", "time", values.start)}
        {input("end", "Hasta", "time", values.end)}
      </div>
      {wrong && (
        <div className="field-error" id={`slot-${n}-error`}>
          {said.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      )}
      {load && <LoadHint load={load} date={date} />}
    </fieldset>
  );
}

/** What stands against a proposed time, in a line. */
export function LoadHint({ load, date }: { load: SlotLoad; date: string }) {
  return (
    <div className="load-hint">
      <p className="hint">
        {longDate(date)}. {loadWords(load)}
      </p>
      <SpecialDayBadges special={load.special} />
    </div>
  );
}

export function loadWords({ people, peopleThatDay, meetingsThatDay }: SlotLoad): string {
  if (people > 0) return `${counted(people, "persona de la lista ya tiene", "personas de la lista ya tienen")} algo a esa hora.`;
  if (peopleThatDay > 0)
    return `Ese día ya hay ${counted(meetingsThatDay, "reunión", "reuniones")} para ${counted(peopleThatDay, "persona", "personas")} de la lista, a otra hora.`;
  return "Nadie de la lista tiene otra reunión de la red ese día.";
}

/** Shown where a date is looked for between October and the end of the school year. */
export function YearEndNotice() {
  return (
    <Notice kind="warn" title="Entre octubre y el fin del año escolar conviene no citar en persona">
      <p>Los establecimientos cierran el año: exámenes, prácticas profesionales y licenciaturas. En línea, o desde marzo, llega más gente.</p>
    </Notice>
  );
}
