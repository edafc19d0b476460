/** What is done with a draft beside writing it: told that another is newer, taken back, thrown away; and what is published put away. */
import { LICENCES } from "#app/domain/resources/resource.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";

interface Edited {
  resource: { slug: string; state: string; version: number };
  open: { state: string } | null;
}

/** Grave acts stand folded: opened, they say what will happen before they are done. */
export function ResourceKeeping({ page: { resource, open } }: { page: Edited }) {
  const action = paths.resourceEdit(resource.slug);
  const archived = resource.state === "archived";
  return (
    <div className="stack gap-m work-keeping">
      {open?.state === "draft" && (
        <Disclosure summary={resource.version > 0 ? "Descartar estos cambios" : "Borrar este borrador"}>
          <div className="stack gap-m">
            <p>
              {resource.version > 0
                ? "Se pierde lo que escribiste y los archivos que agregaste en esta nueva versión. Lo publicado queda tal como está."
                : "Se borra con sus archivos. No se puede deshacer."}
            </p>
            <ButtonForm action={action} kind="danger" icon="trash" fields={{ act: "discard" }}>
              {resource.version > 0 ? "Sí, descartar los cambios" : "Sí, borrar el borrador"}
            </ButtonForm>
          </div>
        </Disclosure>
      )}
      {(archived || resource.state === "published") && (
        <Disclosure summary={archived ? "Devolverlo al repositorio" : "Archivar este recurso"}>
          <div className="stack gap-m">
            <p>
              {archived
                ? "Vuelve a las listas y a la búsqueda."
                : "Sale de las listas y de la búsqueda; quien tenga su dirección lo seguirá abriendo. Se puede devolver cuando quieras."}
            </p>
            <ButtonForm action={action} kind="secondary" fields={{ act: archived ? "restore" : "archive" }}>
              {archived ? "Devolver al repositorio" : "Sí, archivar"}
            </ButtonForm>
          </div>
        </Disclosure>
      )}
    </div>
  );
}

export function WaitsForReview({ slug }: { slug: string }) {
  return (
    <Notice kind="info" title="Está en revisión">
      <p>Alguien del nodo lo mirará antes de publicarlo, y te avisaremos por correo. Mientras tanto no se puede editar.</p>
      <ButtonForm action={paths.resourceEdit(slug)} kind="secondary" fields={{ act: "take-back" }}>
        Sacarlo de revisión para seguir editando
      </ButtonForm>
    </Notice>
  );
}

const NAMES = {
  what: { title: "Título", summary: "De qué se trata", link_url: "Enlace", body_md: "Contenido" },
  about: { authors: "Nombres", objectives: "Objetivos", tags: "Etiquetas", licence: "Licencia" },
} as const;

/** What somebody else put there meanwhile, beside what one typed. */
export function NewerDraft({ newer, names }: { newer: { values: Record<string, string | string[]>; by: string | null }; names: keyof typeof NAMES }) {
  const said = (name: string) => {
    const value = newer.values[name];
    const text = Array.isArray(value) ? value.join(", ") : (value ?? "");
    return name === "licence" ? (LICENCES[text as keyof typeof LICENCES]?.label ?? text) : text;
  };
  return (
    <Notice kind="warn" title={newer.by ? `${newer.by} guardó esto mientras editabas` : "Esto se guardó mientras editabas"}>
      <dl className="work-newer">
        {Object.entries(NAMES[names]).map(([name, label]) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd className="work-said">{said(name) || "(vacío)"}</dd>
          </div>
        ))}
      </dl>
    </Notice>
  );
}
