import { MODE_WORDS, VIA_WORDS } from "#app/components/attendance-words.ts";
import type { ListRow } from "#app/domain/attendance/list.repo.server.ts";
import type { Mode } from "#app/domain/events/event.ts";
import { time } from "#app/i18n/dates.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Badge } from "#app/ui/card.tsx";
import { SubmitBar } from "#app/ui/form.tsx";

interface Roll {
  eventId: string;
  zone: Zone;
  rows: ListRow[];
  modes: Mode[];
  closed: boolean;
}

/** What a row is called in the form: `i.` an invitation, `a.` somebody who came without one. */
export const rollKey = (row: Pick<ListRow, "invitation_id" | "attendance_id">): string => (row.invitation_id ? `i.${row.invitation_id}` : `a.${row.attendance_id}`);

/** The list to tick: one form for the whole page. With a script each tick is saved at once (door-list.js). */
export function AttendanceRoll({ eventId, zone, rows, modes, closed }: Roll) {
  if (closed) {
    return (
      <ul className="roll">
        {rows.map((row) => (
          <li className="roll-row" key={rollKey(row)}>
            <Who row={row} zone={zone} />
            <p className="roll-marks">{row.mode ? (modes.length > 1 ? MODE_WORDS[row.mode] : "Vino") : row.reason ? `Con excusa: ${row.reason}` : "No vino"}</p>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <form method="post" className="roll-form" data-roll={paths.eventDoorList(eventId)}>
      <input type="hidden" name="intent" value="save" />
      <ul className="roll">
        {rows.map((row) => (
          <Row key={rollKey(row)} row={row} modes={modes} zone={zone} />
        ))}
      </ul>
      <SubmitBar note={<span data-roll-state="" role="status" />}>
        <Button icon="check">Guardar la lista</Button>
      </SubmitBar>
    </form>
  );
}

function Row({ row, modes, zone }: { row: ListRow; modes: Mode[]; zone: Zone }) {
  const key = rollKey(row);
  return (
    <li className="roll-row" data-key={key}>
      <Who row={row} zone={zone} />
      <input type="hidden" name="was" value={`${key} ${row.mode ?? "-"}`} />
      <div className="roll-marks">
        {modes.map((mode) => (
          <label className="roll-mark" key={mode}>
            <input type="checkbox" name={`p.${key}`} value={mode} defaultChecked={row.mode !== null && (modes.length === 1 || row.mode === mode)} data-roll-mark="" />
            <span>{modes.length > 1 ? MODE_WORDS[mode] : "Vino"}</span>
            <span className="visually-hidden">: {row.name}</span>
          </label>
        ))}
      </div>
      {row.invitation_id && (
        <details className="roll-excuse" open={row.reason !== null && row.mode === null}>
          <summary>
            Excusa<span className="visually-hidden"> de {row.name}</span>
          </summary>
          <input type="hidden" name={`y.${key}`} value={row.reason ?? ""} />
          <input
            className="input"
            type="text"
            name={`x.${key}`}
            defaultValue={row.reason ?? ""}
            maxLength={200}
            placeholder="Motivo, por ejemplo: licencia médica"
            aria-label={`Motivo de la excusa de ${row.name}`}
          />
        </details>
      )}
    </li>
  );
}

function Who({ row, zone }: { row: ListRow; zone: Zone }) {
  return (
    <div className="roll-who">
      <p className="roll-name">
        {row.name} {row.invitation_id === null ? <Badge kind="accent">Sin invitación</Badge> : row.answer === "yes" ? <Badge kind="positive">Dijo que va</Badge> : null}
      </p>
      <p className="roll-school">
        {row.establishment_name ?? row.organisation ?? "Sin establecimiento"}
        {row.recorded_at && row.mode && ` · ${time(row.recorded_at, zone)}${row.via ? `, ${VIA_WORDS[row.via]}` : ""}`}
        {row.said_mode === "online" && !row.mode && " · dijo que se conecta"}
      </p>
    </div>
  );
}
