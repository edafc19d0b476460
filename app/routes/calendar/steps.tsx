import { LinkButton } from "#app/ui/button.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Cluster } from "#app/ui/layout.tsx";

interface Props {
  /** «Cambiar de semana» */
  label: string;
  /** «Semana anterior» and so on are said before the words. */
  before: { said: string; words: string; to: string };
  after: { said: string; words: string; to: string };
  /** Back to today, where that is elsewhere. */
  now: string | null;
}

/** To the time before and the time after. */
export function Steps({ label, before, after, now }: Props) {
  return (
    <nav aria-label={label}>
      <Cluster>
        <LinkButton to={before.to} kind="secondary" icon="arrow-left" rel="prev nofollow">
          <span className="visually-hidden">{before.said}: </span>
          {before.words}
        </LinkButton>
        <LinkButton to={after.to} kind="secondary" rel="next nofollow">
          <span className="visually-hidden">{after.said}: </span>
          {after.words}
          <Icon name="arrow-right" />
        </LinkButton>
        {now !== null && (
          <LinkButton to={now} kind="quiet">
            Hoy
          </LinkButton>
        )}
      </Cluster>
    </nav>
  );
}

/** The sheet alone, lying: la franja, the filters and the rest stay on the screen. */
export function PrintLying({ css = "", paper = "landscape" }: { css?: string; paper?: string }) {
  const all = `@page{size:${paper};margin:9mm}
.page-aside,.page-head .lead,.empty,#suscribir,.chosen-list{display:none!important}
.page-with-aside{display:block!important}
${css}`;
  return <style media="print">{all}</style>;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
