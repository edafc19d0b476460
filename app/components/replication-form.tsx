import { useActionData } from "@remix-run/react";
import { LookUp } from "#app/components/look-up.tsx";
import { useSubmission } from "#app/components/submission.ts";
import type { Submission } from "#app/http/form.server.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { DateField, Field, Form, RadioGroup, Select, SubmitBar, TextArea } from "#app/ui/form.tsx";

interface School {
  id: string;
  name: string;
  comuna: string;
}

export interface ReplicationFormProps {
  work: { kind: string; slug: string; title: string };
  id: string;
  changing: boolean;
  today: string;
  stored: Record<string, string>;
  /** One's own, or the one that was said. */
  school: School | null;
  works: readonly { id: string; title: string }[];
  constraints: Record<string, object | undefined>;
}

export function ReplicationForm({ work, id, changing, today, stored, school, works, constraints }: ReplicationFormProps) {
  const { errors, value } = useSubmission({ ...stored, id });
  const reply = useActionData() as (Submission & { found?: School[] }) | undefined;
  const action = paths.resourceReplicate(work.slug, changing ? { replica: id } : undefined);
  return (
    <Form errors={errors} constraints={constraints} action={action}>
      <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
        Guardar
      </button>
      <input type="hidden" name="id" value={value("id") || id} />
      <Where value={value} school={school} found={reply?.found} />
      <DateField label="Cuándo" name="used_on" value={value("used_on")} max={today} hint="El día, o el primero si fueron varios." />
      <TextArea
        label="Qué cambiaron"
        name="changed_md"
        value={value("changed_md")}
        rows={4}
        optional
        hint="Lo que hicieron distinto para su gente, su especialidad o su territorio."
      />
      <TextArea
        label="Qué pasó"
        name="happened_md"
        value={value("happened_md")}
        rows={5}
        hint="Qué resultó, qué no, qué harían distinto. Los estudiantes se cuentan, no se nombran: «28 estudiantes de 3.º medio»."
      />
      <Field
        label="Enlace a la evidencia"
        name="evidence_url"
        type="url"
        inputMode="url"
        value={value("evidence_url")}
        optional
        hint="Un video, una noticia, una carpeta abierta."
      />
      {works.length > 0 && (
        <Select
          label="Adaptación que salió de esto"
          name="adaptation_id"
          value={value("adaptation_id")}
          placeholder="Ninguna"
          optional
          required={false}
          options={works.map(({ id: workId, title }) => ({ value: workId, label: title }))}
          hint="Si con esto hiciste un recurso o una experiencia tuya, queda unida a su origen."
        />
      )}
      <SubmitBar>
        <Button>{changing ? "Guardar cambios" : "Contarlo"}</Button>
        {!changing && (
          <Button kind="secondary" name="intent" value="files">
            Guardar y agregar archivos
          </Button>
        )}
        <LinkButton to={paths.work(work)} kind="quiet">
          Volver
        </LinkButton>
      </SubmitBar>
    </Form>
  );
}

/** One's own school unless told: another one out of the directory, or a place that no school says. */
function Where({ value, school, found }: { value: (name: string) => string; school: School | null; found: School[] | undefined }) {
  const schools = [...(school ? [school] : []), ...(found ?? []).filter((one) => one.id !== school?.id)];
  const chosen = value("establishment_id");
  return (
    <>
      <LookUp kind="school" label="Buscar un establecimiento" name="school_q" words={value("school_q")}>
        {schools.length > 0 && (
          <RadioGroup
            legend="Dónde"
            name="establishment_id"
            value={chosen || (found?.length === 1 ? found[0]?.id : "")}
            required={false}
            options={[...schools.map(({ id, name, comuna }) => ({ value: id, label: name, hint: comuna })), { value: "", label: "En otro lugar" }]}
          />
        )}
        {found && found.length === 0 && value("school_q") !== "" && <p>No encontramos ningún establecimiento con «{value("school_q")}».</p>}
      </LookUp>
      <Disclosure summary="Fue en otro lugar, o en un curso o taller en particular" open={value("place") !== "" || school === null}>
        <Field label="Lugar, curso o taller" name="place" value={value("place")} optional maxLength={160} hint="Por ejemplo: taller de electricidad, sede social, otra comuna." />
      </Disclosure>
    </>
  );
}
