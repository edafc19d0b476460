import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AnswerSection } from "#app/components/event-answer-section.tsx";
import { AttendanceSection } from "#app/components/event-attendance.tsx";
import { EventBanner } from "#app/components/event-banner.tsx";
import { changeWords, EventHistory, lastMove } from "#app/components/event-history.tsx";
import { EventManageBar } from "#app/components/event-manage-bar.tsx";
import { EventSections } from "#app/components/event-sections.tsx";
import { isShared, shareAddresses, shareMeta } from "#app/components/event-share.ts";
import { EventDate, EventWhen } from "#app/components/event-when.tsx";
import { isOver, placeLine, seatsLeft, whoComes } from "#app/components/event-words.ts";
import { pageMeta } from "#app/components/meta.ts";
import { NodeTags } from "#app/components/node-tag.tsx";
import { JoinLink, Place } from "#app/components/place.tsx";
import { ShareMenu } from "#app/components/share-menu.tsx";
import type { Ctx } from "#app/domain/context.ts";
import { attendanceBySchool } from "#app/domain/events/attendance.repo.server.ts";
import { listChanges } from "#app/domain/events/changes.repo.server.ts";
import { mayWith, whyNotAnswer } from "#app/domain/events/event.policy.ts";
import { findEventParts } from "#app/domain/events/event-parts.repo.server.ts";
import { type EventDetail, placeInWords } from "#app/domain/events/event-rows.ts";
import { findInvitation, waitingPlace } from "#app/domain/invitations/invitations.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { eventWhen } from "#app/i18n/dates.ts";
import { eventKindLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Badge, type Fact, Facts, ProseHtml } from "#app/ui/card.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { visibleEvent } from "./event-access.server.ts";
import { sectionsOf } from "./event-sections.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return pageMeta("Reunión");
  const { event, share } = data;
  const description = [eventWhen(event), placeLine(event)].filter(Boolean).join(". ");
  return [...pageMeta(event.title, description), ...shareMeta(event, share)];
};

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, params }) => {
  const event = await visibleEvent(ctx, params.id);
  const over = isOver(event, ctx.now);
  const parts = await findEventParts(ctx.db, event.id);
  const may = mayWith(ctx.actor, event);
  const changes = event.status === "draft" ? [] : (await listChanges(ctx.db, event.id)).filter((change) => changeWords(change, null) !== null);
  return {
    // Who called it is for people with an account: on public pages stand only those who agreed to it.
    event: ctx.actor ? event : { ...event, author_name: null },
    over,
    now: ctx.now,
    share: shareAddresses(ctx.deployment, event),
    signedIn: ctx.actor !== null,
    may,
    manages: may.manage,
    parts,
    sections: await sectionsOf(ctx, event, parts, may.manage),
    mine: await mineOf(ctx, event),
    refusal: whyNotAnswer(event, ctx.now),
    // That it was published is no news; that it changed since, is.
    changes: changes.some((change) => change.kind !== "published") ? changes : [],
    schools: over && event.came_schools > 0 ? await attendanceBySchool(ctx.db, event.id) : [],
  };
});

async function mineOf(ctx: Ctx, { mine }: EventDetail) {
  if (!mine) return null;
  const invitation = await findInvitation(ctx.db, mine.invitation_id);
  return { ...mine, comment: invitation?.comment ?? null, position: mine.seat === "waiting" ? await waitingPlace(ctx.db, mine.invitation_id) : null };
}

export default function EventPage() {
  const found = useLoaderData<typeof loader>();
  const { event, over, now, may, parts, sections, signedIn, changes, schools, share } = found;
  return (
    <Page
      title={event.title}
      eyebrow={
        <>
          {eventKindLabel(event.kind)}
          {event.visibility === "members" && <Badge icon="lock">Solo con cuenta</Badge>}
        </>
      }
      actions={
        Object.values(may).includes(true) || isShared(event) ? (
          <>
            <EventManageBar event={event} may={may} over={over} tray={parts.tray} />
            {isShared(event) && <ShareMenu event={event} page={share.page} />}
          </>
        ) : undefined
      }
      aside={<Aside />}
      asideLabel="Datos de la reunión"
    >
      <EventBanner event={event} moved={over ? null : lastMove(changes, placeInWords(event))} />
      <div className="event-head">
        <EventDate event={event} now={now} size="large" />
        <Facts layout="stacked" facts={factsOf(event, over)} />
      </div>
      <AnswerSection {...found} />
      {event.description_html !== "" && (
        <Section title={event.all_day ? "De qué se trata" : "Para qué nos reunimos"}>
          <ProseHtml html={event.description_html} />
        </Section>
      )}
      <EventSections event={event} parts={parts} sections={sections} over={over} may={may} signedIn={signedIn} />
      {over && event.status === "published" && <AttendanceSection event={event} schools={schools} />}
      {changes.length > 0 && (
        <Section title="Cambios" id="cambios">
          <EventHistory changes={changes} place={placeInWords(event)} />
        </Section>
      )}
    </Page>
  );
}

function factsOf(event: EventDetail, over: boolean): Fact[] {
  const link = event.online_url && !over && event.status !== "cancelled";
  return [
    { term: "Cuándo", icon: "clock", detail: <EventWhen event={event} /> },
    ...(event.host_name || event.address || event.comuna_name ? [{ term: "Dónde", icon: "pin" as const, detail: <Place event={event} /> }] : []),
    ...(event.online_url
      ? [{ term: "En línea", icon: "online" as const, detail: <div id="conectarse">{link ? <JoinLink url={event.online_url} /> : "Fue por videollamada"}</div> }]
      : []),
    { term: event.nodes.length === 1 ? "Nodo" : "Nodos", icon: "node", detail: <NodeTags nodes={event.nodes} max={8} /> },
  ];
}

function Aside() {
  const { event, over, now } = useLoaderData<typeof loader>();
  const coming = whoComes(event, now);
  const left = seatsLeft(event, now);
  const capacity = event.capacity !== null && !over && event.status === "published" ? `Cupo${event.both ? " en persona" : ""}: ${event.capacity}` : null;
  const nothing = event.status === "published" && !over && !event.all_day ? "Aún nadie ha confirmado." : null;
  return (
    <>
      {(coming ?? nothing) && (
        <Section title={over ? "Quiénes vinieron" : "Quiénes vienen"}>
          <p>{coming ?? nothing}</p>
          {left ? <p>{left}.</p> : capacity && <p>{capacity}.</p>}
        </Section>
      )}
      {event.status !== "draft" && !over && (
        <Section title="En tu calendario">
          <p>
            <LinkButton to={paths.eventIcs(event.id)} kind="secondary" icon="calendar" size="small">
              Agregar a mi calendario
            </LinkButton>
          </p>
          <p>
            O <a href={paths.subscribe({ nodo: event.nodes[0]?.slug })}>suscríbete</a> y recibe todas, siempre al día.
          </p>
        </Section>
      )}
      {event.author_name && event.status !== "draft" && <p className="hint">Convoca {event.author_name}.</p>}
    </>
  );
}
