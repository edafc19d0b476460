import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { ResourceFilters, TagCloud } from "#app/components/resource-filters.tsx";
import { Shelves } from "#app/components/shelves.tsx";
import { WorkList } from "#app/components/work-card.tsx";
import { listShelves } from "#app/domain/marks/own.repo.server.ts";
import { findNodeBySlug } from "#app/domain/nodes/nodes.repo.server.ts";
import { listWithFacets } from "#app/domain/resources/listing.repo.server.ts";
import { resourceListedFor } from "#app/domain/resources/visibility.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { askedFilter, filterFor } from "./list-filter.server.ts";

export { repositorySheet as links } from "#app/components/sheets.ts";

export const meta = () => [
  ...pageMeta("Repositorio", "Recursos y experiencias que comparten las escuelas de la red: guías, planificaciones, evaluaciones, videos y oportunidades, para usar y adaptar."),
  { tagName: "link", rel: "alternate", type: "application/atom+xml", title: "Novedades del repositorio", href: paths.resourcesAtom() },
];

const isNarrowed = (asked: object): boolean => Object.entries(asked).some(([name, value]) => !["orden", "pagina"].includes(name) && value !== "");

/** A node that is not there narrows to nothing. */
const NOWHERE = "00000000-0000-0000-0000-000000000000";

// What a visitor finds is the same for all, but for opportunities that close meanwhile: they sink at the next change.
export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, url }) => {
  const asked = askedFilter(url);
  const node = asked.nodo ? await findNodeBySlug(ctx.db, asked.nodo) : undefined;
  const found = await listWithFacets(ctx.db, ctx.actor, filterFor(asked, asked.nodo ? (node?.id ?? NOWHERE) : undefined, ctx.now));
  const shelves = isNarrowed(asked) || found.page > 1 ? [] : await listShelves(ctx.db, resourceListedFor(ctx.actor), ctx.now);
  return { asked, now: ctx.now, signedIn: ctx.actor !== null, shelves, ...found };
});

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export default function RepositoryPage() {
  const page = useLoaderData<typeof loader>();
  const { asked, rows, facets, total, now } = page;
  const { pagina: _, ...kept } = asked;
  const href = (change: Record<string, string | number | undefined>) =>
    paths.resources({ ...kept, orden: undefined, ...(asked.orden === "recientes" ? {} : { orden: asked.orden }), ...change });
  const tag = facets.tag.find((one) => one.value === asked.etiqueta)?.label ?? asked.etiqueta;
  return (
    <Page
      title="Repositorio"
      lead="Lo que las escuelas de la red hicieron y comparten, para usarlo, adaptarlo y contar cómo resultó."
      actions={
        <>
          <LinkButton to={paths.resourceNew()} icon="plus" kind="primary">
            Compartir algo
          </LinkButton>
          <LinkButton to={paths.experiences()}>Experiencias</LinkButton>
          <LinkButton to={paths.collections()}>Colecciones</LinkButton>
          <LinkButton to={paths.calls()}>Convocatorias</LinkButton>
          {page.signedIn && (
            <LinkButton to={paths.ownResources()} kind="quiet">
              Mi repositorio
            </LinkButton>
          )}
        </>
      }
    >
      <ResourceFilters asked={asked} facets={facets} clearTo={paths.resources()} />
      <Shelves works={page.shelves} />
      <TagCloud tags={facets.tag} current={asked.etiqueta} hrefOf={(etiqueta) => href({ etiqueta })} />
      <p aria-live="polite">
        {counted(total, "recurso", "recursos")}
        {asked.etiqueta && ` con la etiqueta «${tag}»`}.
      </p>
      {rows.length === 0 ? <Nothing page={page} /> : <WorkList works={rows} now={now} level={2} label="Recursos" />}
      <Pagination page={page.page} pages={page.pages} href={(pagina) => href({ pagina })} />
      <p className="hint no-print">
        Para llevar: <a href={paths.resourcesCsv({ ...kept, orden: undefined })}>esta lista como tabla (CSV)</a> · <a href={paths.resourcesAtom()}>novedades por Atom</a>
      </p>
    </Page>
  );
}

function Nothing({ page: { asked, total } }: { page: Loaded }) {
  if (!isNarrowed(asked) && total === 0)
    return (
      <Empty title="El repositorio está por empezar" icon="library" action={<LinkButton to={paths.resourceNew()}>Compartir lo primero</LinkButton>}>
        <p>Una guía, una rúbrica, una experiencia: lo que a ti te resultó le ahorra semanas a alguien a 400 kilómetros.</p>
      </Empty>
    );
  return (
    <Empty title={total > 0 ? "Hasta aquí llega la lista" : "Nada calza con eso"} icon="search" action={<LinkButton to={paths.resources()}>Ver todo el repositorio</LinkButton>}>
      {total === 0 && <p>Prueba con otra palabra o quita un filtro. Si lo necesitas y no está, quizás otra escuela también: pregúntalo en tu nodo.</p>}
    </Empty>
  );
}
