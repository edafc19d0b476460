import { useLoaderData } from "@remix-run/react";
import { CollectionPath } from "#app/components/collection-path.tsx";
import { collectionMeta } from "#app/components/work-meta.ts";
import { canEditCollection } from "#app/domain/collections/collection.policy.ts";
import { listItems } from "#app/domain/collections/collections.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { ProseHtml } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page } from "#app/ui/layout.tsx";
import { collectionOfPage } from "./collection-access.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { repositorySheet as links } from "#app/components/sheets.ts";

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? collectionMeta({ ...data.collection, items: data.items }, data.site) : []);

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const found = await collectionOfPage(ctx, params.slug);
  const { slug, title, summary, body_html, node, node_slug, author, archived_at, visibility, created_at, updated_at } = found;
  return {
    // Names of persons are for those who are signed in.
    collection: {
      slug,
      title,
      summary,
      body_html,
      node,
      node_slug,
      author: ctx.actor ? author : null,
      archived: archived_at !== null,
      archived_at,
      visibility,
      created_at,
      updated_at,
    },
    site: { publicUrl: ctx.deployment.publicUrl, networkName: ctx.deployment.networkName },
    items: await listItems(ctx.db, ctx.actor, found.id),
    edits: canEditCollection(ctx.actor, found),
  };
});

export default function CollectionPage() {
  const { collection, items, edits }: Loaded = useLoaderData<typeof loader>();
  const { slug, title, summary, node, node_slug, author, archived } = collection;
  return (
    <Page
      title={title}
      eyebrow={<a href={paths.collections()}>Colecciones</a>}
      lead={summary || undefined}
      width="narrow"
      actions={
        <>
          {edits && (
            <LinkButton to={paths.collectionEdit(slug)} icon="edit">
              Editar
            </LinkButton>
          )}
          {items.length > 0 && !archived && (
            <LinkButton to={paths.collectionZip(slug)} icon="download" kind="quiet">
              Descargar todo
            </LinkButton>
          )}
        </>
      }
    >
      {archived && <Notice kind="info" title="Esta colección está archivada: solo tú la ves" />}
      <p className="hint">
        {counted(items.length, "recurso", "recursos")}
        {author && `, por ${author}`}
        {node && node_slug && (
          <>
            {", "}
            <a href={paths.node(node_slug)}>{node}</a>
          </>
        )}
      </p>
      {collection.body_html && <ProseHtml html={collection.body_html} />}
      {items.length === 0 ? (
        <Empty
          title={edits ? "Todavía está vacía" : "Aquí no hay recursos que puedas ver"}
          icon="library"
          action={edits && <LinkButton to={paths.resources()}>Buscar recursos</LinkButton>}
        >
          {edits && <p>En la página de cada recurso está «Agregar a una colección». Después podrás ordenarlos y anotar por qué están.</p>}
        </Empty>
      ) : (
        <CollectionPath slug={slug} items={items} />
      )}
    </Page>
  );
}
