import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { asText, FieldError, type FieldProps, fieldClass, Hint, Label, useField } from "./form-parts.tsx";

type Without<Tag extends "input" | "select" | "textarea", More extends string = never> = Omit<ComponentPropsWithoutRef<Tag>, keyof FieldProps | "value" | "defaultValue" | More>;

/** One line of text, a number, a mail address, a password. `value` is where it starts. `width` hints at how much is expected. */
export function Field({
  label,
  name,
  hint,
  error,
  optional,
  id,
  value,
  width = "full",
  after,
  ...input
}: FieldProps & {
  value?: string | number | null;
  width?: "full" | "medium" | "short";
  /** Something beside the input: a unit, a button. */
  after?: ReactNode;
} & Without<"input", "width">) {
  const field = useField({ name, id, error, hint });
  const control = (
    <input
      className="input"
      type="text"
      id={field.id}
      name={name}
      defaultValue={asText(value ?? (input.type === "password" ? undefined : field.stored))}
      {...field.constraints}
      {...input}
      {...field.aria}
    />
  );
  return (
    <div className={fieldClass(field.messages, width !== "full" && `field-${width}`)}>
      <Label htmlFor={field.id} optional={optional}>
        {label}
      </Label>
      <Hint id={field.hintId}>{hint}</Hint>
      {after ? (
        <div className="input-line">
          {control}
          {after}
        </div>
      ) : (
        control
      )}
      <FieldError id={field.errorId} messages={field.messages} />
    </div>
  );
}

/** Several lines. */
export function TextArea({ label, name, hint, error, optional, id, value, rows = 5, ...input }: FieldProps & { value?: string | null } & Without<"textarea">) {
  const field = useField({ name, id, error, hint });
  return (
    <div className={fieldClass(field.messages)}>
      <Label htmlFor={field.id} optional={optional}>
        {label}
      </Label>
      <Hint id={field.hintId}>{hint}</Hint>
      <textarea className="input textarea" id={field.id} name={name} rows={rows} defaultValue={asText(value ?? field.stored)} {...field.constraints} {...input} {...field.aria} />
      <FieldError id={field.errorId} messages={field.messages} />
    </div>
  );
}

export type SelectOption = { value: string; label: string; disabled?: boolean; group?: string };

/** One of many. Options with the same `group` stand under its name, in the order given. */
export function Select({
  label,
  name,
  hint,
  error,
  optional,
  id,
  value,
  options,
  placeholder,
  ...input
}: FieldProps & { value?: string | null; options: SelectOption[]; placeholder?: string } & Without<"select">) {
  const field = useField({ name, id, error, hint });
  const { required } = field.constraints as { required?: boolean };
  return (
    <div className={fieldClass(field.messages)}>
      <Label htmlFor={field.id} optional={optional}>
        {label}
      </Label>
      <Hint id={field.hintId}>{hint}</Hint>
      <select className="input select" id={field.id} name={name} defaultValue={asText(value ?? field.stored) ?? ""} required={required} {...input} {...field.aria}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {grouped(options).map(({ group, members }) =>
          group ? (
            <optgroup key={group} label={group}>
              {members.map((option) => (
                <Option key={option.value} {...option} />
              ))}
            </optgroup>
          ) : (
            members.map((option) => <Option key={option.value} {...option} />)
          ),
        )}
      </select>
      <FieldError id={field.errorId} messages={field.messages} />
    </div>
  );
}

function Option({ value, label, disabled }: SelectOption) {
  return (
    <option value={value} disabled={disabled}>
      {label}
    </option>
  );
}

function grouped(options: SelectOption[]): { group: string; members: SelectOption[] }[] {
  const groups = new Map<string, SelectOption[]>();
  for (const option of options) {
    const group = option.group ?? "";
    const members = groups.get(group);
    if (members) members.push(option);
    else groups.set(group, [option]);
  }
  return [...groups].map(([group, members]) => ({ group, members }));
}

/** A file. The form needs `encType="multipart/form-data"`. */
export function FileField({ label, name, hint, error, optional, id, ...input }: FieldProps & Without<"input", "type">) {
  const field = useField({ name, id, error, hint });
  return (
    <div className={fieldClass(field.messages)}>
      <Label htmlFor={field.id} optional={optional}>
        {label}
      </Label>
      <Hint id={field.hintId}>{hint}</Hint>
      <input className="input input-file" type="file" id={field.id} name={name} {...input} {...field.aria} />
      <FieldError id={field.errorId} messages={field.messages} />
    </div>
  );
}
