import { useActionData } from "@remix-run/react";
import type { ReactNode } from "react";
import { ACTOR_STATES, DUTIES, FORMATS, type PlanPart } from "#app/domain/encounters/encounter.ts";
import type { Submission } from "#app/http/form.server.ts";
import { ACTOR_STATE_LABELS, DUTY_LABELS, FORMAT_LABELS } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Checkbox, DateField, Field, Form, RadioGroup, Select, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { LookUp } from "./look-up.tsx";
import { useSubmission } from "./submission.ts";

export interface PlanFormProps {
  part: PlanPart;
  eventId: string;
  /** Of the row to be made, or of the one that is changed. */
  id: string;
  changing: boolean;
  values: Record<string, string>;
  constraints: Record<string, object | undefined>;
  /** Who may be given a task: those with a duty, and oneself. */
  crew: { id: string; name: string }[];
  chosenSchool: { id: string; name: string; comuna: string } | null;
  /** Its sheet in the repository. */
  chosenWork?: { id: string; title: string } | null;
}

interface Reply extends Submission {
  found?: {
    people: { id: string; name: string; establishment_name: string | null }[];
    schools: { id: string; name: string; comuna: string }[];
    works: { id: string; title: string; school: string | null }[];
    words: string;
  };
}

type Of = (name: string) => string;

/** The form of one part; of the lists it adds a row, or changes the one of `?fila=`. */
export function PlanForm(props: PlanFormProps) {
  const { part, eventId, id, changing, values, constraints } = props;
  const { errors, value } = useSubmission({ ...values, id });
  const reply = useActionData() as Reply | undefined;
  const action = changing ? `${paths.eventPlanEdit(eventId, part)}&fila=${id}` : paths.eventPlanEdit(eventId, part);
  return (
    <Form errors={errors} constraints={constraints} action={action}>
      <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" name="intent" value="save">
        Guardar
      </button>
      {part !== "proposito" && <input type="hidden" name="id" value={value("id") || id} />}
      {FIELDS[part]({ of: value, props, reply })}
      <SubmitBar>
        <Button name="intent" value="save">
          {part === "proposito" ? "Guardar" : changing ? "Guardar cambios" : ADD[part]}
        </Button>
        <LinkButton to={changing ? paths.eventPlanEdit(eventId, part) : paths.eventPlan(eventId)} kind="quiet">
          {changing ? "No cambiar" : "Ver el plan"}
        </LinkButton>
      </SubmitBar>
    </Form>
  );
}

const ADD: Record<PlanPart, string> = {
  proposito: "Guardar",
  roles: "Pedírselo",
  tareas: "Agregar tarea",
  actores: "Agregar actor",
  experiencias: "Agregar experiencia",
  presupuesto: "Agregar gasto",
};

interface Asked {
  of: Of;
  props: PlanFormProps;
  reply: Reply | undefined;
}

const FIELDS: Record<PlanPart, (asked: Asked) => ReactNode> = {
  proposito: ({ of }) => (
    <>
      <TextArea label="Para qué se hace" name="purpose" value={of("purpose")} rows={3} optional maxLength={2000} />
      <TextArea label="Foco" name="focus" value={of("focus")} rows={3} optional maxLength={2000} hint="El tema o la pregunta que cruza el encuentro." />
      <TextArea
        label="Anfitriones y lugar"
        name="venue_notes"
        value={of("venue_notes")}
        rows={3}
        optional
        maxLength={2000}
        hint="Quién recibe, qué espacios hay, cómo se llega, qué falta."
      />
    </>
  ),
  roles: (asked) => <DutyFields {...asked} />,
  tareas: (asked) => <TaskFields {...asked} />,
  actores: ({ of }) => (
    <>
      <Field label="Nombre" name="name" value={of("name")} autoComplete="off" />
      <Field label="Institución" name="organisation" value={of("organisation")} optional maxLength={160} autoComplete="off" />
      <Field label="A qué viene" name="part" value={of("part")} optional maxLength={200} />
      <Field label="Correo" name="email" type="email" value={of("email")} optional autoComplete="off" hint="Hace falta para enviarle la invitación." />
      <Select label="Estado" name="state" value={of("state") || "considered"} options={ACTOR_STATES.map((state) => ({ value: state, label: ACTOR_STATE_LABELS[state] ?? "" }))} />
    </>
  ),
  experiencias: (asked) => <ExperienceFields {...asked} />,
  presupuesto: ({ of }) => (
    <>
      <Field label="Gasto" name="item" value={of("item")} />
      <Field label="Monto en pesos" name="amount" value={of("amount")} inputMode="numeric" width="medium" hint="Por ejemplo: 1.250.000" />
      <Field label="Quién lo paga" name="payer" value={of("payer")} optional maxLength={160} hint="El establecimiento, el SLEP, una empresa…" />
      <Checkbox label="Está confirmado" name="confirmed" checked={of("confirmed") === "1"} />
    </>
  ),
};

