import { QUADRANTS, type Quadrant, STAKEHOLDER_KINDS } from "#app/domain/stakeholders/stakeholder.ts";
import { QUADRANT_WORDS, STAKEHOLDER_KIND_LABELS } from "#app/i18n/stakeholders.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { DateField, Field, Fieldset, Form, type FormErrors, Select, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { useSubmission } from "./submission.ts";

export interface ActorFormProps {
  id: string;
  stored: Record<string, string | number>;
  constraints: Record<string, object | undefined>;
  /** Who may be in charge, by name. */
  names: string[];
  /** The contact is asked for only from those who may see it. */
  contacts: boolean;
  /** Where it is now; undefined for a new one. */
  quadrant?: Quadrant;
  cancelTo: string;
}

/** An external actor: who it is, where it stands, what is done about it, and whom to talk to. */
export function ActorForm({ id, stored, constraints, names, contacts, quadrant, cancelTo }: ActorFormProps) {
  const form = useSubmission(stored);
  const of = form.value;
  return (
    <Form errors={form.errors} constraints={constraints}>
      <input type="hidden" name="id" value={of("id") || id} />
      <input type="hidden" name="seen" value={of("seen")} />
      <Field label="Institución" name="name" value={of("name")} autoComplete="off" hint="Su nombre, como se la conoce." />
      <Select
        label="Tipo"
        name="kind"
        value={of("kind")}
        placeholder="Elige"
        required
        options={STAKEHOLDER_KINDS.map((kind) => ({ value: kind, label: STAKEHOLDER_KIND_LABELS[kind] ?? "" }))}
      />
      <Fieldset legend="Su lugar en el mapa" hint="De 0 a 100, a ojo: es para conversarlo, no para medir. Desde 50 cuenta como mucho.">
        <PlaceFields of={of} />
      </Fieldset>
      <TextArea
        label="Qué hacemos con este actor"
        name="strategy"
        value={of("strategy")}
        rows={3}
        optional
        maxLength={1500}
        hint={quadrant ? `Por su lugar, podría ser: ${QUADRANT_WORDS[quadrant].advice}` : "La estrategia del nodo: qué le ofrecemos, qué le pedimos."}
      />
      {!quadrant && (
        <Disclosure summary="Ideas según su lugar en el mapa">
          <ul>
            {QUADRANTS.map((each) => (
              <li key={each}>
                <strong>{QUADRANT_WORDS[each].who}:</strong> {QUADRANT_WORDS[each].advice}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      <Field label="Quién está a cargo" name="owner_name" value={of("owner_name")} optional list="personas" autoComplete="off" maxLength={120} hint="Una persona del nodo." />
      <datalist id="personas">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Field label="Próximo paso" name="next_step" value={of("next_step")} optional maxLength={200} />
      <DateField label="Para cuándo" name="next_on" value={of("next_on")} optional />
      {contacts && <ContactFields of={of} />}
      <SubmitBar>
        <Button>{quadrant ? "Guardar cambios" : "Agregar al mapa"}</Button>
        <LinkButton to={cancelTo} kind="quiet">
          Volver sin guardar
        </LinkButton>
      </SubmitBar>
    </Form>
  );
}

type Of = (name: string) => string;

/** The two numbers of the matrix. `errors`: where the form around does not know them. */
export function PlaceFields({ of, errors = {} }: { of: Of; errors?: FormErrors }) {
  return (
    <>
      <Field
        label="Poder"
        name="power"
        error={errors.power}
        type="number"
        min={0}
        max={100}
        required
        inputMode="numeric"
        value={of("power")}
        width="short"
        hint="Cuánto puede ayudar o frenar lo que hacemos."
      />
      <Field
        label="Interés"
        name="interest"
        error={errors.interest}
        type="number"
        min={0}
        max={100}
        required
        inputMode="numeric"
        value={of("interest")}
        width="short"
        hint="Cuánto le importa lo que hacemos."
      />
    </>
  );
}

function ContactFields({ of }: { of: Of }) {
  return (
    <Fieldset legend="Con quién hablar" hint={CONTACT_RULE}>
      <Field label="Nombre y cargo" name="contact_name" value={of("contact_name")} optional maxLength={120} autoComplete="off" />
      <Field label="Correo de trabajo" name="contact_email" type="email" value={of("contact_email")} optional autoComplete="off" hint="Hace falta para invitarle a una reunión." />
      <Field label="Teléfono de trabajo" name="contact_phone" type="tel" value={of("contact_phone")} optional maxLength={40} autoComplete="off" />
    </Fieldset>
  );
}

/** Why these data may be kept, and how they stop being kept. */
export const CONTACT_RULE =
  "Solo datos de contacto institucional: los que la institución publica o la persona te dio para esto. Nada personal ni de salud, creencias o política. Los ve únicamente el círculo del nodo. Si la persona lo pide, se borran desde la ficha del actor.";
