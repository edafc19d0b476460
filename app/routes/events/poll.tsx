import { useActionData, useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { PollForm, YearEndNotice } from "#app/components/poll-form.tsx";
import { PollResults, PollVoters, votersSentence } from "#app/components/poll-results.tsx";
import { DomainError } from "#app/domain/errors.ts";
import { SLOTS_MAX } from "#app/domain/polls/poll.ts";
import { changeDeadline, chooseSlot, mailPoll, withdrawPoll } from "#app/domain/polls/polls.server.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Confirm } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { DateField, ErrorSummary, Form } from "#app/ui/form.tsx";
import { Cluster, Page, Section } from "#app/ui/layout.tsx";
import { managedEvent } from "./event-access.server.ts";
import { emptyForm, type FormReply, pollOf, proposing, zoneNamed } from "./poll-page.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;
type Poll = NonNullable<Loaded["poll"]>;

export { workSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Acordar la fecha");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const event = await managedEvent(ctx, params.id);
  if (event.all_day) throw redirectWithFlash(paths.event(event.id), { kind: "warn", text: "Un hito no se acuerda con un sondeo." });
  if (event.series_id) throw redirectWithFlash(paths.event(event.id), { kind: "warn", text: "Las fechas de una serie las da su regla: cámbialas en «Fechas»." });
  const poll = await pollOf(ctx, event, pageFrom(url), url.searchParams.get("ver") === "personas");
  if (!poll && event.status !== "draft")
    throw redirectWithFlash(paths.event(event.id), { kind: "warn", text: "La reunión ya tiene fecha publicada. Para cambiarla usa «Aplazar»." });
  return {
    event: { id: event.id, title: event.title, draft: event.status === "draft" },
    poll,
    form: emptyForm(event),
    zone: zoneNamed(event.zone),
    today: isoDate(ctx.now, event.zone),
    ending: url.searchParams.get("cerrar") === "1",
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => managedEvent(ctx, params.id) }, async ({ ctx, params, form }) => {
  const event = await managedEvent(ctx, params.id);
  const back = paths.eventPoll(event.id);
  if (event.status !== "draft") throw new DomainError("conflict", { reason: "published" });
  switch (form.get("intent")) {
    case "choose":
      await chooseSlot(ctx, event.id, idFrom(form, "slot_id"));
      return redirectWithFlash(paths.eventReview(event.id), "La reunión quedó en esa fecha. Al publicarla, cada respuesta del sondeo pasa a ser la respuesta de esa persona.");
    case "withdraw":
      await withdrawPoll(ctx, event.id);
      return redirectWithFlash(back, "El sondeo está cerrado. La fecha del borrador no cambió.");
    case "mail": {
      const { mails } = await mailPoll(ctx, event.id);
      return redirectWithFlash(back, mails === 0 ? "No había nadie nuevo a quien escribir." : `Enviamos ${counted(mails, "correo", "correos")}, cada uno con su enlace personal.`);
    }
    case "deadline":
      await changeDeadline(ctx, event.id, String(form.get("closes_on") ?? "").trim() || null);
      return redirectWithFlash(back, "Cambiamos el plazo.");
    default:
      return proposing(ctx, event, form);
  }
});

export default function PollPage() {
  const { event, poll, ending } = useLoaderData<typeof loader>();
  const running = poll && (poll.state === "open" || poll.state === "ended");
  if (ending && running) return <ConfirmEnd id={event.id} />;
  return (
    <Page
      title="Acordar la fecha"
      eyebrow={<a href={paths.event(event.id)}>{event.title}</a>}
      width={poll ? "wide" : "narrow"}
      lead={poll ? undefined : "Propón algunas fechas, comparte el sondeo y elige la que más sirva."}
    >
      {poll && <State poll={poll} id={event.id} draft={event.draft} />}
      {poll && running && <Share poll={poll} title={event.title} />}
      {poll && <Results poll={poll} event={event} />}
      {poll && running && <Deadline poll={poll} id={event.id} />}
      {!running && event.draft && <Propose again={poll !== null} />}
    </Page>
  );
}

function State({ poll, id, draft }: { poll: Poll; id: string; draft: boolean }) {
  const words = {
    open: poll.until ? `Se puede responder hasta el ${poll.until}.` : "No tiene plazo: ciérralo eligiendo una fecha.",
    ended: "El plazo terminó. Elige una fecha, o da más días.",
    chosen: draft ? "Ya elegiste una fecha. Falta publicar la reunión." : "Las respuestas pasaron a la reunión.",
    withdrawn: "El sondeo se cerró sin elegir una fecha.",
  }[poll.state];
  return (
    <Notice
      kind={poll.state === "chosen" ? "ok" : poll.state === "open" ? "info" : "warn"}
      title={{ open: "El sondeo está abierto", ended: "El sondeo terminó", chosen: "Fecha elegida", withdrawn: "Sondeo cerrado" }[poll.state]}
      actions={poll.state === "chosen" && draft ? <LinkButton to={paths.eventReview(id)}>Revisar y publicar</LinkButton> : undefined}
    >
      <p>{words}</p>
    </Notice>
  );
}

function Share({ poll, title }: { poll: Poll; title: string }) {
  const text = `¿Qué fecha te acomoda para «${title}»? Responde aquí, sin clave: ${poll.link}`;
  const { unasked, asked } = poll.counts;
  return (
    <Section title="Compartir" id="compartir">
      <div className="field">
        <label htmlFor="poll-link">Enlace para responder, para cualquier persona</label>
        <input className="input" id="poll-link" readOnly value={poll.link} data-select-all="" />
      </div>
      <Cluster>
        <LinkButton to={`https://wa.me/?text=${encodeURIComponent(text)}`} kind="secondary" icon="send">
          Compartir por WhatsApp
        </LinkButton>
        {poll.state === "open" && (
          <ButtonForm name="intent" value="mail" icon="mail" kind="secondary">
            {asked > 0 && unasked === 0 ? "Escribir a quienes se sumaron a la lista" : "Escribir a las personas de la lista"}
          </ButtonForm>
        )}
      </Cluster>
      <p className="hint">Quien recibe el correo entra con su enlace personal y no tiene que escribir su nombre. A quien ya respondió no le llega.</p>
    </Section>
  );
}

function Results({ poll, event }: { poll: Poll; event: Loaded["event"] }) {
  const canChoose = event.draft && (poll.state === "open" || poll.state === "ended");
  return (
    <Section title="Resultados" actions={canChoose ? <a href={paths.eventPoll(event.id, { cerrar: 1 })}>Cerrar sin elegir</a> : undefined}>
      <p>{votersSentence(poll.counts.voted, poll.counts.asked)}</p>
      <PollResults slots={poll.slots} zone={poll.zone} chosen={poll.chosen} canChoose={canChoose} />
      {!poll.voters && poll.counts.voted > 0 && (
        <p>
          <a href={`${paths.eventPoll(event.id, { ver: "personas" })}#votos`}>Ver quién dijo qué</a>
        </p>
      )}
      {poll.voters && (
        <PollVoters
          voters={poll.voters}
          slots={poll.slots}
          zone={poll.zone}
          page={poll.page}
          pages={poll.pages}
          href={(pagina) => `${paths.eventPoll(event.id, { ver: "personas", pagina })}#votos`}
        />
      )}
    </Section>
  );
}

function Deadline({ poll, id }: { poll: Poll; id: string }) {
  const found = useActionData<{ errors?: Record<string, string[]> }>();
  return (
    <Section title="Plazo" id="plazo">
      <Form errors={found?.errors ?? {}} values={{ closes_on: poll.closes_on }} action={paths.eventPoll(id)}>
        <DateField label="Último día para responder" name="closes_on" optional />
        <div>
          <Button kind="secondary" name="intent" value="deadline">
            Cambiar el plazo
          </Button>
        </div>
      </Form>
    </Section>
  );
}

function Propose({ again }: { again: boolean }) {
  const { event, form: empty, zone, today } = useLoaderData<typeof loader>();
  const typed = useActionData() as FormReply | undefined;
  const form = typed && "rows" in typed ? typed : empty;
  return (
    <>
      {typed && !("rows" in typed) && <ErrorSummary errors={(typed as FormReply).errors} />}
      {again && <h2>Proponer otras fechas</h2>}
      {form.yearEnd && <YearEndNotice />}
      <PollForm {...form} zone={zone} today={today} back={paths.event(event.id)} more={form.rows.length < SLOTS_MAX} />
    </>
  );
}

function ConfirmEnd({ id }: { id: string }) {
  return (
    <Confirm
      title="¿Cerrar el sondeo sin elegir una fecha?"
      confirmLabel="Cerrar el sondeo"
      cancelTo={paths.eventPoll(id)}
      action={paths.eventPoll(id)}
      fields={{ intent: "withdraw" }}
      danger
    >
      <p>Nadie podrá responder más y el borrador conserva su fecha. Después puedes proponer otras.</p>
    </Confirm>
  );
}
