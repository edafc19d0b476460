import type { ReactNode } from "react";
import { EventDate } from "#app/components/event-when.tsx";
import { askedNow, isOn, isOver, myStanding, placeLine, seatsLeft, whoComes } from "#app/components/event-words.ts";
import { NodeTags } from "#app/components/node-tag.tsx";
import type { EventCardRow } from "#app/domain/events/event-rows.ts";
import { eventKindLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Badge, Card, CardList } from "#app/ui/card.tsx";
import { Icon } from "#app/ui/icon.tsx";

type Level = 2 | 3 | 4;

/** A meeting in a list: when, what, whose, where, who comes, and the one button that says what is asked of the reader now. */
export function MeetingCard({ event, now = new Date().toISOString(), level = 3 }: { event: EventCardRow; now?: string; level?: Level }) {
  const place = placeLine(event);
  const coming = whoComes(event, now);
  const left = seatsLeft(event, now);
  return (
    <Card
      lead={<EventDate event={event} now={now} />}
      title={event.title}
      to={paths.event(event.id)}
      level={level}
      muted={event.status === "cancelled"}
      badges={badgesOf(event, now)}
      meta={
        <>
          <span>{eventKindLabel(event.kind)}</span>
          {event.series_id && <span>Se repite</span>}
          {place && (
            <span className="cluster gap-xs">
              <Icon name={event.online && place === "En línea" ? "online" : "pin"} />
              {place}
            </span>
          )}
        </>
      }
      actions={actionOf(event, now)}
    >
      <NodeTags nodes={event.nodes} link={false} />
      {(coming || left) && <p className="card-meta">{[coming, left].filter(Boolean).join(". ")}</p>}
    </Card>
  );
}

function badgesOf(event: EventCardRow, now: string): ReactNode {
  const standing = event.mine && event.status === "published" && !isOver(event, now) ? myStanding(event.mine) : null;
  const badges = [
    event.status === "draft" && (
      <Badge key="draft" kind="accent" icon="edit">
        Borrador
      </Badge>
    ),
    event.status === "published" && !event.all_day && isOn(event, now) && (
      <Badge key="on" kind="accent" icon="clock">
        En curso
      </Badge>
    ),
    standing && (
      <Badge key="mine" kind={standing.tone} icon={standing.tone === "positive" ? "check" : undefined}>
        {standing.short}
      </Badge>
    ),
    event.visibility === "members" && (
      <Badge key="members" icon="lock">
        Solo con cuenta
      </Badge>
    ),
  ].filter(Boolean);
  return badges.length > 0 ? badges : null;
}

function actionOf(event: EventCardRow, now: string): ReactNode {
  const asked = askedNow(event, now);
  const named = (words: string) => ({ "aria-label": `${words}: ${event.title}` });
  switch (asked) {
    case "answer":
      return (
        <LinkButton to={`${paths.event(event.id)}#responder`} kind="primary" size="small" {...named("Responder")}>
          Responder
        </LinkButton>
      );
    case "again":
      return (
        <LinkButton to={`${paths.event(event.id)}#responder`} kind="primary" size="small" {...named("Confirmar")}>
          Confirmar
        </LinkButton>
      );
    case "connect":
      return (
        <LinkButton to={`${paths.event(event.id)}#conectarse`} kind="primary" size="small" icon="online" {...named("Conectarse")}>
          Conectarse
        </LinkButton>
      );
    case "finish":
      return (
        <LinkButton to={paths.eventReview(event.id)} size="small" kind="secondary" {...named("Seguir preparando")}>
          Seguir preparando
        </LinkButton>
      );
    default:
      return null;
  }
}

/** Meetings one under the other; `empty` stands in their place where there are none. */
export function MeetingList({
  events,
  empty,
  label,
  now,
  level,
  columns = 1,
}: {
  events: EventCardRow[];
  empty?: ReactNode;
  label?: string;
  now?: string;
  level?: Level;
  columns?: 1 | 2;
}) {
  if (events.length === 0) return <>{empty}</>;
  return (
    <CardList columns={columns} label={label}>
      {events.map((event) => (
        <MeetingCard key={event.id} event={event} now={now} level={level} />
      ))}
    </CardList>
  );
}
