import type { Marks } from "#app/domain/marks/mark.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";

interface MarkedWork {
  slug: string;
  useful_count: number;
  saved_count: number;
}

/**
 * «Me sirvió», «Guardar», «Agregar a una colección» and the way to moderation. `marks` null: a visitor, who sees what others thought. `own`: a maker
 * of it, who does not say that it was useful to them.
 */
export function WorkMarks({ work, marks, own = false, back }: { work: MarkedWork; marks: Marks | null; own?: boolean; back?: string }) {
  const { slug, useful_count } = work;
  const action = paths.resourceMarks(slug);
  const fields = (kind: keyof Marks) => ({ kind, on: marks?.[kind] ? "0" : "1", ...(back ? { back } : {}) });
  return (
    <div className="work-marks no-print" id="marcas">
      {useful_count > 0 && <p className="work-marks-count">Le sirvió a {counted(useful_count, "persona", "personas")}</p>}
      {marks && (
        <div className="cluster gap-s">
          {!own && (
            <ButtonForm action={action} kind={marks.useful ? "primary" : "secondary"} icon="check" size="small" fields={fields("useful")}>
              Me sirvió
              <Pressed on={marks.useful} />
            </ButtonForm>
          )}
          <ButtonForm action={action} kind={marks.saved ? "primary" : "secondary"} icon="pin" size="small" fields={fields("saved")}>
            {marks.saved ? "Guardado" : "Guardar"}
            <Pressed on={marks.saved} />
          </ButtonForm>
          <a className="button button-quiet button-small" href={paths.resourceCollect(slug)}>
            Agregar a una colección
          </a>
        </div>
      )}
      <p className="work-marks-report">
        <a href={paths.resourceReport(slug)}>Avisar de un problema</a>
      </p>
    </div>
  );
}

const Pressed = ({ on }: { on: boolean }) => (on ? <span className="visually-hidden"> (marcado; presiona para quitarlo)</span> : null);
