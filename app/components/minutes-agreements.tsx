import type { AgreementState } from "#app/domain/agreements/agreement.ts";
import type { Paged } from "#app/http/paging.ts";
import { paths } from "#app/paths.ts";
import { Badge, type BadgeKind } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { type Column, Table } from "#app/ui/table.tsx";

interface Row {
  id: string;
  what: string;
  owner: string;
  due: string | null;
  state: AgreementState;
  event_id: string;
  meeting: string;
  when: string;
}

const STATES: Record<AgreementState, { words: string; kind: BadgeKind }> = {
  open: { words: "Pendiente", kind: "info" },
  late: { words: "Atrasado", kind: "caution" },
  done: { words: "Hecho", kind: "positive" },
  dropped: { words: "Retirado", kind: "neutral" },
};

const COLUMNS: Column<Row>[] = [
  { key: "what", header: "Qué", primary: true, cell: (row) => row.what },
  { key: "owner", header: "Quién", cell: (row) => row.owner || "Sin responsable" },
  { key: "due", header: "Para cuándo", cell: (row) => row.due ?? "Sin fecha" },
  { key: "state", header: "Cómo va", cell: (row) => <Badge kind={STATES[row.state].kind}>{STATES[row.state].words}</Badge> },
  {
    key: "minutes",
    header: "Acta",
    cell: (row) => (
      <a href={paths.eventMinutes(row.event_id)}>
        {row.meeting}, {row.when}
      </a>
    ),
  },
];

/** What the minutes of a circle's meetings say is to be done. */
export function MinutesAgreements({ list, to }: { list: Paged<Row>; to: (page: number) => string }) {
  return (
    <>
      <Table
        caption="Tareas que se acordaron en reuniones del círculo, lo pendiente primero"
        columns={COLUMNS}
        rows={list.rows}
        rowKey={(row) => row.id}
        empty={
          <Empty title="Las actas no dejaron tareas" icon="check">
            <p>Cuando se publique el acta de una reunión del círculo, aquí se verá qué quedó por hacer, quién y para cuándo.</p>
          </Empty>
        }
      />
      <Pagination page={list.page} pages={list.pages} href={to} label="Páginas de acuerdos de actas" />
    </>
  );
}
