import { COLLECTION_VISIBILITIES } from "#app/domain/collections/collection.ts";
import { Field, RadioGroup, Select, TextArea } from "#app/ui/form.tsx";

/** What a collection says of itself. Values and errors come from the form around it. */
export function CollectionFields({ nodes, visibility }: { nodes: { id: string; name: string }[]; visibility: string }) {
  return (
    <>
      <Field label="Título" name="title" hint="Para qué sirve el recorrido: «Empezar con energía solar en 3.º medio»." />
      <TextArea label="En una frase" name="summary" rows={2} optional />
      <TextArea label="Presentación" name="body_md" rows={5} hint="A quién le sirve y cómo recorrerla. Se puede usar Markdown." optional />
      <RadioGroup
        legend="Quién la ve"
        name="visibility"
        value={visibility}
        hint="Cada persona ve solo los recursos que puede ver."
        options={Object.entries(COLLECTION_VISIBILITIES).map(([value, label]) => ({ value, label }))}
      />
      {nodes.length > 0 && (
        <Select
          label="Nodo"
          name="node_id"
          placeholder="Ninguno"
          hint="Si es de un nodo, también la edita quien cuida su repositorio."
          options={nodes.map(({ id, name }) => ({ value: id, label: name }))}
          optional
        />
      )}
    </>
  );
}
