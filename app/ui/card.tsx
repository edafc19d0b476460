import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon, type IconName } from "./icon.tsx";

/** A thing that stands on its own: a meeting, a node. `lead` takes the date block or the glyph; `actions` the one button of now. Never put one inside another. */
export function Card({
  lead,
  title,
  to,
  meta,
  children,
  actions,
  badges,
  level = 3,
  muted = false,
}: {
  lead?: ReactNode;
  title: ReactNode;
  to?: string;
  meta?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  badges?: ReactNode;
  level?: 2 | 3 | 4;
  muted?: boolean;
}) {
  const Title = `h${level}` as const;
  return (
    <article className={classNames("card", Boolean(lead) && "card-with-lead", muted && "card-muted")}>
      {lead && <div className="card-lead">{lead}</div>}
      <div className="card-body">
        {badges && <div className="cluster gap-xs">{badges}</div>}
        <Title className="card-title">{to ? <a href={to}>{title}</a> : title}</Title>
        {meta && <div className="card-meta">{meta}</div>}
        {children}
        {actions && <div className="card-actions">{actions}</div>}
      </div>
    </article>
  );
}

/** Cards one under the other, or in two columns where there is room. */
export function CardList({ children, columns = 1, label }: { children: ReactNode; columns?: 1 | 2 | 3; label?: string }) {
  return (
    <div className={`cards cards-${columns}`} {...(label ? { role: "group", "aria-label": label } : {})}>
      {children}
    </div>
  );
}

/** Rows parted by hairlines, for directories. Children are `Item`s. */
export function ItemList({ children, label, dense = false }: { children: ReactNode; label?: string; dense?: boolean }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that an unbulleted list is a list
    <ul role="list" className={dense ? "items items-dense" : "items"} aria-label={label}>
      {children}
    </ul>
  );
}

/** One row: picture or date at the left, title and meta, something at the right. With `to` the whole row leads there. */
export function Item({ to, title, meta, lead, trail, children }: { to?: string; title: ReactNode; meta?: ReactNode; lead?: ReactNode; trail?: ReactNode; children?: ReactNode }) {
  return (
    <li className={classNames("item", Boolean(to) && "item-link")}>
      {lead && <div className="item-lead">{lead}</div>}
      <div className="item-body">
        <p className="item-title">{to ? <a href={to}>{title}</a> : title}</p>
        {meta && <div className="item-meta">{meta}</div>}
        {children}
      </div>
      {trail && <div className="item-trail">{trail}</div>}
    </li>
  );
}

export type BadgeKind = "neutral" | "positive" | "caution" | "danger" | "info" | "accent";

/** A state in one or two words; with its icon where it is good or bad news. */
export function Badge({ kind = "neutral", icon, children }: { kind?: BadgeKind; icon?: IconName; children: ReactNode }) {
  return (
    <span className={`badge badge-${kind}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}

/** A word that classifies: a specialty, a topic. A link when `to` is given. */
export function Tag({ to, current, children }: { to?: string; current?: boolean; children: ReactNode }) {
  if (!to) return <span className="tag">{children}</span>;
  return (
    <a className="tag" href={to} aria-current={current ? "true" : undefined}>
      {children}
    </a>
  );
}

export type Fact = { term: ReactNode; detail: ReactNode; icon?: IconName };

/** Pairs of term and detail. */
export function Facts({ facts, layout = "beside" }: { facts: Fact[]; layout?: "beside" | "stacked" }) {
  return (
    <dl className={`facts facts-${layout}`}>
      {facts.map((fact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a static list, rendered once
        <div className="fact" key={index}>
          <dt>
            {fact.icon && <Icon name={fact.icon} />}
            {fact.term}
          </dt>
          <dd>{fact.detail}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A figure of the board: the sentence first, then the number with its word. */
export function Stat({ value, label, sentence, to }: { value: ReactNode; label: ReactNode; sentence?: ReactNode; to?: string }) {
  return (
    <div className="stat">
      {sentence && <p className="stat-sentence">{sentence}</p>}
      <p className="stat-figure">
        <span className="stat-value">{value}</span> <span className="stat-label">{to ? <a href={to}>{label}</a> : label}</span>
      </p>
    </div>
  );
}

/** Initials in a ring. Decoration: the name stands beside it. */
export function Avatar({ name, size = "m" }: { name: string; size?: "s" | "m" | "l" }) {
  return (
    <span className={`avatar avatar-${size}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

/** «María José Pérez Soto» → «MP»: first word and the first surname, as far as one can tell. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word));
  const first = words[0];
  if (!first) return name.trim().slice(0, 1).toUpperCase();
  const second = words.length >= 4 ? words[words.length - 2] : words.length === 1 ? undefined : words[1];
  return [first, second].map((word) => (word ? [...word][0] : "")).join("");
}

/** How far something is. Says it in words too. */
export function Progress({ value, max, label }: { value: number; max: number; label: ReactNode }) {
  return (
    <div className="progress">
      <label>
        <span className="progress-label">{label}</span>
        <progress value={value} max={max}>
          {value} de {max}
        </progress>
      </label>
    </div>
  );
}

/** Rich text that was sanitised when it was saved. Never hand it anything else. */
export function ProseHtml({ html }: { html: string }) {
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}

/** Running text written in a page: help, privacy. */
export function Prose({ children }: { children: ReactNode }) {
  return <div className="prose">{children}</div>;
}