function DutyFields({ of, reply }: Asked) {
  const found = reply?.found;
  const people = found?.people ?? [];
  return (
    <>
      <Select
        label="De qué se encarga"
        name="duty"
        value={of("duty")}
        placeholder="Elige"
        options={DUTIES.map((duty) => ({ value: duty, label: `${DUTY_LABELS[duty]?.one}: ${DUTY_LABELS[duty]?.hint}` }))}
      />
      <LookUp kind="people" label="Buscar a alguien de la red" name="person_q" words={of("person_q")}>
        {people.length > 0 && (
          <RadioGroup
            legend="Encontramos"
            name="person_id"
            value={of("person_id")}
            required={false}
            options={people.map((person) => ({ value: person.id, label: person.name, hint: person.establishment_name ?? undefined }))}
          />
        )}
        {found && of("person_q") !== "" && people.length === 0 && <p>No encontramos a nadie. Escribe su nombre y correo.</p>}
      </LookUp>
      <Disclosure summary="Alguien sin cuenta" open={of("name") !== "" || of("email") !== "" || (reply?.errors.name ?? reply?.errors.email) !== undefined}>
        <Field label="Nombre" name="name" value={of("name")} optional maxLength={120} autoComplete="off" />
        <Field label="Correo" name="email" type="email" value={of("email")} optional autoComplete="off" />
      </Disclosure>
    </>
  );
}

function TaskFields({ of, props: { crew } }: Asked) {
  return (
    <>
      <Field label="Tarea" name="title" value={of("title")} />
      <Select
        label="Quién la hace"
        name="person_id"
        value={of("person_id")}
        placeholder="Otra persona, o nadie todavía"
        options={crew.map(({ id, name }) => ({ value: id, label: name }))}
        hint="Las personas con un rol en este encuentro, y tú. Les recordamos sus tareas por correo."
      />
      <Field label="Nombre, si es otra persona" name="name" value={of("person_id") ? "" : of("name")} optional maxLength={120} autoComplete="off" />
      <DateField label="Para cuándo" name="due_on" value={of("due_on")} optional />
    </>
  );
}

function ExperienceFields({ of, props: { chosenSchool, chosenWork }, reply }: Asked) {
  const offered = reply?.found?.works ?? [];
  const works = chosenWork && !offered.some((work) => work.id === chosenWork.id) ? [{ ...chosenWork, school: null }, ...offered] : offered;
  const found = reply?.found?.schools ?? [];
  const chosen = of("establishment_id");
  const schools = chosenSchool && !found.some((school) => school.id === chosenSchool.id) ? [chosenSchool, ...found] : found;
  return (
    <>
      <LookUp kind="work" label="Del repositorio" name="work_q" words={of("work_q")}>
        {works.length > 0 && (
          <RadioGroup
            legend="Experiencias del repositorio"
            legendHidden
            name="resource_id"
            value={of("resource_id") || (offered.length === 1 ? offered[0]?.id : "")}
            required={false}
            options={[...works.map(({ id, title, school }) => ({ value: id, label: title, hint: school ?? undefined })), { value: "", label: "No está en el repositorio" }]}
            hint="De ella se toman el título, la escuela y quiénes la hicieron."
          />
        )}
        {reply?.found && of("work_q") !== "" && offered.length === 0 && <p>No encontramos ninguna con «{of("work_q")}». Prueba con otra palabra, o pega su dirección.</p>}
      </LookUp>
      <Field label="Experiencia" name="title" value={of("title")} required={false} hint="Si no está en el repositorio." />
      <Select label="Formato" name="format" value={of("format")} placeholder="Elige" options={FORMATS.map((format) => ({ value: format, label: FORMAT_LABELS[format] ?? "" }))} />
      <LookUp kind="school" label="Establecimiento" name="school_q" words={of("school_q")}>
        {schools.length > 0 && (
          <RadioGroup
            legend="Establecimiento"
            legendHidden
            name="establishment_id"
            value={chosen || (schools.length === 1 ? schools[0]?.id : "")}
            required={false}
            options={[...schools.map(({ id, name, comuna }) => ({ value: id, label: name, hint: comuna })), { value: "", label: "Ninguno de estos" }]}
          />
        )}
        {reply?.found && of("school_q") !== "" && found.length === 0 && <p>No encontramos ningún establecimiento con «{of("school_q")}».</p>}
      </LookUp>
      <Field label="Quiénes la presentan" name="authors" value={of("authors")} optional maxLength={200} hint="Docentes, o el curso. De estudiantes no pongas nombres." />
    </>
  );
}
