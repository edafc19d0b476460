import { isReportReason, REPORT_REASONS } from "#app/domain/reports/report.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";

interface Props {
  kind: string;
  slug: string;
  state: string;
  version: number;
  open: { number: number; state: "draft" | "in_review"; decision_note: string } | null;
  withdrawal: { reason: string; note: string } | null;
  may: { edit: boolean; review: boolean };
}

/** What whoever reads a resource should know first, where it is not simply published; for its makers, that a next version is under way. */
export function WorkState({ work, own }: { work: Props; own: boolean }) {
  const { kind, slug, state, version, open, may } = work;
  const it = kind === "experience" ? "Esta experiencia" : "Este recurso";
  const review = may.review && open?.state === "in_review" && (
    <LinkButton to={paths.resourceReview(slug)} kind="primary">
      Revisar
    </LinkButton>
  );
  if (state === "withdrawn") return <Withdrawn work={work} it={it} />;
  if (state === "in_review")
    return (
      <Notice kind="info" title={`${it} espera revisión`} actions={review}>
        <p>{own ? "Alguien del nodo mirará antes de publicar, y te avisaremos por correo." : "Se publicará cuando alguien que cuida el repositorio del nodo lo apruebe."}</p>
      </Notice>
    );
  if (state === "draft")
    return (
      <Notice kind="warn" title={`${it} es un borrador`} actions={may.edit && <LinkButton to={goOn(kind, slug)}>Seguir y publicar</LinkButton>}>
        <p>Solo se ve entre quienes participan en su autoría. Así se leerá cuando se publique.</p>
        {open?.decision_note && <p className="work-said">Volvió de la revisión: {open.decision_note}</p>}
      </Notice>
    );
  if (state === "archived")
    return (
      <Notice kind="info" title={`${it} ya es parte del archivo`}>
        <p>No aparece en las listas ni en la búsqueda, pero esta dirección sigue sirviendo. Puede tener información antigua.</p>
      </Notice>
    );
  if (version > 0 && open && (may.edit || may.review))
    return (
      <Notice
        kind="info"
        title={open.state === "in_review" ? "Hay una nueva versión en revisión" : "Hay cambios sin publicar"}
        actions={review || (may.edit && <LinkButton to={kind === "experience" ? goOn(kind, slug) : paths.resourceVersion(slug, open.number)}>Verlos</LinkButton>)}
      >
        <p>Mientras tanto se ve la versión {version}.</p>
      </Notice>
    );
  return null;
}

const goOn = (kind: string, slug: string): string => (kind === "experience" ? paths.experienceEdit(slug, "revisar") : paths.resourceEdit(slug, "publicar"));

function Withdrawn({ work: { withdrawal }, it }: { work: Props; it: string }) {
  return (
    <Notice kind="error" title={`Moderación retiró ${it.charAt(0).toLowerCase()}${it.slice(1)}`}>
      {withdrawal && <p>Motivo: {isReportReason(withdrawal.reason) ? REPORT_REASONS[withdrawal.reason] : withdrawal.reason}.</p>}
      {withdrawal?.note && <p className="work-said">{withdrawal.note}</p>}
      <p>Solo se ve entre quienes participan en su autoría y quienes moderan. Si crees que fue un error, responde al correo que recibiste.</p>
    </Notice>
  );
}
