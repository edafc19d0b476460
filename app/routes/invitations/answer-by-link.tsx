import { data, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AnswerButtons, type Current } from "#app/components/answer-buttons.tsx";
import { fullOf, isFull } from "#app/components/event-answer-section.tsx";
import { EventBanner } from "#app/components/event-banner.tsx";
import { EventDate, EventWhen } from "#app/components/event-when.tsx";
import { answerSaid, myStanding } from "#app/components/event-words.ts";
import { pageMeta } from "#app/components/meta.ts";
import { JoinLink, Place } from "#app/components/place.tsx";
import { SeriesDates } from "#app/components/series-answers.tsx";
import { isDomainError, notFound } from "#app/domain/errors.ts";
import { whyNotAnswer } from "#app/domain/events/event.policy.ts";
import { answerByToken } from "#app/domain/invitations/answer.server.ts";
import { waitingPlace } from "#app/domain/invitations/invitations.repo.server.ts";
import { openedBy } from "#app/domain/invitations/opened-by-link.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { eventKindLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Facts, ProseHtml } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { readAnswer } from "./answer-form.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  ...pageMeta(data ? `Tu respuesta: ${data.event.title}` : "Tu respuesta"),
  { name: "robots", content: "noindex, nofollow" },
];

/** The address is a key: it is told to nobody. Not `no-referrer`, with which browsers hide the Origin of our own form too. */
export const headers: HeadersFunction = () => ({ "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store" });

const PRESETS: Record<string, Current> = { yes: { answer: "yes" }, online: { answer: "yes", mode: "online" }, no: { answer: "no" }, maybe: { answer: "maybe" } };

/** Shows and changes nothing, whatever `?r=` says: mail scanners open every link. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params, url }) => {
  const found = await openedBy(ctx, params.token ?? "");
  if (!found) throw notFound();
  const { invitation, event, dates } = found;
  const takes = dates.filter((date) => date.mine && date.status === "published" && date.ends_at > ctx.now).length;
  return {
    event: { ...event, author_name: null },
    // Its page and its file are not for everyone: the link of one invitation does not open them.
    open: event.visibility === "public" || ctx.actor !== null,
    now: ctx.now,
    refusal: whyNotAnswer(event, ctx.now),
    preset: PRESETS[url.searchParams.get("r") ?? ""] ?? null,
    dates,
    // Of a series with more than one date to answer for: what its mail proposed.
    scope: takes > 1 ? (url.searchParams.has("serie") ? ("series" as const) : ("one" as const)) : undefined,
    action: paths.answerLink(params.token ?? "", undefined, url.searchParams.has("serie")),
    stop: mintToken(ctx.deployment.secret, "stop", invitation.id),
    token: mintToken(ctx.deployment.secret, "answer", invitation.id),
    invited: {
      name: invitation.name || invitation.email,
      answer: invitation.answer,
      previous_answer: invitation.previous_answer,
      seat: invitation.seat,
      mode: invitation.mode,
      comment: invitation.comment,
      position: invitation.seat === "waiting" ? await waitingPlace(ctx.db, invitation.id) : null,
    },
  };
});

export const action = actionWith({ who: "anyone" }, async ({ ctx, params, form, url }) => {
  const token = params.token ?? "";
  const back = paths.answerLink(token, undefined, url.searchParams.has("serie"));
  if (!(await openedBy(ctx, token))) throw notFound();
  const parsed = readAnswer(form);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  // A program that only sends `answer` leaves the comment as it was.
  const comment = form.has("comment") ? parsed.value.comment : undefined;
  const { event_id: eventId, answer, mode, scope } = parsed.value;
  try {
    return redirectWithFlash(back, answerSaid(await answerByToken(ctx, token, { answer, mode, scope, eventId, comment })));
  } catch (error) {
    if (isDomainError(error) && error.code === "conflict") return redirectWithFlash(back, { kind: "warn", text: "Esta reunión ya no recibe respuestas." });
    if (isDomainError(error) && error.code === "gone") throw notFound();
    throw error;
  }
});

export default function AnswerByLinkPage() {
  const { event, open, now, refusal, preset, stop, token, invited, dates, scope, action } = useLoaderData<typeof loader>();
  const standing = myStanding(invited, invited.position);
  const seats = fullOf(event, invited);
  const proposes = preset !== null && (preset.answer !== invited.answer || (event.both && preset.answer === "yes" && (preset.mode ?? "in_person") !== invited.mode));
  return (
    <Page title={event.title} eyebrow={eventKindLabel(event.kind)} width="narrow">
      <EventBanner event={event} />
      <div className="event-head">
        <EventDate event={event} now={now} size="large" />
        <Facts
          layout="stacked"
          facts={[
            { term: "Cuándo", icon: "clock", detail: <EventWhen event={event} /> },
            ...(event.host_name || event.address || event.comuna_name ? [{ term: "Dónde", icon: "pin" as const, detail: <Place event={event} /> }] : []),
            ...(event.online_url && !refusal ? [{ term: "En línea", icon: "online" as const, detail: <JoinLink url={event.online_url} /> }] : []),
          ]}
        />
      </div>
      <Section title={refusal ? "Tu respuesta" : "¿Vas?"} id="responder">
        <p>
          Invitación para <strong>{invited.name}</strong>.
        </p>
        {standing && !proposes && (
          <Notice kind={standing.tone === "positive" ? "ok" : standing.tone === "caution" ? "warn" : "info"}>
            <p>{standing.sentence}</p>
          </Notice>
        )}
        {refusal === "past" && <p>Esta reunión ya pasó.</p>}
        {!refusal && proposes && <p>Falta un paso: confirma tu respuesta con el botón.</p>}
        {!refusal && isFull(seats) && invited.answer !== "yes" && (
          <p>El cupo está completo: si respondes que vas, quedas en lista de espera y te avisamos por correo si se libera un lugar.</p>
        )}
        {!refusal && (
          <AnswerButtons
            action={action}
            current={invited.answer}
            mode={invited.mode}
            preset={preset}
            comment={invited.comment}
            scope={scope}
            hidden={{ event_id: event.id }}
            {...seats}
          />
        )}
        {!refusal && standing && <p className="hint">Puedes cambiar tu respuesta cuando quieras, desde esta misma página.</p>}
      </Section>
      {dates.length > 1 && (
        <Section title="Todas las fechas" id="fechas">
          {scope && <p>También puedes responder fecha por fecha.</p>}
          <SeriesDates dates={dates} now={now} here={event.id} linked={open} action={action} />
        </Section>
      )}
      {event.description_html !== "" && (
        <Disclosure summary="De qué se trata" open>
          <ProseHtml html={event.description_html} />
        </Disclosure>
      )}
      {!refusal && (
        <p>
          <a href={paths.pass(token)}>Tu entrada</a> · <a href={paths.enterCodeByLink(token)}>Tengo el código de la pantalla</a>
        </p>
      )}
      {open && (
        <p>
          <a href={paths.eventIcs(event.id)}>Agregar a mi calendario</a> · <a href={paths.event(event.id)}>Página de la reunión</a>
        </p>
      )}
      <p className="hint">
        Este enlace es solo para ti: no lo compartas. ¿No quieres recibir más correos de reuniones? <a href={paths.unsubscribe(stop)}>Deja de recibirlos</a>.
      </p>
    </Page>
  );
}
