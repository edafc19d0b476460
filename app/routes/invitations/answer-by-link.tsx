import { data, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AnswerButtons } from "#app/components/answer-buttons.tsx";
import { EventBanner } from "#app/components/event-banner.tsx";
import { EventDate, EventWhen } from "#app/components/event-when.tsx";
import { type Answer, answerSaid, myStanding } from "#app/components/event-words.ts";
import { pageMeta } from "#app/components/meta.ts";
import { JoinLink, Place } from "#app/components/place.tsx";
import { isDomainError, notFound } from "#app/domain/errors.ts";
import { whyNotAnswer } from "#app/domain/events/event.policy.ts";
import { AnswerInput } from "#app/domain/events/event.ts";
import { answerByToken } from "#app/domain/invitations/answer.server.ts";
import { findInvitationByToken, waitingPlace } from "#app/domain/invitations/invitations.repo.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { eventKindLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Facts, ProseHtml } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page, Section } from "#app/ui/layout.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  ...pageMeta(data ? `Tu respuesta: ${data.event.title}` : "Tu respuesta"),
  { name: "robots", content: "noindex, nofollow" },
];

/** The address is a key: it is told to nobody. Not `no-referrer`, with which browsers hide the Origin of our own form too. */
export const headers: HeadersFunction = () => ({ "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store" });

const PRESETS: Record<string, Answer> = { yes: "yes", no: "no", maybe: "maybe" };

/** Shows and changes nothing, whatever `?r=` says: mail scanners open every link. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params, url }) => {
  const found = await findInvitationByToken(ctx.db, ctx.deployment.secret, params.token ?? "");
  if (!found || found.invitation.removed_at) throw notFound();
  const { invitation, event } = found;
  return {
    event: { ...event, author_name: null },
    // Its page and its file are not for everyone: the link of one invitation does not open them.
    open: event.visibility === "public" || ctx.actor !== null,
    now: ctx.now,
    refusal: whyNotAnswer(event, ctx.now),
    preset: PRESETS[url.searchParams.get("r") ?? ""] ?? null,
    stop: mintToken(ctx.deployment.secret, "stop", invitation.id),
    invited: {
      name: invitation.name || invitation.email,
      answer: invitation.answer,
      previous_answer: invitation.previous_answer,
      seat: invitation.seat,
      comment: invitation.comment,
      position: invitation.seat === "waiting" ? await waitingPlace(ctx.db, invitation.id) : null,
    },
  };
});

export const action = actionWith({ who: "anyone" }, async ({ ctx, params, form }) => {
  const token = params.token ?? "";
  const back = paths.answerLink(token);
  if (!(await findInvitationByToken(ctx.db, ctx.deployment.secret, token))) throw notFound();
  const parsed = parseForm(form, AnswerInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  // A program that only sends `answer` leaves the comment as it was.
  const comment = form.has("comment") ? parsed.value.comment : undefined;
  try {
    return redirectWithFlash(back, answerSaid(await answerByToken(ctx, token, { answer: parsed.value.answer, comment })));
  } catch (error) {
    if (isDomainError(error) && error.code === "conflict") return redirectWithFlash(back, { kind: "warn", text: "Esta reunión ya no recibe respuestas." });
    if (isDomainError(error) && error.code === "gone") throw notFound();
    throw error;
  }
});

export default function AnswerByLinkPage() {
  const { event, open, now, refusal, preset, stop, invited } = useLoaderData<typeof loader>();
  const standing = myStanding(invited, invited.position);
  const full = event.capacity !== null && event.seats_taken >= event.capacity && invited.seat !== "held";
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
        {standing && !(preset && preset !== invited.answer) && (
          <Notice kind={standing.tone === "positive" ? "ok" : standing.tone === "caution" ? "warn" : "info"}>
            <p>{standing.sentence}</p>
          </Notice>
        )}
        {refusal === "past" && <p>Esta reunión ya pasó.</p>}
        {!refusal && preset && preset !== invited.answer && <p>Falta un paso: confirma tu respuesta con el botón.</p>}
        {!refusal && full && invited.answer !== "yes" && (
          <p>El cupo está completo: si respondes que vas, quedas en lista de espera y te avisamos por correo si se libera un lugar.</p>
        )}
        {!refusal && <AnswerButtons current={invited.answer} preset={preset} comment={invited.comment} full={full} />}
        {!refusal && standing && <p className="hint">Puedes cambiar tu respuesta cuando quieras, desde esta misma página.</p>}
      </Section>
      {event.description_html !== "" && (
        <Disclosure summary="De qué se trata" open>
          <ProseHtml html={event.description_html} />
        </Disclosure>
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
