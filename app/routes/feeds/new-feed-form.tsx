import { useSubmission } from "#app/components/submission.ts";
import { EVENT_KINDS } from "#app/domain/events/event.ts";
import { eventKindLabel, REGIONS } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Field, Form, RadioGroup, Select, SubmitBar } from "#app/ui/form.tsx";
import { Section } from "#app/ui/layout.tsx";

interface Props {
  nodes: { id: string; name: string }[];
  suggested: Record<"id" | "what" | "node" | "kind" | "region" | "label", string>;
  constraints: Record<string, object>;
}

export function NewFeedForm({ nodes, suggested, constraints }: Props) {
  const { errors, value } = useSubmission(suggested);
  const values = Object.fromEntries(["label", "what", "node", "kind", "region"].map((name) => [name, value(name)]));
  return (
    <Section title="Crear un calendario" id="crear">
      <Form action={paths.accountFeeds()} errors={errors} values={values} constraints={constraints}>
        <input type="hidden" name="id" value={value("id")} />
        <Field label="Nombre" name="label" hint="Así se llamará en tu calendario." required />
        <RadioGroup
          legend="¿Qué debe mostrar?"
          name="what"
          options={[
            { value: "mine", label: "Lo mío", hint: "Las reuniones de tus nodos y tus invitaciones, salvo las que dijiste que no." },
            { value: "filter", label: "Una selección", hint: "Todas las que puedes ver, según lo que elijas aquí abajo." },
          ]}
        />
        <Select label="Nodo" name="node" placeholder="Todos" options={nodes.map(({ id, name }) => ({ value: id, label: name }))} optional />
        <Select label="Tipo" name="kind" placeholder="Todos" options={EVENT_KINDS.map((kind) => ({ value: kind, label: eventKindLabel(kind) }))} optional />
        <Select label="Región" name="region" placeholder="Todas" options={REGIONS.map(({ code, name }) => ({ value: code, label: name }))} optional />
        <SubmitBar>
          <Button>Crear calendario</Button>
        </SubmitBar>
      </Form>
    </Section>
  );
}
