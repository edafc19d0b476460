import type { ReactNode } from "react";
import { Field } from "./form-fields.tsx";
import { asText, FieldError, type FieldProps, fieldClass, Hint, Optional, useField } from "./form-parts.tsx";

type FieldInput = Parameters<typeof Field>[0];

/** A day, by the browser's own picker. `value` is `2026-12-05`. */
export function DateField(props: FieldInput) {
  return <Field width="short" {...props} type="date" />;
}

/** An hour, in steps of five minutes. `value` is `18:30`. */
export function TimeField(props: FieldInput) {
  return <Field width="short" step={300} {...props} type="time" />;
}

/** Day and hour of one thing, side by side, under one legend. */
export function DateTimePair({
  legend,
  dateName,
  timeName,
  dateValue,
  timeValue,
  dateLabel = "Día",
  timeLabel = "Hora",
  hint,
  error,
  optional,
  required,
  min,
  max,
  children,
}: {
  legend: ReactNode;
  dateName: string;
  timeName: string;
  dateValue?: string | null;
  timeValue?: string | null;
  dateLabel?: string;
  timeLabel?: string;
  hint?: ReactNode;
  /** Of the pair; those that the `Form` knows for either name are shown as well. */
  error?: string[] | string;
  optional?: boolean;
  required?: boolean;
  /** Earliest and latest day. */
  min?: string;
  max?: string;
  /** A third field beside them, such as the zone. */
  children?: ReactNode;
}) {
  const date = useField({ name: dateName, error, hint });
  const time = useField({ name: timeName, error: undefined, hint: undefined });
  return (
    <fieldset className={fieldClass([...date.messages, ...time.messages], "group")}>
      <legend>
        {legend}
        {optional && <Optional />}
      </legend>
      <Hint id={date.hintId}>{hint}</Hint>
      <div className="pair">
        <Half type="date" label={dateLabel} name={dateName} field={date} value={dateValue} required={required} min={min} max={max} />
        <Half type="time" label={timeLabel} name={timeName} field={time} value={timeValue} required={required} step={300} />
        {children}
      </div>
      <FieldError id={date.errorId} messages={date.messages} />
      <FieldError id={time.errorId} messages={time.messages} />
    </fieldset>
  );
}

function Half({
  type,
  label,
  name,
  field,
  value,
  required,
  ...limits
}: {
  type: "date" | "time";
  label: string;
  field: ReturnType<typeof useField>;
  value?: string | null;
  required?: boolean;
  min?: string;
  max?: string;
  step?: number;
} & Pick<FieldProps, "name">) {
  return (
    <div className="field">
      <label className="label-small" htmlFor={field.id}>
        {label}
      </label>
      <input
        className="input"
        type={type}
        id={field.id}
        name={name}
        defaultValue={asText(value ?? field.stored)}
        {...field.constraints}
        {...(required === undefined ? {} : { required })}
        {...limits}
        {...field.aria}
      />
    </div>
  );
}
