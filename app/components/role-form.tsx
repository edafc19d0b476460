import type { ReactNode } from "react";
import { useSubmission } from "#app/components/submission.ts";
import { LINKS } from "#app/domain/circles/circle.ts";
import { ROLE_KEYS } from "#app/domain/rights.ts";
import type { Constraint } from "#app/http/form.server.ts";
import { LINKS as LINK_WORDS, RIGHTS_ROWS } from "#app/i18n/circle-words.ts";
import { Field, Form, RadioGroup, Select, SubmitBar, TextArea } from "#app/ui/form.tsx";

export type RoleFormValues = Record<"name" | "purpose" | "domain" | "accountabilities" | "qualifications" | "link" | "rights", string> & { term_months: number };

/** The form that adds or edits a role. `linkable`: the circle has one above it. `withRights`: administration says what a role of its own lets one do. */
export function RoleForm({
  defaults,
  constraints,
  hidden = {},
  linkable,
  withRights,
  children,
}: {
  defaults: RoleFormValues;
  constraints: Record<string, Constraint>;
  hidden?: Record<string, string>;
  linkable: boolean;
  withRights: boolean;
  children: ReactNode;
}) {
  const { errors, value } = useSubmission({ ...defaults, ...hidden });
  return (
    <Form errors={errors} constraints={constraints}>
      {Object.keys(hidden).map((name) => (
        <input key={name} type="hidden" name={name} value={value(name)} />
      ))}
      <Field name="name" label="Nombre" value={value("name")} autoComplete="off" />
      <TextArea name="purpose" label="Propósito" hint="Para qué existe el rol, en una o dos frases." value={value("purpose")} rows={3} required />
      <TextArea name="domain" label="De qué se encarga" hint="Lo que decide sin preguntar." optional value={value("domain")} rows={3} />
      <TextArea name="accountabilities" label="Responsabilidades" hint="Una por línea." optional value={value("accountabilities")} rows={6} />
      <TextArea name="qualifications" label="Qué ayuda a ejercerlo" hint="Una por línea." optional value={value("qualifications")} rows={5} />
      <Field
        name="term_months"
        label="Duración del período"
        value={value("term_months")}
        type="number"
        inputMode="numeric"
        min={1}
        max={60}
        width="short"
        after={<span>meses</span>}
        hint="Vale para los períodos que comiencen desde ahora."
      />
      {linkable && (
        <RadioGroup
          name="link"
          legend="Enlace con el círculo de arriba"
          value={value("link")}
          options={[{ value: "", label: "No enlaza" }, ...LINKS.map((link) => ({ value: link, label: LINK_WORDS[link].one, hint: LINK_WORDS[link].hint }))]}
        />
      )}
      {withRights && (
        <Select
          name="rights"
          label="Qué permite hacer en la plataforma"
          value={value("rights")}
          options={[{ value: "", label: "Nada especial" }, ...ROLE_KEYS.map((key) => ({ value: key, label: RIGHTS_ROWS[key] }))]}
          hint="Solo la administración puede cambiarlo."
        />
      )}
      <SubmitBar>{children}</SubmitBar>
    </Form>
  );
}
