import { CALL_KINDS, CALL_VISIBILITIES, CALL_WORKS } from "#app/domain/calls/call.ts";
import { ZONES } from "#app/i18n/zones.ts";
import { Checkbox, DateTimePair, Field, RadioGroup, Select, type SelectOption, TextArea } from "#app/ui/form.tsx";

const optionsOf = (choices: Record<string, string>) => Object.entries(choices).map(([value, label]) => ({ value, label }));

type Value = (name: string) => string;

/** What a call says. Values and errors come from the form around it. */
export function CallWords() {
  return (
    <>
      <CallTitle />
      <CallBases />
    </>
  );
}

export function CallTitle() {
  return (
    <>
      <Field label="Título" name="title" hint="«Feria de experiencias de innovación 2027», «Fondo para talleres inclusivos»." />
      <TextArea label="En una o dos frases" name="summary" rows={2} hint="Lo que se lee en las listas y en los correos." />
    </>
  );
}

export function CallBases() {
  return (
    <>
      <TextArea
        label="Bases"
        name="body_md"
        rows={12}
        hint="Qué se busca, quién puede postular, qué se espera, qué deja fuera una postulación, a quién preguntar. Se puede usar Markdown."
        optional
      />
      <TextArea label="Qué recibe quien resulte elegido o elegida" name="prizes" rows={3} hint="Un lugar en el encuentro, un fondo, una pasantía, un diploma." optional />
    </>
  );
}

export function CallDatesFields({ value, opened = false }: { value: Value; opened?: boolean }) {
  const pair = (name: string) => ({ dateName: `${name}_date`, timeName: `${name}_time`, dateValue: value(`${name}_date`), timeValue: value(`${name}_time`) });
  return (
    <>
      {opened ? (
        <>
          <input type="hidden" name="opens_date" value={value("opens_date")} />
          <input type="hidden" name="opens_time" value={value("opens_time")} />
        </>
      ) : (
        <DateTimePair legend="Abre" {...pair("opens")} hint="Sin hora, al comenzar el día." />
      )}
      <DateTimePair legend="Cierra" {...pair("closes")} hint="Hasta ese minuto se puede enviar, cambiar o retirar una postulación. Sin hora, al terminar el día." />
      <DateTimePair legend="El jurado evalúa hasta" {...pair("jury")} optional />
      {opened ? (
        <input type="hidden" name="zone" value={value("zone")} />
      ) : (
        <Select label="Hora de" name="zone" value={value("zone")} options={ZONES.map(({ id, label }) => ({ value: id, label }))} />
      )}
    </>
  );
}

export function CallVisibility({ value }: { value: Value }) {
  return (
    <RadioGroup legend="Quién la ve" name="visibility" value={value("visibility")} options={optionsOf(CALL_VISIBILITIES)} hint="Para postular siempre se necesita una cuenta." />
  );
}

export function EncounterField({ encounters }: { encounters: readonly SelectOption[] }) {
  if (encounters.length === 0) return null;
  return (
    <Select
      label="Encuentro donde se muestran las elegidas"
      name="encounter_id"
      placeholder="Ninguno"
      options={[...encounters]}
      hint="Así quien postula sabe para cuándo guardar la fecha."
      optional
    />
  );
}

/** What is settled when it is published: who organises it, what is applied with, whether the jury knows who applies. */
export function CallRules({ value, nodes, network }: { value: Value; nodes: readonly { id: string; name: string }[]; network: boolean }) {
  return (
    <>
      <RadioGroup
        legend="Tipo"
        name="kind"
        value={value("kind")}
        options={[
          { value: "contest", label: CALL_KINDS.contest, hint: "Un jurado evalúa con una pauta y queda una lista por puntaje." },
          { value: "call", label: CALL_KINDS.call, hint: "Quienes organizan eligen, o entran todas las que cumplen las bases." },
        ]}
      />
      <Select
        label="Organiza"
        name="node_id"
        value={value("node_id")}
        placeholder={network ? "Toda la red" : undefined}
        options={nodes.map(({ id, name }) => ({ value: id, label: name }))}
        hint="Quien cuida el repositorio del nodo organiza, y por eso no postula."
      />
      <RadioGroup
        legend="¿Se postula con una experiencia del repositorio?"
        name="work"
        value={value("work")}
        options={optionsOf(CALL_WORKS)}
        hint="Al enviar la postulación se guarda una copia de la experiencia tal como estaba."
      />
      <Checkbox
        label="Evaluación anónima"
        name="blind"
        checked={value("blind") !== ""}
        hint="El jurado no ve nombres, establecimientos, equipos ni nombres de archivos; ve números de postulación."
      />
      <Field label="Postulaciones por persona" name="most_each" type="number" min={1} max={10} width="short" value={value("most_each")} />
      <Field
        label="Archivos por postulación"
        name="files_most"
        type="number"
        min={0}
        max={20}
        width="short"
        value={value("files_most") || "5"}
        hint="Como máximo; 0 si no se piden."
      />
    </>
  );
}
