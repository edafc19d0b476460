import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

export type ToastMessage = { kind: "ok" | "warn" | "error"; text: string };

const NOTICE_ICONS: Record<"info" | "ok" | "warn" | "error", IconName> = {
  info: "info",
  ok: "ok",
  warn: "warning",
  error: "error",
};

/** What just happened, at the top of the page that follows a redirect. Stays until the next page: nobody has to read against a clock. */
export function Toast({ kind, text }: ToastMessage) {
  return (
    <div className={`toast tone-${kind}`} role={kind === "error" ? "alert" : "status"}>
      <Icon name={NOTICE_ICONS[kind]} />
      <p>{text}</p>
    </div>
  );
}

/** Something to know while reading this page. */
export function Notice({ kind, title, children, actions }: { kind: "info" | "ok" | "warn" | "error"; title?: ReactNode; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className={`notice tone-${kind}`}>
      <Icon name={NOTICE_ICONS[kind]} />
      <div className="notice-text">
        {title && <p className="notice-title">{title}</p>}
        {children}
        {actions && <div className="cluster gap-s">{actions}</div>}
      </div>
    </div>
  );
}
