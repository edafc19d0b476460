import type { Experience } from "#app/components/experience-sheet.tsx";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";

/** What its readers ought to know first: a draft, waiting for review, put away, withdrawn; for its makers, that a next version is under way. */
export function ExperienceState({ work }: { work: Experience }) {
  if (work.state === "draft")
    return (
      <Notice kind="info" title="Es un borrador" actions={work.may.edit && <LinkButton to={paths.experienceEdit(work.slug)}>Seguir escribiendo</LinkButton>}>
        <p>Solo lo ven quienes lo escriben, hasta que lo publiquen.</p>
      </Notice>
    );
  if (work.state === "in_review")
    return (
      <Notice kind="info" title="Espera la revisión de su nodo" actions={work.may.review && <LinkButton to={paths.resourceReview(work.slug)}>Revisar</LinkButton>}>
        <p>Se publicará cuando alguien que cuida el repositorio del nodo la lea.</p>
      </Notice>
    );
  if (work.state === "archived")
    return (
      <Notice kind="info" title="Está archivada">
        <p>Ya no aparece en la galería ni en la búsqueda, pero esta dirección sigue sirviendo.</p>
      </Notice>
    );
  if (work.state === "withdrawn")
    return (
      <Notice kind="warn" title="Moderación la retiró">
        <p>No la ve nadie más que quienes la escribieron y quienes cuidan el repositorio.</p>
      </Notice>
    );
  if (work.open && work.may.edit)
    return (
      <Notice
        kind="info"
        title={work.open.state === "in_review" ? "Hay una versión nueva en revisión" : "Hay cambios sin publicar"}
        actions={<LinkButton to={paths.experienceEdit(work.slug, "revisar")}>Verlos</LinkButton>}
      >
        <p>Quienes la leen ven la versión publicada.</p>
      </Notice>
    );
  return null;
}
