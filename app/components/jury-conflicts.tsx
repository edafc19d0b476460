import { ConflictKindField } from "#app/components/conflict-kind-field.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { CONFLICT_KINDS } from "#app/domain/calls/call.ts";
import { CONFLICT_NOTE_MAX } from "#app/domain/calls/jury.ts";
import { shortDate } from "#app/i18n/dates.ts";
import type { JuryPageData } from "#app/routes/calls/jury.tsx";
import { Button, ButtonForm } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Form, Select, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Section } from "#app/ui/layout.tsx";
import { Table } from "#app/ui/table.tsx";

interface Part {
  page: JuryPageData;
}
type Row = JuryPageData["conflicts"][number];

const SOURCES: Record<string, string> = { declared: "Lo declaró", found: "Lo vio el sitio", organiser: "Lo anotó quien organiza" };

/** What keeps a juror from an application; those taken back stay in sight. */
export function JuryConflicts({ page }: Part) {
  const { conflicts, call } = page;
  const open = call.phase === "assessing";
  return (
    <Section title="Conflictos de interés" id="conflictos">
      <p>
        Con un conflicto, la persona no ve la postulación y su puntaje no se cuenta. El sitio anota solo a quienes son del mismo establecimiento o figuran en la autoría o el
        equipo.
      </p>
      <Table<Row>
        caption="Conflictos de interés"
        captionHidden
        rows={conflicts}
        rowKey={(row) => row.id}
        empty={<p className="hint">No hay ninguno anotado.</p>}
        columns={[
          { key: "juror", header: "Integrante", primary: true, cell: (row) => row.juror },
          { key: "application", header: "Postulación", cell: (row) => `n.º ${row.number ?? "–"}, ${row.title}` },
          { key: "why", header: "Razón", cell: (row) => <Why row={row} /> },
          {
            key: "act",
            header: "Acción",
            headerHidden: true,
            cell: (row) =>
              open && row.lifted_at === null ? (
                <ButtonForm
                  size="small"
                  kind="quiet"
                  fields={{ act: "lift", conflict_id: row.id }}
                  confirm={`¿Dejar sin efecto este conflicto? ${row.juror} podrá leer y evaluar la postulación n.º ${row.number ?? ""}, y quedará dicho en la historia de la convocatoria.`}
                  label={`Dejar sin efecto el conflicto de ${row.juror} con la postulación n.º ${row.number ?? ""}`}
                >
                  Dejar sin efecto
                </ButtonForm>
              ) : null,
          },
        ]}
      />
      {open && <AddConflict page={page} />}
    </Section>
  );
}

function Why({ row }: { row: Row }) {
  return (
    <>
      {CONFLICT_KINDS[row.kind]}. {SOURCES[row.source]}.{row.note !== "" && ` «${row.note}»`}
      {row.lifted_at && (
        <strong>
          {" "}
          Sin efecto desde el {shortDate(row.lifted_at)}
          {row.lifted_by && `, por ${row.lifted_by}`}.
        </strong>
      )}
    </>
  );
}

function AddConflict({ page: { jurors, applications } }: Part) {
  const { errors, refused, value } = useSubmission();
  const about = refused && "kind" in errors;
  return (
    <Disclosure summary="Anotar un conflicto que conoces" open={about}>
      <Form errors={about ? errors : {}}>
        <input type="hidden" name="act" value="conflict" />
        <Select
          label="Integrante"
          name="person_id"
          required
          placeholder="Elige"
          value={value("person_id")}
          options={jurors.map((one) => ({ value: one.person_id, label: one.name }))}
        />
        <Select
          label="Postulación"
          name="application_id"
          required
          placeholder="Elige"
          value={value("application_id")}
          options={applications.map((one) => ({ value: one.id, label: `n.º ${one.number ?? "–"}: ${one.title}`.slice(0, 90) }))}
        />
        <ConflictKindField value={value("kind")} />
        <TextArea label="Detalle" name="note" optional rows={2} maxLength={CONFLICT_NOTE_MAX} value={value("note")} />
        <SubmitBar>
          <Button kind="secondary">Anotar el conflicto</Button>
        </SubmitBar>
      </Form>
    </Disclosure>
  );
}
