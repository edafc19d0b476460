/** Writing the sheet of an experience: where one is in it, and the form of one part. */
import { useActionData } from "@remix-run/react";
import { useSubmission } from "#app/components/submission.ts";
import { SECTIONS } from "#app/domain/resources/experience.ts";
import type { WrittenPart } from "#app/domain/resources/sheet.server.ts";
import { partBefore, partLabel, SECTION_MAX, SHEET_PARTS, type SheetPart, SUMMARY_MAX, TITLE_MAX } from "#app/domain/resources/sheet.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Field, Form, SubmitBar, TextArea } from "#app/ui/form.tsx";

/** The whole sheet as a row of marks: what is written, where one is. Each is a link. */
export function SheetProgress({ slug, part, done }: { slug: string; part: SheetPart; done: readonly SheetPart[] }) {
  const at = SHEET_PARTS.indexOf(part) + 1;
  const written = SHEET_PARTS.filter((each) => each !== "revisar" && done.includes(each)).length;
  return (
    <nav className="sheet-progress" aria-label="Partes de la ficha">
      <p className="sheet-progress-words">
        <strong>
          Parte {at} de {SHEET_PARTS.length}
        </strong>{" "}
        · {written === 0 ? "todavía nada escrito" : `${written} ${written === 1 ? "lista" : "listas"}`}
      </p>
      <ol>
        {SHEET_PARTS.map((each) => (
          <li key={each} className={done.includes(each) ? "sheet-mark sheet-mark-done" : "sheet-mark"}>
            <a href={paths.experienceEdit(slug, each)} aria-current={each === part ? "step" : undefined}>
              <span className="sheet-mark-bar" aria-hidden="true" />
              <span className="sheet-mark-label">
                {partLabel(each)}
                {done.includes(each) && <span className="visually-hidden"> (escrita)</span>}
              </span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** What came back where somebody else's words stand now. */
interface Conflict {
  theirs: string;
  seen: string;
}

export interface PartFormProps {
  slug: string;
  part: WrittenPart;
  stored: { title: string; summary: string; body: string };
  seen: string;
}

export function PartForm({ slug, part, stored, seen }: PartFormProps) {
  const { errors, value } = useSubmission(stored);
  const reply = useActionData() as { conflict?: Conflict } | undefined;
  const conflict = reply?.conflict;
  const before = partBefore(part);
  return (
    <Form errors={errors} action={paths.experienceEdit(slug, part)} className="form sheet-form" {...{ "data-autosave": paths.experienceAutosave(slug) }}>
      {conflict && <TwoTabs theirs={conflict.theirs} />}
      <input type="hidden" name="part" value={part} />
      <input type="hidden" name="seen" value={conflict?.seen ?? seen} />
      {part === "inicio" ? <Opening value={value} /> : <SectionField part={part} text={value("body")} />}
      <p className="sheet-saved" data-autosave-status="" role="status" />
      <SubmitBar>
        <Button icon="arrow-right" className="sheet-next">
          {conflict ? "Guardar lo mío" : "Guardar y seguir"}
        </Button>
        {before && (
          <LinkButton to={paths.experienceEdit(slug, before)} kind="quiet">
            Parte anterior
          </LinkButton>
        )}
      </SubmitBar>
    </Form>
  );
}

function TwoTabs({ theirs }: { theirs: string }) {
  return (
    <Notice kind="warn" title="Esta parte cambió mientras escribías">
      <p>Se guardó otra versión desde otra ventana, o la guardó otra persona. Abajo está lo tuyo, sin perder nada; esto es lo que hay guardado:</p>
      <blockquote className="sheet-theirs" data-autosave-theirs="">
        {theirs || "(vacía)"}
      </blockquote>
      <p>Junta las dos si hace falta. Al guardar queda lo que se ve en el recuadro de abajo.</p>
    </Notice>
  );
}

function Opening({ value }: { value: (name: string) => string }) {
  return (
    <>
      <Field label="Título" name="title" value={value("title")} maxLength={TITLE_MAX} hint="Corto y concreto: que diga qué se hizo, no el nombre del programa." />
      <TextArea
        label="En una frase"
        name="summary"
        value={value("summary")}
        rows={3}
        maxLength={SUMMARY_MAX}
        hint="Qué hicieron, con quiénes y qué cambió. Es lo que se lee en la galería."
      />
    </>
  );
}

function SectionField({ part, text }: { part: Exclude<WrittenPart, "inicio">; text: string }) {
  const { question, hint } = SECTIONS[part];
  return (
    <div className="sheet-question">
      <TextArea label={question} name="body" id="body" value={text} rows={12} maxLength={SECTION_MAX} hint={hint} />
      <p className="hint">
        Para una lista, comienza cada línea con un guion. Para destacar una cifra, ponla entre dos asteriscos: <code>**32 de 40**</code>.
      </p>
    </div>
  );
}
