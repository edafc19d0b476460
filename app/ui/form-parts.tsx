import { type ReactNode, useContext } from "react";
import { FormContext } from "./form-context.ts";
import { Icon } from "./icon.tsx";

export type FieldProps = {
  label: ReactNode;
  name: string;
  hint?: ReactNode;
  /** Given by the `Form` when it knows; this one wins. */
  error?: string[] | string;
  /** Prints «(opcional)»: what is optional is marked, not what is needed. */
  optional?: boolean;
  id?: string;
};

export function toId(name: string): string {
  return name.replace(/[^\p{L}\p{N}_-]+/gu, "-").replace(/-$/, "");
}

/** Everything a field needs to be wired: id, messages, described-by, stored value, constraints. */
export function useField({ name, id, error, hint }: Pick<FieldProps, "name" | "id" | "error" | "hint">) {
  const form = useContext(FormContext);
  const fieldId = id ?? toId(name);
  const own = error === undefined ? form.errors[name] : error;
  const messages = own === undefined ? [] : Array.isArray(own) ? own : [own];
  const hintId = hint ? `${fieldId}-hint` : undefined;
  const errorId = messages.length > 0 ? `${fieldId}-error` : undefined;
  const describedBy = [hintId, errorId].filter(Boolean).join(" ") || undefined;
  return {
    id: fieldId,
    messages,
    hintId,
    errorId,
    stored: form.values[name],
    constraints: form.constraints[name] ?? {},
    aria: { "aria-describedby": describedBy, "aria-invalid": messages.length > 0 ? (true as const) : undefined },
  };
}

export function Label({ htmlFor, optional, children }: { htmlFor: string; optional?: boolean; children: ReactNode }) {
  return (
    <label htmlFor={htmlFor}>
      {children}
      {optional && <Optional />}
    </label>
  );
}

export function Optional() {
  return <span className="optional"> (opcional)</span>;
}

export function Hint({ id, children }: { id?: string; children?: ReactNode }) {
  if (!children) return null;
  return (
    <p className="hint" id={id}>
      {children}
    </p>
  );
}

export function FieldError({ id, messages }: { id?: string; messages: string[] }) {
  if (messages.length === 0) return null;
  return (
    <div className="field-error" id={id}>
      <Icon name="error" />
      <div>
        {messages.map((message) => (
          <p key={message}>{message}</p>
        ))}
      </div>
    </div>
  );
}

export function fieldClass(messages: string[], ...more: (string | false | undefined)[]): string {
  return ["field", messages.length > 0 && "field-wrong", ...more].filter(Boolean).join(" ");
}

/** A stored value as an input wants it. */
export function asText(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  return String(value);
}
