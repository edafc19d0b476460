import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { NodeFrame } from "#app/components/node-frame.tsx";
import { ResourceFilters, TagCloud } from "#app/components/resource-filters.tsx";
import { ReviewQueue } from "#app/components/review-queue.tsx";
import { WorkList } from "#app/components/work-card.tsx";
import { listWithFacets } from "#app/domain/resources/listing.repo.server.ts";
import { nodesOfReader } from "#app/domain/resources/resource.policy.ts";
import { listWaitingReviews } from "#app/domain/resources/reviews.repo.server.ts";
import { mayIn } from "#app/domain/rights.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { nodeOfPage } from "../nodes/node-page.server.ts";
import { askedFilter, filterFor } from "./list-filter.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { repositorySheet as links } from "#app/components/sheets.ts";

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(`Recursos de ${data.frame.name}`) : []);

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, params, url }) => {
  const { node, frame } = await nodeOfPage(ctx, params.slug ?? "", url);
  const { db, actor, now } = ctx;
  const asked = askedFilter(url);
  const cares = mayIn(actor, "edit_repository", node.id);
  const shares = actor !== null && !frame.archived && (actor.admin || nodesOfReader(actor).includes(node.id));
  return {
    frame,
    asked,
    now,
    shares,
    cares,
    ...(await listWithFacets(db, actor, filterFor(asked, node.id, now))),
    waiting: await listWaitingReviews(db, actor, { nodeId: node.id }),
  };
});

export default function NodeResourcesPage() {
  const page: Loaded = useLoaderData<typeof loader>();
  const { frame, asked, rows, facets, total, now } = page;
  const { pagina: _, nodo: __, orden, ...kept } = asked;
  const href = (change: Record<string, string | number | undefined>) => paths.nodeResources(frame.slug, { ...kept, ...(orden === "recientes" ? {} : { orden }), ...change });
  const narrowed = Object.values(kept).some((value) => value !== "");
  return (
    <NodeFrame
      node={frame}
      tab="resources"
      actions={
        (page.shares || page.cares) && (
          <>
            {page.shares && (
              <LinkButton to={paths.resourceNew({ nodo: frame.slug })} icon="plus" kind="primary">
                Compartir algo
              </LinkButton>
            )}
            {page.cares && <LinkButton to={paths.adminReports()}>Avisos recibidos</LinkButton>}
          </>
        )
      }
    >
      <ReviewQueue reviews={page.waiting} />
      {(total > 0 || narrowed) && <ResourceFilters asked={asked} facets={facets} clearTo={paths.nodeResources(frame.slug)} nodes={false} />}
      <TagCloud tags={facets.tag} current={asked.etiqueta} hrefOf={(etiqueta) => href({ etiqueta })} />
      {narrowed && <p aria-live="polite">{counted(total, "recurso", "recursos")}.</p>}
      {rows.length > 0 ? (
        <>
          <h2 className="visually-hidden">Lista de recursos</h2>
          <WorkList works={rows} now={now} label={`Recursos de ${frame.name}`} />
        </>
      ) : (
        <Empty
          title={narrowed ? "Nada calza con eso" : "Todavía no hay recursos del nodo"}
          icon="library"
          action={narrowed ? <LinkButton to={paths.nodeResources(frame.slug)}>Ver todos los del nodo</LinkButton> : undefined}
        >
          {!narrowed && <p>Aquí quedará lo que sus integrantes compartan: guías, evaluaciones, experiencias. Se ve también en el repositorio de la red.</p>}
        </Empty>
      )}
      <Pagination page={page.page} pages={page.pages} href={(pagina) => href({ pagina })} />
    </NodeFrame>
  );
}
