import type { CollectionItem } from "#app/domain/collections/collections.repo.server.ts";
import type { CollectionStep } from "#app/domain/collections/reading.repo.server.ts";
import { RESOURCE_KINDS, type ResourceKind } from "#app/domain/resources/resource.ts";
import { paths } from "#app/paths.ts";
import { ProseHtml } from "#app/ui/card.tsx";

/** A path to be read: numbered steps, each with the note of who made it. */
export function CollectionPath({ slug, items }: { slug: string; items: readonly CollectionItem[] }) {
  return (
    <ol className="path">
      {items.map((item) => (
        <li key={item.resource_id} className="path-step" id={`paso-${item.resource_id}`}>
          <p className="path-kind">{RESOURCE_KINDS[item.kind as ResourceKind] ?? ""}</p>
          <h2 className="path-title">
            <a href={paths.work(item, { coleccion: slug })}>{item.title}</a>
          </h2>
          {item.summary && <p>{item.summary}</p>}
          {item.note_html && (
            <div className="path-note">
              <ProseHtml html={item.note_html} />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

/** On a work's page, for whoever came from a collection: where they are on its path. */
export function CollectionBar({ step }: { step: CollectionStep | null }) {
  if (!step) return null;
  const { slug, title, at, of, previous, next } = step;
  return (
    <nav className="path-bar no-print" aria-label={`Colección ${title}`}>
      <a href={paths.collection(slug)}>{title}</a>
      <span>
        {at} de {of}
      </span>
      {previous && (
        <a rel="prev" href={paths.work(previous, { coleccion: slug })}>
          Anterior<span className="visually-hidden">: {previous.title}</span>
        </a>
      )}
      {next && (
        <a rel="next" href={paths.work(next, { coleccion: slug })}>
          Siguiente<span className="visually-hidden">: {next.title}</span>
        </a>
      )}
    </nav>
  );
}
