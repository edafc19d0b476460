import { useLoaderData } from "@remix-run/react";
import { AccountTabs } from "#app/components/account-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { OwnApplications } from "#app/components/own-applications.tsx";
import { listOwnApplications } from "#app/domain/calls/applications.repo.server.ts";
import { PAGE_SIZE, paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";

export { callSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Tus postulaciones");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, url }) => {
  const page = pageFrom(url);
  const { rows, total } = await listOwnApplications(ctx.db, ctx.actor.id, { page, size: PAGE_SIZE });
  return { email: ctx.actor.email, now: ctx.now, list: paged(rows, total, page) };
});

export default function OwnApplicationsPage() {
  const { email, now, list } = useLoaderData<typeof loader>();
  return (
    <Page title="Tu cuenta" width="narrow" lead={email}>
      <AccountTabs current="applications" />
      {list.rows.length === 0 ? (
        <Empty title="Todavía no has postulado" icon="document" action={<LinkButton to={paths.calls()}>Ver convocatorias</LinkButton>}>
          <p>Aquí estarán tus borradores y lo que enviaste a concursos y convocatorias de la red, con su número y sus resultados.</p>
        </Empty>
      ) : (
        <OwnApplications applications={list.rows} now={now} />
      )}
      <Pagination page={list.page} pages={list.pages} href={(pagina) => paths.ownApplications({ pagina })} />
    </Page>
  );
}
