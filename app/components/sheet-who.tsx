import { useActionData } from "@remix-run/react";
import { LookUp } from "#app/components/look-up.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { LEVELS, LICENCES, RESOURCE_VISIBILITIES } from "#app/domain/resources/resource.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Checkbox, CheckboxGroup, Field, Form, RadioGroup, Select, SubmitBar, TextArea } from "#app/ui/form.tsx";

interface Named {
  id: string;
  name: string;
}
interface School extends Named {
  comuna: string;
}

export interface WhoProps {
  slug: string;
  schools: School[];
  nodes: Named[];
  circles: Named[];
  specialties: (Named & { sector: string })[];
  stored: Record<string, string | string[]>;
}

/** Who made it, for whom it is, under which terms. */
export function WhoForm({ slug, schools, nodes, circles, specialties, stored }: WhoProps) {
  const { errors, value, values } = useSubmission(stored);
  const reply = useActionData() as { found?: School[]; chosen?: School[] } | undefined;
  return (
    <Form errors={errors} action={paths.experienceEdit(slug, "quienes")}>
      <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
        Guardar
      </button>
      <TextArea
        label="Quiénes la hicieron"
        name="authors"
        value={value("authors")}
        rows={3}
        hint="Docentes y equipos, un nombre por línea. Estudiantes no: se cuentan, no se nombran."
      />
      <Checkbox
        label="Quienes aparecen aceptaron que sus nombres se vean en páginas públicas"
        name="authors_agreed"
        checked={value("authors_agreed") === "1"}
        hint="Si no, sus nombres los ven solo las personas con cuenta."
      />
      <Schools chosen={reply?.chosen ?? schools} found={reply?.found} words={value("school_q")} />
      {nodes.length > 0 && <Choices legend="Nodos" name="node_ids" all={nodes.map(({ id, name }) => [id, name])} chosen={values("node_ids")} />}
      <Disclosure summary="Especialidad, nivel y aprendizajes" open={stored.specialty_ids?.length !== 0 || stored.levels?.length !== 0}>
        <div className="stack gap-m">
          <Choices legend="Especialidades" name="specialty_ids" all={specialties.map(({ id, name }) => [id, name])} chosen={values("specialty_ids")} columns={2} />
          <Choices legend="Niveles" name="levels" all={Object.entries(LEVELS)} chosen={values("levels")} columns={2} />
          <TextArea label="Objetivos de aprendizaje o módulo" name="objectives" value={value("objectives")} rows={2} optional />
        </div>
      </Disclosure>
      <Field
        label="Etiquetas"
        name="tags"
        value={value("tags")}
        optional
        maxLength={600}
        hint="Palabras con que alguien la buscaría, separadas por comas: inglés, convivencia, energía solar."
      />
      <RadioGroup
        legend="Quién la puede leer"
        name="visibility"
        value={value("visibility")}
        options={Object.entries(RESOURCE_VISIBILITIES)
          .filter(([key]) => key !== "circle" || circles.length > 0)
          .map(([key, label]) => ({ value: key, label }))}
      />
      {circles.length > 0 && (
        <Select
          label="Círculo, si es solo para uno"
          name="circle_id"
          value={value("circle_id")}
          placeholder="Ninguno"
          optional
          required={false}
          options={circles.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Select
        label="Licencia"
        name="licence"
        value={value("licence")}
        options={Object.entries(LICENCES).map(([key, { label, says }]) => ({ value: key, label: `${label}: ${says}` }))}
      />
      <SubmitBar>
        <Button icon="arrow-right">Guardar y seguir</Button>
        <LinkButton to={paths.resourceFiles(slug)} kind="secondary" icon="upload">
          Fotos y archivos
        </LinkButton>
      </SubmitBar>
    </Form>
  );
}

function Choices({ legend, name, all, chosen, columns = 1 }: { legend: string; name: string; all: [string, string][]; chosen: string[]; columns?: 1 | 2 }) {
  return <CheckboxGroup legend={legend} name={name} columns={columns} optional options={all.map(([id, label]) => ({ value: id, label, checked: chosen.includes(id) }))} />;
}

function Schools({ chosen, found, words }: { chosen: School[]; found: School[] | undefined; words: string }) {
  const more = (found ?? []).filter((one) => !chosen.some((school) => school.id === one.id));
  const options = [...chosen.map((school) => ({ school, checked: true })), ...more.map((school) => ({ school, checked: more.length === 1 && chosen.length === 0 }))];
  return (
    <LookUp kind="school" label="Escuelas donde se hizo" name="school_q" words={words} hint="Busca por nombre o comuna para agregar otra.">
      {options.length > 0 && (
        <CheckboxGroup
          legend="Escuelas"
          legendHidden
          name="school_ids"
          options={options.map(({ school, checked }) => ({ value: school.id, label: school.name, hint: school.comuna, checked }))}
        />
      )}
      {found && found.length === 0 && words !== "" && <p>No encontramos ningún establecimiento con «{words}».</p>}
    </LookUp>
  );
}
