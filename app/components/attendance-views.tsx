import { StudentsForm } from "#app/components/attendance-walk-in.tsx";
import { logWords, MODE_WORDS } from "#app/components/attendance-words.ts";
import type { CameRow, InvitedRow, SchoolCameRow } from "#app/domain/attendance/attendance.repo.server.ts";
import type { LogRow, StudentsRow } from "#app/domain/attendance/list.repo.server.ts";
import type { Mode } from "#app/domain/events/event.ts";
import type { Paged } from "#app/http/paging.ts";
import { shortDate, time } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm } from "#app/ui/button.tsx";
import { Badge, Tag } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import type { FieldConstraints } from "#app/ui/form-context.ts";
import { Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { type Column, Table } from "#app/ui/table.tsx";

type To = (query: Record<string, string | number | undefined>) => string;

/** Which schools came, how many of each, and which were invited and did not. */
export function AttendanceSchools({ list, only, both, closed, to }: { list: Paged<SchoolCameRow>; only: "came" | "missing" | undefined; both: boolean; closed: boolean; to: To }) {
  const columns: Column<SchoolCameRow>[] = [
    { key: "name", header: "Establecimiento", primary: true, cell: (row) => <a href={paths.establishment(row.slug)}>{row.name}</a> },
    { key: "comuna", header: "Comuna", cell: (row) => row.comuna },
    { key: "came", header: "¿Vino?", cell: (row) => (row.came ? <Badge kind="positive">Vino</Badge> : <Badge kind="caution">No vino</Badge>) },
    { key: "people", header: "Personas", numeric: true, cell: (row) => row.people },
    ...(both ? [{ key: "online", header: "En línea", numeric: true, cell: (row: SchoolCameRow) => row.online }] : []),
    { key: "invited", header: "En la lista", numeric: true, cell: (row) => row.invited },
    { key: "excused", header: "Con excusa", numeric: true, cell: (row) => row.excused },
    { key: "students", header: "Estudiantes", numeric: true, cell: (row) => row.students },
    ...(closed ? [] : [{ key: "acts", header: "Anotar", headerHidden: true, cell: (row: SchoolCameRow) => <Alone row={row} /> }]),
  ];
  return (
    <>
      <div className="cluster gap-s">
        <Tag to={to({ vista: "establecimientos" })} current={!only}>
          Todos
        </Tag>
        <Tag to={to({ vista: "establecimientos", cuales: "vinieron" })} current={only === "came"}>
          Vinieron
        </Tag>
        <Tag to={to({ vista: "establecimientos", cuales: "faltaron" })} current={only === "missing"}>
          No vinieron
        </Tag>
      </div>
      <Table
        caption="Un establecimiento vino cuando vino al menos una de sus personas, o sus estudiantes."
        columns={columns}
        rows={list.rows}
        rowKey={(row) => row.establishment_id}
        empty={
          <Empty title="Ningún establecimiento por aquí" icon="school">
            <p>Aquí se ve qué establecimientos vinieron y cuáles estaban invitados y no.</p>
          </Empty>
        }
      />
      <Pagination page={list.page} pages={list.pages} href={(pagina) => to({ vista: "establecimientos", cuales: only && (only === "came" ? "vinieron" : "faltaron"), pagina })} />
    </>
  );
}

function Alone({ row }: { row: SchoolCameRow }) {
  if (row.people > 0 || row.students > 0) return null;
  const fields = { intent: "school", establishment_id: row.establishment_id, came: row.came ? "0" : "1" };
  return (
    <ButtonForm size="small" kind="quiet" fields={fields} label={row.came ? `Borrar que vino ${row.name}` : `Vino, sin nombres: ${row.name}`}>
      {row.came ? "Borrar" : "Vino, sin nombres"}
    </ButtonForm>
  );
}

export function AttendanceStudents({ rows, hints, constraints, closed }: { rows: StudentsRow[]; hints: string[]; constraints: FieldConstraints; closed: boolean }) {
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  return (
    <>
      {!closed && <StudentsForm hints={hints} constraints={constraints} />}
      <Table
        caption={counted(total, "estudiante", "estudiantes")}
        columns={[
          { key: "name", header: "Establecimiento", primary: true, cell: (row) => row.name },
          { key: "comuna", header: "Comuna", cell: (row) => row.comuna },
          { key: "count", header: "Estudiantes", numeric: true, cell: (row) => row.count },
        ]}
        rows={rows}
        rowKey={(row) => row.establishment_id}
        empty={<p>Todavía no hay estudiantes contados.</p>}
      />
    </>
  );
}

/** Every act, who did it and when: corrections too. */
export function AttendanceHistory({ list, zone, to }: { list: Paged<LogRow>; zone: Zone; to: To }) {
  return (
    <>
      <Table
        caption="Todo lo que se anotó, lo último primero"
        columns={[
          { key: "what", header: "Qué", primary: true, cell: (row) => logWords(row) },
          { key: "when", header: "Cuándo", cell: (row) => `${shortDate(row.at, zone)}, ${time(row.at, zone)}` },
          { key: "who", header: "Quién", cell: (row) => row.by_name ?? "La misma persona" },
        ]}
        rows={list.rows}
        rowKey={(row) => row.id}
        empty={
          <Empty title="Todavía no se ha anotado nada" icon="clock">
            <p>Aquí queda quién anotó o corrigió cada cosa, y cuándo.</p>
          </Empty>
        }
      />
      <Pagination page={list.page} pages={list.pages} href={(pagina) => to({ vista: "historial", pagina })} />
    </>
  );
}

/** The list on paper: who came, who was excused, who did not. */
export function AttendancePrint({ came, excused, absent, modes }: { came: CameRow[]; excused: (InvitedRow & { reason: string })[]; absent: InvitedRow[]; modes: Mode[] }) {
  const school = (row: { establishment_name: string | null; organisation?: string | null }) => row.establishment_name ?? row.organisation ?? "";
  return (
    <>
      <p className="no-print" data-print-hint="">
        Imprime esta página desde el menú del navegador: sale solo la lista.
      </p>
      <Button type="button" kind="secondary" icon="print" className="no-print" hidden data-print="">
        Imprimir
      </Button>
      <Sheet
        caption={counted(came.length, "persona vino", "personas vinieron")}
        rows={came.map((row) => [row.attendance_id, row.name, school(row), modes.length > 1 ? MODE_WORDS[row.mode] : ""])}
      />
      {excused.length > 0 && (
        <Sheet caption={`${counted(excused.length, "persona", "personas")} con excusa`} rows={excused.map((row) => [row.invitation_id, row.name, school(row), row.reason])} />
      )}
      {absent.length > 0 && (
        <Section title="No vinieron">
          <p>{absent.map((row) => row.name || row.email.split("@")[0]).join(", ")}.</p>
        </Section>
      )}
    </>
  );
}

function Sheet({ caption, rows }: { caption: string; rows: [string, string, string, string][] }) {
  return (
    <table className="sheet">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">N.º</th>
          <th scope="col">Nombre</th>
          <th scope="col">Establecimiento o institución</th>
          <th scope="col">
            <span className="visually-hidden">Nota</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([key, name, school, note], index) => (
          <tr key={key}>
            <td>{index + 1}</td>
            <th scope="row">{name}</th>
            <td>{school}</td>
            <td>{note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
