import { QUADRANTS, quadrantOf, STAKEHOLDER_KINDS } from "#app/domain/stakeholders/stakeholder.ts";
import type { ListedActor } from "#app/domain/stakeholders/stakeholders.repo.server.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { QUADRANT_WORDS, STAKEHOLDER_KIND_LABELS, stakeholderKindLabel } from "#app/i18n/stakeholders.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { FilterBar, SearchBox, Select } from "#app/ui/form.tsx";
import { type Column, Table } from "#app/ui/table.tsx";

type Row = ListedActor & { number: number };

/** The list that carries the numbers of the picture. */
export function ActorTable({ slug, rows, contacts }: { slug: string; rows: Row[]; contacts: boolean }) {
  const name: Column<Row> = {
    key: "name",
    header: "Actor",
    primary: true,
    cell: (row) => (
      <span className="actor-name">
        <span className="actor-number">{row.number}</span>
        <span>
          <a href={paths.stakeholder(slug, row.id)}>{row.name}</a>
          <span className="answer-who">{stakeholderKindLabel(row.kind)}</span>
        </span>
      </span>
    ),
  };
  return (
    <Table caption="Actores, con su número en el mapa" captionHidden columns={[name, WHERE, STRATEGY, OWNER, ...(contacts ? [LAST] : [])]} rows={rows} rowKey={(row) => row.id} />
  );
}

const WHERE: Column<Row> = {
  key: "where",
  header: "Lugar en el mapa",
  cell: (row) => (
    <>
      {QUADRANT_WORDS[quadrantOf(row)].name}
      <span className="answer-who">
        Poder {row.power}, interés {row.interest}
      </span>
    </>
  ),
};
const STRATEGY: Column<Row> = {
  key: "strategy",
  header: "Qué hacemos",
  cell: (row) => (
    <>
      {row.strategy || <span className="hint">Sin definir</span>}
      {row.next_step !== "" && (
        <span className="answer-who">
          Próximo paso: {row.next_step}
          {row.next_on && ` (${shortDate(row.next_on)})`}
        </span>
      )}
    </>
  ),
};
const OWNER: Column<Row> = { key: "owner", header: "A cargo", cell: (row) => row.owner_name || <span className="hint">Nadie todavía</span> };
const LAST: Column<Row> = { key: "last", header: "Último contacto", cell: (row) => (row.contact?.last_on ? shortDate(row.contact.last_on) : "Sin contactos anotados") };

export function Filters({ node, filter }: { node: { slug: string }; filter: { q: string; kind: string | null } }) {
  const clear = filter.q !== "" || filter.kind !== null;
  return (
    <FilterBar label="Buscar actores" clearTo={clear ? paths.stakeholders(node.slug) : undefined} hideButton auto>
      <Select
        label="Tipo"
        name="tipo"
        value={filter.kind ?? ""}
        placeholder="Todos"
        options={STAKEHOLDER_KINDS.map((kind) => ({ value: kind, label: STAKEHOLDER_KIND_LABELS[kind] ?? "" }))}
      />
      <SearchBox label="Buscar" value={filter.q} />
    </FilterBar>
  );
}

/** What the four fields mean, folded. */
export function ActorGuide() {
  return (
    <div className="no-print">
      <Disclosure summary="Qué hacer con cada grupo">
        <dl className="actor-guide">
          {QUADRANTS.map((quadrant) => (
            <div key={quadrant}>
              <dt>
                {QUADRANT_WORDS[quadrant].name}: {QUADRANT_WORDS[quadrant].who}
              </dt>
              <dd>{QUADRANT_WORDS[quadrant].advice}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </div>
  );
}

/** Right after a move by whoever reads: the way back, while nobody has moved it since. */
export function MovedNotice({ moved }: { moved: { id: string; name: string } | null }) {
  if (!moved) return null;
  return (
    <Notice
      kind="info"
      title={`Moviste a ${moved.name}`}
      actions={
        <ButtonForm size="small" fields={{ act: "undo", move_id: moved.id }}>
          Deshacer
        </ButtonForm>
      }
    />
  );
}
