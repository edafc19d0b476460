import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { countByRegion, RegionStrip, regionFrom } from "#app/components/region-strip.tsx";
import { SchoolList } from "#app/components/school-list.tsx";
import { listEstablishments, listSchoolPlaces } from "#app/domain/places/establishments.repo.server.ts";
import { wordsFrom } from "#app/http/asked.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { counted, regionLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FilterBar, SearchBox } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";

export const meta = () => pageMeta("Establecimientos", "Los liceos y escuelas de la red, de Arica a Magallanes: dónde están, en qué nodos participan y a qué reuniones vinieron.");

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, url }) => {
  const q = wordsFrom(url);
  const region = regionFrom(url);
  const page = pageFrom(url);
  const { rows, total } = await listEstablishments(ctx.db, { q, region, page });
  return { schools: paged(rows, total, page), places: await listSchoolPlaces(ctx.db, { q }), q, region: region ?? null };
});

export default function EstablishmentsPage() {
  const { schools, places, q, region } = useLoaderData<typeof loader>();
  const href = (change: { region?: string | undefined; pagina?: number }) => paths.establishments({ q, region: region ?? undefined, ...change });
  const filtered = q !== "" || region !== null;
  return (
    <Page
      title="Establecimientos"
      lead="Los liceos y escuelas de la red, de norte a sur."
      asideLabel="Establecimientos por región"
      asideFirst
      aside={
        <RegionStrip
          label="Dónde están los establecimientos, de norte a sur"
          places={places.map(({ lat, lon, comuna, schools: size }) => ({ lat, lon, label: `${comuna}: ${size}`, size }))}
          counts={countByRegion(places)}
          current={region}
          hrefOf={(code) => href({ region: code })}
          allHref={href({ region: undefined })}
        />
      }
    >
      <FilterBar label="Buscar establecimientos" hideButton clearTo={filtered ? paths.establishments() : undefined}>
        {region && <input type="hidden" name="region" value={region} />}
        <SearchBox label="Buscar por nombre, comuna o RBD" value={q} placeholder="Liceo, Rancagua…" />
      </FilterBar>
      <p aria-live="polite">
        {counted(schools.total, "establecimiento", "establecimientos")}
        {region && ` en ${regionLabel(region)}`}
        {q && ` con «${q}»`}.
      </p>
      {schools.rows.length === 0 ? (
        <Empty title="Ningún establecimiento calza con eso" icon="school" action={<LinkButton to={paths.establishments()}>Ver todos</LinkButton>}>
          <p>Prueba con otra palabra o con otra región.</p>
        </Empty>
      ) : (
        <SchoolList schools={schools.rows} label="Establecimientos" />
      )}
      <Pagination page={schools.page} pages={schools.pages} href={(pagina) => href({ pagina })} />
    </Page>
  );
}
