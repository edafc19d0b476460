/** The forms of a resource: what it is, and whose and for whom. Calm: what is needed first, the rest folded. */
import type { ResourceKind } from "#app/domain/resources/resource.ts";
import { LANGUAGES, LEVELS, LICENCES, RESOURCE_KINDS } from "#app/domain/resources/resource.ts";
import { ZONES } from "#app/i18n/zones.ts";
import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Checkbox, CheckboxGroup, DateTimePair, Field, Fieldset, RadioGroup, Select, TextArea } from "#app/ui/form.tsx";

/** What each kind is, for who chooses. */
export const KIND_HINTS: Record<ResourceKind, string> = {
  document: "Una guía, un manual, una presentación, un apunte.",
  link: "Una página o herramienta de internet que sirve.",
  video: "Una clase, una demostración, una cápsula.",
  image: "Un afiche, un plano, fotos del taller.",
  audio: "Un pódcast, una entrevista.",
  planning: "Una unidad, un módulo, una clase planificada.",
  assessment: "Una prueba, una pauta, una rúbrica.",
  reading: "Algo para leer antes de una sesión.",
  opportunity: "Un fondo, un concurso, una capacitación, con fecha de cierre.",
  experience: "Lo que hicieron y cómo les resultó, en una ficha guiada.",
};

const BODY: Partial<Record<ResourceKind, { label: string; hint: string }>> = {
  opportunity: { label: "Bases y detalles", hint: "Quiénes pueden postular, qué se gana, cómo se postula." },
  planning: { label: "Planificación", hint: "Si la subes como archivo, aquí basta con cómo usarla." },
  assessment: { label: "Evaluación", hint: "Si la subes como archivo, aquí basta con cómo usarla." },
};

interface Values {
  value: (name: string) => string;
  values: (name: string) => string[];
}

const LINK_FIRST: ResourceKind[] = ["link", "video", "audio", "opportunity"];

/** Step one. The kind is known; it can still be changed while it is folded away. */
export function WhatFields({ kind, form, changesKind = true }: { kind: ResourceKind; form: Values; changesKind?: boolean }) {
  const link = (
    <Field
      label="Enlace"
      name="link_url"
      type="url"
      inputMode="url"
      optional={kind !== "link"}
      autoComplete="off"
      placeholder="https://"
      hint={kind === "video" ? "De YouTube, Drive u otro sitio. También podrás subir el archivo." : undefined}
    />
  );
  const { label, hint } = BODY[kind] ?? { label: "Contenido", hint: "Lo que quieras contar. Los archivos se suben en el último paso." };
  return (
    <>
      <Field label="Título" name="title" required maxLength={200} autoComplete="off" hint="Como lo buscaría alguien que no lo conoce." />
      <TextArea label="De qué se trata" name="summary" rows={3} maxLength={600} hint="Una o dos frases: aparecen en las listas y en la búsqueda." />
      {LINK_FIRST.includes(kind) && link}
      {kind === "opportunity" && <ClosingFields />}
      <TextArea label={label} name="body_md" rows={8} optional hint={`${hint} Puedes usar **negrita**, listas con guiones y enlaces.`} />
      {!LINK_FIRST.includes(kind) && (
        <Disclosure summary="También está en internet" open={form.value("link_url") !== ""}>
          {link}
        </Disclosure>
      )}
      {changesKind ? (
        <Disclosure summary={`Tipo: ${RESOURCE_KINDS[kind]}`}>
          <Select
            label="Tipo"
            name="kind"
            options={Object.entries(RESOURCE_KINDS)
              .filter(([key]) => key !== "experience")
              .map(([value, text]) => ({ value, label: text }))}
          />
        </Disclosure>
      ) : (
        <input type="hidden" name="kind" value={kind} />
      )}
    </>
  );
}

function ClosingFields() {
  return (
    <>
      <DateTimePair
        legend="Cuándo cierra"
        dateName="closes_date"
        timeName="closes_time"
        hint="Si quien lo vea es cualquiera o la red, la fecha aparece en los calendarios de sus nodos, y recordamos a quienes lo guardaron."
      />
      <Select label="Hora de" name="zone" options={ZONES.map((zone) => ({ value: zone.id, label: zone.label }))} />
    </>
  );
}

export interface AboutOptions {
  nodes: { id: string; name: string; reviews: boolean }[];
  circles: { id: string; name: string }[];
  schools: { id: string; name: string; comuna: string }[];
  specialties: { id: string; name: string; sector: string }[];
}

