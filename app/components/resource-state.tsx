import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";

interface Props {
  slug: string;
  state: string;
  version: number;
  open: { number: number; state: "draft" | "in_review"; decision_note: string } | null;
  may: { edit: boolean; review: boolean };
}

/** What whoever reads it should know first, where it is not simply published. */
export function WorkState({ work, own }: { work: Props; own: boolean }) {
  const { slug, state, version, open, may } = work;
  if (state === "withdrawn")
    return (
      <Notice kind="error" title="Lo retiró moderación">
        <p>Solo lo ven quienes lo hicieron y quienes moderan. Si crees que fue un error, responde al correo que recibiste.</p>
      </Notice>
    );
  const review = may.review && open?.state === "in_review" && (
    <LinkButton to={paths.resourceReview(slug)} kind="primary">
      Revisar
    </LinkButton>
  );
  if (state === "in_review")
    return (
      <Notice kind="info" title="En revisión" actions={review}>
        <p>{own ? "Alguien del nodo lo mirará antes de publicarlo, y te avisaremos por correo." : "Espera que alguien del nodo lo mire antes de publicarse."}</p>
      </Notice>
    );
  if (state === "draft")
    return (
      <Notice kind="warn" title="Es un borrador" actions={may.edit && <LinkButton to={paths.resourceEdit(slug, "publicar")}>Publicar</LinkButton>}>
        <p>Solo lo ven quienes lo hicieron. Así se verá cuando se publique.</p>
        {open?.decision_note && <p className="work-said">Volvió de la revisión: {open.decision_note}</p>}
      </Notice>
    );
  if (state === "archived")
    return (
      <Notice kind="info" title="Está archivado">
        <p>Ya no aparece en las listas ni en la búsqueda. Puede tener información antigua.</p>
      </Notice>
    );
  if (version > 0 && open && (may.edit || may.review))
    return (
      <Notice
        kind="info"
        title={open.state === "in_review" ? "Hay una nueva versión en revisión" : "Hay cambios sin publicar"}
        actions={review || (may.edit && <LinkButton to={paths.resourceVersion(slug, open.number)}>Verlos</LinkButton>)}
      >
        <p>Mientras tanto se ve la versión {version}.</p>
      </Notice>
    );
  return null;
}
