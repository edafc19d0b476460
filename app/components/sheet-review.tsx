import { useSubmission } from "#app/components/submission.ts";
import { SECTIONS, type SectionKey } from "#app/domain/resources/experience.ts";
import { LICENCES, type Licence, RESOURCE_VISIBILITIES, type ResourceVisibility } from "#app/domain/resources/resource.ts";
import { partLabel, type SheetPart } from "#app/domain/resources/sheet.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Field, Form, SubmitBar } from "#app/ui/form.tsx";
import { Section } from "#app/ui/layout.tsx";

export interface SheetReviewProps {
  slug: string;
  state: "draft" | "in_review" | "published";
  live: boolean;
  decisionNote: string;
  missing: { part: SheetPart; says: string }[];
  files: number;
  title: string;
  summary: string;
  visibility: ResourceVisibility;
  licence: Licence;
  sections: { key: SectionKey; html: string }[];
  empty: SectionKey[];
}

/** The last look: what is missing, how it reads, and publishing it. */
export function SheetReview(props: SheetReviewProps) {
  const { slug, state, missing, empty, files, visibility, licence } = props;
  if (state === "in_review") return <Waiting slug={slug} />;
  return (
    <>
      {props.decisionNote && (
        <Notice kind="warn" title="Volvió de la revisión">
          <p>{props.decisionNote}</p>
        </Notice>
      )}
      {missing.length > 0 && (
        <Notice kind="warn" title="Para publicarla falta">
          <ul>
            {missing.map(({ part, says }) => (
              <li key={`${part}-${says}`}>
                <a href={paths.experienceEdit(slug, part)}>{partLabel(part)}</a>: {says}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {missing.length === 0 && empty.length > 0 && <EmptyParts slug={slug} empty={empty} />}
      <Publish {...props} />
      <Section title="Así se va a leer" id="vista">
        <Preview {...props} />
        <p className="hint">
          {files === 0 ? "Todavía sin fotos ni archivos" : counted(files, "archivo", "archivos")} · {RESOURCE_VISIBILITIES[visibility]} · {LICENCES[licence].label}
        </p>
        <LinkButton to={paths.resourceFiles(slug)} kind="secondary" icon="upload">
          {files === 0 ? "Agregar una foto o un archivo" : "Fotos y archivos"}
        </LinkButton>
      </Section>
    </>
  );
}

function Waiting({ slug }: { slug: string }) {
  return (
    <Notice
      kind="info"
      title="Está en revisión"
      actions={
        <ButtonForm action={paths.experienceEdit(slug, "revisar")} name="intent" value="take_back" kind="secondary">
          Seguir escribiendo
        </ButtonForm>
      }
    >
      <p>Quien cuida el repositorio del nodo la va a leer. Te avisamos por correo.</p>
    </Notice>
  );
}

function EmptyParts({ slug, empty }: { slug: string; empty: SectionKey[] }) {
  return (
    <p className="hint">
      Se puede publicar así. Si tienes un rato más, falta contar{" "}
      {empty.map((key, index) => (
        <span key={key}>
          {index > 0 && ", "}
          <a href={paths.experienceEdit(slug, key)}>{SECTIONS[key].label.toLocaleLowerCase("es")}</a>
        </span>
      ))}
      .
    </p>
  );
}

function Publish({ slug, state, live, missing }: SheetReviewProps) {
  const { errors, value } = useSubmission({ note: "" });
  if (state === "published") return <p>Lo que ves aquí es lo que está publicado. Cambia cualquier parte y vuelve a publicarla.</p>;
  const here = paths.experienceEdit(slug, "revisar");
  return (
    <>
      <Form errors={errors} action={here}>
        {live && <Field label="Qué cambió en esta versión" name="note" value={value("note")} optional maxLength={300} />}
        <SubmitBar>
          <Button name="intent" value="publish" disabled={missing.length > 0}>
            {live ? "Publicar la nueva versión" : "Publicar"}
          </Button>
          <LinkButton to={paths.experienceEdit(slug, "quienes")} kind="quiet">
            Parte anterior
          </LinkButton>
        </SubmitBar>
      </Form>
      <ButtonForm
        action={here}
        name="intent"
        value="discard"
        kind="quiet"
        size="small"
        icon="trash"
        confirm={live ? "¿Descartar los cambios? Lo publicado queda como está." : "¿Borrar este borrador? No se puede deshacer."}
      >
        {live ? "Descartar los cambios" : "Borrar el borrador"}
      </ButtonForm>
    </>
  );
}

function Preview({ title, summary, sections }: SheetReviewProps) {
  return (
    <div className="sheet-preview">
      <p className="sheet-preview-title">{title || "Sin título"}</p>
      {summary && <p className="sheet-summary">{summary}</p>}
      {sections.map(({ key, html }) => (
        <section key={key}>
          <h3>{SECTIONS[key].label}</h3>
          <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
        </section>
      ))}
    </div>
  );
}
