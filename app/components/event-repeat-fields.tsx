import type { useEventForm } from "#app/components/event-form.tsx";
import { DateField, Field, Fieldset, RadioGroup, TextArea } from "#app/ui/form.tsx";
import { CheckboxGroup } from "#app/ui/form-choices.tsx";

const WEEKDAYS = ["Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo"];

/** «¿Se repite?»: what does not belong to the kind chosen is out of sight where the browser can tell, and never counts. */
export function RepeatFields({ form }: { form: ReturnType<typeof useEventForm> }) {
  const days = new Set(form.values("weekdays"));
  return (
    <div className="repeat" id="se-repite">
      <Fieldset legend="¿Se repite?">
        <RadioGroup
          legend="¿Se repite?"
          legendHidden
          name="repeats"
          options={[
            { value: "no", label: "No, es una sola vez" },
            { value: "weekly", label: "Cada semana" },
            { value: "monthly", label: "Cada mes" },
            { value: "dates", label: "En fechas sueltas" },
          ]}
        />
        <div className="repeat-rule stack gap-l">
          <Field
            label="Cada cuántas semanas o meses"
            name="every"
            type="number"
            inputMode="numeric"
            min={1}
            max={12}
            width="short"
            hint="1 es todas las semanas o todos los meses; 2, una por medio."
          />
          <div className="repeat-weekly">
            <CheckboxGroup
              legend="Días de la semana"
              name="weekdays"
              columns={2}
              optional
              hint="El día de la primera fecha cuenta siempre."
              options={WEEKDAYS.map((label, index) => ({ value: String(index + 1), label, checked: days.has(String(index + 1)) }))}
            />
          </div>
          <div className="repeat-monthly">
            <RadioGroup
              legend="Qué día del mes"
              name="monthly_on"
              hint="Se cuenta desde la primera fecha."
              options={[
                { value: "nth", label: "El mismo día de la semana", hint: "Por ejemplo, el segundo jueves." },
                { value: "last", label: "El último de esos días en el mes", hint: "Por ejemplo, el último viernes." },
                { value: "day", label: "El mismo número", hint: "Por ejemplo, el día 15." },
              ]}
            />
          </div>
          <RadioGroup
            legend="Hasta cuándo"
            name="ends"
            options={[
              { value: "count", label: "Una cantidad de veces" },
              { value: "until", label: "Un último día" },
            ]}
          />
          <div className="pair pair-even">
            <Field label="Veces" name="count" type="number" inputMode="numeric" min={2} max={200} optional width="short" />
            <DateField label="Último día posible" name="until" optional />
          </div>
        </div>
        <div className="repeat-dates">
          <TextArea label="Las demás fechas" name="more_dates" optional rows={4} hint="Una por línea, por ejemplo 12/03/2027. Todas a la misma hora que la primera." />
        </div>
        <p className="hint repeat-next">En el paso siguiente verás todas las fechas con los feriados y vacaciones, y podrás quitar o agregar.</p>
      </Fieldset>
    </div>
  );
}
