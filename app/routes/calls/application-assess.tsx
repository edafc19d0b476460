import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ApplicationBody } from "#app/components/application-body.tsx";
import { AssessForm, ConflictWhileReading, FinishedAssessment } from "#app/components/assess-form.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { finishAssessment, reopenAssessment, saveAssessment } from "#app/domain/calls/assessing.server.ts";
import { declareConflict } from "#app/domain/calls/conflicts.server.ts";
import { assessmentInput, OwnConflictInput } from "#app/domain/calls/jury.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Page } from "#app/ui/layout.tsx";
import { assessPage, inHandOfPage, nextToAssess } from "./assess-page.server.ts";

export { applicationSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Evaluar una postulación");

export const loader = loaderWith({ who: "signed_in" }, ({ ctx, params }) => assessPage(ctx, params.id));

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => inHandOfPage(ctx, params.id) }, async ({ ctx, params, form }) => {
  const { id, slug, criteria } = await inHandOfPage(ctx, params.id);
  const act = form.get("act");
  if (act === "reopen") {
    await reopenAssessment(ctx, id);
    return redirectWithFlash(paths.applicationAssess(id), "Puedes corregirla. No cuenta hasta que la termines de nuevo.");
  }
  if (act === "conflict") {
    const parsed = parseForm(form, OwnConflictInput);
    if (!parsed.ok) return data(parsed.submission, { status: 422 });
    await declareConflict(ctx, id, parsed.value);
    return redirectWithFlash(paths.callAssess(slug), "Anotamos tu conflicto: esa postulación sale de tu lista y tu puntaje no se cuenta.");
  }
  const whole = act === "finish";
  const parsed = parseForm(form, assessmentInput(criteria, whole));
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  if (!whole) {
    await saveAssessment(ctx, id, parsed.value);
    return redirectWithFlash(`${paths.applicationAssess(id)}#pauta`, "Borrador guardado.");
  }
  await finishAssessment(ctx, id, parsed.value);
  const { next, left } = await nextToAssess(ctx, id);
  if (!next) return redirectWithFlash(paths.callAssess(slug), "Terminaste la última. Gracias por leer con cuidado.");
  // Where the last form stood is not where the next text begins.
  return redirectWithFlash(`${paths.applicationAssess(next)}#contenido`, `Evaluación terminada. ${left === 1 ? "Te falta 1" : `Te faltan ${left}`}: esta es la siguiente.`);
});

export default function AssessApplicationPage() {
  const page = useLoaderData<typeof loader>();
  const { application, call, place } = page;
  return (
    <Page
      title={application.title}
      eyebrow={
        <a href={paths.callAssess(call.slug)}>
          {call.title}: postulación n.º {application.number ?? "–"}, {place.at} de {place.of}
        </a>
      }
      width="wide"
    >
      <p className="assess-jump">
        <a href="#pauta">Ir a la pauta</a>
      </p>
      <div className="assess">
        <div className="assess-read">
          <ApplicationBody application={application} />
        </div>
        <div className="assess-score" id="pauta">
          {page.done || page.over ? <FinishedAssessment page={page} /> : <AssessForm page={page} />}
          {!page.over && <ConflictWhileReading />}
        </div>
      </div>
    </Page>
  );
}
