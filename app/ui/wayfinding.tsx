import { Icon } from "./icon.tsx";

export type Step = { label: string; state: "done" | "current" | "todo"; to?: string };

const SAID: Record<Step["state"], string> = { done: "hecho", current: "ahora", todo: "después" };

/** Where we are in a task of several pages. */
export function Steps({ steps, label = "Pasos" }: { steps: Step[]; label?: string }) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, index) => (
        <li key={step.label} className={`step step-${step.state}`} aria-current={step.state === "current" ? "step" : undefined}>
          <span className="step-mark">{step.state === "done" ? <Icon name="check" /> : index + 1}</span>
          <span className="step-label">{step.to ? <a href={step.to}>{step.label}</a> : step.label}</span>
          <span className="visually-hidden"> ({SAID[step.state]})</span>
        </li>
      ))}
    </ol>
  );
}

export type Tab = { to: string; label: string; current?: boolean; count?: number };

/** Sister pages of one thing. They are links, and say so. */
export function Tabs({ tabs, label }: { tabs: Tab[]; label: string }) {
  return (
    <nav className="tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.to}>
            <a href={tab.to} aria-current={tab.current ? "page" : undefined}>
              {tab.label}
              {tab.count !== undefined && <span className="count"> {tab.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The way back up. The last one is the page itself and needs no link. */
export function Breadcrumbs({ items }: { items: { label: string; to?: string }[] }) {
  return (
    <nav className="crumbs" aria-label="Dónde estás">
      <ol>
        {items.map((item) => (
          <li key={item.label}>{item.to ? <a href={item.to}>{item.label}</a> : <span aria-current="page">{item.label}</span>}</li>
        ))}
      </ol>
    </nav>
  );
}
