import type { Audience } from "#app/domain/investitures/investiture.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { CheckboxGroup, Field, Form, type FormErrors, RadioGroup, SubmitBar, TextArea } from "#app/ui/form.tsx";

export interface InvestitureChoice {
  term_id: string;
  role: string;
  name: string;
  since: string;
  presented: number;
}

interface Props {
  id: string;
  errors: FormErrors;
  value: (name: string) => string;
  values: (name: string) => string[];
  choices: InvestitureChoice[];
  audiences: Audience[];
  reach: { node: number; network: number };
  /** Of the circle's node; null: it is of the network. */
  node: string | null;
  backTo: string;
  previewed: boolean;
}

/** Whom to present, with which words, and whom to tell. */
export function InvestitureForm({ id, errors, value, values, choices, audiences, reach, node, backTo, previewed }: Props) {
  return (
    <Form errors={errors}>
      <input type="hidden" name="id" value={id} />
      <CheckboxGroup
        legend="A quiénes se presenta"
        name="terms"
        options={choices.map(({ term_id, role, name, since, presented }) => ({
          value: term_id,
          label: `${name}, ${role}`,
          hint: `Desde el ${shortDate(since)}${presented > 0 ? ". Ya tuvo su investidura" : ""}.`,
          checked: values("terms").includes(term_id),
        }))}
      />
      <Field label="Título" name="title" value={value("title")} required maxLength={120} />
      <TextArea
        label="Mensaje"
        name="message"
        value={value("message")}
        rows={6}
        maxLength={4000}
        optional
        hint="Por qué estas personas, qué se espera de ellas, cómo acompañarlas. Puedes separar párrafos y usar **negrita**."
      />
      <RadioGroup
        legend="A quiénes se avisa por correo"
        name="audience"
        value={value("audience")}
        options={audiences.map((audience) => ({ value: audience, label: AUDIENCE_WORDS[audience](node, reach) }))}
      />
      <SubmitBar>
        {previewed && (
          <Button name="intent" value="publish" icon="send">
            Publicar
          </Button>
        )}
        <Button name="intent" value="preview" kind={previewed ? "secondary" : "primary"}>
          {previewed ? "Ver de nuevo" : "Ver cómo queda"}
        </Button>
        {!previewed && (
          <LinkButton to={backTo} kind="quiet">
            Volver sin publicar
          </LinkButton>
        )}
      </SubmitBar>
    </Form>
  );
}

const people = (count: number): string => counted(count, "persona", "personas");

const AUDIENCE_WORDS: Record<Audience, (node: string | null, reach: Props["reach"]) => string> = {
  node: (node, reach) => (node === null ? `A quienes integran el círculo (${people(reach.node)})` : `A quienes participan en ${node} (${people(reach.node)})`),
  network: (_, reach) => `A toda la red (${people(reach.network)})`,
  none: () => "A nadie: solo se publica la página",
};
