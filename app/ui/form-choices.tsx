import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { asText, FieldError, type FieldProps, fieldClass, Hint, Optional, useField } from "./form-parts.tsx";

type Extra = Omit<ComponentPropsWithoutRef<"input">, keyof FieldProps | "type" | "checked" | "defaultChecked" | "value">;

/** One thing to agree to or switch on. Sends `value` («1» unless told) when ticked. */
export function Checkbox({ label, name, hint, error, optional, id, value = "1", checked, ...input }: FieldProps & { value?: string; checked?: boolean } & Extra) {
  const field = useField({ name, id, error, hint });
  const ticked = checked ?? (field.stored !== undefined && isTicked(field.stored, value));
  return (
    <div className={fieldClass(field.messages)}>
      <label className="choice" htmlFor={field.id}>
        <input type="checkbox" id={field.id} name={name} value={value} defaultChecked={ticked} {...input} {...field.aria} />
        <span className="choice-text">
          {label}
          {optional && <Optional />}
        </span>
      </label>
      <Hint id={field.hintId}>{hint}</Hint>
      <FieldError id={field.errorId} messages={field.messages} />
    </div>
  );
}

function isTicked(stored: unknown, value: string): boolean {
  if (Array.isArray(stored)) return stored.map(String).includes(value);
  return stored === true || stored === 1 || String(stored) === value;
}

export type Choice = { value: string; label: ReactNode; hint?: ReactNode; checked?: boolean; disabled?: boolean };

type GroupProps = Omit<FieldProps, "label"> & { legend: ReactNode; legendHidden?: boolean };

/** Several of some. Each ticked one sends `name=value`. */
export function CheckboxGroup({ legend, legendHidden, name, options, hint, error, optional, id, columns = 1 }: GroupProps & { options: Choice[]; columns?: 1 | 2 | 3 }) {
  const field = useField({ name, id, error, hint });
  const stored = field.stored === undefined || field.stored === null ? [] : [field.stored].flat().map(String);
  return (
    <fieldset className={fieldClass(field.messages, "group")} aria-describedby={field.aria["aria-describedby"]}>
      <legend className={legendHidden ? "visually-hidden" : undefined}>
        {legend}
        {optional && <Optional />}
      </legend>
      <Hint id={field.hintId}>{hint}</Hint>
      <div className={`choices choices-${columns}`}>
        {options.map((option, index) => (
          <ChoiceLine
            key={option.value}
            type="checkbox"
            name={name}
            id={index === 0 ? field.id : `${field.id}-${index}`}
            option={option}
            checked={option.checked ?? stored.includes(option.value)}
            invalid={field.messages.length > 0}
          />
        ))}
      </div>
      <FieldError id={field.errorId} messages={field.messages} />
    </fieldset>
  );
}

/** One of a few, all in sight. `segmented` puts them side by side, for two to four short words; `columns` is for many: as many columns as there is room for. */
export function RadioGroup({
  legend,
  legendHidden,
  name,
  options,
  value,
  hint,
  error,
  optional,
  id,
  required,
  layout = "list",
}: GroupProps & { options: Choice[]; value?: string | null; required?: boolean; layout?: "list" | "columns" | "segmented" }) {
  const field = useField({ name, id, error, hint });
  const chosen = asText(value ?? field.stored);
  const needed = required ?? (field.constraints as { required?: boolean }).required;
  return (
    <fieldset className={fieldClass(field.messages, "group")} aria-describedby={field.aria["aria-describedby"]}>
      <legend className={legendHidden ? "visually-hidden" : undefined}>
        {legend}
        {optional && <Optional />}
      </legend>
      <Hint id={field.hintId}>{hint}</Hint>
      <div className={layout === "segmented" ? "segments" : `choices choices-${layout === "columns" ? "many" : 1}`}>
        {options.map((option, index) => (
          <ChoiceLine
            key={option.value}
            type="radio"
            name={name}
            id={index === 0 ? field.id : `${field.id}-${index}`}
            option={option}
            checked={option.checked ?? chosen === option.value}
            invalid={field.messages.length > 0}
            required={needed}
          />
        ))}
      </div>
      <FieldError id={field.errorId} messages={field.messages} />
    </fieldset>
  );
}

function ChoiceLine({
  type,
  name,
  id,
  option,
  checked,
  invalid,
  required,
}: {
  type: "radio" | "checkbox";
  name: string;
  id: string;
  option: Choice;
  checked: boolean;
  invalid: boolean;
  required?: boolean;
}) {
  const hintId = option.hint ? `${id}-hint-${option.value}` : undefined;
  // `aria-invalid` belongs to checkboxes; on radios the group's message says it.
  const wrong = invalid && type === "checkbox" ? true : undefined;
  return (
    <label className="choice" htmlFor={id}>
      <input
        type={type}
        id={id}
        name={name}
        value={option.value}
        defaultChecked={checked}
        disabled={option.disabled}
        required={required}
        aria-describedby={hintId}
        aria-invalid={wrong}
      />
      <span className="choice-text">
        {option.label}
        {option.hint && (
          <span className="choice-hint" id={hintId}>
            {" "}
            {option.hint}
          </span>
        )}
      </span>
    </label>
  );
}
