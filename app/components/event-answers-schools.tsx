import type { SchoolAnswersRow } from "#app/domain/invitations/invitations.repo.server.ts";
import type { Paged } from "#app/http/paging.ts";
import { paths } from "#app/paths.ts";
import { Badge } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { type Column, Table } from "#app/ui/table.tsx";

const COLUMNS: Column<SchoolAnswersRow>[] = [
  { key: "name", header: "Establecimiento", primary: true, cell: (row) => <a href={paths.establishment(row.slug)}>{row.name}</a> },
  { key: "comes", header: "¿Viene?", cell: comes },
  { key: "yes", header: "Van", numeric: true, cell: (row) => row.yes },
  { key: "no", header: "No van", numeric: true, cell: (row) => row.no },
  { key: "maybe", header: "Aún no saben", numeric: true, cell: (row) => row.maybe },
  { key: "pending", header: "Sin respuesta", numeric: true, cell: (row) => row.pending },
];

/** A school comes as soon as one of its people does. */
function comes(row: SchoolAnswersRow) {
  if (row.yes > 0) return <Badge kind="positive">Sí</Badge>;
  if (row.pending + row.maybe > 0) return <Badge kind="info">No se sabe</Badge>;
  return <Badge>No</Badge>;
}

export function AnswersBySchool({ eventId, list }: { eventId: string; list: Paged<SchoolAnswersRow> }) {
  return (
    <>
      <Table
        caption="Un establecimiento viene cuando viene al menos una de sus personas."
        columns={COLUMNS}
        rows={list.rows}
        rowKey={(row) => row.establishment_id}
        empty={
          <Empty title="Ningún establecimiento en la lista" icon="school">
            <p>Las personas invitadas no indican establecimiento.</p>
          </Empty>
        }
      />
      <Pagination page={list.page} pages={list.pages} href={(pagina) => paths.eventAnswers(eventId, { vista: "establecimientos", pagina })} />
    </>
  );
}
