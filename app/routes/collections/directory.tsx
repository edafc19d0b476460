import { useLoaderData } from "@remix-run/react";
import { CollectionList } from "#app/components/collection-list.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { listCollections } from "#app/domain/collections/collections.repo.server.ts";
import { PAGE_SIZE, paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";

export { repositorySheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Colecciones", "Recorridos por el repositorio: recursos elegidos y en orden.");

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, url }) => {
  const page = pageFrom(url);
  const { rows, total } = await listCollections(ctx.db, ctx.actor, { page, size: PAGE_SIZE });
  return { signedIn: ctx.actor !== null, list: paged(rows, total, page) };
});

export default function CollectionsPage() {
  const { signedIn, list } = useLoaderData<typeof loader>();
  const make = signedIn && (
    <LinkButton to={paths.collectionNew()} icon="plus" kind="primary">
      Hacer una colección
    </LinkButton>
  );
  return (
    <Page
      title="Colecciones"
      eyebrow={<a href={paths.resources()}>Repositorio</a>}
      lead="Recorridos hechos por personas de la red: recursos elegidos, en orden y con notas."
      actions={list.total > 0 && make}
    >
      {list.total === 0 ? (
        <Empty title="Todavía no hay colecciones" icon="library" action={make}>
          <p>Una colección junta lo mejor de un tema para que otra persona sepa por dónde empezar: la planificación, el video, la evaluación, en ese orden.</p>
        </Empty>
      ) : (
        <CollectionList collections={list.rows} />
      )}
      <Pagination page={list.page} pages={list.pages} href={(pagina) => paths.collections({ pagina })} />
    </Page>
  );
}
