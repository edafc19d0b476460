import { paths } from "#app/paths.ts";
import { Tabs } from "#app/ui/wayfinding.tsx";

type Place = "call" | "form" | "rubric" | "jury" | "applications" | "assess" | "results";

/** The way between the pages of a call, for who organises it and for its jury; nobody else needs one. */
export function CallTabs({ slug, kind, organises, juror, current }: { slug: string; kind: string; organises: boolean; juror: boolean; current: Place }) {
  if (!organises && !juror) return null;
  const contest = kind === "contest";
  const all: [Place, string, string, boolean][] = [
    ["call", paths.call(slug), "Convocatoria", true],
    ["form", paths.callForm(slug), "Formulario", organises],
    ["rubric", paths.callRubric(slug), "Pauta", organises && contest],
    ["jury", paths.callJury(slug), "Jurado", organises && contest],
    ["applications", paths.callApplications(slug), "Postulaciones", organises],
    ["assess", paths.callAssess(slug), "Evaluar", juror],
    ["results", paths.callResults(slug), "Resultados", organises],
  ];
  return <Tabs label="Partes de la convocatoria" tabs={all.filter(([, , , shown]) => shown).map(([place, to, label]) => ({ to, label, current: place === current }))} />;
}
