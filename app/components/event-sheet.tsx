import type { AnswerRow } from "#app/domain/invitations/invitations.repo.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { Button } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";

/** Who said they come, with a line to sign on, for the door. */
export function AttendanceSheet({ rows, most }: { rows: AnswerRow[]; most: number }) {
  if (rows.length === 0) {
    return (
      <Empty title="Todavía nadie ha confirmado" icon="print">
        <p>Cuando haya personas que vienen, aquí estará la lista para imprimir y firmar.</p>
      </Empty>
    );
  }
  return (
    <>
      <p className="no-print" data-print-hint="">
        Imprime esta página desde el menú del navegador: sale solo la lista.
      </p>
      <Button type="button" kind="secondary" icon="print" className="no-print" hidden data-print="">
        Imprimir
      </Button>
      <table className="sheet">
        <caption>{`${counted(rows.length, "persona confirmada", "personas confirmadas")}${rows.length === most ? " (las primeras de la lista)" : ""}`}</caption>
        <thead>
          <tr>
            <th scope="col">N.º</th>
            <th scope="col">Nombre</th>
            <th scope="col">Establecimiento</th>
            <th scope="col" className="sheet-sign">
              Firma
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id}>
              <td>{index + 1}</td>
              <th scope="row">{row.name || row.email}</th>
              <td>{row.establishment_name ?? ""}</td>
              <td className="sheet-sign" />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
