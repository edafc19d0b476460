import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CriterionForm } from "#app/components/call-criterion-form.tsx";
import { EditedRows } from "#app/components/call-rows.tsx";
import { CriterionHead, CriterionLevels } from "#app/components/call-rubric.tsx";
import { CallTabs } from "#app/components/call-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { addBeginningCriteria } from "#app/domain/calls/beginning.server.ts";
import { CRITERIA_MAX, type Criterion, shareOf } from "#app/domain/calls/call.ts";
import { CriterionInput, RowAct } from "#app/domain/calls/call-form.ts";
import { begunOf, criteriaOf } from "#app/domain/calls/calls.repo.server.ts";
import { actOnCriterion, saveCriterion } from "#app/domain/calls/rubric.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf, parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { organisedCall } from "./call-access.server.ts";

export { callSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Pauta de evaluación");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const call = await organisedCall(ctx, params.slug);
  const { id, slug, title, kind, juror } = call;
  const over = Boolean(call.results_at || call.cancelled_at || call.archived_at);
  return {
    call: { slug, title, kind, juror },
    criteria: await criteriaOf(ctx.db, id),
    locked: over || (await begunOf(ctx.db, id)).assessed,
    fresh: newId(),
    constraints: constraintsOf(CriterionInput),
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => organisedCall(ctx, params.slug) }, async ({ ctx, params, form }) => {
  const call = await organisedCall(ctx, params.slug);
  if (form.get("act") === "begin") {
    await addBeginningCriteria(ctx, call.id, form.get("beginning") === "projects" ? "projects" : "experiences");
    return redirectWithFlash(paths.callRubric(call.slug), "La pauta está lista para que la ajustes.");
  }
  if (form.has("act")) {
    const act = parseForm(form, RowAct);
    if (!act.ok) return data(act.submission, { status: 422 });
    await actOnCriterion(ctx, call.id, act.value);
    return redirectWithFlash(paths.callRubric(call.slug), act.value.act === "remove" ? "Criterio quitado." : "Criterio movido.");
  }
  const parsed = parseForm(form, CriterionInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  await saveCriterion(ctx, call.id, parsed.value);
  return redirectWithFlash(`${paths.callRubric(call.slug)}#fila-${parsed.value.criterion_id}`, "Criterio guardado.");
});

export default function CallRubricPage() {
  const { call, criteria, locked, fresh, constraints } = useLoaderData<typeof loader>();
  const { errors, refused, value } = useSubmission();
  const typedFor = (id: string) => (refused && value("criterion_id") === id ? { errors, value } : null);
  const fields = (id: string, criterion: Criterion | null) => <CriterionForm id={id} criterion={criterion} typed={typedFor(id)} constraints={constraints} />;
  const refusedNew = refused && !criteria.some(({ id }) => id === value("criterion_id")) ? value("criterion_id") : "";
  return (
    <Page
      title="Pauta de evaluación"
      eyebrow={<a href={paths.call(call.slug)}>{call.title}</a>}
      lead="Con esto evalúa el jurado, y lo lee quien postula antes de empezar. Un criterio se entiende cuando dos personas le pondrían el mismo puntaje."
    >
      <CallTabs slug={call.slug} kind={call.kind} organises juror={call.juror} current="rubric" />
      {locked && <Notice kind="info" title="La pauta ya no se cambia: todas las postulaciones se miden con la misma" />}
      {criteria.length === 0 && !locked && <Begin />}
      {criteria.length > 0 && (
        <EditedRows
          edit="Cambiar"
          locked={locked}
          fixed={false}
          rows={criteria.map((criterion) => ({
            id: criterion.id,
            name: criterion.name,
            open: typedFor(criterion.id) !== null,
            form: fields(criterion.id, criterion),
            head: (
              <>
                <CriterionHead criterion={criterion} share={shareOf(criterion, criteria)} level={2} />
                <CriterionLevels criterion={criterion} />
              </>
            ),
          }))}
        />
      )}
      {!locked && criteria.length < CRITERIA_MAX && (
        <Disclosure summary="Agregar un criterio" id="nuevo" open={refusedNew !== "" || criteria.length === 0}>
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

function Begin() {
  return (
    <Empty
      title="Todavía no hay criterios"
      icon="list"
      action={
        <div className="cluster">
          <ButtonForm kind="primary" fields={{ act: "begin", beginning: "experiences" }}>
            Usar la de experiencias de innovación
          </ButtonForm>
          <ButtonForm fields={{ act: "begin", beginning: "projects" }}>Usar la de proyectos</ButtonForm>
        </div>
      }
    >
      <p>
        Parte de una pauta que ya existe y ajústala, o escribe los criterios abajo. La de experiencias mira pertinencia, aprendizaje, resultados, continuidad y transferibilidad.
      </p>
    </Empty>
  );
}
