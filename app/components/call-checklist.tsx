import type { Lacking } from "#app/domain/calls/checking.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";

const SAYS: Record<Lacking["what"], [string, (slug: string) => string]> = {
  bases: ["Escribe las bases: qué se busca, quién puede postular y qué se espera.", (slug) => `${paths.callEdit(slug)}#body_md`],
  closed: ["La fecha de cierre ya pasó: pon una nueva.", (slug) => `${paths.callEdit(slug)}#closes_date`],
  rubric: ["Arma la pauta de evaluación: al menos un criterio.", (slug) => paths.callRubric(slug)],
  questions: ["El formulario solo pide título y resumen. ¿Falta alguna pregunta?", (slug) => paths.callForm(slug)],
  jury: ["Todavía no hay jurado. Se puede nombrar después.", (slug) => paths.callJury(slug)],
  jury_date: ["No dice hasta cuándo evalúa el jurado.", (slug) => `${paths.callEdit(slug)}#jury_date`],
  prizes: ["No dice qué recibe quien resulte elegido o elegida.", (slug) => `${paths.callEdit(slug)}#prizes`],
};

/** A draft, for who organises it: what is missing, what might be, and publishing. */
export function CallChecklist({ slug, lacking }: { slug: string; lacking: readonly Lacking[] }) {
  const needed = lacking.filter((one) => one.needed);
  const advice = lacking.filter((one) => !one.needed);
  return (
    <Notice
      kind={needed.length > 0 ? "warn" : "info"}
      title={needed.length > 0 ? "Borrador: falta algo para publicarla" : "Borrador: lista para publicarla"}
      actions={
        <>
          {needed.length === 0 && (
            <ButtonForm kind="primary" fields={{ act: "publish" }}>
              Publicar la convocatoria
            </ButtonForm>
          )}
          <LinkButton to={paths.callEdit(slug)} icon="edit">
            Editar
          </LinkButton>
        </>
      }
    >
      <Lines slug={slug} lines={needed} />
      {advice.length > 0 && <p>{needed.length > 0 ? "Y conviene revisar:" : "Conviene revisar:"}</p>}
      <Lines slug={slug} lines={advice} />
      <p>Solo la ven quienes la organizan. Una vez publicada, las fechas se pueden extender y los textos aclarar, y quienes postulan se enteran; lo demás queda como está.</p>
    </Notice>
  );
}

function Lines({ slug, lines }: { slug: string; lines: readonly Lacking[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className="bullets">
      {lines.map(({ what }) => (
        <li key={what}>
          <a href={SAYS[what][1](slug)}>{SAYS[what][0]}</a>
        </li>
      ))}
    </ul>
  );
}
