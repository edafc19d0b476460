import { useLoaderData } from "@remix-run/react";
import { CallFacts, CallHistory, CallNow } from "#app/components/call-body.tsx";
import { CallChecklist } from "#app/components/call-checklist.tsx";
import { callMeta } from "#app/components/call-meta.ts";
import { CallQuestions } from "#app/components/call-questions.tsx";
import { CallRubric } from "#app/components/call-rubric.tsx";
import { CallTabs } from "#app/components/call-tabs.tsx";
import { Winners } from "#app/components/call-winners.tsx";
import { PHASE_BADGES, phaseWord } from "#app/components/call-words.ts";
import { CALL_KINDS } from "#app/domain/calls/call.ts";
import { publishCall } from "#app/domain/calls/calls.server.ts";
import { invalid } from "#app/domain/errors.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Badge, ProseHtml } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { callOfPage, organisedCall } from "./call-access.server.ts";
import { type CallPage, callPage } from "./call-page.server.ts";

export { callSheet as links } from "#app/components/sheets.ts";

export const meta = ({ data }: { data: CallPage | undefined }) => (data ? callMeta(data.call, data.site) : []);

// Kept a minute at most: whether it is open is told by the clock.
export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, params }) => callPage(ctx, await callOfPage(ctx, params.slug)));

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => organisedCall(ctx, params.slug) }, async ({ ctx, params, form }) => {
  const call = await organisedCall(ctx, params.slug);
  if (form.get("act") !== "publish") throw invalid("", "choice");
  await publishCall(ctx, call.id);
  return redirectWithFlash(paths.call(call.slug), "Publicada: ya la ve quien corresponde, y el cierre está en el calendario.");
});

export default function CallPageView() {
  const page: CallPage = useLoaderData<typeof loader>();
  const { call, phase, reader, winners, now } = page;
  const { organises } = reader;
  return (
    <Page
      title={call.title}
      eyebrow={
        <>
          <a href={paths.calls()}>Convocatorias</a>
          <Badge kind={PHASE_BADGES[phase]}>{phaseWord(phase)}</Badge>
          <Badge>{CALL_KINDS[call.kind]}</Badge>
        </>
      }
      lead={call.summary}
      actions={
        organises && (
          <LinkButton to={paths.callEdit(call.slug)} icon="edit">
            Editar
          </LinkButton>
        )
      }
      aside={<CallFacts page={page} />}
      asideLabel="Fechas y reglas"
    >
      <CallTabs slug={call.slug} kind={call.kind} organises={organises} juror={call.juror} current="call" />
      {organises && phase === "draft" && <CallChecklist slug={call.slug} lacking={page.lacking} />}
      {phase === "archived" && <Notice kind="info" title="Esta convocatoria está archivada" />}
      {phase === "cancelled" && (
        <Notice kind="warn" title="Esta convocatoria quedó sin efecto">
          {call.cancel_reason && <p>{call.cancel_reason}</p>}
        </Notice>
      )}
      <CallNow page={page} now={now} />
      {call.results_at && !call.cancelled_at && (
        <Section title="Resultados" id="resultados">
          <Winners winners={winners} resultsHtml={call.results_html} />
        </Section>
      )}
      {call.body_html && (
        <Section title="Bases" id="bases">
          <ProseHtml html={call.body_html} />
        </Section>
      )}
      {call.prizes && (
        <Section title="Qué reciben las elegidas" id="reconocimientos">
          <p className="call-prizes">{call.prizes}</p>
        </Section>
      )}
      <Asked page={page} />
      <Measured page={page} />
      <CallHistory changes={page.changes} zone={call.zone} />
    </Page>
  );
}

function Asked({ page: { questions, call } }: { page: CallPage }) {
  const work =
    call.work === "required" ? ", y se postula con una experiencia del repositorio" : call.work === "optional" ? ", y se puede adjuntar una experiencia del repositorio" : "";
  return (
    <Section title="Qué se pregunta" id="preguntas">
      <p>Un título y un resumen{work}. Se guarda mientras escribes: puedes empezar hoy y terminar otro día.</p>
      {questions.length > 0 && (
        <Disclosure summary={`Ver ${counted(questions.length, "pregunta", "preguntas")}`}>
          <CallQuestions questions={questions} />
        </Disclosure>
      )}
    </Section>
  );
}

function Measured({ page: { criteria, call } }: { page: CallPage }) {
  if (criteria.length === 0) return null;
  return (
    <Section title="Cómo se evalúa" id="pauta">
      <p>
        Cada integrante del jurado evalúa por separado con esta pauta
        {call.blind ? ", sin saber quién postula" : ""}. Quien tiene un conflicto de interés con una postulación no la evalúa.
      </p>
      <CallRubric criteria={criteria} />
    </Section>
  );
}
