import { useLoaderData } from "@remix-run/react";
import { ExperienceCards } from "#app/components/experience-cards.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { RegionStrip, regionFrom } from "#app/components/region-strip.tsx";
import { galleryChoices } from "#app/domain/resources/gallery.repo.server.ts";
import { listResources } from "#app/domain/resources/listing.repo.server.ts";
import { LEVELS } from "#app/domain/resources/resource.ts";
import { wordsFrom } from "#app/http/asked.server.ts";
import { pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { counted, regionLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Tag } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FilterBar, SearchBox, Select } from "#app/ui/form.tsx";
import { Cluster, Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";

type Loaded = Awaited<ReturnType<typeof loader>>;

const PAGE = 12;

export { experienceSheet as links } from "#app/components/sheets.ts";

export const meta = () =>
  pageMeta("Experiencias de innovación", "Lo que una escuela técnica resolvió y otra puede replicar: experiencias contadas por quienes las hicieron, de norte a sur.");

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, url }) => {
  const choices = await galleryChoices(ctx.db, ctx.actor);
  const asked = (name: string) => url.searchParams.get(name) ?? "";
  const node = choices.nodes.find((each) => each.slug === asked("nodo"));
  const specialty = choices.specialties.find((each) => each.id === asked("especialidad"));
  const level = Object.hasOwn(LEVELS, asked("nivel")) ? asked("nivel") : undefined;
  const region = regionFrom(url);
  const q = wordsFrom(url);
  const order = asked("orden") === "replicadas" ? ("replicated" as const) : ("recent" as const);
  const filter = { kind: "experience" as const, q: q || undefined, nodeId: node?.id, specialtyId: specialty?.id, level, region };
  return {
    works: await listResources(ctx.db, ctx.actor, { ...filter, order, page: pageFrom(url), size: PAGE, now: ctx.now }),
    choices,
    chosen: { q, nodo: node?.slug ?? "", especialidad: specialty?.id ?? "", nivel: level ?? "", region: region ?? "", orden: order === "replicated" ? "replicadas" : "" },
    visitor: ctx.actor === null,
  };
});

export default function GalleryPage() {
  const { works, choices, chosen, visitor }: Loaded = useLoaderData<typeof loader>();
  const href = (change: Record<string, string | number | undefined>) => paths.experiences({ ...chosen, ...change });
  const narrowed = Object.entries(chosen).some(([key, value]) => key !== "orden" && value !== "");
  const empty = works.total === 0 && !narrowed;
  return (
    <Page
      title="Experiencias de innovación"
      eyebrow={<a href={paths.resources()}>Repositorio</a>}
      lead="Lo que una escuela probó y otra puede hacer suyo. Cada una cuenta la necesidad, lo que hicieron, qué resultó y qué hace falta para replicarla."
      actions={
        <LinkButton to={paths.experienceNew()} kind="primary" icon="plus">
          Contar una experiencia
        </LinkButton>
      }
      asideLabel="Experiencias por región"
      asideFirst
      aside={
        empty ? undefined : (
          <RegionStrip
            label="Dónde se hicieron estas experiencias, de norte a sur"
            places={choices.places}
            current={chosen.region || null}
            hrefOf={(code) => href({ region: code })}
            allHref={href({ region: undefined })}
          />
        )
      }
    >
      {!empty && <Filters choices={choices} chosen={chosen} narrowed={narrowed} />}
      {works.total > 1 && (
        <nav aria-label="Orden">
          <Cluster>
            <Tag to={href({ orden: undefined })} current={chosen.orden === ""}>
              Las más nuevas
            </Tag>
            <Tag to={href({ orden: "replicadas" })} current={chosen.orden !== ""}>
              Las más replicadas
            </Tag>
          </Cluster>
        </nav>
      )}
      {narrowed && <p aria-live="polite">{sentence(works.total, chosen.region)}</p>}
      {works.rows.length > 0 && <ExperienceCards works={works.rows} />}
      {empty && (
        <Empty
          title="Aquí va a estar lo que la red ya resolvió"
          icon="library"
          action={
            <LinkButton to={visitor ? paths.signIn(paths.experienceNew()) : paths.experienceNew()} kind="primary">
              Contar la primera
            </LinkButton>
          }
        >
          <p>Una experiencia bien contada le ahorra meses a otra escuela. Son ocho preguntas cortas, y puedes escribirlas desde el teléfono.</p>
        </Empty>
      )}
      {!empty && works.rows.length === 0 && <p>Ninguna coincide. Prueba con otra palabra o quita un filtro.</p>}
      <Pagination page={works.page} pages={works.pages} href={(pagina) => href({ pagina })} />
    </Page>
  );
}

function sentence(total: number, region: string): string {
  return `${counted(total, "experiencia", "experiencias")}${region ? ` de ${regionLabel(region)}` : ""}.`;
}

function Filters({ choices, chosen, narrowed }: Pick<Loaded, "choices" | "chosen"> & { narrowed: boolean }) {
  return (
    <FilterBar label="Buscar experiencias" clearTo={narrowed ? paths.experiences() : undefined}>
      {chosen.region && <input type="hidden" name="region" value={chosen.region} />}
      <SearchBox label="Buscar una experiencia" value={chosen.q} placeholder="Tableros, inglés, convivencia…" />
      {choices.nodes.length > 0 && (
        <Select label="Nodo" name="nodo" value={chosen.nodo} placeholder="Todos" options={choices.nodes.map(({ slug, name }) => ({ value: slug, label: name }))} />
      )}
      {choices.specialties.length > 0 && (
        <Select
          label="Especialidad"
          name="especialidad"
          value={chosen.especialidad}
          placeholder="Todas"
          options={choices.specialties.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Select label="Nivel" name="nivel" value={chosen.nivel} placeholder="Todos" options={Object.entries(LEVELS).map(([value, label]) => ({ value, label }))} />
      {chosen.orden && <input type="hidden" name="orden" value={chosen.orden} />}
    </FilterBar>
  );
}
