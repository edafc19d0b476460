import type { SchoolAttendanceRow } from "#app/domain/events/attendance.repo.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Stat } from "#app/ui/card.tsx";
import { Columns, Section } from "#app/ui/layout.tsx";
import { type Column, Table } from "#app/ui/table.tsx";

interface Over {
  came_people: number;
  came_schools: number;
  experiences_count: number | null;
  external_guests_count: number | null;
}

const COLUMNS: Column<SchoolAttendanceRow>[] = [
  { key: "name", header: "Establecimiento", primary: true, cell: (row) => <a href={paths.establishment(row.slug)}>{row.name}</a> },
  { key: "comuna", header: "Comuna", cell: (row) => row.comuna },
];
const PEOPLE: Column<SchoolAttendanceRow> = { key: "people", header: "Personas", numeric: true, cell: (row) => (row.people > 0 ? row.people : "–") };

const STUDENTS: Column<SchoolAttendanceRow> = { key: "students", header: "Estudiantes", numeric: true, cell: (row) => (row.students > 0 ? row.students : "–") };

/** Whoever came for no school, where nobody wrote down how many guests there were. */
function outsiders(event: Over, schools: SchoolAttendanceRow[]): number {
  if (event.external_guests_count !== null) return event.external_guests_count;
  return schools.length < event.came_schools ? 0 : Math.max(0, event.came_people - schools.reduce((sum, school) => sum + school.people, 0));
}

/** Of a meeting that is over: how many came, and which schools. */
export function AttendanceSection({ event, schools }: { event: Over; schools: SchoolAttendanceRow[] }) {
  const students = schools.reduce((sum, school) => sum + school.students, 0);
  const guests = outsiders(event, schools);
  const columns = [...COLUMNS, ...(schools.some((school) => school.people > 0) ? [PEOPLE] : []), ...(students > 0 ? [STUDENTS] : [])];
  const figures = [
    { value: event.came_schools, label: event.came_schools === 1 ? "establecimiento" : "establecimientos" },
    { value: event.came_people, label: event.came_people === 1 ? "persona" : "personas" },
    { value: event.experiences_count ?? 0, label: event.experiences_count === 1 ? "experiencia compartida" : "experiencias compartidas" },
    { value: students, label: students === 1 ? "estudiante" : "estudiantes" },
    { value: guests, label: guests === 1 ? "persona invitada de fuera" : "personas invitadas de fuera" },
  ].filter(({ value }) => value > 0);
  if (figures.length === 0) return null;
  return (
    <Section title="Asistencia" id="asistencia">
      <Columns min="narrow">
        {figures.map(({ value, label }) => (
          <Stat key={label} value={value} label={label} />
        ))}
      </Columns>
      {schools.length > 0 && (
        <Table
          caption={`${counted(schools.length, "establecimiento que asistió", "establecimientos que asistieron")}`}
          columns={columns}
          rows={schools}
          rowKey={(row) => row.establishment_id}
        />
      )}
    </Section>
  );
}
