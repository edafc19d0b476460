import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { QuestionForm } from "#app/components/call-question-form.tsx";
import { questionFacts } from "#app/components/call-questions.tsx";
import { EditedRows } from "#app/components/call-rows.tsx";
import { CallTabs } from "#app/components/call-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { QUESTIONS_MAX, type Question } from "#app/domain/calls/call.ts";
import { QuestionInput, RowAct } from "#app/domain/calls/call-form.ts";
import { begunOf, questionsOf } from "#app/domain/calls/calls.repo.server.ts";
import { actOnQuestion, formLocked, saveQuestion } from "#app/domain/calls/form.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf, parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { organisedCall } from "./call-access.server.ts";

export { callSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Formulario de postulación");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const call = await organisedCall(ctx, params.slug);
  const { id, slug, title, kind, juror, blind, work } = call;
  return {
    call: { slug, title, kind, juror, blind: blind === 1, work },
    questions: await questionsOf(ctx.db, id),
    applied: (await begunOf(ctx.db, id)).applied,
    locked: formLocked(call, ctx.now),
    fresh: newId(),
    constraints: constraintsOf(QuestionInput),
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => organisedCall(ctx, params.slug) }, async ({ ctx, params, form }) => {
  const call = await organisedCall(ctx, params.slug);
  if (form.has("act")) {
    const act = parseForm(form, RowAct);
    if (!act.ok) return data(act.submission, { status: 422 });
    await actOnQuestion(ctx, call.id, act.value);
    return redirectWithFlash(paths.callForm(call.slug), act.value.act === "remove" ? "Pregunta quitada." : "Pregunta movida.");
  }
  const parsed = parseForm(form, QuestionInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  await saveQuestion(ctx, call.id, parsed.value);
  return redirectWithFlash(`${paths.callForm(call.slug)}#fila-${parsed.value.question_id}`, "Pregunta guardada.");
});

export default function CallFormPage() {
  const { call, questions, applied, locked, fresh, constraints } = useLoaderData<typeof loader>();
  const { errors, refused, value } = useSubmission();
  const typedFor = (id: string) => (refused && value("question_id") === id ? { errors, value } : null);
  const fields = (id: string, question: Question | null) => (
    <QuestionForm id={id} question={question} typed={typedFor(id)} blind={call.blind} applied={applied} constraints={constraints} />
  );
  const refusedNew = refused && !questions.some(({ id }) => id === value("question_id")) ? value("question_id") : "";
  return (
    <Page
      title="Formulario de postulación"
      eyebrow={<a href={paths.call(call.slug)}>{call.title}</a>}
      width="narrow"
      lead={`Siempre se pide un título y un resumen${call.work === "required" ? ", y una experiencia del repositorio" : ""}. Agrega solo lo que haga falta para decidir: cada pregunta es tiempo de alguien.`}
    >
      <CallTabs slug={call.slug} kind={call.kind} organises juror={call.juror} current="form" />
      {locked && <Notice kind="info" title="El formulario ya no se cambia" />}
      {applied && !locked && (
        <Notice kind="info" title="Ya hay postulaciones enviadas">
          <p>Las preguntas se pueden aclarar y agregar (como opcionales), pero no quitar ni volver obligatorias: todas las personas responden lo mismo.</p>
        </Notice>
      )}
      {questions.length > 0 && (
        <EditedRows
          edit="Cambiar"
          locked={locked}
          fixed={applied}
          rows={questions.map((question) => ({
            id: question.id,
            name: question.label,
            open: typedFor(question.id) !== null,
            form: fields(question.id, question),
            head: (
              <>
                <h2 className="edited-title">{question.label}</h2>
                <p className="hint">{questionFacts(question, call.blind)}</p>
              </>
            ),
          }))}
        />
      )}
      {!locked && questions.length < QUESTIONS_MAX && (
        <Disclosure summary="Agregar una pregunta" id="nueva" open={refusedNew !== "" || questions.length === 0}>
          {fields(refusedNew || fresh, null)}
        </Disclosure>
      )}
      <p>
        <LinkButton to={paths.call(call.slug)} kind="quiet" icon="arrow-left">
          Volver a la convocatoria
        </LinkButton>
      </p>
    </Page>
  );
}
