import type { ReactNode } from "react";
import { Button, LinkButton } from "./button.tsx";
import { Icon, type IconName } from "./icon.tsx";

/** More for who wants it, folded. Native, works everywhere. */
export function Disclosure({ summary, children, open = false, id }: { summary: ReactNode; children: ReactNode; open?: boolean; id?: string }) {
  return (
    <details className="disclosure" open={open} id={id}>
      <summary>
        <Icon name="chevron-right" />
        <span>{summary}</span>
      </summary>
      <div className="disclosure-body">{children}</div>
    </details>
  );
}

/** A button that drops a short list of links and one-button forms: the account, «Más». Children are `MenuItem`s. */
export function Menu({ summary, label, icon, children }: { summary: ReactNode; label?: string; icon?: IconName; children: ReactNode }) {
  return (
    <details className="menu">
      <summary aria-label={label}>
        {icon && <Icon name={icon} />}
        <span className="menu-summary">{summary}</span>
        <Icon name="chevron-down" className="menu-chevron" />
      </summary>
      <ul className="menu-list">{children}</ul>
    </details>
  );
}

/** A row of a `Menu`: a link with `to`, or whatever form is its child. */
export function MenuItem({ to, icon, children }: { to?: string; icon?: IconName; children: ReactNode }) {
  return (
    <li>
      {to ? (
        <a href={to}>
          {icon && <Icon name={icon} />}
          {children}
        </a>
      ) : (
        children
      )}
    </li>
  );
}

/** Opens the `Dialog` with that id. */
export function DialogButton({ dialog, icon, children }: { dialog: string; icon?: IconName; children: ReactNode }) {
  // React 18 does not know the attribute by its camel-case name.
  const opens = { popovertarget: dialog } as object;
  return (
    <button type="button" className="button button-secondary" {...opens}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A native dialog over the page, opened by `DialogButton` without a script. Put nothing in it that is not reachable by a page too. */
export function Dialog({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  const native = { popover: "auto" } as object;
  const closes = { popovertarget: id, popovertargetaction: "hide" } as object;
  return (
    <dialog className="dialog" id={id} aria-labelledby={`${id}-title`} {...native}>
      <div className="dialog-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <button type="button" className="icon-button" {...closes}>
          <Icon name="cross" label="Cerrar" />
        </button>
      </div>
      {children}
    </dialog>
  );
}

/** The page that asks once more before something grave: what will happen, the act, the way back. */
export function Confirm({
  title,
  children,
  action,
  confirmLabel,
  cancelTo,
  cancelLabel = "Volver sin cambios",
  fields = {},
  danger = false,
  level = 1,
}: {
  title: string;
  children: ReactNode;
  action?: string;
  confirmLabel: string;
  cancelTo: string;
  cancelLabel?: string;
  fields?: Record<string, string>;
  danger?: boolean;
  level?: 1 | 2;
}) {
  const Title = `h${level}` as const;
  return (
    <div className="confirm">
      <Title>{title}</Title>
      <form method="post" action={action} className="form">
        {Object.entries(fields).map(([key, text]) => (
          <input key={key} type="hidden" name={key} value={text} />
        ))}
        <div className="confirm-text">{children}</div>
        <div className="cluster gap-s">
          <Button kind={danger ? "danger" : "primary"}>{confirmLabel}</Button>
          <LinkButton to={cancelTo} kind="quiet">
            {cancelLabel}
          </LinkButton>
        </div>
      </form>
    </div>
  );
}
