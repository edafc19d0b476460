import type { Facet, Facets } from "#app/domain/resources/listing.repo.server.ts";
import { LANGUAGES, LEVELS, LICENCES, RESOURCE_KINDS } from "#app/domain/resources/resource.ts";
import { Tag } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Checkbox, FilterBar, SearchBox, Select } from "#app/ui/form.tsx";
import { Cluster } from "#app/ui/layout.tsx";

/** What is looked at, by the names of the address. */
export interface AskedWorks {
  q: string;
  tipo: string;
  nodo: string;
  especialidad: string;
  nivel: string;
  idioma: string;
  licencia: string;
  archivos: string;
  etiqueta: string;
  orden: string;
}

const ORDERS = { recientes: "Lo más reciente", usados: "Lo más visto", replicados: "Lo más replicado", utiles: "Lo que más sirvió" };

/** Words, then what narrows them: each choice with how many it would leave. `kinds`, `nodes`: whether one chooses among them here. */
export function ResourceFilters({ asked, facets, clearTo, nodes = true, kinds = true }: { asked: AskedWorks; facets: Facets; clearTo: string; nodes?: boolean; kinds?: boolean }) {
  const { etiqueta } = asked;
  const narrowed = [asked.nodo && nodes, asked.especialidad, asked.nivel, asked.idioma, asked.licencia, asked.archivos].filter(Boolean).length;
  const any = narrowed > 0 || asked.q !== "" || (kinds && asked.tipo !== "") || etiqueta !== "";
  return (
    <FilterBar label="Buscar en el repositorio" hideButton clearTo={any ? clearTo : undefined}>
      {etiqueta && <input type="hidden" name="etiqueta" value={etiqueta} />}
      <SearchBox label="Buscar" value={asked.q} placeholder="tableros, rúbrica, turismo rural…" />
      {kinds && <Choice name="tipo" label="Tipo" all="Todos" asked={asked.tipo} facets={facets.kind} labels={RESOURCE_KINDS} />}
      <Select label="Orden" name="orden" value={asked.orden} options={ordersOf(asked.q)} />
      <div className="work-more-filters">
        <Disclosure summary={narrowed > 0 ? `Más filtros (${narrowed})` : "Más filtros"} open={narrowed > 0}>
          <div className="work-filters">
            {nodes && <Choice name="nodo" label="Nodo" all="Todos" asked={asked.nodo} facets={facets.node} />}
            <Choice name="especialidad" label="Especialidad" all="Todas" asked={asked.especialidad} facets={facets.specialty} />
            <Choice name="nivel" label="Nivel" all="Todos" asked={asked.nivel} facets={facets.level} labels={LEVELS} />
            <Choice name="idioma" label="Idioma" all="Todos" asked={asked.idioma} facets={facets.language} labels={LANGUAGES} />
            <Choice name="licencia" label="Licencia" all="Todas" asked={asked.licencia} facets={facets.licence} labels={licenceLabels} />
            <Checkbox label={`Con archivos (${facets.files[0]?.count ?? 0})`} name="archivos" value="1" checked={asked.archivos === "1"} />
          </div>
        </Disclosure>
      </div>
    </FilterBar>
  );
}

const licenceLabels = Object.fromEntries(Object.entries(LICENCES).map(([key, { label }]) => [key, label]));

function ordersOf(q: string) {
  const all = Object.entries(ORDERS).map(([value, label]) => ({ value, label }));
  return q ? [{ value: "relevancia", label: "Relevancia" }, ...all] : all;
}

/** Choices that would leave something, the one that is chosen whatever it leaves. */
function Choice({
  name,
  label,
  all,
  asked,
  facets,
  labels,
}: {
  name: string;
  label: string;
  all: string;
  asked: string;
  facets: readonly Facet[];
  labels?: Record<string, string>;
}) {
  const shown = facets.filter((facet) => facet.count > 0 || facet.value === asked).map((facet) => ({ ...facet, label: labels?.[facet.value] ?? facet.label }));
  if (asked !== "" && !shown.some((facet) => facet.value === asked)) shown.push({ value: asked, label: labels?.[asked] ?? asked, count: 0 });
  shown.sort((a, b) => a.label.localeCompare(b.label, "es"));
  return (
    <Select
      label={label}
      name={name}
      value={asked}
      options={[{ value: "", label: all }, ...shown.map((facet) => ({ value: facet.value, label: `${facet.label} (${facet.count})` }))]}
    />
  );
}

/** The tags that most of what is found has. */
export function TagCloud({ tags, current, hrefOf }: { tags: readonly Facet[]; current: string; hrefOf: (tag: string | undefined) => string }) {
  const shown = tags.slice(0, 12);
  if (shown.length === 0) return null;
  return (
    <nav aria-label="Etiquetas">
      <Cluster>
        {current !== "" && <Tag to={hrefOf(undefined)}>Todas las etiquetas</Tag>}
        {shown.map((tag) => (
          <Tag key={tag.value} to={hrefOf(tag.value)} current={tag.value === current}>
            {tag.label}
          </Tag>
        ))}
      </Cluster>
    </nav>
  );
}
