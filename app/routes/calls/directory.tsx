import { useLoaderData } from "@remix-run/react";
import { CallCards } from "#app/components/call-card.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { canCallSomewhere } from "#app/domain/calls/call.policy.ts";
import { type CallState, listCalls } from "#app/domain/calls/calls.repo.server.ts";
import { findNodeBySlug } from "#app/domain/nodes/nodes.repo.server.ts";
import { PAGE_SIZE, paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Tag } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Field, Form } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Tabs } from "#app/ui/wayfinding.tsx";

export { callSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Convocatorias", "Concursos y convocatorias de la red: qué se busca, hasta cuándo se postula y quiénes resultaron elegidos y elegidas.");

const STATES: Record<string, CallState> = { evaluacion: "assessing", resultados: "decided", pasadas: "past", borradores: "drafts" };
const NOWHERE = "00000000-0000-0000-0000-000000000000";

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, url }) => {
  const [estado, nodo, q] = ["estado", "nodo", "q"].map((name) => (url.searchParams.get(name) ?? "").slice(0, 120)) as [string, string, string];
  const node = nodo ? await findNodeBySlug(ctx.db, nodo) : undefined;
  const page = pageFrom(url);
  const state = STATES[estado] ?? "open";
  const filter = { state, ...(nodo ? { nodeId: node?.id ?? NOWHERE } : {}), ...(q ? { q } : {}), page, size: PAGE_SIZE };
  const { rows, total } = await listCalls(ctx.db, ctx.actor, filter, ctx.now);
  return {
    now: ctx.now,
    asked: { estado: Object.hasOwn(STATES, estado) ? estado : "", nodo, q },
    node: node ? { name: node.name, slug: node.slug } : null,
    organises: canCallSomewhere(ctx.actor),
    signedIn: ctx.actor !== null,
    list: paged(rows, total, page),
  };
});

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

const kept = (asked: Loaded["asked"]) => Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ""));

export default function CallsPage() {
  const page = useLoaderData<typeof loader>();
  const { asked, list, now, node, organises, signedIn } = page;
  const href = (change: { estado?: string | undefined; nodo?: string | undefined; pagina?: number }) => {
    const all = { ...kept(asked), ...change };
    return paths.calls(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== "")));
  };
  const tab = (estado: string, label: string) => ({ to: href({ estado }), label, current: asked.estado === estado });
  return (
    <Page
      title="Convocatorias"
      eyebrow={<a href={paths.resources()}>Repositorio</a>}
      lead="Concursos, fondos y muestras que organizan la red y sus nodos. Se postula desde aquí, también con una experiencia que ya compartiste."
      actions={
        <>
          {organises && (
            <LinkButton to={paths.callNew()} icon="plus" kind="primary">
              Nueva convocatoria
            </LinkButton>
          )}
          {signedIn && <LinkButton to={paths.ownApplications()}>Mis postulaciones</LinkButton>}
        </>
      }
    >
      <Tabs
        label="Convocatorias por estado"
        tabs={[
          tab("", "Abiertas"),
          tab("evaluacion", "En evaluación"),
          tab("resultados", "Con resultados"),
          tab("pasadas", "Anteriores"),
          ...(organises ? [tab("borradores", "Borradores")] : []),
        ]}
      />
      <Form method="get" className="call-search">
        {asked.estado && <input type="hidden" name="estado" value={asked.estado} />}
        {asked.nodo && <input type="hidden" name="nodo" value={asked.nodo} />}
        <Field label="Buscar en las convocatorias" name="q" type="search" value={asked.q} maxLength={120} />
        <Button kind="secondary" icon="search">
          Buscar
        </Button>
      </Form>
      {node && (
        <p>
          <Tag to={href({ nodo: "" })} current>
            {node.name}: quitar el filtro
          </Tag>
        </p>
      )}
      {list.rows.length === 0 ? <Nothing page={page} /> : <CallCards calls={list.rows} now={now} />}
      <Pagination page={list.page} pages={list.pages} href={(pagina) => href({ pagina })} />
    </Page>
  );
}

function Nothing({ page: { asked, list, organises } }: { page: Loaded }) {
  if (asked.q || asked.nodo || list.page > 1)
    return (
      <Empty title="Nada calza con eso" icon="search" action={<LinkButton to={paths.calls()}>Ver las abiertas</LinkButton>}>
        <p>Prueba con otra palabra o mira las anteriores.</p>
      </Empty>
    );
  if (asked.estado !== "")
    return (
      <Empty title="Aquí no hay convocatorias" icon="announce">
        <p>Cuando haya alguna en este estado, la verás aquí.</p>
      </Empty>
    );
  return (
    <Empty title="No hay convocatorias abiertas" icon="announce" action={organises && <LinkButton to={paths.callNew()}>Hacer la primera</LinkButton>}>
      <p>
        Una convocatoria junta lo mejor de la red: con bases claras, un formulario corto y un jurado que evalúa con la misma pauta. Cuando abra una, la verás aquí y en el
        calendario.
      </p>
    </Empty>
  );
}
