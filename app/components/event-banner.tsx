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

/** What has to be known before anything else: it was called off, nobody sees it yet, or it has `moved` (the last change of what was promised, in words). */
export function EventBanner({ event, moved }: { event: Told; moved?: { words: string; message: string | null } | null }) {
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
  if (moved) {
    return (
      <Notice kind="warn" title={moved.words}>
        {moved.message && <p>«{moved.message}»</p>}
      </Notice>
    );
  }
  return null;
}
