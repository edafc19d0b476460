import type { ReactNode } from "react";
import { ButtonForm } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";

export interface EditedRow {
  id: string;
  /** What it is called on its buttons. */
  name: string;
  head: ReactNode;
  form: ReactNode;
  /** Its form was refused a moment ago. */
  open: boolean;
}

/** Questions or criteria in their order: moved, changed and taken out where they stand. */
export function EditedRows({ rows, edit, locked, fixed }: { rows: readonly EditedRow[]; edit: string; locked: boolean; fixed: boolean }) {
  return (
    <ol className="edited-rows">
      {rows.map((row, index) => (
        <li key={row.id} id={`fila-${row.id}`}>
          {row.head}
          {!locked && (
            <>
              <div className="cluster gap-s">
                {index > 0 && <Act act="up" row={row} label="Subir" />}
                {index < rows.length - 1 && <Act act="down" row={row} label="Bajar" />}
                {!fixed && <Act act="remove" row={row} label="Quitar" quiet />}
              </div>
              <Disclosure
                open={row.open}
                summary={
                  <span>
                    {edit}
                    <span className="visually-hidden">: {row.name}</span>
                  </span>
                }
              >
                {row.form}
              </Disclosure>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}

function Act({ act, row, label, quiet = false }: { act: string; row: EditedRow; label: string; quiet?: boolean }) {
  return (
    <ButtonForm size="small" kind={quiet ? "quiet" : "secondary"} fields={{ act, row: row.id }} label={`${label} «${row.name}»`}>
      {label}
    </ButtonForm>
  );
}
