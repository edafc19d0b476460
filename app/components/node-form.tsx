import type { ReactNode } from "react";
import { useSubmission } from "#app/components/submission.ts";
import { GLYPHS, JOININGS, KINDS } from "#app/domain/nodes/node.ts";
import type { Constraint } from "#app/http/form.server.ts";
import { GLYPHS as GLYPH_LABELS, JOININGS as JOINING_LABELS, NODE_COLOURS, NODE_KINDS } from "#app/i18n/labels.ts";
import { Checkbox, Field, Fieldset, Form, RadioGroup, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Glyph } from "#app/ui/icon.tsx";

export type NodeFormValues = Record<"name" | "kind" | "joining" | "summary" | "description_md" | "glyph", string> & { colour: number; reviews_resources: number };

/** The form that creates or edits a node. `hidden` are fields that go along; `children` the buttons. */
export function NodeForm({
  defaults,
  constraints,
  hidden = {},
  children,
}: {
  defaults: Partial<NodeFormValues>;
  constraints: Record<string, Constraint>;
  hidden?: Record<string, string>;
  children: ReactNode;
}) {
  const { errors, value } = useSubmission(defaults);
  return (
    <Form errors={errors} constraints={constraints}>
      {Object.entries(hidden).map(([name, text]) => (
        <input key={name} type="hidden" name={name} value={value(name) || text} />
      ))}
      <Field name="name" label="Nombre" value={value("name")} autoComplete="off" />
      <RadioGroup
        name="kind"
        legend="Qué es"
        value={value("kind")}
        required
        options={KINDS.map((kind) => ({ value: kind, label: NODE_KINDS[kind]?.one, hint: NODE_KINDS[kind]?.hint }))}
      />
      <RadioGroup
        name="joining"
        legend="Cómo se entra"
        value={value("joining")}
        required
        options={JOININGS.map((joining) => ({ value: joining, label: JOINING_LABELS[joining]?.one, hint: JOINING_LABELS[joining]?.hint }))}
      />
      <Field name="summary" label="En una línea" hint="Se lee en las listas, debajo del nombre." value={value("summary")} />
      <TextArea
        name="description_md"
        label="Descripción"
        hint="Para qué se reúnen, cada cuánto, qué hacen. Puedes usar **negrita**, listas con guiones y enlaces."
        optional
        value={value("description_md")}
        rows={10}
      />
      <Checkbox
        name="reviews_resources"
        label="Revisar lo que se comparte antes de publicarlo"
        hint="Quien cuida el repositorio del nodo recibe un correo, y lo publica o lo devuelve con un comentario."
        checked={value("reviews_resources") === "1"}
      />
      <Look colour={value("colour")} glyph={value("glyph")} />
      <SubmitBar>{children}</SubmitBar>
    </Form>
  );
}

/** The tile: drawings are shown in the colour chosen, colours with the drawing chosen. */
function Look({ colour, glyph }: { colour: string; glyph: string }) {
  return (
    <Fieldset legend="Su imagen" hint="El color y el dibujo que lo distinguen en listas y calendarios.">
      <RadioGroup
        name="colour"
        legend="Color"
        value={colour}
        required
        layout="columns"
        options={NODE_COLOURS.map((name, index) => ({ value: String(index + 1), label: <Tile glyph={glyph} colour={index + 1} name={name} /> }))}
      />
      <RadioGroup
        name="glyph"
        legend="Dibujo"
        value={glyph}
        required
        layout="columns"
        options={GLYPHS.map((key) => ({ value: key, label: <Tile glyph={key} colour={Number(colour) || 1} name={GLYPH_LABELS[key] ?? key} /> }))}
      />
    </Fieldset>
  );
}

function Tile({ glyph, colour, name }: { glyph: string; colour: number; name: string }) {
  return (
    <span className="node-tag">
      <Glyph name={glyph || "hoja"} colour={colour} size="s" />
      {name}
    </span>
  );
}
