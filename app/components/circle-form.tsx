import type { ReactNode } from "react";
import { useSubmission } from "#app/components/submission.ts";
import { LOGBOOKS, METHODS } from "#app/domain/circles/circle.ts";
import type { Constraint } from "#app/http/form.server.ts";
import { LOGBOOKS as LOGBOOK_WORDS, METHODS as METHOD_WORDS } from "#app/i18n/circle-words.ts";
import { Field, Fieldset, Form, RadioGroup, SubmitBar, TextArea } from "#app/ui/form.tsx";

export type CircleFormValues = Record<"name" | "purpose" | "domain" | "method" | "logbook", string> & { quorum: number };

/** The form that creates or edits a circle. `hidden` goes along; `children` are the buttons. */
export function CircleForm({
  defaults,
  constraints,
  hidden = {},
  children,
}: {
  defaults: CircleFormValues;
  constraints: Record<string, Constraint>;
  hidden?: Record<string, string>;
  children: ReactNode;
}) {
  const { errors, value } = useSubmission({ ...defaults, ...hidden });
  return (
    <Form errors={errors} constraints={constraints}>
      {Object.keys(hidden).map((name) => (
        <input key={name} type="hidden" name={name} value={value(name)} />
      ))}
      <Field name="name" label="Nombre" value={value("name")} autoComplete="off" />
      <TextArea name="purpose" label="Propósito" hint="Para qué existe, en una o dos frases." value={value("purpose")} rows={3} required />
      <TextArea
        name="domain"
        label="Lo que decide por sí mismo"
        hint="Por ejemplo: su calendario, sus materiales, a quién invita. Lo que no está aquí se conversa con el círculo de arriba."
        optional
        value={value("domain")}
        rows={4}
      />
      <Fieldset legend="Cómo decide">
        <RadioGroup
          name="method"
          legend="Cómo se eligen los roles"
          value={value("method")}
          required
          options={METHODS.map((method) => ({ value: method, label: METHOD_WORDS[method].one, hint: METHOD_WORDS[method].hint }))}
        />
        <Field
          name="quorum"
          label="Cuántas voces necesita cada ronda"
          hint="De cada 100 integrantes, cuántos tienen que haber hablado para que una decisión valga."
          value={value("quorum")}
          type="number"
          inputMode="numeric"
          min={1}
          max={100}
          width="short"
          after={<span>de cada 100</span>}
        />
        <RadioGroup
          name="logbook"
          legend="Quién lee sus acuerdos"
          value={value("logbook")}
          required
          options={LOGBOOKS.map((readers) => ({ value: readers, label: LOGBOOK_WORDS[readers].one, hint: LOGBOOK_WORDS[readers].hint }))}
        />
      </Fieldset>
      <SubmitBar>{children}</SubmitBar>
    </Form>
  );
}
