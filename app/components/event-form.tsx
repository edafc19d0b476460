import { useActionData } from "@remix-run/react";
import type { ReactNode } from "react";
import { RepeatFields } from "#app/components/event-repeat-fields.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { EVENT_KINDS as KIND_KEYS } from "#app/domain/events/event.ts";
import type { EstablishmentOption } from "#app/domain/places/establishments.repo.server.ts";
import type { Constraint, Submission } from "#app/http/form.server.ts";
import { EVENT_KINDS } from "#app/i18n/labels.ts";
import { ZONES } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { CheckboxGroup, DateField, Field, Fieldset, Form, RadioGroup, Select, TextArea, TimeField } from "#app/ui/form.tsx";

type NodeChoice = { id: string; name: string; slug: string };

export interface EventFormOptions {
  /** Nodes that the actor coordinates. */
  own: NodeChoice[];
  others: NodeChoice[];
  comunas: { code: string; name: string; region: string }[];
  constraints: Record<string, Constraint>;
}

/** What comes back to the page: what was wrong, what was typed, and the schools that were found. */
export interface EventFormReply extends Submission {
  schools: EstablishmentOption[];
}

/** The fields as they begin; the keys are those of EventInput. */
export interface EventFormValues extends Record<string, string | number | string[] | null | undefined> {
  id: string;
  title: string;
  kind: string;
  /** Whose meeting it is, where it is a circle's. */
  circle_id: string;
  node_ids: string[];
  date: string;
  start_time: string;
  end_date: string;
  end_time: string;
  zone: string;
  host_establishment_id: string;
  address: string;
  comuna_code: string;
  online_url: string;
  description: string;
  capacity: number | null;
  online_capacity: number | null;
  visibility: string;
  /** How it repeats, where it still may: the keys of SeriesInput. */
  repeats?: string;
  every?: string;
  weekdays?: string[];
  monthly_on?: string;
  ends?: string;
  until?: string;
  count?: string;
  more_dates?: string;
}

export type HostSchool = Pick<EstablishmentOption, "id" | "name" | "comuna">;

const LISTS = new Set(["node_ids", "weekdays"]);

/** The values that the form shows now, and what was answered to it. */
export function useEventForm(defaults: EventFormValues) {
  const submission = useSubmission(defaults);
  const found = useActionData() as EventFormReply | undefined;
  const names = [...Object.keys(defaults), "school_q"];
  const values = Object.fromEntries(names.map((name) => [name, LISTS.has(name) ? submission.values(name) : submission.value(name)]));
  return { ...submission, stored: values, schools: submission.refused ? (found?.schools ?? []) : null };
}

type EventFormState = ReturnType<typeof useEventForm>;

/** The whole form of a meeting. `children` are its buttons; `before` stands on top (a warning that wants a yes). */
export function EventForm({
  options,
  form,
  host,
  hidden = {},
  before,
  children,
}: {
  options: EventFormOptions;
  form: EventFormState;
  host: HostSchool | null;
  hidden?: Record<string, string>;
  before?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Form errors={form.errors} values={form.stored} constraints={options.constraints} data-event-form="">
      {/* Enter in any field sends the form by its first button: this one, not the search for schools. */}
      <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
        Guardar
      </button>
      <input type="hidden" name="id" value={form.value("id")} />
      {form.value("circle_id") !== "" && <input type="hidden" name="circle_id" value={form.value("circle_id")} />}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {before}
      <WhatFields options={options} form={form} />
      <WhenFields form={form} />
      {form.stored.repeats !== undefined && <RepeatFields form={form} />}
      <WhereFields options={options} form={form} host={host} />
      <MoreFields form={form} />
      {children}
    </Form>
  );
}

function WhatFields({ options, form }: { options: EventFormOptions; form: EventFormState }) {
  const chosen = new Set(form.values("node_ids"));
  const choices = (nodes: NodeChoice[]) => nodes.map((node) => ({ value: node.id, label: node.name, checked: chosen.has(node.id) }));
  // Someone else's node that is already in it stays in sight.
  const first = [...options.own, ...options.others.filter((node) => chosen.has(node.id))];
  const rest = options.others.filter((node) => !chosen.has(node.id));
  return (
    <Fieldset legend="Qué">
      <Field label="Título" name="title" autoComplete="off" placeholder="Tercera sesión territorial: maquetas de tableros" />
      <Select
        label="Tipo"
        name="kind"
        options={KIND_KEYS.map((kind) => ({ value: kind, label: EVENT_KINDS[kind]?.one ?? kind }))}
        hint="Un hito es solo una fecha que conviene saber: no lleva hora y no se invita a nadie."
      />
      <CheckboxGroup legend={first.length === 1 ? "Nodo" : "Nodos"} name="node_ids" columns={first.length > 4 ? 2 : 1} options={choices(first)} />
      {rest.length > 0 && (
        <Disclosure summary="Convocar junto con otro nodo">
          <CheckboxGroup legend="Otros nodos" legendHidden name="node_ids" id="node_ids-otros" error={[]} columns={2} options={choices(rest)} />
        </Disclosure>
      )}
    </Fieldset>
  );
}

