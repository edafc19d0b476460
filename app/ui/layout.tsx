import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Toast, type ToastMessage } from "./flash.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { Wordmark } from "./mark.tsx";

export type NavItem = { to: string; label: string; icon: IconName };

/** The frame of every page: skip link, header, the five words, the flash, the content, the footer. On a phone the nav is a bottom bar. */
export function Shell({
  nav,
  current,
  account,
  flash,
  children,
  footer,
  network,
  banner,
  homeTo = "/",
  searchTo,
}: {
  nav: NavItem[];
  /** The `to` of the nav item where we are. */
  current?: string;
  account: ReactNode;
  flash?: ToastMessage | null;
  children: ReactNode;
  footer?: ReactNode;
  network: string;
  /** A line above all, such as «Esta es una demostración». */
  banner?: ReactNode;
  homeTo?: string;
  /** Where search lives; a link with a magnifier stands in the header when given. */
  searchTo?: string;
}) {
  return (
    <div className="shell">
      <a className="skip" href="#contenido">
        Ir al contenido
      </a>
      {banner && (
        <aside className="banner" aria-label="Aviso">
          {banner}
        </aside>
      )}
      <header className="top">
        <div className="top-in">
          <a className="top-home" href={homeTo} aria-label={`${network}, inicio`}>
            <Wordmark name={network} />
          </a>
          <nav className="nav" aria-label="Principal">
            <ul>
              {nav.map((item) => (
                <li key={item.to}>
                  <a href={item.to} aria-current={item.to === current ? "page" : undefined}>
                    <Icon name={item.icon} />
                    <span>{item.label}</span>
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div className="top-side">
            {searchTo && (
              <a className="top-search" href={searchTo} aria-current={searchTo === current ? "page" : undefined}>
                <Icon name="search" />
                <span>Buscar</span>
              </a>
            )}
            {account}
          </div>
        </div>
      </header>
      <main id="contenido" tabIndex={-1}>
        {flash && <Toast {...flash} />}
        {children}
      </main>
      {footer && (
        <footer className="foot">
          <div className="foot-in">{footer}</div>
        </footer>
      )}
    </div>
  );
}

/** The title and the column of content, with side matter beside it (la franja, facts). On a phone the aside follows, or comes first with `asideFirst`. */
export function Page({
  title,
  eyebrow,
  lead,
  actions,
  aside,
  asideFirst = false,
  asideLabel,
  children,
  width = "normal",
}: {
  /** Without it there is no head: for what follows a `Hero`. */
  title?: ReactNode;
  eyebrow?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  aside?: ReactNode;
  asideFirst?: boolean;
  asideLabel?: string;
  children?: ReactNode;
  width?: "narrow" | "normal" | "wide";
}) {
  return (
    <div className={classNames("page", `page-${width}`, Boolean(aside) && "page-with-aside", asideFirst && "page-aside-first")}>
      {title && (
        <div className="page-head">
          <div className="page-title">
            {eyebrow && <div className="eyebrow">{eyebrow}</div>}
            <h1>{title}</h1>
            {lead && <div className="lead">{lead}</div>}
          </div>
          {actions && <div className="page-actions">{actions}</div>}
        </div>
      )}
      <div className="page-main">{children}</div>
      {aside && (
        <aside className="page-aside" aria-label={asideLabel}>
          {aside}
        </aside>
      )}
    </div>
  );
}

/** The opening of the front page: one sentence, what to do now, and la franja large under it. */
export function Hero({ title, lead, actions, children }: { title: ReactNode; lead?: ReactNode; actions?: ReactNode; children?: ReactNode }) {
  return (
    <div className="hero">
      <div className="hero-words">
        <h1>{title}</h1>
        {lead && <div className="lead">{lead}</div>}
        {actions && <div className="cluster">{actions}</div>}
      </div>
      {children && <div className="hero-picture">{children}</div>}
    </div>
  );
}

/** A titled part of a page. Give `id` where something links to it. */
export function Section({ title, id, actions, children, level = 2 }: { title: ReactNode; id?: string; actions?: ReactNode; children?: ReactNode; level?: 2 | 3 }) {
  const Title = level === 2 ? "h2" : "h3";
  return (
    <section className={`section section-${level}`} id={id}>
      <div className="section-head">
        <Title>{title}</Title>
        {actions && <div className="section-actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

export type Gap = "xs" | "s" | "m" | "l" | "xl";

/** One thing under the other, evenly apart. */
export function Stack({ gap = "m", children }: { gap?: Gap; children: ReactNode }) {
  return <div className={`stack gap-${gap}`}>{children}</div>;
}

/** Things beside each other that wrap: buttons, badges, links. */
export function Cluster({ gap = "s", align, children }: { gap?: Gap; align?: "start" | "between" | "end"; children: ReactNode }) {
  return <div className={classNames("cluster", `gap-${gap}`, align && `align-${align}`)}>{children}</div>;
}

/** Columns of equal width where there is room, one under the other where there is not. */
export function Columns({ children, min = "normal" }: { children: ReactNode; min?: "narrow" | "normal" }) {
  return <div className={`columns columns-${min}`}>{children}</div>;
}
