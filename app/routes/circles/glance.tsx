import { useLoaderData } from "@remix-run/react";
import { figuresOf } from "#app/components/glance-words.ts";
import { pageMeta } from "#app/components/meta.ts";
import { listNodesWithCircle } from "#app/domain/circles/picture.repo.server.ts";
import { findGlance } from "#app/domain/governance/glance.repo.server.ts";
import { VIEW_SLUGS, viewOf } from "#app/domain/governance/glance.ts";
import { PAGE_SIZE, paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Stat } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FilterBar, Select } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { cohortsOf, type GlanceRow, HEADINGS, scopeOf, tableOf, totalOf } from "./glance-table.server.ts";

export { circleSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Panorama de los círculos");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, url }) => {
  const wanted = viewOf(url.searchParams.get("ver"));
  const view = wanted === "lapsed" && !ctx.actor.admin ? "vacant" : wanted;
  const nodes = await listNodesWithCircle(ctx.db);
  const node = nodes.find(({ slug }) => slug === url.searchParams.get("nodo")) ?? null;
  const scope = scopeOf(ctx, node?.id ?? null);
  const [glance, cohorts] = [await findGlance(ctx.db, scope), await cohortsOf(ctx, scope)];
  const page = pageFrom(url);
  const { headers, rows } = await tableOf(ctx, view, scope, glance, cohorts, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
  return {
    view,
    heading: HEADINGS[view],
    nodes,
    node,
    circles: glance.circles,
    figures: figuresOf(glance, cohorts, ctx.actor.admin),
    headers,
    list: paged(rows, totalOf(view, glance, cohorts), page),
  };
});

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export default function GlancePage() {
  const page = useLoaderData<typeof loader>();
  const { node, nodes, circles } = page;
  return (
    <Page
      title="Panorama de los círculos"
      eyebrow={<a href={paths.circles({ nodo: node?.slug })}>Círculos</a>}
      lead={node ? node.name : "Cómo está el gobierno de la red hoy, y dónde hace falta algo."}
    >
      {nodes.length > 0 && (
        <FilterBar button="Ver" label="Elegir un nodo" auto clearTo={node ? paths.governance({ ver: VIEW_SLUGS[page.view] }) : undefined}>
          <input type="hidden" name="ver" value={VIEW_SLUGS[page.view]} />
          <Select
            label="Nodo"
            name="nodo"
            value={node?.slug ?? ""}
            options={[{ value: "", label: "Toda la red" }, ...nodes.map(({ slug, name }) => ({ value: slug, label: name }))]}
          />
        </FilterBar>
      )}
      {circles === 0 ? (
        <Empty title="Todavía no hay círculos" icon="people" action={<LinkButton to={paths.circles()}>Ver los círculos</LinkButton>}>
          <p>Cuando los haya, aquí se verá qué roles están vacantes, qué períodos terminan y qué acuerdos toca revisar.</p>
        </Empty>
      ) : (
        <Glance page={page} />
      )}
    </Page>
  );
}

function Glance({ page }: { page: Loaded }) {
  const { view, figures, heading, headers, list, node } = page;
  const here = { nodo: node?.slug, ver: VIEW_SLUGS[view] };
  return (
    <>
      <div className="glance-figures">
        {figures.map((figure) => (
          <div key={figure.view} className={figure.view === view ? "glance-current" : undefined}>
            <Stat {...figure} to={`${paths.governance({ nodo: node?.slug, ver: VIEW_SLUGS[figure.view] })}#filas`} />
          </div>
        ))}
      </div>
      <Section
        title={heading}
        id="filas"
        actions={
          list.total > 0 && (
            <LinkButton to={paths.governanceCsv(here)} icon="download" size="small">
              Planilla
            </LinkButton>
          )
        }
      >
        {list.total === 0 ? (
          <p>{figures.find((figure) => figure.view === view)?.sentence}</p>
        ) : (
          <Table caption={heading} captionHidden columns={columnsOf(headers)} rows={list.rows} rowKey={(row) => row.key} />
        )}
        <Pagination page={list.page} pages={list.pages} href={(pagina) => `${paths.governance({ ...here, pagina })}#filas`} />
      </Section>
    </>
  );
}

const columnsOf = (headers: string[]): Column<GlanceRow>[] =>
  headers.map((header, n) => ({
    key: header,
    header,
    primary: n === 0,
    cell: ({ to, cells }) => (n === 0 && to ? <a href={to}>{cells[0]}</a> : cells[n]),
  }));
