import { answerWords, STATE_WORDS } from "#app/components/event-answer-words.ts";
import type { AnswerCounts, AnswerRow, AnswerState } from "#app/domain/invitations/invitations.repo.server.ts";
import type { Paged } from "#app/http/paging.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Badge, Tag } from "#app/ui/card.tsx";
import { Menu, MenuItem } from "#app/ui/dialog.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FilterBar, SearchBox } from "#app/ui/form.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { type Column, Table } from "#app/ui/table.tsx";

interface Chosen {
  estado?: AnswerState | undefined;
  q?: string | undefined;
}

const STATES: AnswerState[] = ["yes", "waiting", "maybe", "no", "pending", "unconfirmed"];

/** Who said what; to each the coordinator can write down what they were told by telephone. */
export function AnswersByPerson({
  eventId,
  counts,
  chosen,
  list,
  takesAnswers,
  both,
}: {
  eventId: string;
  /** Held both ways: people come or connect. */
  both: boolean;
  counts: AnswerCounts;
  chosen: Chosen;
  list: Paged<AnswerRow>;
  takesAnswers: boolean;
}) {
  const to = (more: Record<string, string | number | undefined>) => paths.eventAnswers(eventId, { ...chosen, ...more });
  const here = paths.eventAnswers(eventId, { ...chosen, pagina: list.page > 1 ? list.page : undefined });
  return (
    <>
      <div className="cluster gap-s">
        <Tag to={to({ estado: undefined })} current={!chosen.estado}>
          {`Todas ${counts.invited}`}
        </Tag>
        {STATES.filter((state) => counts[state] > 0 || state === chosen.estado).map((state) => (
          <Tag key={state} to={to({ estado: state })} current={state === chosen.estado}>
            {`${STATE_WORDS[state]} ${counts[state]}`}
          </Tag>
        ))}
      </div>
      <FilterBar hideButton label="Buscar en la lista" clearTo={chosen.q ? to({ q: undefined }) : undefined}>
        {chosen.estado && <input type="hidden" name="estado" value={chosen.estado} />}
        <SearchBox label="Nombre, correo o establecimiento" value={chosen.q} />
      </FilterBar>
      <Table
        caption="Respuestas por persona"
        captionHidden
        columns={
          takesAnswers
            ? [...COLUMNS, { key: "acts", header: "Anotar", headerHidden: true, cell: (row) => <Acts row={row} both={both} here={here} removeTo={to({ quitar: row.id })} /> }]
            : COLUMNS
        }
        rows={list.rows}
        rowKey={(row) => row.id}
        empty={
          <Empty title={counts.invited === 0 ? "Todavía no hay personas invitadas" : "Nadie calza con la búsqueda"} icon="people">
            {counts.invited === 0 && (
              <p>
                <a href={paths.eventAudience(eventId)}>Invita a nodos, contrapartes o personas</a> y aquí verás sus respuestas.
              </p>
            )}
          </Empty>
        }
      />
      <Pagination page={list.page} pages={list.pages} href={(pagina) => to({ pagina })} />
    </>
  );
}

const COLUMNS: Column<AnswerRow>[] = [
  {
    key: "name",
    header: "Persona",
    primary: true,
    cell: (row) => (
      <>
        {row.name || row.email}
        <span className="answer-who">
          {row.establishment_name ?? (row.outside ? "Persona de fuera" : null)}
          {row.name && <span className="answer-mail">{row.email}</span>}
        </span>
        {row.unreachable && (
          <Badge kind="danger" icon="warning">
            No le llegan los correos
          </Badge>
        )}
      </>
    ),
  },
  {
    key: "answer",
    header: "Respuesta",
    cell: (row) => {
      const { words, kind } = answerWords(row);
      return (
        <>
          <Badge kind={kind}>{words}</Badge>
          {row.answered_at && <span className="answer-when"> {shortDate(row.answered_at)}</span>}
          {row.comment && <p className="answer-comment">«{row.comment}»</p>}
        </>
      );
    },
  },
];

function Acts({ row, both, here, removeTo }: { row: AnswerRow; both: boolean; here: string; removeTo: string }) {
  const who = row.name || row.email;
  const choices = [
    ...(both
      ? [
          { value: "yes in_person", label: "Va en persona" },
          { value: "yes online", label: "Se conecta" },
        ]
      : [{ value: "yes", label: "Va" }]),
    { value: "no", label: "No va" },
    { value: "maybe", label: "Aún no sabe" },
  ].filter(({ value }) => value !== (row.mode ? `${row.answer} ${row.mode}` : row.answer));
  return (
    <Menu summary="Anotar" label={`Anotar la respuesta de ${who}`}>
      {choices.map(({ value, label }) => (
        <MenuItem key={value}>
          <ButtonForm action={here} kind="quiet" fields={{ invitation_id: row.id }} name="answer" value={value} label={`${label}: ${who}`}>
            {label}
          </ButtonForm>
        </MenuItem>
      ))}
      <MenuItem to={removeTo}>Sacar de la lista</MenuItem>
    </Menu>
  );
}
