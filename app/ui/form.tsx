import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { type FieldConstraints, FormContext, type FormErrors } from "./form-context.ts";
import { toId as fieldId } from "./form-parts.tsx";
import { Icon } from "./icon.tsx";

export { Checkbox, CheckboxGroup, RadioGroup } from "./form-choices.tsx";
export { DateField, DateTimePair, TimeField } from "./form-dates.tsx";
export { Field, FileField, Select, type SelectOption, TextArea } from "./form-fields.tsx";
export type { FormErrors };

/**
 * A form. With `errors` it opens with their summary and each field below finds its own by its `name`;
 * `values` (what was typed, or what is stored) and `constraints` (`constraintsOf(schema)`) reach the fields the same way.
 */
export function Form({
  action,
  method = "post",
  errors = {},
  values = {},
  constraints = {},
  children,
  ...rest
}: {
  action?: string;
  errors?: FormErrors | null;
  values?: Record<string, unknown> | null;
  constraints?: FieldConstraints;
  children: ReactNode;
} & Omit<ComponentPropsWithoutRef<"form">, "action" | "children">) {
  return (
    <FormContext.Provider value={{ errors: errors ?? {}, values: values ?? {}, constraints }}>
      <form method={method} action={action} className="form" {...rest}>
        <ErrorSummary errors={errors ?? {}} />
        {children}
      </form>
    </FormContext.Provider>
  );
}

/** All that is to be mended, on top, each a link to its field. */
export function ErrorSummary({ errors, title }: { errors: FormErrors; title?: string }) {
  const entries = Object.entries(errors).flatMap(([field, messages]) => (messages ?? []).map((message) => ({ field, message })));
  if (entries.length === 0) return null;
  const heading = title ?? (entries.length === 1 ? "Hay algo que corregir" : `Hay ${entries.length} cosas que corregir`);
  return (
    // biome-ignore lint/a11y/noAutofocus: after a refusal this is what is to be read first
    <div className="error-summary" role="alert" tabIndex={-1} autoFocus data-error-summary="" aria-labelledby="error-summary-title">
      <p className="error-summary-title" id="error-summary-title">
        <Icon name="error" />
        {heading}
      </p>
      <ul>
        {entries.map(({ field, message }) => (
          <li key={`${field}:${message}`}>{field ? <a href={`#${fieldId(field)}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  );
}

/** A group of questions with a title of its own. */
export function Fieldset({ legend, hint, children }: { legend: ReactNode; hint?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="fieldset">
      <legend>{legend}</legend>
      {hint && <p className="hint">{hint}</p>}
      <div className="fieldset-body">{children}</div>
    </fieldset>
  );
}

/** The buttons that end a form; they stay in sight on a phone. */
export function SubmitBar({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div className="submit-bar">
      {note && <div className="submit-note">{note}</div>}
      <div className="submit-buttons">{children}</div>
    </div>
  );
}

/** Words to look for, with its button. Goes inside a GET form (`FilterBar`, or a `<form role="search">` of the page). */
export function SearchBox({ name = "q", label, value, placeholder, button = "Buscar" }: { name?: string; label: string; value?: string; placeholder?: string; button?: string }) {
  const id = fieldId(name);
  return (
    <div className="field search-box">
      <label htmlFor={id}>{label}</label>
      <div className="search-line">
        <input className="input" type="search" id={id} name={name} defaultValue={value} placeholder={placeholder} enterKeyHint="search" maxLength={200} />
        <button type="submit" className="button button-secondary">
          <Icon name="search" />
          {button}
        </button>
      </div>
    </div>
  );
}

/** Narrows a list: a GET form of small fields in a row. `auto` sends itself on change where there is JavaScript; the button is always there. */
export function FilterBar({
  action,
  children,
  label = "Filtrar",
  button = "Filtrar",
  clearTo,
  auto = false,
  hideButton = false,
}: {
  action?: string;
  children: ReactNode;
  label?: string;
  button?: string;
  /** Where «Quitar filtros» leads; give it only while something is filtered. */
  clearTo?: string;
  auto?: boolean;
  /** When a `SearchBox` inside brings its own. */
  hideButton?: boolean;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is younger than the browsers of our schools
    <form method="get" action={action} className="filter-bar" aria-label={label} role="search" data-autosubmit={auto ? "" : undefined}>
      {children}
      <div className="filter-buttons">
        {!hideButton && (
          <button type="submit" className="button button-secondary">
            <Icon name="filter" />
            {button}
          </button>
        )}
        {clearTo && (
          <a className="button button-quiet" href={clearTo}>
            Quitar filtros
          </a>
        )}
      </div>
    </form>
  );
}