/** Step two. */
export function AboutFields({ options, form, found }: { options: AboutOptions; form: Values; found: { words: string } | null }) {
  return (
    <>
      <Fieldset legend="Quiénes lo hicieron">
        <TextArea
          label="Nombres"
          name="authors"
          rows={3}
          optional
          hint="Uno por línea, en el orden en que firman. Quien tenga cuenta y sea de los mismos nodos o establecimientos también podrá editarlo."
        />
        <Checkbox
          label="Todas las personas nombradas están de acuerdo en que su nombre se vea en internet"
          name="authors_agreed"
          hint="Si no lo marcas, quienes no tienen cuenta ven solo los establecimientos. No nombres a estudiantes."
        />
        <SchoolFields options={options} form={form} found={found} />
      </Fieldset>
      <Fieldset legend="Dónde y para quiénes">
        {options.nodes.length > 0 && (
          <CheckboxGroup
            legend="Nodos"
            name="node_ids"
            columns={options.nodes.length > 4 ? 2 : 1}
            hint="Aparecerá en la página de cada uno."
            options={options.nodes.map((node) => ({
              value: node.id,
              label: node.name,
              hint: node.reviews ? "Alguien del nodo lo mira antes de publicarse." : undefined,
            }))}
          />
        )}
        <VisibilityFields options={options} form={form} />
      </Fieldset>
      <ClassFields options={options} form={form} />
      <LicenceFields form={form} />
    </>
  );
}

function SchoolFields({ options, form, found }: { options: AboutOptions; form: Values; found: { words: string } | null }) {
  return (
    <div className="stack gap-m" id="establecimientos">
      {options.schools.length > 0 && (
        <CheckboxGroup legend="Establecimientos" name="school_ids" options={options.schools.map((school) => ({ value: school.id, label: school.name, hint: school.comuna }))} />
      )}
      <Disclosure summary="Agregar otro establecimiento" open={found !== null}>
        <Field
          label="Buscar establecimiento"
          name="school_q"
          type="search"
          optional
          maxLength={200}
          autoComplete="off"
          hint={found ? `Lo que encontramos con «${found.words}» quedó en la lista de arriba: márcalo.` : "Por nombre o comuna. Lo que encontremos aparecerá arriba para marcarlo."}
          after={
            <Button kind="secondary" icon="search" name="intent" value="search" formNoValidate formAction="#establecimientos">
              Buscar
            </Button>
          }
        />
      </Disclosure>
      <input type="hidden" name="school_done" value={form.value("school_q")} />
    </div>
  );
}

function VisibilityFields({ options, form }: { options: AboutOptions; form: Values }) {
  const withCircles = options.circles.length > 0 || form.value("visibility") === "circle";
  return (
    <>
      <RadioGroup
        legend="Quién lo ve"
        name="visibility"
        options={[
          { value: "public", label: "Cualquiera", hint: "También en internet y en los buscadores." },
          { value: "members", label: "Quienes tienen cuenta en la red" },
          { value: "node", label: "Las personas de sus nodos", hint: "Solo los nodos marcados arriba." },
          ...(withCircles ? [{ value: "circle", label: "Las personas de un círculo", hint: "Nadie más, tampoco en el nodo." }] : []),
        ]}
      />
      {withCircles && (
        <Select
          label="Círculo"
          name="circle_id"
          optional
          placeholder="Ninguno"
          hint="Solo si lo ven las personas de un círculo."
          options={options.circles.map((circle) => ({ value: circle.id, label: circle.name }))}
        />
      )}
    </>
  );
}

function ClassFields({ options, form }: { options: AboutOptions; form: Values }) {
  const used = form.values("specialty_ids").length + form.values("levels").length > 0 || form.value("objectives") !== "" || form.value("tags") !== "";
  return (
    <Disclosure summary="Especialidad, nivel, objetivos y etiquetas" open={used}>
      <div className="stack gap-l">
        <p className="hint">Con esto lo encuentra quien lo necesita.</p>
        <CheckboxGroup legend="Nivel" name="levels" columns={2} optional options={Object.entries(LEVELS).map(([value, label]) => ({ value, label }))} />
        <CheckboxGroup
          legend="Especialidades"
          name="specialty_ids"
          columns={2}
          optional
          options={options.specialties.map((specialty) => ({ value: specialty.id, label: specialty.name }))}
        />
        <TextArea label="Objetivos de aprendizaje o módulo" name="objectives" rows={3} optional maxLength={4_000} />
        <Field label="Etiquetas" name="tags" optional autoComplete="off" hint="Separadas por comas, quince como máximo: tableros, seguridad, 3.º medio." />
        <Select label="Idioma" name="language" options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))} />
      </div>
    </Disclosure>
  );
}

function LicenceFields({ form }: { form: Values }) {
  const licence = form.value("licence") as keyof typeof LICENCES;
  return (
    <Disclosure summary={`Licencia: ${LICENCES[licence]?.label ?? LICENCES["CC-BY-SA-4.0"].label}`}>
      <RadioGroup
        legend="Qué pueden hacer otras personas con esto"
        name="licence"
        options={Object.entries(LICENCES).map(([value, { label, says }]) => ({ value, label, hint: says }))}
      />
    </Disclosure>
  );
}
