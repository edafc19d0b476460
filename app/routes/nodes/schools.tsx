import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { NodeFrame } from "#app/components/node-frame.tsx";
import { countByRegion, RegionStrip } from "#app/components/region-strip.tsx";
import { placeOf, SchoolList } from "#app/components/school-list.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { canChangeSchools } from "#app/domain/nodes/node.policy.ts";
import { listNodeReach } from "#app/domain/nodes/nodes.repo.server.ts";
import { addSchoolToNode, removeSchoolFromNode } from "#app/domain/nodes/nodes.server.ts";
import { listNodeSchools, type NodeSchoolRow } from "#app/domain/nodes/schools.repo.server.ts";
import { establishmentOptions } from "#app/domain/places/establishments.repo.server.ts";
import { idFrom, wordsFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Item, ItemList } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { ErrorSummary, FilterBar, SearchBox } from "#app/ui/form.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { nodeOfPage } from "./node-page.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(`Establecimientos de ${data.frame.name}`) : []);

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, params, url }) => {
  const { node, frame } = await nodeOfPage(ctx, params.slug ?? "", url);
  const page = pageFrom(url);
  const { rows, total } = await listNodeSchools(ctx.db, node.id, { page });
  const reach = await listNodeReach(ctx.db, [node.id]);
  const changes = canChangeSchools(ctx.actor, node.id) && node.archived_at === null;
  const q = changes ? wordsFrom(url, "agregar") : "";
  const here = new Set(rows.filter((school) => school.held).map((school) => school.id));
  return {
    frame,
    schools: paged(rows, total, page),
    places: reach.map(({ lat, lon, region_code, schools }) => ({ lat, lon, region_code, schools, size: schools, kind: node.colour })),
    changes,
    q,
    found: q ? (await establishmentOptions(ctx.db, q, 12)).filter((school) => !here.has(school.id)) : [],
  };
});

export const action = actionWith({ who: "signed_in" }, async ({ ctx, params, form }) => {
  const slug = params.slug ?? "";
  const id = idFrom(form, "establishment_id");
  if (form.get("act") === "remove") {
    await removeSchoolFromNode(ctx, slug, id);
    return redirectWithFlash(paths.nodeSchools(slug), "El establecimiento ya no está en la lista propia del nodo.");
  }
  await addSchoolToNode(ctx, slug, id);
  return redirectWithFlash(paths.nodeSchools(slug), "El establecimiento ya es parte del nodo.");
});

export default function NodeSchoolsPage() {
  const page = useLoaderData<typeof loader>();
  const { errors } = useSubmission();
  const { frame, schools, places } = page;
  return (
    <NodeFrame
      node={frame}
      tab="schools"
      asideLabel="Dónde están"
      aside={
        places.length > 0 && (
          <RegionStrip
            label={`Los establecimientos de ${frame.name}, de norte a sur`}
            places={places}
            counts={countByRegion(places)}
            only={places.map((place) => place.region_code)}
          />
        )
      }
    >
      <ErrorSummary errors={errors} />
      {page.changes && <AddSchool page={page} />}
      {schools.total === 0 ? (
        <Empty title="Todavía no hay establecimientos" icon="school">
          <p>Aquí estarán los que el nodo reúne y los de cada persona que se sume.</p>
        </Empty>
      ) : (
        <>
          <p>{counted(schools.total, "establecimiento", "establecimientos")}: los que el nodo reúne y los de quienes se han sumado.</p>
          <SchoolList
            schools={schools.rows}
            label={`Establecimientos de ${frame.name}`}
            trailOf={page.changes ? (school) => <Remove school={school as NodeSchoolRow} /> : undefined}
          />
        </>
      )}
      <Pagination page={schools.page} pages={schools.pages} href={(to) => paths.nodeSchools(frame.slug, to)} />
    </NodeFrame>
  );
}

/** Those that are here only through their people cannot be taken out: their people would have to leave. */
function Remove({ school }: { school: NodeSchoolRow }) {
  if (!school.held) return null;
  return (
    <ButtonForm kind="quiet" size="small" fields={{ act: "remove", establishment_id: school.id }} label={`Quitar ${school.name}`}>
      Quitar
    </ButtonForm>
  );
}

function AddSchool({ page: { q, found, frame } }: { page: Loaded }) {
  return (
    <Disclosure summary="Agregar un establecimiento" open={q !== ""} id="agregar-establecimiento">
      <FilterBar action={paths.nodeSchools(frame.slug)} label="Buscar establecimientos" hideButton>
        <SearchBox name="agregar" label="Nombre, comuna o RBD" value={q} />
      </FilterBar>
      {q !== "" && found.length === 0 && <p>Ningún establecimiento nuevo calza con «{q}».</p>}
      {found.length > 0 && (
        <ItemList label="Establecimientos encontrados" dense>
          {found.map((school) => (
            <Item
              key={school.id}
              title={school.name}
              meta={placeOf(school)}
              trail={
                <ButtonForm size="small" fields={{ act: "add", establishment_id: school.id }} label={`Agregar ${school.name}`}>
                  Agregar
                </ButtonForm>
              }
            />
          ))}
        </ItemList>
      )}
    </Disclosure>
  );
}
