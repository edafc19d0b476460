import { MODE_WORDS } from "#app/components/attendance-words.ts";
import { useSubmission } from "#app/components/submission.ts";
import type { Mode } from "#app/domain/events/event.ts";
import { Button } from "#app/ui/button.tsx";
import { Checkbox, Field, Form, RadioGroup } from "#app/ui/form.tsx";
import type { FieldConstraints } from "#app/ui/form-context.ts";
import { Cluster } from "#app/ui/layout.tsx";

/** Schools that are likely, for fields that take any name. */
export function SchoolHints({ id, hints }: { id: string; hints: string[] }) {
  return (
    <datalist id={id}>
      {hints.map((hint) => (
        <option key={hint} value={hint} />
      ))}
    </datalist>
  );
}

/** Somebody who came without being on the list: ten seconds. `newId` is hidden in the form: sent twice, they came once. */
export function WalkInForm({ newId, modes, hints, constraints }: { newId: string; modes: Mode[]; hints: string[]; constraints: FieldConstraints }) {
  const { errors, refused, value } = useSubmission();
  const mine = refused && value("intent") === "walk_in";
  const namesake = mine && (errors.name ?? []).some((sentence) => sentence.startsWith("Ya hay alguien"));
  const typed = (name: string) => (mine ? value(name) : "");
  return (
    <Form errors={mine ? errors : {}} constraints={constraints} id="agregar">
      <input type="hidden" name="intent" value="walk_in" />
      <input type="hidden" name="id" value={typed("id") || newId} />
      <Field label="Nombre y apellido" name="name" value={typed("name")} autoComplete="off" width="medium" />
      <Field label="Establecimiento o institución" name="organisation" value={typed("organisation")} optional list="school-hints" autoComplete="off" width="medium" />
      <SchoolHints id="school-hints" hints={hints} />
      <Field
        label="Correo"
        name="email"
        type="email"
        value={typed("email")}
        optional
        hint="Si tiene cuenta o invitación con ese correo, queda a su nombre."
        autoComplete="off"
        width="medium"
      />
      {modes.length > 1 && (
        <RadioGroup
          legend="¿Cómo está?"
          name="mode"
          value={typed("mode") || modes[0]}
          layout="segmented"
          options={modes.map((mode) => ({ value: mode, label: MODE_WORDS[mode] }))}
        />
      )}
      {namesake && <Checkbox label="Es otra persona con el mismo nombre" name="anyway" />}
      <Cluster>
        <Button icon="plus">Agregar a la lista</Button>
      </Cluster>
    </Form>
  );
}

/** How many students came of a school: a number, never who. */
export function StudentsForm({ hints, constraints }: { hints: string[]; constraints: FieldConstraints }) {
  const { errors, refused, value } = useSubmission();
  const mine = refused && value("intent") === "students";
  return (
    <Form errors={mine ? errors : {}} constraints={constraints}>
      <input type="hidden" name="intent" value="students" />
      <Field label="Establecimiento" name="school" value={mine ? value("school") : ""} list="school-hints" autoComplete="off" width="medium" />
      <SchoolHints id="school-hints" hints={hints} />
      <Field
        label="Cuántos estudiantes"
        name="count"
        type="number"
        inputMode="numeric"
        value={mine ? value("count") : ""}
        hint="Solo el número: de las y los estudiantes no se guarda nada más. Cero lo borra."
        width="short"
      />
      <Cluster>
        <Button icon="check">Guardar el número</Button>
      </Cluster>
    </Form>
  );
}
