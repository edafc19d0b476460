import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { NodeList, type NodeListItem } from "#app/components/node-list.tsx";
import { RegionStrip, regionFrom } from "#app/components/region-strip.tsx";
import { canCreateNode } from "#app/domain/nodes/node.policy.ts";
import { KINDS } from "#app/domain/nodes/node.ts";
import { listNodeReach, listNodes, withSchools } from "#app/domain/nodes/nodes.repo.server.ts";
import { wordsFrom } from "#app/http/asked.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { counted, NODE_KINDS, regionLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Tag } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FilterBar, SearchBox } from "#app/ui/form.tsx";
import { Cluster, Page, Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";

export const meta = () => pageMeta("Nodos", "Los nodos de la red por especialidad, por tema y por territorio: quiénes son, cuándo se reúnen y cómo sumarse.");

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, url }) => {
  const kind = KINDS.find((each) => each === url.searchParams.get("tipo"));
  const q = wordsFrom(url);
  const region = regionFrom(url);
  const page = pageFrom(url);
  const { rows, total } = await listNodes(ctx.db, { kind, q, region, page });
  const reach = await listNodeReach(
    ctx.db,
    rows.map((node) => node.id),
  );
  const colours = new Map(rows.map((node) => [node.id, node.colour]));
  const nodes = paged(withSchools(rows, reach), total, page);
  return {
    nodes,
    filter: { kind: kind ?? null, q, region: region ?? null },
    places: reach.map(({ lat, lon, schools, node_id }) => ({ lat, lon, size: schools, kind: colours.get(node_id) ?? 1 })),
    // Known only where all of them are on the page.
    counts: nodes.pages === 1 && !region ? nodesByRegion(reach) : null,
    creates: canCreateNode(ctx.actor),
  };
});

function nodesByRegion(reach: { node_id: string; region_code: string }[]): Record<string, number> {
  const seen = new Set(reach.map(({ node_id, region_code }) => `${region_code} ${node_id}`));
  const counts: Record<string, number> = {};
  for (const pair of seen) counts[pair.slice(0, 2)] = (counts[pair.slice(0, 2)] ?? 0) + 1;
  return counts;
}

export default function NodesPage() {
  const { nodes, filter, places, counts, creates } = useLoaderData<typeof loader>();
  const href = (change: { region?: string | undefined; tipo?: string | undefined; pagina?: number }) =>
    paths.nodes({ q: filter.q, tipo: filter.kind ?? undefined, region: filter.region ?? undefined, ...change });
  const filtered = filter.q !== "" || filter.kind !== null || filter.region !== null;
  return (
    <Page
      title="Nodos"
      lead="Cada nodo reúne a personas de muchos establecimientos en torno a una especialidad, un tema o un territorio. Busca el tuyo y súmate."
      actions={
        <>
          <LinkButton to={paths.circles()} kind="secondary" icon="people">
            Ver los círculos
          </LinkButton>
          {creates && (
            <LinkButton to={paths.adminNodeNew()} icon="plus" kind="secondary">
              Crear un nodo
            </LinkButton>
          )}
        </>
      }
      asideLabel="Nodos por región"
      asideFirst
      aside={
        <RegionStrip
          label="Dónde están los establecimientos de estos nodos, de norte a sur"
          places={places}
          counts={counts ?? undefined}
          current={filter.region}
          hrefOf={(code) => href({ region: code })}
          allHref={href({ region: undefined })}
        />
      }
    >
      <FilterBar label="Buscar nodos" hideButton clearTo={filtered ? paths.nodes() : undefined}>
        {filter.kind && <input type="hidden" name="tipo" value={filter.kind} />}
        {filter.region && <input type="hidden" name="region" value={filter.region} />}
        <SearchBox label="Buscar un nodo" value={filter.q} placeholder="Electricidad, orientación…" />
      </FilterBar>
      <KindTags current={filter.kind} hrefOf={(tipo) => href({ tipo })} />
      {filtered && <p aria-live="polite">{sentence(nodes.total, filter.region)}</p>}
      {nodes.rows.length === 0 ? <NothingFound past={nodes.total > 0} /> : <ByKind nodes={nodes.rows} />}
      <Pagination page={nodes.page} pages={nodes.pages} href={(pagina) => href({ pagina })} />
    </Page>
  );
}

function sentence(total: number, region: string | null): string {
  const where = region ? ` con establecimientos en ${regionLabel(region)}` : "";
  return `${counted(total, "nodo", "nodos")}${where}.`;
}

function KindTags({ current, hrefOf }: { current: string | null; hrefOf: (kind: string | undefined) => string }) {
  return (
    <nav aria-label="Tipo de nodo">
      <Cluster>
        <Tag to={hrefOf(undefined)} current={current === null}>
          Todos
        </Tag>
        {KINDS.map((kind) => (
          <Tag key={kind} to={hrefOf(kind)} current={current === kind}>
            {NODE_KINDS[kind]?.many}
          </Tag>
        ))}
      </Cluster>
    </nav>
  );
}

function ByKind({ nodes }: { nodes: NodeListItem[] }) {
  const kinds = KINDS.filter((kind) => nodes.some((node) => node.kind === kind));
  return (
    <>
      {kinds.map((kind) => (
        <Section key={kind} title={NODE_KINDS[kind]?.many}>
          <NodeList label={NODE_KINDS[kind]?.many} nodes={nodes.filter((node) => node.kind === kind)} />
        </Section>
      ))}
    </>
  );
}

function NothingFound({ past }: { past: boolean }) {
  return (
    <Empty title={past ? "Hasta aquí llegan los nodos" : "Ningún nodo calza con eso"} icon="node" action={<LinkButton to={paths.nodes()}>Ver todos los nodos</LinkButton>}>
      {!past && <p>Prueba con otra palabra, otra región u otro tipo.</p>}
    </Empty>
  );
}
