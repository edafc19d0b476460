import { useSubmission } from "#app/components/submission.ts";
import { EVENT_KINDS } from "#app/domain/events/event.ts";
import { eventKindLabel, REGIONS } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Field, Form, RadioGroup, Select, SubmitBar } from "#app/ui/form.tsx";
import { Section } from "#app/ui/layout.tsx";

type Named = { id: string; name: string };
const FIELDS = ["label", "what", "node", "territory", "establishment", "kind", "region", "words"] as const;

interface Props {
  nodes: Named[];
  territories: Named[];
  /** The one that the calendar was narrowed to. */
  school: Named | null;
  suggested: Record<(typeof FIELDS)[number] | "id", string>;
  constraints: Record<string, object>;
}

const choices = (all: Named[]) => all.map(({ id, name }) => ({ value: id, label: name }));

export function NewFeedForm({ nodes, territories, school, suggested, constraints }: Props) {
  const { errors, value } = useSubmission(suggested);
  const values = Object.fromEntries(FIELDS.map((name) => [name, value(name)]));
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
            { value: "filter", label: "Todo lo que puedo ver", hint: "También las reuniones que solo se ven con cuenta." },
          ]}
        />
        <p className="hint">Y, si quieres, solo una parte:</p>
        <Select label="Nodo" name="node" placeholder="Todos" options={choices(nodes)} optional />
        <Select label="Territorio" name="territory" placeholder="Todos" options={choices(territories)} optional />
        {school && <Select label="Establecimiento" name="establishment" placeholder="Todos" options={choices([school])} optional />}
        <Select label="Tipo" name="kind" placeholder="Todos" options={EVENT_KINDS.map((kind) => ({ value: kind, label: eventKindLabel(kind) }))} optional />
        <Select label="Región" name="region" placeholder="Todas" options={REGIONS.map(({ code, name }) => ({ value: code, label: name }))} optional />
        <Field label="Palabras" name="words" type="search" hint="Solo las que las tengan en el título o el lugar." optional />
        <SubmitBar>
          <Button>Crear calendario</Button>
        </SubmitBar>
      </Form>
    </Section>
  );
}
