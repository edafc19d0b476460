import { useLoaderData } from "@remix-run/react";
import { AudienceSummary, ConflictList } from "#app/components/event-audience-summary.tsx";
import { PlannedDates } from "#app/components/event-planned-dates.tsx";
import { EventSteps } from "#app/components/event-steps.tsx";
import { warningsOf } from "#app/components/event-warnings.ts";
import { EventDate, EventWhen } from "#app/components/event-when.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { NodeTags } from "#app/components/node-tag.tsx";
import { Place } from "#app/components/place.tsx";
import { useSubmission } from "#app/components/submission.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import { previewAudience, publishEvent } from "#app/domain/events/scheduling.server.ts";
import { previewInvitation } from "#app/domain/invitations/mail-preview.server.ts";
import { plannedSlots } from "#app/domain/series/series.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { counted, eventKindLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { type Fact, Facts } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { ErrorSummary, SubmitBar } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { managedEvent } from "./event-access.server.ts";
import { specialDaysOf } from "./load-page.server.ts";
import { readSeries } from "./series-access.server.ts";

export const meta = () => pageMeta("Revisar y publicar");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const event = await managedEvent(ctx, params.id);
  if (event.status !== "draft") throw redirectWithFlash(paths.event(event.id), "Ya está publicada.");
  const audience = event.all_day ? null : await previewAudience(ctx, event.id, event);
  const series = event.series_id ? await readSeries(ctx, event.series_id) : null;
  const mail = audience && audience.total > 0 ? previewInvitation(ctx, event, series?.row ?? null) : null;
  const special = await specialDaysOf(ctx, event);
  return {
    event,
    now: ctx.now,
    audience,
    mail,
    warnings: [...warningsOf(event, ctx.now), ...special],
    series: series && { words: series.rhythm, slots: plannedSlots(series.row) },
  };
});

export const action = actionWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const event = await managedEvent(ctx, params.id);
  // Sent twice: what was published stays published.
  if (event.status !== "draft") return redirectWithFlash(paths.event(event.id), "Ya está publicada.");
  const { mails } = await publishEvent(ctx, event.id);
  if (mails === 0) return redirectWithFlash(paths.event(event.id), "Publicada. No se envió ningún correo.");
  return redirectWithFlash(paths.eventSending(event.id), `Publicada. ${mails === 1 ? "Sale 1 invitación" : `Salen ${counted(mails, "invitación", "invitaciones")}`}.`);
});

export default function ReviewPage() {
  const { event, now, audience, mail, warnings, series } = useLoaderData<typeof loader>();
  const { errors } = useSubmission();
  const mails = audience?.newOnes ?? 0;
  const publish = mails > 0 ? `Publicar y enviar ${counted(mails, "invitación", "invitaciones")}` : "Publicar sin enviar";
  return (
    <Page title="Revisar y publicar" width="narrow">
      <EventSteps current={3} id={event.id} repeats={series !== null} />
      <ErrorSummary errors={errors} />
      <Section title={event.title} actions={<a href={paths.eventEdit(event.id)}>Cambiar los datos</a>}>
        <div className="event-head">
          <EventDate event={event} now={now} size="large" />
          <Facts layout="stacked" facts={factsOf(event)} />
        </div>
        {series && <PlannedDates id={event.id} {...series} />}
        {warnings.length > 0 && (
          <Notice kind="warn" title="Antes de publicar, mira esto:">
            <ul>
              {warnings.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </Notice>
        )}
      </Section>
      {audience && (
        <Section
          title={mails === 0 ? "No se enviará ningún correo" : mails === 1 ? "Se enviará 1 correo" : `Se enviarán ${counted(mails, "correo", "correos")}`}
          actions={<a href={paths.eventAudience(event.id)}>Cambiar la lista</a>}
        >
          <AudienceSummary audience={audience} />
          <ConflictList audience={audience} />
          <p>
            <a href={paths.eventLoad(event.id)}>Ver qué más hay esa semana</a>
          </p>
        </Section>
      )}
      {mail && (
        <Section title="Así se verá el correo">
          <p>
            Asunto: <strong>{mail.subject}</strong>
          </p>
          <Disclosure summary="Ver el mensaje">
            <iframe className="mail-preview" title="Vista previa del mensaje" sandbox="" srcDoc={mail.html} />
          </Disclosure>
          <Disclosure summary="Ver solo el texto">
            <pre className="mail-text">{mail.text}</pre>
          </Disclosure>
        </Section>
      )}
      <form method="post">
        <SubmitBar>
          <Button icon={mails > 0 ? "send" : undefined}>{publish}</Button>
          <LinkButton kind="quiet" to={paths.event(event.id)}>
            Después
          </LinkButton>
        </SubmitBar>
      </form>
    </Page>
  );
}

function factsOf(event: EventDetail): Fact[] {
  return [
    { term: eventKindLabel(event.kind), icon: "clock", detail: <EventWhen event={event} /> },
    ...(event.host_name || event.address || event.comuna_name ? [{ term: "Dónde", icon: "pin" as const, detail: <Place event={event} /> }] : []),
    ...(event.online_url ? [{ term: "Enlace", icon: "online" as const, detail: event.online_url }] : []),
    { term: event.nodes.length === 1 ? "Nodo" : "Nodos", icon: "node", detail: <NodeTags nodes={event.nodes} max={8} /> },
    { term: "Quién puede verla", icon: "eye", detail: event.visibility === "public" ? "Cualquier persona" : "Personas con cuenta en la red" },
    ...(event.capacity === null ? [] : [{ term: event.both ? "Cupo en persona" : "Cupo", icon: "people" as const, detail: counted(event.capacity, "lugar", "lugares") }]),
    ...(event.online_capacity === null ? [] : [{ term: "Cupo en línea", icon: "online" as const, detail: counted(event.online_capacity, "lugar", "lugares") }]),
  ];
}
