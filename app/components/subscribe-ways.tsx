import { googleUrl, office365Url, outlookUrl, webcalUrl } from "#app/domain/feeds/subscribe-links.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Cluster } from "#app/ui/layout.tsx";

/** The four buttons that take a feed into a calendar program. `feedUrl` is whole (https://…); `name` is what the calendar will be called. */
export function SubscribeButtons({ feedUrl, name, size }: { feedUrl: string; name: string; size?: "normal" | "small" }) {
  const ways = [
    { label: "Google", to: googleUrl(feedUrl) },
    { label: "Apple", to: webcalUrl(feedUrl) },
    { label: "Outlook personal", to: outlookUrl(feedUrl, name) },
    { label: "Outlook del trabajo", to: office365Url(feedUrl, name) },
  ];
  return (
    <Cluster>
      {ways.map(({ label, to }) => (
        <LinkButton key={label} to={to} kind="secondary" size={size} rel="noreferrer" aria-label={`${label}: suscribirse a ${name}`}>
          {label}
        </LinkButton>
      ))}
    </Cluster>
  );
}

/** The plain address, to be copied into any other program. Selecting it works everywhere; the button where there is a script. */
export function FeedAddress({ feedUrl, id, label = "Dirección del calendario" }: { feedUrl: string; id: string; label?: string }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="search-line">
        <input className="input" id={id} type="url" readOnly value={feedUrl} spellCheck={false} />
        <Button type="button" kind="secondary" icon="copy" data-copy={feedUrl}>
          Copiar
        </Button>
      </div>
    </div>
  );
}

/** Where each program's steps are told at length. */
export const subscribeHelp = (program: "google" | "apple" | "outlook"): string => paths.help(program);
