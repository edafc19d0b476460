import { QUESTION_KINDS, type Question } from "#app/domain/calls/call.ts";
import { OPTIONS_MAX } from "#app/domain/calls/call-form.ts";
import type { FormErrors } from "#app/http/form.server.ts";
import { Button } from "#app/ui/button.tsx";
import { Checkbox, Field, Form, Select, TextArea } from "#app/ui/form.tsx";

const KINDS = Object.entries(QUESTION_KINDS).map(([value, label]) => ({ value, label }));

export interface Typed {
  errors: FormErrors;
  value: (name: string) => string;
}

/** One question, to be written or changed. `typed`: what was refused a moment ago. `applied`: somebody has sent the form in, and less may change. */
export function QuestionForm({
  id,
  question,
  typed,
  blind,
  applied,
  constraints,
}: {
  id: string;
  question: Question | null;
  typed: Typed | null;
  blind: boolean;
  applied: boolean;
  constraints: Record<string, object>;
}) {
  const stored = storedOf(question);
  const value = typed?.value ?? ((name: string) => stored[name] ?? "");
  const fixed = applied && question !== null;
  // Many such forms stand on the page: the refused one alone has the plain ids, to which the summary of its errors leads.
  const at = (name: string) => (typed ? name : `${name}-${id}`);
  return (
    // Refused, the page comes back where the form stands.
    <Form
      action={question ? `#fila-${id}` : "#nueva"}
      errors={typed?.errors ?? {}}
      values={Object.fromEntries(Object.keys(stored).map((name) => [name, value(name)]))}
      constraints={constraints}
    >
      <input type="hidden" name="question_id" value={id} />
      <Field label="Pregunta" name="label" id={at("label")} />
      {fixed ? <input type="hidden" name="kind" value={question.kind} /> : <Select label="Cómo se responde" name="kind" id={at("kind")} value={value("kind")} options={KINDS} />}
      <TextArea label="Ayuda" name="hint" id={at("hint")} rows={2} hint="Lo que conviene saber antes de responder." optional />
      {(!fixed || question.options.length > 0) && (
        <TextArea label="Opciones" name="options" id={at("options")} rows={3} hint={`Solo si se responde eligiendo. Una por línea, de 2 a ${OPTIONS_MAX}.`} optional />
      )}
      {(!fixed || question.most !== null) && (
        <Field
          label="Máximo de caracteres"
          name="most"
          id={at("most")}
          type="number"
          min={20}
          max={20_000}
          width="short"
          hint="Solo para respuestas escritas. Unas 300 palabras son 2.000."
          optional
        />
      )}
      {(!applied || question?.required) && <Checkbox label="Es obligatoria" name="required" id={at("required")} checked={value("required") !== ""} />}
      {blind && (
        <Checkbox
          label="La respuesta dice quién postula"
          name="identifies"
          id={at("identifies")}
          checked={value("identifies") !== ""}
          hint="El jurado no la verá: la evaluación es anónima."
        />
      )}
      {!blind && question?.identifies && <input type="hidden" name="identifies" value="1" />}
      <div className="cluster">
        <Button kind={question ? "secondary" : "primary"}>{question ? "Guardar la pregunta" : "Agregar la pregunta"}</Button>
      </div>
    </Form>
  );
}

function storedOf(question: Question | null): Record<string, string> {
  return {
    ...{ label: question?.label ?? "", kind: question?.kind ?? "text", hint: question?.hint ?? "", options: question?.options.join("\n") ?? "" },
    ...{ most: question?.most ? String(question.most) : "", required: question?.required ? "1" : "", identifies: question?.identifies ? "1" : "" },
  };
}
