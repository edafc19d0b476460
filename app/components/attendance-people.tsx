import { AttendanceRoll } from "#app/components/attendance-roll.tsx";
import { WalkInForm } from "#app/components/attendance-walk-in.tsx";
import { useSubmission } from "#app/components/submission.ts";
import type { AttendanceTotals } from "#app/domain/attendance/attendance.repo.server.ts";
import type { ListRow, ListState } from "#app/domain/attendance/list.repo.server.ts";
import type { Mode } from "#app/domain/events/event.ts";
import type { Paged } from "#app/http/paging.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { Tag } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FilterBar, SearchBox } from "#app/ui/form.tsx";
import type { FieldConstraints } from "#app/ui/form-context.ts";
import { Pagination } from "#app/ui/pagination.tsx";

/** What stands in the address for what is noted of a person. */
export const STATE_PARAMS: Record<string, ListState> = { vinieron: "came", faltan: "pending", excusa: "excused", "sin-invitacion": "walk_ins" };
const STATE_LABELS: Record<ListState, string> = { came: "Vinieron", pending: "Por marcar", excused: "Con excusa", walk_ins: "Sin invitación" };

interface Props {
  event: { id: string; zone: Zone };
  totals: AttendanceTotals;
  modes: Mode[];
  shown: { estado?: string | undefined; q?: string | undefined; list: Paged<ListRow>; hints: string[]; newId: string; constraints: FieldConstraints };
  to: (query: Record<string, string | number | undefined>) => string;
  closed: boolean;
}

/** The list to tick, narrowed by what is noted and by words; on top of it, whoever is not on it. */
export function AttendancePeople({ event, totals, modes, shown, to, closed }: Props) {
  const { refused } = useSubmission();
  const figures: Record<ListState, number> = { came: totals.people, pending: totals.absent, excused: totals.excused, walk_ins: totals.walk_ins };
  const chosen = { estado: shown.estado, q: shown.q };
  return (
    <>
      {!closed && (
        <Disclosure summary="Agregar a quien no está en la lista" open={refused}>
          <WalkInForm newId={shown.newId} modes={modes} hints={shown.hints} constraints={shown.constraints} />
        </Disclosure>
      )}
      <div className="cluster gap-s no-print">
        <Tag to={to({ q: shown.q })} current={!shown.estado}>
          {`Todas ${totals.invited + totals.walk_ins}`}
        </Tag>
        {(Object.values(STATE_PARAMS) as ListState[])
          .filter((state) => figures[state] > 0 || STATE_PARAMS[shown.estado ?? ""] === state)
          .map((state) => {
            const estado = Object.keys(STATE_PARAMS).find((key) => STATE_PARAMS[key] === state);
            return (
              <Tag key={state} to={to({ estado, q: shown.q })} current={estado === shown.estado}>
                {`${STATE_LABELS[state]} ${figures[state]}`}
              </Tag>
            );
          })}
      </div>
      <FilterBar hideButton label="Buscar en la lista" clearTo={shown.q ? to({ estado: shown.estado }) : undefined}>
        {shown.estado && <input type="hidden" name="estado" value={shown.estado} />}
        <SearchBox label="Nombre o establecimiento" value={shown.q} />
      </FilterBar>
      {shown.list.rows.length === 0 ? (
        <Empty title={totals.invited === 0 ? "Todavía no hay personas en la lista" : "Nadie calza con la búsqueda"} icon="people">
          <p>Quien llegue sin estar en la lista se agrega arriba, en diez segundos.</p>
        </Empty>
      ) : (
        <AttendanceRoll eventId={event.id} zone={event.zone} rows={shown.list.rows} modes={modes} closed={closed} />
      )}
      <Pagination page={shown.list.page} pages={shown.list.pages} href={(pagina) => to({ ...chosen, pagina })} />
    </>
  );
}
