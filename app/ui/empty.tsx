import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

/** Says what will be here, why it is worth it, and the one act that starts it. */
export function Empty({ title, children, action, icon = "node", level = 2 }: { title: string; children?: ReactNode; action?: ReactNode; icon?: IconName; level?: 2 | 3 }) {
  const Title = level === 2 ? "h2" : "h3";
  return (
    <div className="empty">
      <Icon name={icon} />
      <Title className="empty-title">{title}</Title>
      {children && <div className="empty-text">{children}</div>}
      {action}
    </div>
  );
}
