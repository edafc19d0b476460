import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon, type IconName } from "./icon.tsx";

export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

type Look = {
  kind?: ButtonKind;
  icon?: IconName;
  /** `small` is for rows of a table; still 44 px tall to the finger. */
  size?: "normal" | "small";
};

function look({ kind, size, className }: Look & { className?: string }) {
  return classNames("button", `button-${kind}`, size === "small" && "button-small", className);
}

/** A button of a form. Submits unless `type` says otherwise. */
export function Button({ kind = "primary", icon, size, className, children, type = "submit", ...rest }: Look & ComponentPropsWithoutRef<"button">) {
  return (
    <button type={type} className={look({ kind, size, className })} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A link that looks like a button: for going somewhere, never for changing something. */
export function LinkButton({ to, kind = "secondary", icon, size, className, children, ...rest }: Look & { to: string } & Omit<ComponentPropsWithoutRef<"a">, "href">) {
  return (
    <a href={to} className={look({ kind, size, className })} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}

/** A form of one button: the act that needs nothing but a click. `confirm` asks first where there is JavaScript; link to a `Confirm` page where the act is grave. */
export function ButtonForm({
  action,
  kind = "secondary",
  icon,
  size,
  children,
  fields = {},
  confirm,
  name,
  value,
  label,
}: Look & {
  action?: string;
  children: ReactNode;
  fields?: Record<string, string>;
  confirm?: string;
  name?: string;
  value?: string;
  /** What a screen reader hears, where several buttons on a page say the same word. */
  label?: string;
}) {
  return (
    <form method="post" action={action} className="button-form" data-confirm={confirm}>
      {Object.entries(fields).map(([key, text]) => (
        <input key={key} type="hidden" name={key} value={text} />
      ))}
      <Button kind={kind} icon={icon} size={size} name={name} value={value} aria-label={label}>
        {children}
      </Button>
    </form>
  );
}

/** Two or three buttons of the same weight, side by side; as wide as the thumb wants on a phone. */
export function ButtonGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset inside a form would name the wrong group
    <div className="button-group" role="group" aria-label={label}>
      {children}
    </div>
  );
}
