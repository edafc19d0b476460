import { useActionData } from "@remix-run/react";
import type { ReactNode } from "react";
import { useSubmission } from "#app/components/submission.ts";
import type { PersonName } from "#app/domain/identity/people-names.repo.server.ts";
import type { BadAddress } from "#app/domain/invitations/pasted-addresses.ts";
import type { Submission } from "#app/http/form.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { CheckboxGroup, Field, Fieldset, Form, TextArea } from "#app/ui/form.tsx";

/** A node that may be called whole, with how many that is. */
export interface NodeToCall {
  id: string;
  name: string;
  members: number | null;
  schools: number | null;
  /** Of this meeting: offered first. */
  near: boolean;
}

export interface AudienceValues extends Record<string, string | string[]> {
  node_ids: string[];
  counterpart_node_ids: string[];
  circle_ids: string[];
  person_ids: string[];
  pasted: string;
}

/** What comes back: names for the people chosen, and those that were found. */
export interface AudienceReply extends Submission {
  people: PersonName[];
  found: PersonName[];
}

const BAD: Record<BadAddress["reason"], (text: string) => string> = {
  no_address: (text) => `no encontramos un correo en «${text}»`,
  bad_address: (text) => `«${text}» no es un correo válido`,
  too_many: (text) => `«${text}» pasa del máximo de correos de una vez`,
};

/** «Línea 3: no encontramos un correo en «Juan Pérez».» At most twenty, then how many more. */
export function badLines(bad: BadAddress[]): string[] {
  const shown = bad.slice(0, 20).map(({ line, text, reason }) => `Línea ${line}: ${BAD[reason](text)}.`);
  return bad.length > 20 ? [...shown, `Y ${counted(bad.length - 20, "línea más", "líneas más")} que no pudimos leer.`] : shown;
}

/** The circle whose meeting it is, with how many speak in it. */
export interface CircleToCall {
  id: string;
  name: string;
  voices: number;
}

export function AudienceForm({
  circle,
  nodes,
  values,
  people,
  hidden = {},
  before,
  children,
}: {
  circle: CircleToCall | null;
  nodes: NodeToCall[];
  values: AudienceValues;
  people: PersonName[];
  hidden?: Record<string, string>;
  before?: ReactNode;
  children: ReactNode;
}) {
  const form = useSubmission(values);
  const reply = useActionData() as AudienceReply | undefined;
  const stored = { pasted: form.value("pasted"), person_q: form.value("person_q") };
  return (
    <Form errors={form.errors} values={stored}>
      <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
        Guardar
      </button>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {before}
      {circle && <WholeCircle circle={circle} chosen={form.values("circle_ids").includes(circle.id)} />}
      <WholeNodes nodes={nodes} chosen={new Set(form.values("node_ids"))} />
      <Counterparts nodes={nodes} chosen={new Set(form.values("counterpart_node_ids"))} />
      <People chosen={form.refused ? (reply?.people ?? []) : people} found={reply?.found ?? []} words={form.value("person_q").trim()} />
      <Fieldset legend="Otros correos">
        <TextArea
          label="Correos de personas sin cuenta"
          name="pasted"
          optional
          rows={5}
          spellCheck={false}
          autoCapitalize="none"
          hint="Pégalos como los tengas: uno por línea, separados por coma, copiados de una planilla o como «Ana Pérez <ana@liceo.cl>»."
        />
      </Fieldset>
      {children}
    </Form>
  );
}

function WholeCircle({ circle, chosen }: { circle: CircleToCall; chosen: boolean }) {
  return (
    <Fieldset legend="Las personas del círculo" hint="Sus integrantes y quienes enlazan los círculos de más abajo, según estén el día en que se envía.">
      <CheckboxGroup
        legend="Las personas del círculo"
        legendHidden
        name="circle_ids"
        options={[{ value: circle.id, label: circle.name, hint: counted(circle.voices, "persona", "personas"), checked: chosen }]}
      />
    </Fieldset>
  );
}

interface Chosen {
  nodes: NodeToCall[];
  chosen: Set<string>;
}

function Split({ nodes, chosen, name, legend, hintOf }: Chosen & { name: string; legend: string; hintOf: (node: NodeToCall) => string | null }) {
  const option = (node: NodeToCall) => ({ value: node.id, label: node.name, hint: hintOf(node), checked: chosen.has(node.id) });
  const first = nodes.filter((node) => node.near || chosen.has(node.id));
  const rest = nodes.filter((node) => !first.includes(node));
  return (
    <>
      {first.length > 0 && <CheckboxGroup legend={legend} legendHidden name={name} options={first.map(option)} />}
      {rest.length > 0 && (
        <Disclosure summary={first.length > 0 ? "De otros nodos" : "Elegir nodos"}>
          <CheckboxGroup legend={`${legend}, otros nodos`} legendHidden name={name} id={`${name}-otros`} error={[]} columns={2} options={rest.map(option)} />
        </Disclosure>
      )}
    </>
  );
}

function WholeNodes(props: Chosen) {
  return (
    <Fieldset legend="Nodos completos" hint="Se invita a todas las personas que están en el nodo.">
      <Split {...props} name="node_ids" legend="Nodos completos" hintOf={({ members }) => (members === null ? null : counted(members, "persona", "personas"))} />
    </Fieldset>
  );
}

function Counterparts(props: Chosen) {
  return (
    <Fieldset legend="Contrapartes de los establecimientos" hint="Las personas que cada establecimiento nombró para representarlo.">
      <Split
        {...props}
        name="counterpart_node_ids"
        legend="Contrapartes"
        hintOf={({ schools }) => (schools === null ? null : counted(schools, "establecimiento", "establecimientos"))}
      />
    </Fieldset>
  );
}

function People({ chosen, found, words }: { chosen: PersonName[]; found: PersonName[]; words: string }) {
  const have = new Set(chosen.map((person) => person.id));
  const others = found.filter((person) => !have.has(person.id));
  const option = (checked: boolean) => (person: PersonName) => ({ value: person.id, label: person.name, hint: person.establishment_name ?? undefined, checked });
  return (
    <div id="personas">
      <Fieldset legend="Personas">
        <div className="stack gap-m" data-event-search="people">
          <Field
            label="Buscar a alguien de la red"
            name="person_q"
            type="search"
            optional
            maxLength={200}
            autoComplete="off"
            enterKeyHint="search"
            after={
              <Button kind="secondary" icon="search" name="intent" value="search" formNoValidate formAction="#personas">
                Buscar
              </Button>
            }
          />
          <div className="stack gap-m" data-found="" aria-live="polite">
            {others.length > 0 && (
              <CheckboxGroup legend="Encontramos" name="person_ids" id="person_ids-found" options={others.map(option(false))} hint="Marca a quienes quieras invitar." />
            )}
            {words !== "" && found.length === 0 && <p>No encontramos a nadie con «{words}». Si no tiene cuenta, pega su correo más abajo.</p>}
            {chosen.length > 0 && <CheckboxGroup legend="Ya elegiste" name="person_ids" id="person_ids" options={chosen.map(option(true))} />}
          </div>
        </div>
      </Fieldset>
    </div>
  );
}
