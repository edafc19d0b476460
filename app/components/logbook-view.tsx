import { Snips } from "#app/components/snips.tsx";
import { AGREEMENT_KINDS } from "#app/domain/logbook/agreement.ts";
import { AGREEMENT_STATES, type AgreementState } from "#app/domain/logbook/agreement-state.ts";
import type { Snip } from "#app/domain/logbook/logbook-search.ts";
import type { Paged } from "#app/http/paging.ts";
import { counted } from "#app/i18n/labels.ts";
import { KIND_LABELS, kindLabel, STATE_LABELS } from "#app/i18n/logbook.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Badge, Item, ItemList, Tag } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FilterBar, SearchBox, Select } from "#app/ui/form.tsx";
import { Cluster } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";

export interface LogbookItem {
  id: string;
  number: number;
  title: Snip[];
  /** Its driver and text, around what was looked for. */
  text: Snip[];
  state: AgreementState;
  kind: string;
  /** Where the list is of several. */
  circle: { id: string; name: string } | null;
  adopted: string;
  review: string | null;
  expires: string | null;
  owner: string | null;
  replacedBy: { id: string; number: number } | null;
}

export interface LogbookList {
  asked: { q: string; estado: string; tipo: string; ano: string; circulo: string };
  counts: Record<AgreementState, number>;
  /** In all states. */
  all: number;
  list: Paged<LogbookItem>;
  /** To choose from; none where it is of one. */
  circles: { id: string; name: string; found: number }[];
  years: number[];
  /** There is nothing at all, whatever the filter. */
  empty: boolean;
}

type Query = Record<string, string | number | undefined>;

interface Props {
  logbook: LogbookList;
  to: (query?: Query) => string;
  file: (format: "pdf" | "csv" | "md", query?: Query) => string;
  /** Said where nothing was ever agreed. */
  nothing: string;
}

/** Agreements with their search, filters and states; what the three logbooks share. */
export function LogbookView({ logbook, to, file, nothing }: Props) {
  const { asked, list, empty, all } = logbook;
  if (empty) {
    return (
      <Empty title="La bitácora está en blanco" icon="document">
        <p>{nothing}</p>
      </Empty>
    );
  }
  const filtered = Object.values(asked).some(Boolean);
  return (
    <div className="logbook stack gap-m">
      <Filter logbook={logbook} clearTo={filtered ? to() : undefined} />
      <States logbook={logbook} to={to} />
      {filtered && (
        <p aria-live="polite">
          {counted(list.total, "acuerdo", "acuerdos")}
          {asked.q && <> con «{asked.q}»</>}.
        </p>
      )}
      {list.rows.length === 0 ? (
        <Empty title="Ningún acuerdo calza con eso" icon="search" action={<LinkButton to={to()}>Ver toda la bitácora</LinkButton>}>
          <p>Prueba con menos palabras: buscamos en el título, el motivo y el texto, con o sin tildes.</p>
        </Empty>
      ) : (
        <ItemList label="Acuerdos">
          {list.rows.map((item) => (
            <AgreementItem key={item.id} item={item} />
          ))}
        </ItemList>
      )}
      <Pagination page={list.page} pages={list.pages} href={(pagina) => to({ ...asked, pagina })} label="Páginas de la bitácora" />
      {all > 0 && <Files file={(format) => file(format, asked)} filtered={filtered} />}
    </div>
  );
}

function Filter({ logbook: { asked, circles, years }, clearTo }: { logbook: LogbookList; clearTo: string | undefined }) {
  return (
    <FilterBar label="Buscar en la bitácora" hideButton clearTo={clearTo}>
      {asked.estado && <input type="hidden" name="estado" value={asked.estado} />}
      {circles.length > 1 && (
        <Select
          label="Círculo"
          name="circulo"
          value={asked.circulo}
          placeholder="Todos"
          options={circles.map(({ id, name, found }) => ({ value: id, label: `${name} (${found})` }))}
        />
      )}
      <Select
        label="Cómo se decidió"
        name="tipo"
        value={asked.tipo}
        placeholder="De cualquier forma"
        options={AGREEMENT_KINDS.map((kind) => ({ value: kind, label: KIND_LABELS[kind].label }))}
      />
      {years.length > 1 && <Select label="Año" name="ano" value={asked.ano} placeholder="Todos" options={years.map((year) => ({ value: String(year), label: String(year) }))} />}
      <SearchBox label="Palabras" value={asked.q} placeholder="prácticas, sede, «quórum mínimo»…" />
    </FilterBar>
  );
}

function States({ logbook: { asked, counts, all }, to }: { logbook: LogbookList; to: Props["to"] }) {
  return (
    <nav aria-label="Estado de los acuerdos">
      <Cluster>
        <Tag to={to({ ...asked, estado: undefined })} current={asked.estado === ""}>
          Todos ({all})
        </Tag>
        {AGREEMENT_STATES.map((state) => (
          <Tag key={state} to={to({ ...asked, estado: state })} current={asked.estado === state}>
            {STATE_LABELS[state].many} ({counts[state]})
          </Tag>
        ))}
      </Cluster>
    </nav>
  );
}

export function StateBadge({ state }: { state: AgreementState }) {
  const { one, kind } = STATE_LABELS[state];
  return <Badge kind={kind}>{one}</Badge>;
}

function AgreementItem({ item }: { item: LogbookItem }) {
  const { id, number, title, text, state, kind, circle, adopted, owner, replacedBy } = item;
  return (
    <Item
      lead={<span className="agreement-number">n.º&nbsp;{number}</span>}
      title={
        <a href={paths.circleAgreement(id)}>
          <Snips snips={title} />
        </a>
      }
      meta={
        <span>
          {circle && (
            <>
              <a href={paths.circleLogbook(circle.id)}>{circle.name}</a> ·{" "}
            </>
          )}
          {[`Adoptado el ${adopted}`, kindLabel(kind).toLowerCase(), owner && `responde ${owner}`, nextOf(item)].filter(Boolean).join(" · ")}
          {replacedBy && (
            <>
              {" "}
              · <a href={paths.circleAgreement(replacedBy.id)}>lo reemplazó el n.º&nbsp;{replacedBy.number}</a>
            </>
          )}
        </span>
      }
      trail={<StateBadge state={state} />}
    >
      {text.length > 0 && (
        <p className="agreement-text">
          <Snips snips={text} />
        </p>
      )}
    </Item>
  );
}

function nextOf({ state, review, expires }: LogbookItem): string | null {
  if (state === "expired") return `venció el ${expires}`;
  if (state === "in_review" && review) return `tocaba revisarlo el ${review}`;
  return state === "in_force" && review ? `se revisa el ${review}` : null;
}

function Files({ file, filtered }: { file: (format: "pdf" | "csv" | "md") => string; filtered: boolean }) {
  return (
    <p className="no-print logbook-files">
      {filtered ? "Llévate estos acuerdos: " : "Llévate la bitácora: "}
      <a href={file("pdf")}>PDF</a>, <a href={file("csv")}>planilla</a> o <a href={file("md")}>texto (Markdown)</a>.
    </p>
  );
}