function WhenFields({ form }: { form: EventFormState }) {
  const severalDays = form.value("end_date") !== "" && form.value("end_date") !== form.value("date");
  return (
    <Fieldset legend="Cuándo">
      <DateField label="Día" name="date" />
      <div className="pair pair-even">
        <TimeField label="Desde" name="start_time" />
        <TimeField label="Hasta" name="end_time" />
      </div>
      <ZoneSelect />
      <Disclosure summary="Dura más de un día" open={severalDays || Boolean(form.errors.end_date)}>
        <DateField label="Último día" name="end_date" optional />
      </Disclosure>
    </Fieldset>
  );
}

export function ZoneSelect() {
  return <Select label="Hora de" name="zone" options={ZONES.map((zone) => ({ value: zone.id, label: zone.label }))} />;
}

function WhereFields({ options, form, host }: { options: EventFormOptions; form: EventFormState; host: HostSchool | null }) {
  return (
    <div id="lugar">
      <Fieldset legend="Dónde" hint="Un establecimiento, una dirección, un enlace, o varios de ellos.">
        <SchoolSearch form={form} host={host} />
        <Field label="Dirección o sala" name="address" optional autoComplete="off" placeholder="Auditorio, 2.º piso" />
        <Disclosure summary="Es en otra comuna que la del establecimiento, o no hay establecimiento" open={form.value("comuna_code") !== "" || Boolean(form.errors.comuna_code)}>
          <Select
            label="Comuna"
            name="comuna_code"
            optional
            placeholder="La del establecimiento"
            options={options.comunas.map((comuna) => ({ value: comuna.code, label: comuna.name, group: comuna.region }))}
          />
        </Disclosure>
        <Field label="Enlace para conectarse" name="online_url" type="url" inputMode="url" optional autoComplete="off" placeholder="https://" />
      </Fieldset>
    </div>
  );
}

/** Without JavaScript the button sends the form and it comes back with the schools; event-search.js does the same in place. */
function SchoolSearch({ form, host }: { form: EventFormState; host: HostSchool | null }) {
  return (
    <div className="stack gap-m" data-event-search="school">
      <Field
        label="Establecimiento"
        name="school_q"
        optional
        type="search"
        maxLength={200}
        autoComplete="off"
        enterKeyHint="search"
        hint="Busca por nombre o comuna."
        after={
          <Button kind="secondary" icon="search" name="intent" value="search" formNoValidate formAction="#lugar">
            Buscar
          </Button>
        }
      />
      <div data-found="" aria-live="polite">
        <Schools form={form} host={host} />
      </div>
    </div>
  );
}

function Schools({ form, host }: { form: EventFormState; host: HostSchool | null }) {
  const words = form.value("school_q").trim();
  const chosen = form.value("host_establishment_id");
  const schools: HostSchool[] = form.schools ?? (host ? [host] : []);
  const done = <input type="hidden" name="school_done" value={words} />;
  if (schools.length === 0) {
    return (
      <>
        {done}
        {words !== "" && (
          <p>
            No encontramos ningún establecimiento con «{words}». Prueba con otra palabra o escribe la dirección. Los que están en la red se ven en{" "}
            <a href={paths.establishments()}>Establecimientos</a>.
          </p>
        )}
      </>
    );
  }
  return (
    <>
      {done}
      <RadioGroup
        legend={words === "" ? "Anfitrión" : "¿Cuál de ellos?"}
        name="host_establishment_id"
        value={chosen}
        options={[...schools.map((school) => ({ value: school.id, label: school.name, hint: school.comuna })), { value: "", label: "Sin establecimiento anfitrión" }]}
      />
    </>
  );
}

function MoreFields({ form }: { form: EventFormState }) {
  const unusual =
    form.value("capacity") !== "" ||
    form.value("online_capacity") !== "" ||
    Boolean(form.errors.online_capacity) ||
    form.value("visibility") === "public" ||
    Boolean(form.errors.capacity);
  return (
    <Fieldset legend="Más">
      <TextArea label="Descripción" name="description" optional rows={5} hint="Para qué es, qué llevar, qué se verá. Puedes usar **negrita**, listas con guiones y enlaces." />
      <Disclosure summary="Cupo y quién puede verla" open={unusual}>
        <div className="stack gap-l">
          <Field
            label="Cupo"
            name="capacity"
            type="number"
            inputMode="numeric"
            optional
            width="short"
            hint="Vacío: sin límite. Al completarse, las personas quedan en lista de espera. Si además hay enlace, es el cupo de quienes van en persona."
          />
          <Field
            label="Cupo en línea"
            name="online_capacity"
            type="number"
            inputMode="numeric"
            optional
            width="short"
            hint="Solo cuenta si hay lugar y enlace: quienes van y quienes se conectan se cuentan aparte."
          />
          <RadioGroup
            legend="Quién puede verla"
            name="visibility"
            options={[
              { value: "members", label: "Personas con cuenta en la red" },
              { value: "public", label: "Cualquier persona", hint: "Aparece en la portada y en los calendarios públicos, también su enlace." },
            ]}
          />
        </div>
      </Disclosure>
    </Fieldset>
  );
}
