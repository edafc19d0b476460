import { useLoaderData } from "@remix-run/react";
import { AccountTabs } from "#app/components/account-tabs.tsx";
import { CollectionList } from "#app/components/collection-list.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { OwnWorks } from "#app/components/own-works.tsx";
import { listCollections } from "#app/domain/collections/collections.repo.server.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { listMade, listSaved, listUsed } from "#app/domain/marks/own.repo.server.ts";
import { PAGE_SIZE, paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Tabs } from "#app/ui/wayfinding.tsx";

export { repositorySheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Tu repositorio");

const VIEWS = { mio: listMade, guardado: listSaved, usado: listUsed } as const;
type View = keyof typeof VIEWS | "colecciones";
const isView = (value: string | null): value is View => value !== null && (Object.hasOwn(VIEWS, value) || value === "colecciones");

async function listOf(db: Ctx["db"], actor: Actor, view: View, page: number) {
  const part = { page, size: PAGE_SIZE };
  if (view === "colecciones") {
    const { rows, total } = await listCollections(db, actor, { ...part, madeBy: actor.id });
    return { works: [], collections: paged(rows, total, page), pages: paged(rows, total, page).pages, total };
  }
  const { rows, total } = await VIEWS[view](db, actor, part);
  return { works: rows.map((row) => ({ ...row, at: longDate(row.at) })), collections: null, pages: paged(rows, total, page).pages, total };
}

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, url }) => {
  const asked = url.searchParams.get("ver");
  const view: View = isView(asked) ? asked : "mio";
  const page = pageFrom(url);
  return { view, page, email: ctx.actor.email, ...(await listOf(ctx.db, ctx.actor, view, page)) };
});

const LABELS: Record<View, string> = { mio: "Lo que compartí", guardado: "Guardado", usado: "Lo que usamos", colecciones: "Mis colecciones" };

export default function OwnRepositoryPage() {
  const { view, page, pages, total, email, works, collections } = useLoaderData<typeof loader>();
  return (
    <Page title="Tu cuenta" width="narrow" lead={email}>
      <AccountTabs current="repository" />
      <Tabs
        label="Tu repositorio"
        tabs={(Object.keys(LABELS) as View[]).map((key) => ({ to: paths.ownResources(key === "mio" ? {} : { ver: key }), label: LABELS[key], current: key === view }))}
      />
      {total === 0 ? <Nothing view={view} /> : collections ? <CollectionList collections={collections.rows} own /> : <OwnWorks works={works} view={view} />}
      <Pagination page={page} pages={pages} href={(pagina) => paths.ownResources({ ver: view === "mio" ? null : view, pagina })} />
    </Page>
  );
}

const EMPTY: Record<View, { title: string; text: string }> = {
  mio: { title: "Todavía no has compartido nada", text: "Aquí estarán tus borradores, lo que espera revisión y lo publicado, con cuántas veces se usó." },
  guardado: { title: "No has guardado nada", text: "En la página de cada recurso está «Guardar», para encontrarlo aquí cuando lo necesites." },
  usado: {
    title: "Todavía no has contado ningún uso",
    text: "Cuando uses algo en tu liceo, cuéntalo en su página con «Lo usamos en nuestro liceo»: ayuda a quien lo hizo y a quien lo piensa usar.",
  },
  colecciones: { title: "Todavía no tienes colecciones", text: "Una colección junta recursos en el orden en que conviene verlos." },
};

function Nothing({ view }: { view: View }) {
  const { title, text } = EMPTY[view];
  const action =
    view === "mio" ? (
      <LinkButton to={paths.resourceNew()}>Compartir algo</LinkButton>
    ) : view === "colecciones" ? (
      <LinkButton to={paths.collectionNew()}>Hacer una colección</LinkButton>
    ) : (
      <LinkButton to={paths.resources()}>Ir al repositorio</LinkButton>
    );
  return (
    <Empty title={title} icon="library" action={action}>
      <p>{text}</p>
    </Empty>
  );
}
