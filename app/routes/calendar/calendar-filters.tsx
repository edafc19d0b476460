import { EVENT_KINDS } from "#app/domain/events/event.ts";
import { EVENT_KINDS as KINDS, REGIONS, regionLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Tag } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Checkbox, Field, FilterBar, Select } from "#app/ui/form.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Cluster } from "#app/ui/layout.tsx";
import type { CalendarData } from "./calendar.tsx";
import { type CalendarQuery, calendarFields, calendarHref, isFiltered, type Narrowing, WIDE } from "./calendar-query.ts";

const options = (all: { slug: string; name: string }[]) => all.map(({ slug, name }) => ({ value: slug, label: name }));

/** What to see. The view and its date stay as they are; a school is looked for by words, and chosen from those found. */
export function CalendarFilters({ found }: { found: CalendarData }) {
  const { query, nodes, territories, signedIn, school } = found;
  const { nodo: _n, territorio: _t, tipo: _k, region: _r, q: _q, mio: _m, pagina: _p, establecimiento: _e, ...kept } = calendarFields(query) as Record<string, string>;
  return (
    <>
      <FilterBar action={paths.calendar()} label="Elegir qué reuniones ver" button="Mostrar" auto clearTo={isFiltered(query) ? calendarHref(query, WIDE) : undefined}>
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {query.school && <input type="hidden" name="establecimiento" value={query.school} />}
        <Select label="Nodo" name="nodo" value={query.node} placeholder="Todos" options={options(nodes)} />
        <Select label="Tipo" name="tipo" value={query.kind} placeholder="Todos" options={EVENT_KINDS.map((kind) => ({ value: kind, label: KINDS[kind]?.one ?? kind }))} />
        {signedIn && <Checkbox label="Solo lo mío" name="mio" value="1" checked={query.mine} />}
        <div className="filter-more">
          <Disclosure summary="Más filtros" open={found.schools.words !== ""}>
            <div className="filter-grid">
              <Select label="Territorio" name="territorio" value={query.territory} placeholder="Todos" options={options(territories)} />
              <Select label="Región" name="region" value={query.region} placeholder="Todas" options={REGIONS.map(({ code, name }) => ({ value: code, label: name }))} />
              <Field label="Palabras" name="q" type="search" value={query.q ?? ""} maxLength={100} hint="Del título o del lugar." />
              {!school && (
                <Field
                  label="Establecimiento"
                  name="escuela"
                  type="search"
                  value={found.schools.words}
                  maxLength={100}
                  hint="Parte del nombre o la comuna."
                  after={
                    <Button kind="secondary" icon="search" aria-label="Buscar establecimiento">
                      Buscar
                    </Button>
                  }
                />
              )}
            </div>
          </Disclosure>
        </div>
      </FilterBar>
      <SchoolsFound query={query} schools={found.schools} />
    </>
  );
}

function SchoolsFound({ query, schools }: { query: CalendarQuery; schools: CalendarData["schools"] }) {
  if (schools.words === "") return null;
  if (schools.found.length === 0) return <p role="status">No encontramos ningún establecimiento con «{schools.words}». Prueba con otra palabra.</p>;
  return (
    <div className="stack gap-s" role="status">
      <p>¿De cuál establecimiento?</p>
      <Cluster>
        {schools.found.map(({ slug, name, comuna }) => (
          <Tag key={slug} to={calendarHref(query, { school: slug })}>
            {name}, {comuna}
          </Tag>
        ))}
      </Cluster>
    </div>
  );
}

/** What is chosen now, each to be taken off alone. */
export function Chosen({ found, words }: { found: CalendarData; words: string }) {
  const { query, node, territory, school } = found;
  if (!isFiltered(query)) return null;
  const chips: { label: string; without: Partial<Narrowing> }[] = [
    ...(query.mine ? [{ label: "Solo lo mío", without: { mine: false } }] : []),
    ...(query.kind ? [{ label: KINDS[query.kind]?.many ?? "", without: { kind: null } }] : []),
    ...(node ? [{ label: node.name, without: { node: null } }] : []),
    ...(territory ? [{ label: territory.name, without: { territory: null } }] : []),
    ...(query.region ? [{ label: regionLabel(query.region), without: { region: null } }] : []),
    ...(school ? [{ label: school.name, without: { school: null } }] : []),
    ...(query.q ? [{ label: `«${query.q}»`, without: { q: null } }] : []),
  ];
  return (
    <div className="chosen">
      <p className="chosen-words">{words}</p>
      <ul className="chosen-list" aria-label="Filtros elegidos">
        {chips.map(({ label, without }) => (
          <li key={label}>
            <a className="tag" href={calendarHref(query, without)}>
              <span className="visually-hidden">Quitar </span>
              {label}
              <Icon name="cross" />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
