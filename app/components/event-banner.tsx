import { longDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";

interface Told {
  id: string;
  status: string;
  cancelled_at: string | null;
  last_message: string | null;
}

/** What has to be known before anything else: it was called off, or nobody sees it yet. */
export function EventBanner({ event }: { event: Told }) {
  if (event.status === "cancelled") {
    return (
      <Notice kind="error" title={`Esta reunión se canceló${event.cancelled_at ? ` el ${longDate(event.cancelled_at)}` : ""}.`}>
        {event.last_message && <p>«{event.last_message}»</p>}
      </Notice>
    );
  }
  if (event.status === "draft") {
    return (
      <Notice
        kind="info"
        title="Es un borrador: solo lo ve la coordinación."
        actions={
          <LinkButton to={paths.eventReview(event.id)} kind="primary">
            Revisar y publicar
          </LinkButton>
        }
      >
        <p>Nadie ha sido invitado todavía.</p>
      </Notice>
    );
  }
  return null;
}
