import { type Criterion, LEVELS_MAX } from "#app/domain/calls/call.ts";
import { Button } from "#app/ui/button.tsx";
import { Field, Form, TextArea } from "#app/ui/form.tsx";
import { FieldError, fieldClass, Hint } from "#app/ui/form-parts.tsx";
import type { Typed } from "./call-question-form.tsx";

const USUAL = ["Inicial", "En desarrollo", "Logrado", "Destacado"];

/** One criterion with its levels, to be written or changed. Empty levels are left out. */
export function CriterionForm({ id, criterion, typed, constraints }: { id: string; criterion: Criterion | null; typed: Typed | null; constraints: Record<string, object> }) {
  const stored = storedOf(criterion);
  const value = typed?.value ?? ((name: string) => stored[name] ?? "");
  // Many such forms stand on the page: the refused one alone has the plain ids, to which the summary of its errors leads.
  const at = (name: string) => (typed ? name : `${name}-${id}`);
  return (
    // Refused, the page comes back where the form stands.
    <Form
      action={criterion ? `#fila-${id}` : "#nuevo"}
      errors={typed?.errors ?? {}}
      values={Object.fromEntries(Object.keys(stored).map((name) => [name, value(name)]))}
      constraints={constraints}
    >
      <input type="hidden" name="criterion_id" value={id} />
      <Field label="Criterio" name="name" id={at("name")} hint="«Pertinencia», «Resultados y evidencias»." />
      <TextArea label="Qué se mira" name="description" id={at("description")} rows={2} optional />
      <Field
        label="Peso"
        name="weight"
        id={at("weight")}
        type="number"
        min={1}
        max={100}
        width="short"
        hint="Se compara con el de los demás criterios: si todos tienen el mismo, pesan igual."
      />
      <fieldset className={fieldClass(typed?.errors.levels ?? [], "group")} id={at("levels")} tabIndex={-1}>
        <legend>Niveles</legend>
        <Hint>Del más bajo al más alto. Deja en blanco los que no uses.</Hint>
        <FieldError messages={typed?.errors.levels ?? []} />
        {Array.from({ length: LEVELS_MAX }, (_, index) => (
          <LevelFields key={USUAL[index] ?? index} number={index} id={id} value={value} />
        ))}
      </fieldset>
      <div className="cluster">
        <Button kind={criterion ? "secondary" : "primary"}>{criterion ? "Guardar el criterio" : "Agregar el criterio"}</Button>
      </div>
    </Form>
  );
}

function LevelFields({ number, id, value }: { number: number; id: string; value: (name: string) => string }) {
  const name = (part: string) => `levels[${number}].${part}`;
  const common = (part: string) => ({ name: name(part), id: `nivel-${id}-${number}-${part}`, value: value(name(part)) });
  return (
    <div className="level-row">
      <Field label="Puntos" {...common("points")} type="number" min={0} max={100} step="any" width="short" aria-label={`Puntos del nivel ${number + 1}`} />
      <Field label="Nombre" {...common("label")} maxLength={80} aria-label={`Nombre del nivel ${number + 1}`} />
      <TextArea label="Qué se ve en este nivel" {...common("description")} rows={2} maxLength={600} aria-label={`Qué se ve en el nivel ${number + 1}`} />
    </div>
  );
}

function storedOf(criterion: Criterion | null): Record<string, string> {
  const levels = criterion?.levels ?? USUAL.map((label, index) => ({ points: index + 1, label, description: "" }));
  const fields: Record<string, string> = { name: criterion?.name ?? "", description: criterion?.description ?? "", weight: String(criterion?.weight ?? 20) };
  for (const [index, level] of levels.entries())
    Object.assign(fields, { [`levels[${index}].points`]: String(level.points), [`levels[${index}].label`]: level.label, [`levels[${index}].description`]: level.description });
  return fields;
}
