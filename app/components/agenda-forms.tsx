import { writeTemplateParts } from "#app/domain/agenda/agenda.ts";
import { durationWords } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Field, Form, SubmitBar, TextArea } from "#app/ui/form.tsx";
import type { ShownPart } from "./agenda-list.tsx";
import { useSubmission } from "./submission.ts";

interface Template {
  id: string;
  name: string;
  parts: { title: string; minutes: number; notes: string }[];
}

/** How an agenda begins: from a template of the network, or part by part. */
export function ChooseTemplate({ templates }: { templates: Template[] }) {
  return (
    <div className="stack gap-m">
      <p>Parte de una plantilla y ajústala, o agrega las partes una por una.</p>
      <ul className="template-list">
        {templates.map((template) => (
          <li key={template.id}>
            <h2>{template.name}</h2>
            <p className="hint">{template.parts.map((part) => `${part.title}, ${durationWords(part.minutes)}`).join(" · ")}</p>
            <ButtonForm fields={{ intent: "template", template_id: template.id }} label={`Usar esta: ${template.name}`}>
              Usar esta
            </ButtonForm>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Under each part: edit, up, down, to a place, remove. */
export function PartActions({ eventId, part, index, count }: { eventId: string; part: ShownPart; index: number; count: number }) {
  const move = (place: number, words: string) => (
    <ButtonForm kind="quiet" size="small" fields={{ intent: "move", part_id: part.id, place: String(place) }} label={`${words}: ${part.title}`}>
      {words}
    </ButtonForm>
  );
  return (
    <div className="cluster gap-xs agenda-actions">
      <LinkButton to={paths.eventAgenda(eventId, { parte: part.id })} kind="secondary" size="small" icon="edit" aria-label={`Editar ${part.title}`}>
        Editar
      </LinkButton>
      {index > 0 && move(index, "Subir")}
      {index < count - 1 && move(index + 2, "Bajar")}
      <Disclosure
        summary={
          <span>
            Más<span className="visually-hidden"> sobre {part.title}</span>
          </span>
        }
      >
        <Form>
          <input type="hidden" name="part_id" value={part.id} />
          <Field label="Ponerla en el lugar número" name="place" id={`place-${part.id}`} type="number" min={1} max={count} value={index + 1} width="short" />
          <div className="cluster gap-s">
            <Button kind="secondary" size="small" name="intent" value="move">
              Mover
            </Button>
            <Button kind="danger" size="small" name="intent" value="remove" formNoValidate>
              Quitar esta parte
            </Button>
          </div>
        </Form>
      </Disclosure>
    </div>
  );
}

interface Stored {
  title: string;
  minutes: number;
  lead_name: string;
  notes: string;
  materials: string;
}

export function PartForm({ id, intent, names, stored, cancelTo }: { id: string; intent: "add" | "save"; names: string[]; stored: Stored; cancelTo: string }) {
  const form = useSubmission({ ...stored });
  const value = (name: keyof Stored) => form.value(name);
  return (
    <Form errors={form.errors} values={{ title: value("title"), minutes: value("minutes"), lead_name: value("lead_name"), notes: value("notes"), materials: value("materials") }}>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="part_id" value={form.value("part_id") || id} />
      <Field label="Título" name="title" maxLength={200} required />
      <Field label="Cuánto dura" name="minutes" type="number" min={0} max={1440} width="short" after={<span>minutos</span>} required />
      <Field
        label="Quién está a cargo"
        name="lead_name"
        optional
        list="nombres"
        autoComplete="off"
        maxLength={160}
        hint="Una persona de la red, o el nombre de quien venga de fuera."
      />
      <datalist id="nombres">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <TextArea label="Notas" name="notes" optional rows={4} maxLength={5000} hint="Puedes usar **negrita** y listas con guiones." />
      <TextArea
        label="Material"
        name="materials"
        optional
        rows={3}
        spellCheck={false}
        hint="Un enlace por línea, con su nombre delante si quieres: «Guía de tableros https://…»."
      />
      <SubmitBar>
        <Button>Guardar</Button>
        <LinkButton to={cancelTo} kind="quiet">
          Volver sin cambios
        </LinkButton>
      </SubmitBar>
    </Form>
  );
}

export function ReadingsForm({ stored, refused }: { stored: string; refused?: { errors: Record<string, string[]>; values: Record<string, string> } | undefined }) {
  return (
    <Disclosure summary={stored === "" ? "Sugerir lecturas" : "Cambiar las lecturas"} open={refused !== undefined}>
      <Form>
        <input type="hidden" name="intent" value="readings" />
        <TextArea
          label="Lecturas"
          name="readings"
          rows={4}
          spellCheck={false}
          value={refused?.values.readings ?? stored}
          error={refused?.errors.readings}
          hint="Un enlace por línea, con su nombre delante si quieres."
        />
        <SubmitBar>
          <Button kind="secondary">Guardar lecturas</Button>
        </SubmitBar>
      </Form>
    </Disclosure>
  );
}

/** For the administration: what worked once may serve everyone. */
export function KeepAsTemplate({ title }: { title: string }) {
  return (
    <Disclosure summary="Guardar esta agenda como plantilla de la red">
      <Form>
        <input type="hidden" name="intent" value="keep" />
        <Field label="Nombre de la plantilla" name="name" value={title.slice(0, 120)} maxLength={120} required />
        <SubmitBar>
          <Button kind="secondary">Guardar como plantilla</Button>
        </SubmitBar>
      </Form>
    </Disclosure>
  );
}

export const templateText = (parts: Template["parts"]): string => writeTemplateParts(parts);
